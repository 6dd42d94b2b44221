import { describe, expect, it } from 'vitest';
import type { Change } from '../../shared/messaging/change.ts';
import type { Ending } from '../../shared/sync/ending.ts';
import {
  deferredBreaker,
  givenBackBreaker,
  isDue,
  openedBreaker,
  parseBreaker,
  probeAfterMs,
  probedBreaker,
  prolongedBreaker,
  type Breaker,
} from '../../shared/sync/gates/breaker.ts';
import { evidenceOf, type Attempted } from '../../shared/sync/gates/evidence.ts';
import { gateOf } from '../../shared/sync/gates/gate.ts';
import { mapBreaker, pauseName, systemBreaker } from '../../shared/sync/gates/gate-names.ts';
import { defaultGateSettings as settings } from '../../shared/sync/gates/gate-settings.ts';
import { mergeParked } from '../../shared/sync/gates/merge-parked.ts';
import { recentRecords } from '../../shared/sync/gates/recent-records.ts';
import { shutGate } from '../../shared/sync/gates/shut-gate.ts';
import { tripOf } from '../../shared/sync/gates/trip.ts';
import type { Problem } from '../../shared/sync/problem.ts';

const start = Date.parse('2026-10-25T10:00:00Z');
const at = (seconds: number, writer = 'w') => ({ now: start + seconds * 1_000, random: 0, writer });
const secondsUntil = ({ until }: Breaker): number => (Date.parse(until) - start) / 1_000;
const failure = (retryAfterMs?: number) => ({ reason: 'HTTP 503', retryAfterMs });
const opened = openedBreaker(failure(), settings, at(0));

describe('a breaker', () => {
  it('lets nobody pass before its first probe is due', () => {
    expect(secondsUntil(opened)).toBe(10);
    expect(isDue(opened, start + 9_999)).toBe(false);
    expect(isDue(opened, start + 10_000)).toBe(true);
  });

  it('stays open for longer with every probe that fails, up to ten minutes, since the same time', () => {
    const waits: number[] = [];
    let breaker = opened;
    for (let probe = 1; probe <= 7; probe++) {
      const now = Date.parse(breaker.until);
      breaker = prolongedBreaker(breaker, failure(), settings, { ...at(0), now });
      waits.push((Date.parse(breaker.until) - now) / 1_000);
    }
    expect(waits).toEqual([30, 60, 120, 300, 600, 600, 600]);
    expect(breaker).toMatchObject({ since: opened.since, failures: 7 });
  });

  it('is closed to everybody else while one attempt probes, for as long as that may take', () => {
    const probed = probedBreaker(opened, 'me', 120_000, at(10, 'me'));
    expect(probed.probe).toBe('me');
    expect(isDue(probed, start + 11_000)).toBe(false);
    expect(isDue(probed, start + 130_000)).toBe(true);
  });

  it('is due at once again after a probe that reached nothing, and no failure more', () => {
    const probed = probedBreaker(opened, 'me', 120_000, at(10, 'me'));
    const back = givenBackBreaker(probed, at(11, 'me'));
    expect(isDue(back, start + 11_000)).toBe(true);
    expect(back).not.toHaveProperty('probe');
    expect(back.failures).toBe(0);
  });

  it('reads back what was written, and takes what nobody can read for due', () => {
    expect(parseBreaker(JSON.stringify(opened))).toEqual(opened);
    for (const text of ['', 'open', '{"since":1}']) expect(isDue(parseBreaker(text), start)).toBe(true);
  });
});

describe('how long a system that throttles is left alone', () => {
  it.each([
    ['as long as it asks', 120_000, 0, 120_000],
    ['up to a fifth longer, so that not all come at once', 120_000, 1, 144_000],
    ['our own time where it says nothing', undefined, 0, 10_000],
    ['our own time where it says zero', 0, 0, 10_000],
    ['a quarter of an hour where it asks for a day', 86_400_000, 0, 900_000],
  ])('%s', (_how, retryAfterMs, random, expected) => {
    expect(probeAfterMs(0, retryAfterMs, settings, random)).toBe(expected);
  });

  it('is prolonged by an answer that asks for more after it opened, never shortened', () => {
    expect(deferredBreaker(opened, failure(60_000), settings, at(1))).toMatchObject({
      until: new Date(start + 61_000).toISOString(),
    });
    expect(deferredBreaker(opened, failure(5_000), settings, at(1))).toBeUndefined();
    expect(deferredBreaker(opened, failure(), settings, at(1))).toBeUndefined();
  });
});

const problem = (kind: Problem['kind'], code: string, more: Partial<Problem> = {}): Problem => ({
  kind,
  uncertain: false,
  system: 'finance',
  failure: { code, message: code },
  ...more,
});

describe('which breaker a failure speaks for', () => {
  const environment = systemBreaker('finance');
  const company = systemBreaker('finance', 'usmf');
  const map = mapBreaker('Projects V2');
  it.each([
    ['429: all of Finance, at once', problem('throttled', '429', { status: 429 }), environment, true],
    [
      'a refused connection: all of Finance, at once',
      problem('unavailable', 'unreachable'),
      environment,
      true,
    ],
    [
      '503: the legal entity, when others fail too',
      problem('unavailable', '503', { status: 503 }),
      company,
      false,
    ],
    [
      '502: the legal entity, when others fail too',
      problem('transient', '502', { status: 502 }),
      company,
      false,
    ],
    [
      'no answer in time: the legal entity, when others fail too',
      problem('transient', 'time-out'),
      company,
      false,
    ],
    [
      'a broken connection: the legal entity, when others fail too',
      problem('transient', 'reset'),
      company,
      false,
    ],
    ['401: all of Finance, at once', problem('misconfigured', '401', { status: 401 }), environment, true],
    ['no token: all of Finance, at once', problem('misconfigured', 'no-token'), environment, true],
    ['403: the map, when others fail too', problem('misconfigured', '403', { status: 403 }), map, false],
    ['an unknown column: the map, at once', problem('misconfigured', 'unknown-column'), map, true],
  ])('%s', (_what, failed, name, atOnce) => {
    expect(tripOf(failed, 'Projects V2', 'usmf')).toMatchObject({ name, atOnce });
  });

  it.each([
    ['an update conflict', problem('transient', '409')],
    ['an error of the server itself', problem('transient', '500', { status: 500 })],
    ['a refusal', problem('rejected', '400', { status: 400 })],
    ['a closed period', problem('waiting', 'period-closed')],
    [
      'a lease that got too old',
      { kind: 'transient', uncertain: false, failure: { code: 'x', message: 'x' } },
    ],
    ['no place among our own requests', problem('transient', 'no-place')],
  ] as const)('%s speaks for its record only', (_what, failed) => {
    expect(tripOf(failed, 'Projects V2', 'usmf')).toBeUndefined();
  });

  it('is always the whole of Dataverse, which has no legal entities', () => {
    const away = problem('unavailable', '503', { system: 'dataverse', status: 503 });
    expect(tripOf(away, 'Projects V2', 'usmf')?.name).toBe(systemBreaker('dataverse'));
  });
});

describe('what an attempt tells about a breaker', () => {
  const finance = systemBreaker('finance', 'usmf');
  const attempted = (ending: Ending, more: Partial<Attempted> = {}): Attempted => ({
    map: 'Projects V2',
    direction: 'to-finance',
    ending,
    trip: undefined,
    compared: false,
    ...more,
  });
  const result = (outcome: 'applied' | 'unchanged'): Ending => ({
    kind: 'result',
    result: {
      outcome,
      company: 'usmf',
      number: 'P-1',
      counterpartKey: 'usmf|P-1',
      hash: '',
      changedFields: [],
    },
  });
  const skipped: Ending = { kind: 'result', result: { outcome: 'skipped', reason: 'out of scope' } };
  const failed = (failedBy: Problem, company?: string): Ending => ({
    kind: 'problem',
    problem: failedBy,
    recovery: { do: 'reject' },
    nextAt: undefined,
    noted: company === undefined ? {} : { company },
  });
  const refused = failed(problem('rejected', '400', { status: 400 }));

  it.each([
    ['a row that was written', attempted(result('applied')), 'answered'],
    ['a row that was compared and is equal', attempted(result('unchanged'), { compared: true }), 'answered'],
    ['a hash that is equal', attempted(result('unchanged')), 'none'],
    ['a row that does not cross', attempted(skipped), 'none'],
    ['a refusal of Finance', attempted(refused), 'answered'],
    [
      'a failure of Dataverse',
      attempted(failed(problem('transient', '500', { system: 'dataverse' }))),
      'none',
    ],
  ] as const)('%s: Finance, as the counterpart, %s', (_what, one, expected) => {
    expect(evidenceOf(finance, one)).toBe(expected);
  });

  it('a system that does not answer has failed, whichever of its breakers was probed', () => {
    const away = problem('unavailable', '503', { status: 503 });
    const one = attempted(failed(away), { trip: tripOf(away, 'Projects V2', 'usmf') });
    expect(evidenceOf(systemBreaker('finance'), one)).toBe('failed');
    expect(evidenceOf(finance, one)).toBe('failed');
  });

  it('the source has answered as soon as its row was read', () => {
    const dataverse = systemBreaker('dataverse');
    expect(evidenceOf(dataverse, attempted(skipped))).toBe('answered');
    expect(evidenceOf(dataverse, attempted(failed(problem('transient', '409'), 'usmf')))).toBe('answered');
    expect(evidenceOf(dataverse, attempted(failed(problem('transient', '409'))))).toBe('none');
  });

  it('a map is right again when a row is written by it or refused for reasons of its own, not when one is skipped', () => {
    const map = mapBreaker('Projects V2');
    expect(evidenceOf(map, attempted(result('applied')))).toBe('answered');
    expect(evidenceOf(map, attempted(refused))).toBe('answered');
    expect(evidenceOf(map, attempted(skipped))).toBe('none');
  });
});

describe('which gate holds an attempt back', () => {
  const pass = { map: 'Projects V2', direction: 'to-finance', company: 'usmf' } as const;
  const open = JSON.stringify(opened);
  const paused = JSON.stringify({ who: 'June Low', since: '2026-10-25T09:00:00Z', why: 'month end' });
  const gateFor = (name: string, text: string, where: Parameters<typeof shutGate>[1] = pass, seconds = 1) =>
    shutGate(new Map([[name, text]]), where, start + seconds * 1_000, settings)?.name;

  it.each([
    systemBreaker('finance'),
    systemBreaker('dataverse'),
    systemBreaker('finance', 'usmf'),
    mapBreaker('Projects V2'),
  ])('%s, while it is open', (name) => {
    expect(gateFor(name, open)).toBe(name);
    expect(gateFor(name, open, pass, 10)).toBeUndefined();
  });

  it.each([
    [{ map: 'Projects V2', company: '*', direction: '*' }],
    [{ map: 'Projects V2', company: 'usmf', direction: 'to-finance' }],
    [{ map: '*', company: 'usmf', direction: '*' }],
    [{ map: '*', company: '*', direction: 'to-finance' }],
  ] as const)('a pause of %j', (place) => {
    expect(gateFor(pauseName(place), paused)).toBe(pauseName(place));
  });

  it.each([
    systemBreaker('finance', 'frrt'),
    mapBreaker('Project tasks'),
    pauseName({ map: 'Projects V2', company: 'frrt', direction: '*' }),
    pauseName({ map: 'Projects V2', company: '*', direction: 'to-dataverse' }),
    pauseName({ map: 'Project tasks', company: '*', direction: '*' }),
    pauseName({ map: 'Projects V2', company: '*', direction: '*', only: 'deletes' }),
  ])('never %s', (name) => {
    expect(gateFor(name, name.startsWith('pause') ? paused : open)).toBeUndefined();
  });

  it('a pause of a legal entity, only once that is known', () => {
    const name = pauseName({ map: '*', company: 'usmf', direction: '*' });
    expect(gateFor(name, paused, { ...pass, company: undefined })).toBeUndefined();
  });

  it('a scan leaves the probe to the records for a minute', () => {
    const name = systemBreaker('finance');
    expect(gateFor(name, open, { ...pass, scan: true }, 60)).toBe(name);
    expect(gateFor(name, open, { ...pass, scan: true }, 70)).toBeUndefined();
  });

  it('says to a person what it is, since when, why, and what happens next', () => {
    const away = gateOf(systemBreaker('finance', 'usmf'), open, start, 0).failure;
    expect(away.message).toBe('Finance in usmf has not been called since 2026-10-25T10:00:00.000Z: HTTP 503');
    expect(away.hint).toContain('2026-10-25T10:00:10.000Z');
    const held = gateOf(
      pauseName({ map: 'Projects V2', company: 'usmf', direction: 'to-finance' }),
      paused,
      start,
      0,
    );
    expect(held.failure.message).toBe(
      'The map "Projects V2" in usmf towards Finance was paused by June Low on 2026-10-25T09:00:00Z: month end',
    );
  });
});

describe('changes that are parked for one record', () => {
  const change: Change = {
    schema: 'change/1',
    map: 'Projects V2',
    source: 'dataverse',
    row: 'x',
    event: 'update',
    mode: 'normal',
    key: 'first',
    attempt: '2',
    base: '0',
    at: '2026-10-25T10:00:00Z',
    origin: 'released',
  };
  it('keep the word of a delete, of an expectation and of a comparison, whichever came first, under the key that bears it', () => {
    const later = { ...change, key: 'later' };
    const [deleted, expected] = [
      { ...change, event: 'delete' },
      { ...change, event: 'expect' },
    ] as const;
    const compared = { ...change, mode: 'verify' } as const;
    expect(mergeParked(deleted, later)).toEqual(deleted);
    expect(mergeParked(change, { ...later, event: 'delete' })).toEqual({ ...later, event: 'delete' });
    expect(mergeParked(deleted, { ...later, event: 'delete' })).toEqual({ ...later, event: 'delete' });
    expect(mergeParked(expected, later)).toEqual(expected);
    expect(mergeParked(expected, { ...later, event: 'delete' })).toEqual({ ...later, event: 'delete' });
    expect(mergeParked(compared, later)).toEqual(compared);
    expect(mergeParked(compared, { ...later, event: 'delete' })).toEqual({
      ...later,
      event: 'delete',
      mode: 'verify',
    });
    expect(mergeParked(change, later)).toEqual(later);
  });
});

describe('records that failed of late', () => {
  it('count once each, and only within the window', () => {
    const recent = recentRecords(1_000);
    expect(recent.note('usmf', 'a', 0)).toBe(1);
    expect(recent.note('usmf', 'a', 500)).toBe(1);
    expect(recent.note('usmf', 'b', 600)).toBe(2);
    expect(recent.note('frrt', 'c', 600)).toBe(1);
    expect(recent.note('usmf', 'c', 1_550)).toBe(2);
    recent.clear('usmf');
    expect(recent.note('usmf', 'd', 1_600)).toBe(1);
  });
});
