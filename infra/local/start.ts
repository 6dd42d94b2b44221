import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { startEnvironment, type Environment } from './environment.ts';
import { tellStory, type Told } from './story/tell-story.ts';

/**
 * `npm start`: all embedded systems, and a story that takes a project from its contract to its posted invoice. Stays up
 * afterwards; `--once` ends with 0 when every row and record came out as expected, else with 1.
 */
const usage = `npm start -- [--once] [--json] [--finance-events on|off] [--write-back standard|custom] [--dataverse webhook|service-bus] [--verbose]`;

const { values } = readArguments();
const print = (line: string): void => {
  if (!values.json) console.log(line);
};

const from = Date.now();
const environment = await startEnvironment({
  financeEvents: values['finance-events'] as 'on' | 'off',
  writeBack: values['write-back'] as 'standard' | 'custom',
  dataverseEndpoint: values.dataverse as 'webhook' | 'service-bus',
  registered: true,
  auditStore: true,
  ...(values.verbose ? { log: (line: string) => console.error(line) } : {}),
});
let ending: Promise<void> | undefined;
const end = (code: number): Promise<void> =>
  (ending ??= environment.stop().finally(() => process.exit(code)));
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void end(ending === undefined ? 0 : 1));
print(`All systems are up after ${Date.now() - from} ms.\n`);

const told = await tellStory(environment, {
  writeBack: values['write-back'] as 'standard' | 'custom',
  tell: (line) => print(`\n${line}`),
  landed: (landed) =>
    print(`  ✓ ${landed.who}: ${landed.what} → ${landed.where} ${landed.key} (${landed.milliseconds} ms)`),
});
if (values.json) console.log(JSON.stringify({ ...told, addresses: addresses(environment) }, null, 2));
else printEnd(told);

if (values.once) await end(told.wrong.length === 0 ? 0 : 1);
print('\nEverything stays up; Ctrl-C ends it.');

function printEnd({ landed, wrong, milliseconds }: Told): void {
  const table = new Table({
    head: ['who', 'what', 'where', 'key', 'ms'],
    style: { head: [], border: [], compact: true },
  });
  for (const row of landed)
    table.push([row.who, row.what, row.where, row.key, { content: row.milliseconds, hAlign: 'right' }]);
  console.log(`\n${table.toString()}\n`);
  for (const text of wrong) console.log(`✗ ${text}`);
  console.log(
    wrong.length === 0
      ? `The story came out as it should: ${landed.length} steps in ${(milliseconds / 1000).toFixed(1)} s.`
      : `The story did not come out: ${wrong.length} things are wrong.`,
  );
  for (const [name, address] of Object.entries(addresses(environment)))
    console.log(`${name.padEnd(12)} ${address}`);
}

function addresses(running: Environment): Record<string, string> {
  return {
    Dataverse: `${running.dataverse.url}/api/data/v9.2/`,
    Finance: `${running.finance.url}/data/`,
    functions: `${running.functionsUrl()}/api/ (key: ${running.functionKey})`,
    console: `${running.functionsUrl()}/api/support/console/ (signed in as a local user)`,
    'open records': `${running.functionsUrl()}/api/support/open?code=${running.functionKey}`,
    support: `SUPPORT_URL=${running.functionsUrl()} SUPPORT_KEY=${running.functionKey} npm run support -- list`,
    doctor: `${forCommands(running)} SUPPORT_URL=${running.functionsUrl()} npm run doctor`,
    broker: running.broker.connectionString,
    ledger: running.ledgerStore.connectionString,
    'audit blobs': running.settings['AUDIT_BLOBS'] ?? '',
  };
}

/** Settings that commands need which ask the systems by themselves, as a shell takes them before a command. */
function forCommands({ settings }: Environment): string {
  const names = ['DATAVERSE_URL', 'DATAVERSE_ORGANIZATION_IDS', 'FINANCE_URL', 'AUTHENTICATION', 'COMPANIES'];
  return [...names, 'WRITE_BACK', 'SERVICE_BUS', 'LEDGER', 'AUDIT_BLOBS', 'MAPS_ACCEPTED_FILE']
    .filter((name) => settings[name] !== undefined)
    .map((name) => `${name}='${settings[name] ?? ''}'`)
    .join(' ');
}

function readArguments() {
  try {
    const parsed = parseArgs({
      options: {
        once: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        'finance-events': { type: 'string', default: 'on' },
        'write-back': { type: 'string', default: 'standard' },
        dataverse: { type: 'string', default: 'webhook' },
      },
    });
    const allowed: Readonly<Record<string, readonly string[]>> = {
      'finance-events': ['on', 'off'],
      'write-back': ['standard', 'custom'],
      dataverse: ['webhook', 'service-bus'],
    };
    for (const [name, choices] of Object.entries(allowed))
      if (!choices.includes(String(parsed.values[name as keyof typeof parsed.values])))
        throw new Error(`--${name} must be ${choices.join(' or ')}`);
    return parsed;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}
