import { describe, expect, it } from 'vitest';
import {
  dataverseAnswerError,
  dataverseError,
  type DataverseCall,
} from '../../shared/dataverse/dataverse-error.ts';
import { NoAnswerError } from '../../shared/odata/no-answer-error.ts';
import type { CounterpartErrorDetails } from '../../shared/sync/counterpart-error.ts';

const id = '70000000-0000-0000-0000-000000000007';
const other = '90000000-0000-0000-0000-000000000009';
const now = Date.parse('2026-03-01T10:00:00Z');

function details(
  status: number,
  code: string,
  message: string,
  call: Partial<DataverseCall> = {},
  headers: Readonly<Record<string, string>> = {},
): CounterpartErrorDetails {
  const answer = {
    status,
    text: JSON.stringify({ error: { code, message } }),
    header: (name: string) => headers[name],
  };
  return dataverseAnswerError(answer, { does: 'update', table: 'msdyn_expense', id, ...call }, now).details;
}

describe('412', () => {
  it('is told apart by its code', () => {
    expect(details(412, '0x80060882', 'version').kind).toBe('conflict');
    expect(details(412, '0x80060892', 'matching key', { does: 'create' }).kind).toBe('already-exists');
    expect(details(412, '0x80040237', 'duplicate', { does: 'create' }).kind).toBe('already-exists');
    expect(details(412, '0x80040333', 'duplicates found').kind).toBe('rejected');
    expect(details(412, '0x8006088D', 'not enabled').kind).toBe('misconfigured');
  });
});

describe('404', () => {
  it('is the row itself when an update or delete names it', () => {
    expect(details(404, '0x80040217', `msdyn_expense With Id = ${id} Does Not Exist`).kind).toBe('missing');
    expect(details(404, '0x80060891', 'no such key').kind).toBe('missing');
  });

  it('is a row that a look-up points to when the text names another id', () => {
    for (const does of ['update', 'create'] as const)
      expect(
        details(404, '0x80040217', `Entity 'uom' With Id = ${other.toUpperCase()} Does Not Exist`, { does }),
      ).toMatchObject({
        kind: 'waiting',
        waitingFor: { what: 'uom', value: other },
      });
  });

  it('is a fault of the map when the set is unknown', () => {
    expect(details(404, '0x8006088a', "Resource not found for the segment 'msdyn_expensez'.").kind).toBe(
      'misconfigured',
    );
  });
});

describe('an unknown column', () => {
  it.each([
    [
      "Could not find a property named 'msdyn_x' on type 'Microsoft.Dynamics.CRM.msdyn_expense'.",
      '0x80060888',
    ],
    [
      "An undeclared property 'msdyn_x' which only has property annotations in the payload but no property value was found in the payload.",
      '0x80048d19',
    ],
    [
      "InnerException : Invalid property 'msdyn_x' was found in entity 'Microsoft.Dynamics.CRM.msdyn_expense'.",
      '0x80048d19',
    ],
  ])('names the column: %s', (message, code) => {
    expect(details(400, code, message)).toMatchObject({
      kind: 'misconfigured',
      field: 'msdyn_x',
      applied: 'no',
    });
  });
});

describe('a refusal', () => {
  it('by validation is final and names the column', () => {
    const message =
      "A validation error occurred. The length of the 'msdyn_name' attribute of the 'msdyn_expense' entity exceeded the maximum allowed length of '100'.";
    expect(details(400, '0x80044331', message)).toMatchObject({
      kind: 'rejected',
      field: 'msdyn_name',
      text: message,
    });
  });

  it('by a plug-in is final, even as a server error', () => {
    expect(details(500, '0x80040265', 'Not on Sundays.')).toMatchObject({
      kind: 'rejected',
      applied: 'no',
      text: 'Not on Sundays.',
    });
  });

  it('that names a missing row waits for it', () => {
    expect(details(400, '0x80040265', 'Unable to lookup uoms with values {hour}.')).toMatchObject({
      kind: 'waiting',
      waitingFor: { what: 'uoms', value: 'hour' },
    });
  });

  it('of an orphaned actual does not wait for ever', () => {
    expect(details(400, '0x80040265', 'Unable to look up msdyn_actuals with values {x}').kind).toBe(
      'rejected',
    );
  });

  it('of a delete because of other rows is final', () => {
    expect(details(405, '0x80040227', 'associated', { does: 'delete' }).kind).toBe('rejected');
  });
});

describe('a server that cannot just now', () => {
  it('tells how long to stay away', () => {
    expect(details(429, '0x80072322', 'too many', {}, { 'Retry-After': '17' })).toMatchObject({
      kind: 'throttled',
      retryAfterMs: 17_000,
      applied: 'no',
    });
    expect(details(429, '0x80072322', 'too many')).not.toHaveProperty('retryAfterMs');
    expect(details(503, '', 'down')).toMatchObject({ kind: 'unavailable', applied: 'unknown' });
  });

  it('leaves a write unknown and a read not', () => {
    for (const status of [500, 502, 504]) {
      expect(details(status, '', 'x')).toMatchObject({ kind: 'transient', applied: 'unknown' });
      expect(details(status, '', 'x', { does: 'read' })).toMatchObject({ kind: 'transient', applied: 'no' });
    }
  });

  it('rolled back a time-out of its database or a transaction', () => {
    for (const code of ['0x80044151', '0x80072324', '0x80040255'])
      expect(details(400, code, 'x')).toMatchObject({ kind: 'transient', applied: 'no' });
  });
});

describe('who we are', () => {
  it('is a fault of the configuration', () => {
    expect(details(401, '0x80040204', 'token').kind).toBe('misconfigured');
    expect(details(403, '0x80048306', 'privilege').kind).toBe('misconfigured');
    expect(details(302, '', 'sign in').kind).toBe('misconfigured');
  });
});

describe('a body that is no OData error', () => {
  it('is kept as text without tags', () => {
    const html =
      '<html><head><title>502</title></head><body><h1>Bad&nbsp;Gateway</h1><script>x()</script></body></html>';
    const answer = { status: 502, text: html, header: () => undefined };
    expect(dataverseAnswerError(answer, { does: 'read', table: 't' }, now).details).toMatchObject({
      text: 'Bad Gateway',
      code: '502',
    });
  });
});

describe('no answer', () => {
  it('leaves a write unknown unless it never arrived', () => {
    const of = (reason: ConstructorParameters<typeof NoAnswerError>[0], does: DataverseCall['does']) =>
      dataverseError(new NoAnswerError(reason, reason), { does, table: 't' }).details;
    expect(of('time-out', 'update')).toMatchObject({
      kind: 'transient',
      code: 'time-out',
      applied: 'unknown',
    });
    expect(of('reset', 'create')).toMatchObject({ kind: 'transient', applied: 'unknown' });
    expect(of('reset', 'read')).toMatchObject({ kind: 'transient', applied: 'no' });
    expect(of('unreachable', 'update')).toMatchObject({ kind: 'unavailable', applied: 'no' });
    expect(of('no-token', 'update')).toMatchObject({ kind: 'misconfigured', applied: 'no' });
  });
});
