import type { ScanRequest } from '../../messaging/scan-request.ts';
import { CounterpartError } from '../counterpart-error.ts';
import { problemOf } from '../problem-of.ts';
import { runScan, type Scanned } from '../run-scan.ts';
import type { Sync } from '../sync.ts';
import { admit } from './admit.ts';
import type { BreakerFailure } from './breaker.ts';
import type { Pass } from './gate-names.ts';
import type { HeldProbe } from './held-probe.ts';
import { openBreaker } from './open-breaker.ts';
import { settleProbe } from './settle-probe.ts';
import { tripOf } from './trip.ts';

/**
 * A scan behind the gates: nothing is asked of Finance while its breaker is open or the scan's map, company or
 * direction is paused. Nothing is lost by that: the next scan sees what this one did not.
 *
 * @throws CounterpartError, LedgerError, BusError
 */
export async function guardedScan(sync: Sync, request: ScanRequest): Promise<Scanned> {
  const pass: Pass = {
    map: request.map,
    direction: 'to-dataverse',
    company: request.company,
    scan: true,
  };
  const held: HeldProbe[] = [];
  const settle = async (evidence: 'answered' | 'failed' | 'none', failure = nothing): Promise<void> => {
    for (const probe of held) await settleProbe(sync, probe, evidence, failure);
  };
  if ((await admit(sync, pass, held)) !== undefined) {
    await settle('none');
    return { rows: 0, published: 0 };
  }
  try {
    const scanned = await runScan(sync, request);
    // The scan of a map that is stopped asks nothing.
    const map = sync.maps.byName(request.map);
    const stopped = sync.maps.stopped(map) ?? (await sync.mapFault(map));
    await settle(stopped === undefined ? 'answered' : 'none');
    return scanned;
  } catch (error) {
    if (!(error instanceof CounterpartError)) {
      await settle('none');
      throw error;
    }
    const problem = problemOf(error);
    const { message: reason, cause } = problem.failure;
    const failure = { reason, cause, retryAfterMs: problem.retryAfterMs };
    const trip = tripOf(problem, request.map, request.company);
    await settle(trip?.system === undefined ? 'answered' : 'failed', failure);
    if (trip?.system !== undefined && held.length === 0)
      await openBreaker(sync, trip, `scan|${request.map}|${request.company}`, failure);
    throw error;
  }
}

const nothing: BreakerFailure = { reason: '', retryAfterMs: undefined };
