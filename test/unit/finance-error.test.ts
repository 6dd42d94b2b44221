import { describe, expect, it } from 'vitest';
import { financeAnswerError } from '../../shared/finance/finance-error.ts';
import { infolog } from '../../shared/finance/infolog.ts';
import type { CounterpartErrorDetails } from '../../shared/sync/counterpart-error.ts';

interface Inner {
  readonly message: string;
  readonly type?: string;
  readonly stacktrace?: string;
  readonly internalexception?: Inner;
}

const body = (inner: Inner, code = ''): string =>
  JSON.stringify({ error: { code, message: 'An error has occurred.', innererror: inner } });

function classify(
  status: number,
  text: string,
  write = true,
  headers: Readonly<Record<string, string>> = {},
): CounterpartErrorDetails {
  return financeAnswerError({ status, text, header: (name) => headers[name] }, write, 0).details;
}

const said = (
  status: number,
  message: string,
  type = 'Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException',
) => classify(status, body({ message, type, stacktrace: '   at Microsoft.Secret.Place()' }));

const writeFailed = (...lines: readonly string[]): string =>
  `Write failed for table row of type 'ProjProjectV2Entity'. Infolog: ${lines.join('; ')}`;

describe('the text of a Finance error', () => {
  it('is the deepest one that says something, without the stack', () => {
    const text = body(
      {
        message: 'Exception has been thrown by the target of an invocation.',
        stacktrace: '   at A()',
        internalexception: {
          message:
            "The property 'Colour' does not exist on type 'Microsoft.Dynamics.DataEntities.ProjectV2'.",
          stacktrace: '   at B()',
          internalexception: { message: 'An error has occurred.', stacktrace: '   at C()' },
        },
      },
      '0022',
    );
    const details = classify(400, text);
    expect(details).toMatchObject({ kind: 'misconfigured', code: '0022', field: 'Colour', applied: 'no' });
    expect(details.text).toBe(
      "The property 'Colour' does not exist on type 'Microsoft.Dynamics.DataEntities.ProjectV2'.",
    );
    expect(JSON.stringify(details)).not.toContain(' at ');
  });

  it('is kept where the body is HTML, plain text or broken JSON', () => {
    expect(classify(502, '<html><body><h1>Bad gateway</h1></body></html>').text).toBe('Bad gateway');
    expect(classify(400, 'Bad request').text).toBe('Bad request');
    expect(classify(400, '{"error":{"code":"","message":"An error').text).toContain('An error');
    expect(classify(500, '').text).toBe('HTTP 500 without a text');
  });
});

describe('the Infolog', () => {
  it('is split into its lines and names the field', () => {
    const message = writeFailed(
      "Warning: The value 'X' in field 'Currency' is not found in the related table 'Currency'.",
      "Warning: validateField failed on field 'ProjProjectV2Entity.SalesCurrency'.",
      'Error: Update; it was cancelled.',
    );
    expect(infolog(message)).toEqual({
      lines: [
        {
          severity: 'Warning',
          text: "The value 'X' in field 'Currency' is not found in the related table 'Currency'.",
        },
        { severity: 'Warning', text: "validateField failed on field 'ProjProjectV2Entity.SalesCurrency'." },
        { severity: 'Error', text: 'Update; it was cancelled.' },
      ],
      field: 'SalesCurrency',
    });
  });
});

describe('a refusal of Finance', () => {
  it.each([[400], [500]])('by a field is final and names it, whatever the status (%i)', (status) => {
    const message = writeFailed(
      "Warning: Field 'Project name' must be filled in.",
      "Warning: validateField failed on field 'ProjProjectV2Entity.ProjectName'.",
    );
    expect(said(status, message)).toMatchObject({
      kind: 'rejected',
      field: 'ProjectName',
      applied: 'no',
      text: message,
    });
  });

  it.each([[400], [500]])('with an Infolog that nobody knows is final (%i)', (status) => {
    expect(said(status, writeFailed('Error: Something new.'))).toMatchObject({
      kind: 'rejected',
      applied: 'no',
    });
  });

  it('tells that the row is there, or is not', () => {
    const exists = writeFailed(
      'Error: Cannot create a record in Projects (ProjTable). Project ID: P-1. The record already exists..',
    );
    for (const status of [400, 500]) expect(said(status, exists).kind).toBe('already-exists');
    expect(said(400, 'No resources were found when selecting for update.').kind).toBe('missing');
    expect(said(400, 'More than one resource was found when selecting for update.').kind).toBe('rejected');
  });

  it('of a value whose row is missing waits for that row', () => {
    const message = writeFailed(
      "Warning: The value 'XYZ' in field 'Unit' is not found in the related table 'Units'.",
      "Warning: validateField failed on field 'ProjCDSActualsImportEntity.UnitOfMeasure'.",
    );
    expect(said(400, message)).toMatchObject({
      kind: 'waiting',
      field: 'UnitOfMeasure',
      waitingFor: { what: 'Units', value: 'XYZ' },
    });
  });

  it.each([
    ['No open fiscal period exists for date 1/31/2026.', 'waiting'],
    ['Intercompany relationship has to be set up between legal entity usmf and frrt.', 'waiting'],
    ["Project transaction hasn't been posted yet.", 'waiting'],
    ["Invoice proposal wasn't processed because of mismatched billed sales actuals.", 'transient'],
    ['Unable to lookup uoms with values {hour}.', 'waiting'],
    ["Line property Not available doesn't exist.", 'misconfigured'],
    ['Product id is mandatory. Select a product from the catalog.', 'rejected'],
    [
      'The Transaction Category TC-1 is invalid. Please select an Active, Expense Transaction Category.',
      'rejected',
    ],
  ])('that people know says who can cure it: %s', (line, kind) => {
    const details = said(400, writeFailed(`Error: ${line}`));
    expect(details.kind).toBe(kind);
    expect(details.hint).toMatch(/.{30}/);
  });

  it('by somebody writing at the same time may be tried again', () => {
    expect(
      said(400, 'An update conflict occurred due to another user process deleting the record.').kind,
    ).toBe('conflict');
    expect(said(400, writeFailed('Error: Cannot edit because dependent Journal lines exist.')).kind).toBe(
      'transient',
    );
    expect(said(500, 'Transaction was deadlocked; deadlock victim.').kind).toBe('transient');
    expect(said(412, 'If-Match').kind).toBe('conflict');
    expect(said(409, 'If-Match').kind).toBe('conflict');
  });
});

describe('404', () => {
  it('with an error is a missing row, without one a wrong address', () => {
    expect(said(404, 'No resources were found when selecting.').kind).toBe('missing');
    const route =
      '{"Message":"No HTTP resource was found that matches the request URI \'x\'. No route data was found for this request."}';
    expect(classify(404, route).kind).toBe('misconfigured');
  });
});

describe('a Finance that cannot just now', () => {
  it('is throttled with or without a time to stay away', () => {
    const text =
      'This request could not be processed at this time due to system experiencing high resource utilization. Please retry the request after 12 seconds';
    expect(
      classify(429, JSON.stringify({ error: { code: '', message: text } }), true, { 'Retry-After': '12' }),
    ).toMatchObject({ kind: 'throttled', retryAfterMs: 12_000, applied: 'no', text });
    expect(classify(429, '')).not.toHaveProperty('retryAfterMs');
  });

  it('leaves a write unknown when a gateway or the server itself failed', () => {
    for (const status of [408, 500, 502, 503, 504])
      expect(classify(status, '<html>x</html>').applied).toBe('unknown');
    expect(
      classify(
        500,
        body({ message: 'An unexpected error occurred.', type: 'System.InvalidOperationException' }),
      ),
    ).toMatchObject({ kind: 'transient', applied: 'unknown' });
    expect(classify(502, '', false)).toMatchObject({ kind: 'transient', applied: 'no' });
    expect(classify(503, '')).toMatchObject({ kind: 'unavailable' });
  });
});
