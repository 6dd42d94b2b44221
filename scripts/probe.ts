import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProbeResult } from '../shared/probe/finding.ts';
import { NotSettled } from '../shared/probe/not-settled.ts';
import { openWorld, type ProbeOptions } from '../shared/probe/open-world.ts';
import { OutOfReach, reach } from '../shared/probe/reach.ts';
import type { Report } from '../shared/probe/report.ts';
import { review } from '../shared/probe/review.ts';
import { runProbe } from '../shared/probe/run-probe.ts';
import { companyId } from '../shared/probe/writing/company-id.ts';
import { credentialOf } from '../shared/settings/credential-of.ts';
import { readSystemSettings, SettingsError, type SystemSettings } from '../shared/settings/settings.ts';
import { openInstalledMaps, WrongMapsError } from './maps/open-installed-maps.ts';
import { peekEvents } from './probe/peek-events.ts';
import { printList } from './probe/print-list.ts';
import { printPlan } from './probe/print-plan.ts';
import { printReport } from './probe/print-report.ts';
import { readArguments, usage, type Arguments } from './probe/read-arguments.ts';
import { UsageError } from './usage-error.ts';
import { makeReportFolder, writeReport } from './probe/write-report.ts';

/**
 * `npm run probe`: settles assumptions of the code in two environments. Reads only, unless a test company is named. It
 * changes no setting: what follows is written for a person to review.
 */
const stopping = new AbortController();
process.once('SIGINT', () => {
  console.error('Stopping: what the probe under way wrote is taken back; a second Ctrl-C ends at once.');
  stopping.abort();
});
const typed = process.argv.slice(2);
try {
  if (typed.includes('--help')) console.log(usage);
  else process.exitCode = await run(readArguments(typed));
} catch (error) {
  if (error instanceof OutOfReach) {
    console.error(error.message);
    process.exitCode = 1;
  } else if (error instanceof SettingsError || error instanceof WrongMapsError) {
    console.error(error.message);
    process.exitCode = 2;
  } else if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  } else throw error;
}

async function run(typed: Arguments): Promise<0 | 1> {
  if (typed.list) {
    console.log(printList());
    return 0;
  }
  const tell = (line: string): void => {
    if (!typed.json) console.log(line);
  };
  const settings = readSystemSettings(process.env);
  const at = new Date().toISOString();
  const options = await optionsOf(typed, settings, at);
  const { world } = openWorld(options);
  await reach(world, { dataverse: settings.dataverseUrl, finance: settings.financeUrl });
  if (typed.company !== undefined) {
    await companyId(world).catch((error: unknown) => {
      throw error instanceof NotSettled ? new UsageError(error.message) : error;
    });
    if (settings.companies.has(typed.company) && !typed.appStopped && !typed.dryRun)
      throw new UsageError(
        `${typed.company} is in scope of the sync (COMPANIES), so that what is written there would cross: stop the functions app and say so with --app-stopped, or name another company.`,
      );
    const plan = printPlan(typed.chosen, options);
    tell(
      `${typed.dryRun ? 'This would be written' : 'This is written now'}, marked ${options.mark}:\n${plan}\n`,
    );
    if (typed.dryRun) return 0;
  }
  await makeReportFolder(typed.out);
  const results: ProbeResult[] = [];
  for (const probe of typed.chosen) {
    if (stopping.signal.aborted) break;
    tell(`${probe.name} …`);
    results.push(await runProbe(probe, options));
  }
  const report: Report = {
    at,
    dataverse: settings.dataverseUrl,
    finance: settings.financeUrl,
    ...(typed.company === undefined ? {} : { wrote: { company: typed.company, mark: options.mark } }),
    results,
    review: review(results, options.maps, at.slice(0, 10)),
  };
  const files = await writeReport(typed.out, report);
  if (typed.json) console.log(JSON.stringify(report, null, 2));
  tell(
    `\n${printReport(report)}\n\nNothing was changed by this. For review:\n${files.map((file) => `  ${file}`).join('\n')}`,
  );
  const good = results.every(
    ({ findings, remains }) =>
      remains.length === 0 && findings.every(({ verdict }) => verdict === 'as-assumed'),
  );
  return good ? 0 : 1;
}

/**
 * What is written is marked by the minute, so that a person finds it: `PROBE-11281105-3f`, short enough for the 20
 * characters of a number in Finance with a suffix.
 */
async function optionsOf(typed: Arguments, settings: SystemSettings, at: string): Promise<ProbeOptions> {
  const serviceBus = process.env['SERVICE_BUS'] ?? '';
  return {
    dataverseUrl: settings.dataverseUrl,
    financeUrl: settings.financeUrl,
    credential: await credentialOf(settings),
    timeoutMs: settings.requestTimeoutMs,
    maps: await openInstalledMaps({}),
    filterCharacters: settings.financeFilterCharacters,
    waitingEvents: serviceBus === '' ? undefined : () => peekEvents(serviceBus),
    company: typed.company ?? '',
    project: typed.project,
    mark: `PROBE-${at.slice(5, 16).replaceAll(/[-T:]/g, '')}-${randomUUID().slice(0, 2)}`,
    patienceMs: typed.waitMs,
    now: Date.now,
    newId: randomUUID,
    sleep: (milliseconds) => sleep(milliseconds),
    signal: stopping.signal,
  };
}
