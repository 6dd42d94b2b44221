import { webApi } from '../shared/dataverse/web-api.ts';
import { httpSender } from '../shared/odata/http-sender.ts';
import { NoAnswerError } from '../shared/odata/no-answer-error.ts';
import { applyDifferences, type Failed } from '../shared/register/apply-differences.ts';
import type { Item } from '../shared/register/checklist.ts';
import { dataverseChecklist } from '../shared/register/dataverse-checklist.ts';
import { isSettled, type Difference } from '../shared/register/difference.ts';
import { financeChecklist } from '../shared/register/finance-checklist.ts';
import { planRegistration, planRemoval, type Plan } from '../shared/register/plan-registration.ts';
import { registrations } from '../shared/register/registrations.ts';
import { EndpointError, wantedEndpoint } from '../shared/register/wanted-endpoint.ts';
import { wantedSteps } from '../shared/register/wanted-steps.ts';
import { credentialOf } from '../shared/settings/credential-of.ts';
import { openInstalledMaps } from './maps/open-installed-maps.ts';
import { withSystems, type Systems } from './maps/with-systems.ts';
import { printChecklist, printDifferences, printFailed } from './register/print-registration.ts';
import { readArguments, usage, type Arguments } from './register/read-register-arguments.ts';
import { UsageError } from './usage-error.ts';

/**
 * `npm run register`: what Dataverse must know of us, and the checklist of what a person does in both systems. Ends with 0
 * when all is as it shall be, 1 when something differs or was refused, 2 when it was called wrongly.
 */
const typed = process.argv.slice(2);
try {
  if (typed.includes('--help')) console.log(usage);
  else {
    const read = readArguments(typed, process.env);
    process.exitCode = await withSystems((systems) => run(read, systems));
  }
} catch (error) {
  if (!(error instanceof UsageError || error instanceof EndpointError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

/** What the command came to, as `--json` prints it. */
interface Report {
  /** As it was before anything was done. */
  readonly differences: readonly Difference[];
  /** Writes that Dataverse refused. */
  readonly failed: readonly Failed[];
  /** What differs afterwards. */
  readonly left: readonly Difference[];
  /** What a person does; with --dry-run and --verify. */
  readonly checklist: readonly Item[];
}

async function run(read: Arguments, systems: Systems): Promise<0 | 1> {
  const { settings } = systems;
  const client = { credential: await credentialOf(settings), timeoutMs: settings.requestTimeoutMs };
  const api = webApi({
    url: settings.dataverseUrl,
    maxInFlight: 4,
    pageSize: 1_000,
    now: Date.now,
    ...client,
  });
  const rows = registrations(api);
  const maps = await openInstalledMaps(read);
  const plan = (): Promise<Plan> =>
    read.mode === 'remove'
      ? planRemoval(rows, read.name)
      : planRegistration(rows, {
          name: read.name,
          endpoint: wantedEndpoint(process.env, read.webhook, settings.sandbox),
          steps: wantedSteps(maps),
        });
  const tell = (text: string): void => {
    if (!read.json) console.log(text);
  };
  const { planned, endpoint } = await plan();
  tell(printDifferences(planned));
  const writes = read.mode === 'apply' || read.mode === 'remove';
  const failed = writes ? await applyDifferences(rows, planned, endpoint) : [];
  const left = (writes ? (await plan()).planned : planned).filter((difference) => !isSettled(difference));
  if (failed.length > 0) tell(printFailed(failed));
  if (writes) tell(afterwards(read.mode, planned, left));

  const inUse = maps.all().filter((map) => !maps.isOff(map));
  const { applicationId } = read;
  const send = httpSender({
    system: 'finance',
    url: settings.financeUrl,
    ...client,
    headers: { Accept: 'application/json' },
  });
  const checklist = writes
    ? []
    : [
        ...(await dataverseChecklist({ api, metadata: systems.dataverse, maps: inUse, applicationId })),
        ...(await financeChecklist({
          get: (path) => send({ method: 'GET', url: `${settings.financeUrl}${path}` }),
          maps: inUse,
          companies: settings.companies,
          applicationId,
        }).catch((error: unknown) => {
          if (!(error instanceof NoAnswerError)) throw error;
          throw new UsageError(`Finance cannot be asked: ${error.message}`);
        })),
      ];
  if (!writes) tell(`\n${printChecklist(checklist)}`);
  const report: Report = {
    differences: planned.map(withoutWork),
    failed,
    left: left.map(withoutWork),
    checklist,
  };
  if (read.json) console.log(JSON.stringify(report, null, 2));
  return left.length === 0 && failed.length === 0 && !checklist.some(({ state }) => state === 'missing')
    ? 0
    : 1;
}

/** Work holds secrets: it is never printed. */
function withoutWork({ action, what, name, details }: Difference): Difference {
  return { action, what, name, details };
}

function afterwards(mode: string, planned: readonly Difference[], left: readonly Difference[]): string {
  const count = (action: Difference['action']): number =>
    planned.filter((difference) => difference.action === action).length;
  if (left.length > 0)
    return `Afterwards ${left.length} are not as they shall be:\n${printDifferences(left)}`;
  return mode === 'remove'
    ? `Nothing of ours is left: ${count('remove')} were taken away.`
    : `${count('create')} made, ${count('change')} changed, ${count('remove')} taken away. What a person must still do: npm run register -- --verify`;
}
