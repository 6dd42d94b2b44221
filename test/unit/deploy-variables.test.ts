import { glob, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import sample from '../../local.settings.sample.json' with { type: 'json' };
import { openGrammar } from '../../scripts/check-bicep/open-grammar.ts';
import { partsOf, propertiesOf } from '../../scripts/check-bicep/nodes.ts';
import { readBicepFile } from '../../scripts/check-bicep/read-bicep-file.ts';
import { readSchedules } from '../../scripts/check-bicep/read-schedules.ts';
import { settingNames } from '../../shared/settings/settings.ts';

/** One setting has one name wherever it stands: in the code, in the template, for the commands, on the page, in the sample. */
const root = new URL('../../', import.meta.url);
const textOf = (file: string): Promise<string> => readFile(new URL(file, root), 'utf8');
const parse = await openGrammar();
const bicep = async (file: string) =>
  readBicepFile(file, parse({ file, text: await textOf(`infra/azure/${file}`) }).rootNode);

const variables = new Map(
  [
    ...(await textOf('infra/azure/main.bicepparam')).matchAll(
      /readEnvironmentVariable\('(\w+)'(?:, '([^']*)')?\)/g,
    ),
  ].map(([, name = '', fallback]) => [name, fallback]),
);
/** azd sets these itself. */
const ofAzd = new Set(['AZURE_ENV_NAME', 'AZURE_PRINCIPAL_ID']);
const page = await textOf('docs/deploy.md');
const schedules = await readSchedules(root);

/** Times of timers in the template, by setting. */
const times = new Map(
  [...(await textOf('infra/azure/function-app.bicep')).matchAll(/(\w+_SCHEDULE): '([^']*)'/g)].map(
    ([, name = '', time = '']) => [name, time],
  ),
);
const { variables: ofTemplate } = await bicep('function-app.bicep');
const given = [ofTemplate.get('appSettings')]
  .flatMap((node) => (node === undefined ? [] : partsOf(node)))
  .filter(({ type }) => type === 'object')
  .flatMap(propertiesOf)
  .map(([name]) => name);

describe('deploying', () => {
  it('is told on its page by every variable that the template reads, with the same default, and by no other', () => {
    const inTable = [...page.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| ([^|]*) \|/gm)].flatMap(
      ([, names = '', defaults = '']) => {
        const all = [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
        return all.map(
          (name, index) => [name, all.length === 1 ? defaults : (defaults.split(', ')[index] ?? '')] as const,
        );
      },
    );
    const inCommands = [...page.matchAll(/azd env set (\w+)/g)].map(([, name = '']) => name);
    const told = new Set([...inTable.map(([name]) => name), ...inCommands]);
    expect([...variables.keys()].filter((name) => !told.has(name) && !ofAzd.has(name))).toEqual([]);
    expect([...told].filter((name) => !variables.has(name))).toEqual([]);
    const plain = (text: string): string =>
      text
        .replaceAll('`', '')
        .trim()
        .replace(/^empty$/, '');
    expect(inTable.filter(([name, value]) => variables.get(name) !== plain(value))).toEqual([]);
  });

  it('leaves the commands on a machine with every setting that the app has, but for what only the host uses', async () => {
    const outputs = new Set((await bicep('main.bicep')).outputs.keys());
    const onlyTheHost = ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'AUTHENTICATION', 'SUPPORT_SIGN_IN'];
    expect(
      given.filter(
        (name) =>
          settingNames.has(name) && !outputs.has(name) && !variables.has(name) && !onlyTheHost.includes(name),
      ),
    ).toEqual([]);
  });

  it('gives the commands of its page every value that they take from it', async () => {
    const outputs = new Set((await bicep('main.bicep')).outputs.keys());
    const asked = [...page.matchAll(/azd env get-value (\w+)/g)].map(([, name = '']) => name);
    const made = new Set([...page.matchAll(/(?:^|export )(\w+)=/gm)].map(([, name = '']) => name));
    const used = [...page.matchAll(/"\$(\w+)"/g)]
      .map(([, name = '']) => name)
      .filter((name) => !made.has(name));
    expect(asked.length + used.length).toBeGreaterThan(5);
    expect([...asked, ...used].filter((name) => !outputs.has(name) && !variables.has(name))).toEqual([]);
  });
});

describe('settings', () => {
  it('of the sample for a machine are all read: by the app, by a timer, or by the host', () => {
    const ofTheHost = ['FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsStorage'];
    const known = new Set([...settingNames, ...schedules, ...ofTheHost]);
    expect(Object.keys(sample.Values).filter((name) => !known.has(name))).toEqual([]);
  });

  it('of the app in Azure stand in the sample too, as a connection where Azure has an identity', () => {
    const asConnection = (name: string): string => name.replace(/__\w+$/, '');
    const missing = given.filter(
      (name) => (settingNames.has(name) || schedules.has(name)) && !(asConnection(name) in sample.Values),
    );
    expect(missing).toEqual(['MANAGED_IDENTITY_CLIENT_ID', 'APPLICATIONINSIGHTS_CONNECTION_STRING']);
  });

  it('times of timers are the same in Azure and in the sample', () => {
    expect([...times.keys()].toSorted()).toEqual([...schedules].toSorted());
    const inSample = new Map(Object.entries(sample.Values).filter(([name]) => schedules.has(name)));
    expect(inSample).toEqual(times);
  });

  it('make timers run as often as docs/limits-and-cost.md counts', async () => {
    let runs = 0;
    for await (const file of glob('functions/schedule/*.ts', { cwd: root })) {
      const name = /schedule: '%(\w+)%'/.exec(await textOf(file.replaceAll('\\', '/')))?.[1];
      if (name !== undefined) runs += runsADay(times.get(name) ?? '');
    }
    expect(await textOf('docs/limits-and-cost.md')).toContain(`${runs.toLocaleString('en-US')}\` (timers)`);
  });
});

/** Of a time such as `0 *\/5 * * * *`: a second, and every so many minutes. */
function runsADay(time: string): number {
  const [all, every = '1'] = /^\d+ \*(?:\/(\d+))? \* \* \* \*$/.exec(time) ?? [];
  return all === undefined ? NaN : 1_440 / Number(every);
}
