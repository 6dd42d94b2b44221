import { parseArgs } from 'node:util';
import { startFunctionsHost } from './start-functions-host.ts';

/**
 * The functions host as a process of its own: `node functions-host-process.ts [--port n] [--entry path] [--host-json path]`.
 * Function keys come from FUNCTIONS_KEYS (separated by commas) and FUNCTIONS_MASTER_KEY, settings from the environment.
 * Prints one line of JSON, `{"url", "functions"}`, on standard output when it is ready; logs go to standard error.
 * SIGTERM, SIGINT and the loss of an IPC channel to the parent stop it gracefully.
 */
const { values } = parseArgs({
  options: { port: { type: 'string' }, entry: { type: 'string' }, 'host-json': { type: 'string' } },
});

const host = await startFunctionsHost({
  port: Number(values.port ?? 0),
  ...(values.entry !== undefined && { entry: values.entry }),
  ...(values['host-json'] !== undefined && { hostJson: values['host-json'] }),
  keys: {
    master: process.env.FUNCTIONS_MASTER_KEY ?? '',
    function: (process.env.FUNCTIONS_KEYS ?? '').split(',').filter((key) => key !== ''),
  },
});

const stop = (): void => {
  host.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.once('disconnect', stop);

console.log(JSON.stringify({ url: host.url, functions: host.functions }));
