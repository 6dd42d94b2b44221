import { examine } from '../shared/doctor/examine.ts';
import { checkVersions } from '../shared/doctor/check-versions.ts';
import { ok, wrong, type Diagnosis } from '../shared/doctor/diagnosis.ts';
import { defaultName } from '../shared/register/wanted-endpoint.ts';
import { credentialOf } from '../shared/settings/credential-of.ts';
import {
  readSettings,
  readSystemSettings,
  SettingsError,
  type Settings,
  type SystemSettings,
} from '../shared/settings/settings.ts';
import packageFile from '../package.json' with { type: 'json' };
import { assertKnownMaps } from '../shared/table-map/assert-known-maps.ts';
import type { Registry } from '../shared/table-map/registry.ts';
import { UnknownMapError } from '../shared/table-map/unknown-map-error.ts';
import { printDiagnoses } from './doctor/print-diagnoses.ts';
import { openInstalledMaps, WrongMapsError } from './maps/open-installed-maps.ts';
import { readFlags } from './read-flags.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run doctor -- [--name NAME] [--json]
  --name NAME                   of the service endpoint in Dataverse (${defaultName})
Settings as the app has them, and SUPPORT_URL, its address. Reads only. Ends with 0 when nothing is wrong, 1 when something is, 2 when it was called wrongly.`;

/** `npm run doctor`: looks at everything that the app needs, and says of each thing that is wrong what to do. */
const typed = process.argv.slice(2);
try {
  if (typed.includes('--help')) console.log(usage);
  else {
    const { values } = readFlags(typed, {
      options: { name: { type: 'string', default: defaultName }, json: { type: 'boolean', default: false } },
    });
    const diagnoses = await run(values.name);
    console.log(values.json ? JSON.stringify(diagnoses, null, 2) : printDiagnoses(diagnoses));
    process.exitCode = diagnoses.some(({ state }) => state === 'wrong') ? 1 : 0;
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

async function run(endpoint: string): Promise<readonly Diagnosis[]> {
  const { settings, problems } = settingsOf();
  const told = problems.map((problem) =>
    wrong('settings', problem, 'local.settings.sample.json shows the form of every setting.'),
  );
  const about = told.length > 0 ? told : [ok('settings', 'All that are needed are there and can be read.')];
  const systems = settings ?? systemsOf();
  try {
    const maps = await openInstalledMaps({});
    const versions = [
      ...unknownForms(settings, maps),
      ...checkVersions(process.version, packageFile.version, maps),
    ];
    if (systems === undefined) return [...about, ...versions];
    const credential = await credentialOf(systems);
    const app = process.env['SUPPORT_URL'];
    const looked = await examine({ systems, settings, maps, credential, endpoint, app, now: Date.now });
    return [...about, ...versions, ...looked];
  } catch (error) {
    if (!(error instanceof WrongMapsError)) throw error;
    return [...about, wrong('maps', error.message, 'Correct the map, maps.accepted.json or MAPS_OFF.')];
  }
}

function settingsOf(): { readonly settings: Settings | undefined; readonly problems: readonly string[] } {
  try {
    return { settings: readSettings(process.env), problems: [] };
  } catch (error) {
    if (error instanceof SettingsError) return { settings: undefined, problems: error.problems };
    throw error;
  }
}

/** A form of Finance that no record would ever lead to, and without which the app does not start. */
function unknownForms(settings: Settings | undefined, maps: Registry): readonly Diagnosis[] {
  try {
    assertKnownMaps('SUPPORT_FINANCE_FORMS', Object.keys(settings?.support.financeForms ?? {}), maps);
    return [];
  } catch (error) {
    if (!(error instanceof UnknownMapError)) throw error;
    return [wrong('settings', error.message, 'Give the form to a map that is there.')];
  }
}

/** The settings of the two systems alone, where others are wrong. */
function systemsOf(): SystemSettings | undefined {
  try {
    return readSystemSettings(process.env);
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}
