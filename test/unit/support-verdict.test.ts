import { describe, expect, it } from 'vitest';
import type { RecordState } from '../../shared/ledger/ledger.ts';
import type { Problem } from '../../shared/sync/problem.ts';
import { verdictOf, type DryEnding, type Judged } from '../../shared/support/verdict.ts';

const rejected: RecordState = {
  record: 'r',
  map: 'm',
  mapVersion: '1',
  area: 'expense',
  outcome: 'rejected',
  failure: { code: '400', field: 'TaskName', message: 'Task name must be filled in.' },
  attempted: 'hash of what was refused',
  attempt: 1,
  distrust: false,
  epoch: 0,
  appliedOnce: false,
  pending: [],
  hasWaiters: false,
  updatedAt: '2026-10-25T10:00:00.000Z',
};

const applied = {
  outcome: 'applied',
  company: 'usmf',
  number: 'P-1',
  counterpartKey: 'usmf|P-1',
  hash: 'h',
  changedFields: [],
} as const;

const writes: DryEnding = {
  kind: 'result',
  result: applied,
  intended: { kind: 'update', columns: ['TaskName', 'Text'] },
};
const equal: DryEnding = {
  kind: 'result',
  result: { ...applied, outcome: 'unchanged' },
  intended: undefined,
};
const problem = (kind: Problem['kind'], more?: Pick<Problem, 'system'>): DryEnding => ({
  kind: 'problem',
  problem: {
    kind,
    ...more,
    uncertain: false,
    failure: { code: 'c', field: 'Unit', message: 'The unit is not there.', hint: 'Look again.' },
  },
});

const judge = (judged: Partial<Judged>) =>
  verdictOf({
    counterpart: 'Finance',
    state: rejected,
    overtaken: false,
    attempted: 'hash of what would be sent now',
    ending: writes,
    ...judged,
  });

describe('the verdict on a replay', () => {
  it('is safe where a difference would be written, and names its columns', () => {
    expect(judge({})).toEqual({ verdict: 'safe', why: 'A replay changes TaskName, Text in Finance.' });
    const create = judge({
      ending: { kind: 'result', result: applied, intended: { kind: 'create', columns: [] } },
    });
    expect(create).toEqual({ verdict: 'safe', why: 'A replay makes the row in Finance.' });
  });

  it('is safe for a record that the ledger has no word of', () => {
    expect(judge({ state: undefined })).toMatchObject({ verdict: 'safe' });
  });

  it('is that it would be refused, with the column, where exactly this was refused before', () => {
    expect(judge({ attempted: rejected.attempted })).toEqual({
      verdict: 'would-be-refused',
      field: 'TaskName',
      why: 'Nothing that would be sent has changed since Finance refused it: Task name must be filled in.',
    });
  });

  it('is safe where exactly this failed without being refused, or where nothing is known of what was sent', () => {
    const retrying = { ...rejected, outcome: 'retrying' } as const;
    expect(judge({ state: retrying, attempted: rejected.attempted })).toMatchObject({ verdict: 'safe' });
    const { attempted: _, ...unknown } = rejected;
    expect(judge({ state: unknown, attempted: undefined })).toMatchObject({ verdict: 'safe' });
  });

  it('is that it is applied already where both rows are equal', () => {
    expect(judge({ ending: equal })).toMatchObject({ verdict: 'already-applied' });
    expect(judge({ ending: equal, attempted: rejected.attempted })).toMatchObject({
      verdict: 'already-applied',
    });
  });

  it('F43: is superseded where a later look has settled the record, except where both rows are equal', () => {
    const settled = { ...rejected, outcome: 'skipped' } as const;
    expect(judge({ state: settled, overtaken: true })).toMatchObject({
      verdict: 'superseded',
      why: expect.stringContaining('(skipped)') as string,
    });
    expect(judge({ state: settled, overtaken: true, ending: problem('waiting') })).toMatchObject({
      verdict: 'superseded',
    });
    expect(judge({ state: settled, overtaken: true, ending: equal })).toMatchObject({
      verdict: 'already-applied',
    });
    expect(judge({ state: settled, overtaken: false })).toMatchObject({ verdict: 'safe' });
    expect(judge({ overtaken: true })).toMatchObject({ verdict: 'safe' });
  });

  it.each([
    ['waiting', 'still-missing', 'Unit'],
    ['rejected', 'would-be-refused', 'Unit'],
    ['misconfigured', 'would-be-refused', 'Unit'],
    ['transient', 'unreachable', undefined],
    ['throttled', 'unreachable', undefined],
    ['unavailable', 'unreachable', undefined],
  ] as const)('for a problem that is %s is %s', (kind, verdict, field) => {
    expect(judge({ ending: problem(kind, { system: 'finance' }) })).toEqual({
      verdict,
      why: `${verdict === 'unreachable' ? 'Finance could not be asked just now: ' : ''}The unit is not there.`,
      ...(field === undefined ? {} : { field }),
    });
  });

  it('blames no system for what this instance may not judge, and says what to do', () => {
    expect(judge({ ending: problem('transient') })).toEqual({
      verdict: 'unreachable',
      why: 'The unit is not there. Look again.',
    });
  });

  it('tells a row that is frozen from one that must not cross', () => {
    const skipped = (frozen: boolean): DryEnding => ({
      kind: 'result',
      result: { outcome: 'skipped', reason: 'approved already', ...(frozen ? { frozen: true } : {}) },
      intended: undefined,
    });
    expect(judge({ ending: skipped(true) })).toEqual({ verdict: 'frozen', why: 'Approved already.' });
    expect(judge({ ending: skipped(false) })).toEqual({ verdict: 'skipped', why: 'Approved already.' });
  });

  it('of a delete is safe where there is a row to delete, and else that nothing is left', () => {
    const result = { outcome: 'deleted', reason: 'nothing had been written' } as const;
    expect(judge({ ending: { kind: 'result', result, intended: { kind: 'delete' } } })).toMatchObject({
      verdict: 'safe',
    });
    expect(judge({ ending: { kind: 'result', result, intended: undefined } })).toMatchObject({
      verdict: 'already-applied',
    });
  });
});
