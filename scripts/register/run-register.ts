import { setTimeout as sleep } from 'node:timers/promises';
import { applyCustomizations } from '../../shared/customize/apply-customizations.ts';
import type { Customization } from '../../shared/customize/customization.ts';
import { planCustomization, planCustomizationRemoval } from '../../shared/customize/plan-customization.ts';
import { webApi, type WebApi } from '../../shared/dataverse/web-api.ts';
import { httpSender } from '../../shared/odata/http-sender.ts';
import { NoAnswerError } from '../../shared/odata/no-answer-error.ts';
import { applyDifferences, type Failed } from '../../shared/register/apply-differences.ts';
import type { Item } from '../../shared/register/checklist.ts';
import { dataverseChecklist } from '../../shared/register/dataverse-checklist.ts';
import { isSettled, type Difference } from '../../shared/register/difference.ts';
import { financeChecklist } from '../../shared/register/finance-checklist.ts';
import { planRegistration, planRemoval, type Plan } from '../../shared/register/plan-registration.ts';
import { registrations, type Registrations } from '../../shared/register/registrations.ts';
import { EndpointError, wantedEndpoint } from '../../shared/register/wanted-endpoint.ts';
import { wantedSteps } from '../../shared/register/wanted-steps.ts';
import { credentialOf } from '../../shared/settings/credential-of.ts';
import { openInstalledMaps } from '../maps/open-installed-maps.ts';
import { withSystems, type Systems } from '../maps/with-systems.ts';
import { printChecklist, printDifferences, printFailed } from './print-registration.ts';
import { readArguments, usage, type Arguments } from './read-register-arguments.ts';
import { UsageError } from '../usage-error.ts';

/** Where the words of the command go. */
export interface Said {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/**
 * `npm run register`: what Dataverse must know of us and have for us, and the checklist of what a person does in both systems.
 *
 * @param typed the words after the command.
 * @returns 0 when all is as it shall be, 1 when something differs or was refused, 2 when it was called wrongly.
 */
export async function runRegister(typed: readonly string[], said: Said): Promise<0 | 1 | 2> {
  try {
    if (typed.includes('--help')) {
      said.print(usage);
      return 0;
    }
    const read = readArguments(typed, process.env);
    return await withSystems((systems) => run(read, systems, said.print));
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof EndpointError)) throw error;
    said.complain(`${error.message}\n\n${usage}`);
    return 2;
  }
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

async function run(read: Arguments, systems: Systems, print: Said['print']): Promise<0 | 1> {
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
  const { applicationId, name, enableChangeTracking, dropData } = read;
  const inUse = maps.all().filter((map) => !maps.isOff(map));
  const plan = async (): Promise<Planning> => {
    if (read.mode === 'remove') {
      const removal = await planRemoval(rows, name);
      const { others } = removal;
      const customizations = read.stepsOnly
        ? []
        : await planCustomizationRemoval({ api, name, allMaps: maps.all(), dropData, others });
      return { ...removal, customizations };
    }
    const endpoint = wantedEndpoint(process.env, read.webhook, settings.sandbox);
    const customizations = await planCustomization({
      api,
      name,
      allMaps: maps.all(),
      mapsInUse: inUse,
      applicationId,
      enableChangeTracking,
    });
    return {
      ...(await planRegistration(rows, { name, endpoint, steps: wantedSteps(maps) })),
      customizations,
    };
  };
  const tell = (text: string): void => {
    if (!read.json) print(text);
  };
  const before = await plan();
  const planned = allOf(before);
  tell(printDifferences(planned));
  const writes = read.mode === 'apply' || read.mode === 'remove';
  const failed = writes ? await apply(read, before, api, rows) : [];
  const left = (writes ? allOf(await plan()) : planned).filter((difference) => !isSettled(difference));
  if (failed.length > 0) tell(printFailed(failed));
  if (writes) tell(afterwards(read, planned, left));

  const send = httpSender({
    system: 'finance',
    url: settings.financeUrl,
    ...client,
    headers: { Accept: 'application/json' },
  });
  const checklist = writes
    ? []
    : [
        ...(await dataverseChecklist({ api, maps: inUse, applicationId })),
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
  if (read.json) print(JSON.stringify(report, null, 2));
  return left.length === 0 && failed.length === 0 && !checklist.some(({ state }) => state === 'missing')
    ? 0
    : 1;
}

interface Planning extends Plan {
  readonly customizations: readonly Customization[];
}

function allOf({ customizations, planned }: Planning): readonly Difference[] {
  return [...customizations, ...planned];
}

/** Columns before the steps that filter by them, and steps away before what they filter by. */
async function apply(
  { mode, solution, stepsOnly }: Arguments,
  { customizations, planned, endpoint }: Planning,
  api: WebApi,
  rows: Registrations,
): Promise<readonly Failed[]> {
  const customize = (): Promise<readonly Failed[]> =>
    stepsOnly
      ? Promise.resolve([])
      : applyCustomizations(api, customizations, { solution, waitMs: 600_000, now: Date.now, sleep });
  if (mode === 'remove') {
    const failed = await applyDifferences(rows, planned, endpoint);
    return [...failed, ...(await customize())];
  }
  return [...(await customize()), ...(await applyDifferences(rows, planned, endpoint))];
}

/** Work holds secrets: it is never printed. */
function withoutWork({ action, what, name, details }: Difference): Difference {
  return { action, what, name, details };
}

function afterwards(
  { mode, stepsOnly }: Arguments,
  planned: readonly Difference[],
  left: readonly Difference[],
): string {
  const count = (action: Difference['action']): number =>
    planned.filter((difference) => difference.action === action).length;
  if (left.length > 0)
    return `Afterwards ${left.length} are not as they shall be:\n${printDifferences(left)}`;
  return mode === 'remove'
    ? `${stepsOnly ? 'No endpoint and step of ours is left' : 'Nothing of ours is left'}: ${count('remove')} were taken away.${stepsOnly ? '' : ' Change tracking stays on: it cannot be switched off.'}`
    : `${count('create')} made, ${count('change')} changed, ${count('remove')} taken away. What a person must still do: npm run register -- --verify`;
}
