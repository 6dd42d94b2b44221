import type { Probe } from '../../shared/probe/probe.ts';
import { probes } from '../../shared/probe/probes.ts';
import { readFlags } from '../read-flags.ts';
import { UsageError } from '../usage-error.ts';

export const usage = `npm run probe -- [NAME…]         reads both environments and settles what reading settles
  --write --company CODE        also writes to this test company, after printing what
  --project NUMBER              with --write: where test transactions go (else the first active project of the company)
  --dry-run                     with --write: only prints what would be written
  --app-stopped                 with --write: the functions app is stopped; needed where CODE is among COMPANIES
  --wait SECONDS                how long to wait for what Dataverse does by itself (120)
  --out FOLDER                  where the report goes (probe-reports)
  --list                        the probes and what they settle
  --json                        the report for machines
Environments as the app has them: DATAVERSE_URL, FINANCE_URL, AUTHENTICATION; SERVICE_BUS for events that wait.
Ends with 0 when all is settled as assumed, 1 when there is something to look at, 2 when it was called wrongly.`;

export interface Arguments {
  readonly chosen: readonly Probe[];
  /** Code of the company that may be written to, in lower case. */
  readonly company: string | undefined;
  readonly project: string | undefined;
  readonly dryRun: boolean;
  /** A person says that the sync does not run. */
  readonly appStopped: boolean;
  readonly waitMs: number;
  readonly out: string;
  readonly list: boolean;
  readonly json: boolean;
}

/** @throws UsageError */
export function readArguments(typed: readonly string[]): Arguments {
  const { values, positionals } = parse(typed);
  const company = values.company?.trim().toLowerCase();
  if (values.write && (company === undefined || company === ''))
    throw new UsageError('Where may it write? Name a test company: --write --company CODE.');
  const { project, 'dry-run': dryRun, 'app-stopped': appStopped } = values;
  if (!values.write && (company !== undefined || project !== undefined || dryRun || appStopped))
    throw new UsageError(
      '--company, --project, --dry-run and --app-stopped go with --write; without it nothing is written.',
    );
  const wait = Number(values.wait);
  if (!Number.isFinite(wait) || wait < 0) throw new UsageError('--wait must be seconds, such as 120.');
  return {
    chosen: choose(positionals, values.write),
    company: values.write ? company : undefined,
    project,
    dryRun,
    appStopped,
    waitMs: wait * 1000,
    out: values.out,
    list: values.list,
    json: values.json,
  };
}

/** Those that are named, else all that may run. */
function choose(names: readonly string[], write: boolean): readonly Probe[] {
  const unknown = names.find((name) => !probes.some((probe) => probe.name === name));
  if (unknown !== undefined)
    throw new UsageError(
      `There is no probe "${unknown}"; there are ${probes.map(({ name }) => name).join(', ')}.`,
    );
  const chosen = names.length === 0 ? probes : probes.filter(({ name }) => names.includes(name));
  const writing = chosen.filter(({ writes }) => writes !== undefined);
  if (names.length > 0 && !write && writing[0] !== undefined)
    throw new UsageError(`The probe "${writing[0].name}" writes: add --write --company CODE.`);
  return write ? chosen : chosen.filter(({ writes }) => writes === undefined);
}

const parse = (typed: readonly string[]) =>
  readFlags(typed, {
    allowPositionals: true,
    options: {
      write: { type: 'boolean', default: false },
      company: { type: 'string' },
      project: { type: 'string' },
      'app-stopped': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      wait: { type: 'string', default: '120' },
      out: { type: 'string', default: 'probe-reports' },
      list: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
