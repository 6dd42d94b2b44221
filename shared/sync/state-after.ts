import type { RecordState } from '../ledger/ledger.ts';
import { isNewerVersion } from '../table-map/is-newer-version.ts';
import type { ClaimedChange } from './claimed-change.ts';
import type { Ending } from './ending.ts';

/** The record's state after one attempt. Pure; lease and pending are cleared by the commit itself. */
export function stateAfter(claimed: RecordState, run: ClaimedChange, ending: Ending): RecordState {
  const { epoch } = run;
  // Under a new epoch neither direction's old hash may be trusted again by the other one's commit.
  const trusted = claimed.epoch === epoch ? claimed : withoutHashes(claimed);
  const {
    failure: _failure,
    nextAt: _nextAt,
    reason: _reason,
    lease: _lease,
    attempted: _attempted,
    waitsFor: _waitsFor,
    ...kept
  } = trusted;
  let base: RecordState = {
    ...kept,
    mapVersion: versionAfter(claimed, run, ending),
    attempt: Number(run.change.attempt),
    pending: [],
    updatedAt: run.startedAt,
  };
  // A holder who ended without a commit may have written what no hash tells.
  const unsure = base.distrust || run.takeover;
  if (ending.kind === 'problem') {
    const { problem, recovery, nextAt, noted } = ending;
    const { attempted, ...place } = noted;
    // What a system refused by its own words it refuses again; what never came to an answer may pass.
    const refused = problem.kind === 'rejected' && !problem.uncertain && attempted !== undefined;
    const waitsFor = recovery.do === 'wait' ? problem.parent?.record : undefined;
    return {
      ...base,
      ...place,
      ...(waitsFor === undefined ? {} : { waitsFor }),
      ...(refused ? { attempted } : {}),
      failure: problem.failure,
      distrust: unsure || problem.uncertain,
      outcome: recovery.do === 'reject' ? 'rejected' : recovery.do === 'retry' ? 'retrying' : 'waiting',
      ...(nextAt === undefined ? {} : { nextAt }),
    };
  }
  const { result } = ending;
  // Who waits is sent word after this commit; whoever comes later finds the outcome and sets the flag anew.
  base = { ...base, hasWaiters: false };
  switch (result.outcome) {
    case 'applied':
    case 'unchanged':
      return {
        // What this direction settles says nothing about what the other one may have written.
        ...(unsure ? withoutHashes(base) : base),
        outcome: result.outcome,
        appliedOnce: true,
        distrust: false,
        epoch,
        counterpartKey: result.counterpartKey,
        ...(run.change.source === 'dataverse'
          ? { sentToFinance: result.hash }
          : { sentToDataverse: result.hash }),
        ...(result.company === undefined ? {} : { company: result.company }),
        ...(result.number === undefined ? {} : { number: result.number }),
        ...(result.project === undefined ? {} : { project: result.project }),
        ...(result.reason === undefined ? {} : { reason: result.reason }),
      };
    case 'skipped':
      return {
        ...base,
        outcome: 'skipped',
        reason: result.reason,
        distrust: unsure,
        ...(result.company === undefined ? {} : { company: result.company }),
        ...(result.number === undefined ? {} : { number: result.number }),
      };
    case 'deleted': {
      const { sentToFinance: _sent, sentToDataverse: _back, counterpartKey: _key, ...tombstone } = base;
      return { ...tombstone, outcome: 'deleted', reason: result.reason, appliedOnce: false, distrust: false };
    }
  }
}

/** A problem may have come after a write, so it never makes a record an older version's. */
const versionAfter = ({ mapVersion }: RecordState, { map }: ClaimedChange, { kind }: Ending): string =>
  kind === 'problem' && isNewerVersion(mapVersion, map.version) ? mapVersion : map.version;

function withoutHashes(state: RecordState): RecordState {
  const { sentToFinance: _finance, sentToDataverse: _dataverse, ...rest } = state;
  return rest;
}
