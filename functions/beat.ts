import { app } from '@azure/functions';
import { startedRuntime } from './runtime.ts';

/** What this instance counted since its last pulse would end with it. */
app.hook.appTerminate(async () => {
  const runtime = await startedRuntime();
  await runtime?.pulse.end();
});
