import type { ClaimedChange } from '../claimed-change.ts';
import { directionOf } from '../direction-of.ts';
import type { Ending } from '../ending.ts';
import type { Sync } from '../sync.ts';
import type { BreakerFailure } from './breaker.ts';
import { companyOf } from './company-of.ts';
import { evidenceOf, type Attempted } from './evidence.ts';
import { mapBreaker, systemBreaker } from './gate-names.ts';
import type { HeldProbe } from './held-probe.ts';
import { openBreaker } from './open-breaker.ts';
import { parkedEnding } from './parked-ending.ts';
import { settleProbe } from './settle-probe.ts';
import { tripOf } from './trip.ts';

/** By another clock a probe's copy must not come before its time: it would be parked, and nobody would probe. */
const lateMs = 100;

/**
 * What an attempt means for the breakers: settles the probes that it held, opens a breaker where its failure proves
 * one. Who opened a breaker, or failed as its probe, comes back as the next probe; everybody else is parked.
 *
 * @param compared the counterpart was read whatever the hashes said.
 * @throws LedgerError
 */
export async function conclude(
  sync: Sync,
  run: ClaimedChange,
  held: readonly HeldProbe[],
  ending: Ending,
  compared: boolean,
): Promise<Ending> {
  const { map, change, claimed } = run;
  const problem = ending.kind === 'problem' && ending.recovery.do !== 'park' ? ending.problem : undefined;
  const company =
    (ending.kind === 'problem' ? ending.noted.company : undefined) ?? companyOf(map, change, claimed.state);
  const trip = problem && tripOf(problem, map.name, company);
  const failure: BreakerFailure = {
    reason: problem?.failure.message ?? '',
    cause: problem?.failure.cause,
    retryAfterMs: problem?.retryAfterMs,
  };
  const attempted: Attempted = {
    map: map.name,
    direction: directionOf(change),
    ending,
    trip,
    compared,
  };
  const dueAt: string[] = [];
  for (const probe of held) {
    const due = await settleProbe(sync, probe, evidenceOf(probe.name, attempted), failure);
    if (due !== undefined) dueAt.push(due);
  }
  forgetFailures(sync, attempted, ending.kind === 'result' ? resultCompany(ending) : company);
  if (ending.kind === 'result' || problem === undefined || trip === undefined) return ending;

  const isNews =
    dueAt.length === 0 || (problem.kind === 'throttled' && !held.some(({ name }) => name === trip.name));
  const tripped = isNews ? await openBreaker(sync, trip, claimed.state.record, failure) : undefined;
  if (tripped !== undefined && !tripped.mine && dueAt.length === 0)
    return parkedEnding(tripped.gate, ending.noted, problem.uncertain);
  if (tripped !== undefined) dueAt.push(tripped.gate.until);
  if (dueAt.length === 0) return ending;
  const at = Math.max(...dueAt.map((due) => Date.parse(due))) + lateMs;
  return {
    ...ending,
    problem: { ...problem, kind: 'unavailable' },
    recovery: { do: 'retry', afterMs: at - sync.now() },
    nextAt: new Date(at).toISOString(),
  };
}

/** A success in between: single failures of different records then prove nothing. */
function forgetFailures(sync: Sync, attempted: Attempted, company: string | undefined): void {
  const names = [
    systemBreaker('dataverse'),
    systemBreaker('finance'),
    ...(company === undefined ? [] : [systemBreaker('finance', company)]),
    mapBreaker(attempted.map),
  ];
  for (const name of names) if (evidenceOf(name, attempted) === 'answered') sync.gates.failures.clear(name);
}

const resultCompany = ({ result }: Extract<Ending, { kind: 'result' }>): string | undefined =>
  'company' in result ? result.company : undefined;
