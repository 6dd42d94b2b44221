import Big from 'big.js';
import { compareMap, directionsOf } from '../compare/compare-map.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { OpenRow } from '../ledger/ledger.ts';
import type { Sync } from '../sync/sync.ts';
import { costActuals } from './cost-actuals.ts';
import { flows } from './flow.ts';
import { followLines } from './follow-lines.ts';
import type { FollowedLine, Hop } from './hops.ts';
import { openUntil } from './open-until.ts';
import type { Period } from '../periods/period.ts';

/** Lines of one map and currency, by how far they came. Amounts are decimal text. */
export interface FlowTotal {
  readonly map: string;
  readonly currency: string;
  readonly lines: number;
  readonly amount: string;
  /** What is left on the integration account: lines that did not reach the last hop. */
  readonly openLines: number;
  readonly openAmount: string;
  readonly stoppedAt: Readonly<Partial<Record<Hop, { readonly lines: number; readonly amount: string }>>>;
}

/** Whether a period of a legal entity can be closed, with everything that speaks against it. */
export interface CloseReport {
  readonly company: string;
  /** YYYY-MM, or the days: `2026-09-28..2026-10-25`. */
  readonly period: string;
  /** First and last day that was looked at. */
  readonly from: string;
  readonly to: string;
  /** ISO 8601 UTC. */
  readonly madeAt: string;
  readonly clean: boolean;
  readonly open: readonly OpenRow[];
  /** Records of transactional maps that are missing or different on one side. */
  readonly differences: readonly Comparison[];
  readonly totals: readonly FlowTotal[];
  /** Lines that stopped on the way. */
  readonly stopped: readonly FollowedLine[];
}

/**
 * Looks from the first open period to the end of the period: at open records, at both sides of every transactional map,
 * and at each posted expense and vendor invoice line, hop by hop.
 *
 * @param sync with `patientReads`, unless the first read that fails shall end it.
 * @param tell hears what is looked at next, for a person.
 * @throws Error when the company is out of scope; CounterpartError, LedgerError where a system is away: half a report would
 * prove nothing.
 */
export async function closeCheck(
  sync: Sync,
  code: string,
  period: Period,
  tell: (what: string) => void = () => undefined,
): Promise<CloseReport> {
  const company = sync.companies.get(code);
  if (company === undefined) throw new Error(`Legal entity ${code} is not in scope.`);
  const madeAt = new Date(sync.now()).toISOString();
  const [first = period.from] = [company.firstOpenPeriod, period.from].toSorted();
  const from = [first, company.goLive].toSorted().at(-1) ?? first;
  const { to } = period;
  tell('open records');
  const open = await openUntil(sync, code, to);
  const differences: Comparison[] = [];
  for (const map of sync.maps.all()) {
    if (map.kind !== 'transactional' || sync.maps.isOff(map)) continue;
    tell(`both sides of "${map.name}"`);
    for (const direction of directionsOf(map))
      for await (const rows of compareMap(sync, map, direction, { company: code, from, to }))
        differences.push(...rows.filter(({ result }) => result !== 'equal' && result !== 'accepted'));
  }
  tell('cost actuals');
  const actuals = await costActuals(sync, from);
  const stopped: FollowedLine[] = [];
  const totals = new Map<string, FlowTotal>();
  for (const flow of flows)
    for (const map of sync.maps.byFinanceEntity(flow.entity)) {
      if (sync.maps.isOff(map)) continue;
      tell(`posted lines of "${map.name}"`);
      for await (const lines of followLines(sync, map, flow, { company: code, from, to }, actuals))
        for (const line of lines) {
          const name = `${line.map}|${line.currency}`;
          totals.set(name, withLine(totals.get(name), line));
          if (line.stoppedAt !== undefined) stopped.push(line);
        }
    }
  const clean = open.length === 0 && differences.length === 0 && stopped.length === 0;
  return {
    company: code,
    period: period.name,
    from,
    to,
    madeAt,
    clean,
    open,
    differences,
    totals: [...totals.values()],
    stopped,
  };
}

function withLine(
  total: FlowTotal | undefined,
  { map, currency, amount, stoppedAt }: FollowedLine,
): FlowTotal {
  const before = total ?? {
    map,
    currency,
    lines: 0,
    amount: '0',
    openLines: 0,
    openAmount: '0',
    stoppedAt: {},
  };
  const add = (sum: string): string => new Big(sum).plus(amount).toFixed();
  const counted = { ...before, lines: before.lines + 1, amount: add(before.amount) };
  if (stoppedAt === undefined) return counted;
  const at = before.stoppedAt[stoppedAt] ?? { lines: 0, amount: '0' };
  return {
    ...counted,
    openLines: before.openLines + 1,
    openAmount: add(before.openAmount),
    stoppedAt: { ...before.stoppedAt, [stoppedAt]: { lines: at.lines + 1, amount: add(at.amount) } },
  };
}
