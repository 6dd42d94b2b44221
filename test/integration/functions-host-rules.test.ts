import { expect, test } from 'vitest';
import { compileRoute } from '../../infra/local/functions-host/http/route.ts';
import { expandSettings } from '../../infra/local/functions-host/settings/expand-settings.ts';
import { timeSpan } from '../../infra/local/functions-host/settings/time-span.ts';
import { readTrigger } from '../../infra/local/functions-host/settings/trigger.ts';
import { readSchedule } from '../../infra/local/functions-host/timer/schedule.ts';

test('a route matches whole paths, ignoring case and a trailing slash, and decodes its values', () => {
  const route = compileRoute('Records/{map}/{id:int}/{part?}');
  expect(route.match('/records/a%2Fb/12')).toEqual({ map: 'a/b', id: '12' });
  expect(route.match('/RECORDS/x/-3/tail/')).toEqual({ map: 'x', id: '-3', part: 'tail' });
  for (const path of ['/records/x', '/records/x/1a', '/records/x/1/tail/more', '/x/records/x/1']) {
    expect(route.match(path)).toBeUndefined();
  }
  expect(compileRoute('files/{*rest}').match('/files')).toEqual({});
  expect(compileRoute('{id:guid}').match('/6f1d5f6a-0000-4000-8000-00000000a001')).toBeDefined();
  expect(compileRoute('a.b').match('/axb')).toBeUndefined();
  expect(compileRoute('%/{x}').match('/%/%zz')).toEqual({ x: '%zz' });
});

test('a route of a form that is not supported is refused at start', () => {
  expect(() => compileRoute('x/{id:range(1,2)}')).toThrow("'{id:range(1,2)}' is not supported");
  expect(() => compileRoute('x/{name}.txt')).toThrow('is not supported');
});

test('a schedule of six fields gives times in UTC, and both day fields must match', () => {
  const next = (schedule: string, from: string) => readSchedule(schedule)(new Date(from))?.toISOString();
  expect(next('0 */5 * * * *', '2026-03-29T00:58:00Z')).toBe('2026-03-29T01:00:00.000Z');
  expect(next('30 15 2 * * 1-5', '2026-11-20T12:00:00Z')).toBe('2026-11-23T02:15:30.000Z');
  expect(next('0 0 0 13 * 5', '2026-11-01T00:00:00Z')).toBe('2026-11-13T00:00:00.000Z');
  expect(next('0 0 0 13 * 5', '2026-11-13T00:00:00Z')).toBe('2027-08-13T00:00:00.000Z');
  expect(next('*/5 * * * *', '2026-11-01T00:01:10Z')).toBe('2026-11-01T00:05:00.000Z');
});

test('a schedule may be a time span, and anything else is refused', () => {
  const from = new Date('2026-01-01T00:00:00Z');
  expect(readSchedule('00:01:30')(from)?.toISOString()).toBe('2026-01-01T00:01:30.000Z');
  expect(() => readSchedule('every minute')).toThrow();
  expect(() => readSchedule('00:00:00')).toThrow();
});

test('a time span has hours, minutes and seconds, and days before a dot', () => {
  expect(timeSpan('00:05:00')).toBe(300_000);
  expect(timeSpan('1.02:03:04')).toBe(93_784_000);
  expect(timeSpan('24:00:00')).toBeUndefined();
});

test('settings between percent signs are expanded, and a missing one is named', () => {
  expect(expandSettings('changes-%AREA%-%LANE%', { AREA: 'expense', LANE: 'bulk' })).toBe(
    'changes-expense-bulk',
  );
  expect(() => expandSettings('%NO_SUCH%', {})).toThrow('NO_SUCH');
});

test('a trigger or binding that the local host cannot run is refused, naming the function', () => {
  const read = (...bindings: Record<string, unknown>[]) =>
    readTrigger({ name: 'f', bindings: Object.fromEntries(bindings.map((b, i) => [`b${i}`, b])) }, {});
  expect(() => read({ type: 'blobTrigger', path: 'x' })).toThrow(
    'Function f: the local host cannot run this blobTrigger',
  );
  const topic = { type: 'serviceBusTrigger', connection: 'C', topicName: 't', subscriptionName: 's' };
  expect(read(topic)).toMatchObject({ topicName: 't', binding: 'b0' });
  expect(() => read({ ...topic, isSessionsEnabled: true })).toThrow('isSessionsEnabled');
  expect(() => read({ ...topic, cardinality: 'many' })).toThrow('cardinality');
  expect(() => read(topic, { type: 'table', direction: 'out' })).toThrow('no extra input or output bindings');
});
