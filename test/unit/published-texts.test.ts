import { describe, expect, it } from 'vitest';
import type { Cause } from '../../shared/causes/causes.ts';
import { causes } from '../../shared/causes/causes.ts';
import { dataverseAnswerError } from '../../shared/dataverse/dataverse-error.ts';
import { financeAnswerError } from '../../shared/finance/finance-error.ts';
import { CounterpartError, type CounterpartErrorDetails } from '../../shared/sync/counterpart-error.ts';
import { problemOf } from '../../shared/sync/problem-of.ts';

/**
 * The error texts of Project Operations and native dual-write as they are published, each in the words in which a system
 * would answer it, with the cause that a person is told.
 */
type Published = readonly [text: string, cause: Cause, kind: CounterpartErrorDetails['kind']];

const fromFinance = (
  status: number,
  message: string,
  type = 'AxODataWriteException',
): CounterpartErrorDetails =>
  financeAnswerError(
    {
      status,
      text: JSON.stringify({
        error: { code: '', message: 'An error has occurred.', innererror: { message, type } },
      }),
      header: () => undefined,
    },
    true,
    0,
  ).details;

const fromDataverse = (status: number, code: string, message: string): CounterpartErrorDetails =>
  dataverseAnswerError(
    { status, text: JSON.stringify({ error: { code, message } }), header: () => undefined },
    { does: 'create', table: 'msdyn_expense' },
    0,
  ).details;

const infolog = (line: string): string =>
  `Write failed for table row of type 'ProjCDSActualsImportEntity'. Infolog: Error: ${line}`;

const either: readonly Published[] = [
  [
    "Unable to write data to entity msdyn_expenses. Writes to ProjExpenseExportEntity failed with the error message Request failed with the status code BadRequest and CDS error code : 0x80040265 response message: Could not resolve project task for export expense. The specified task activity number doesn't uniquely identify the task of the project",
    'activity-ambiguous',
    'rejected',
  ],
  ['Could not resolve project task for export expense.', 'activity-ambiguous', 'rejected'],
  ['Unable to lookup uoms with values {TST}.', 'unit-missing', 'waiting'],
  [
    'Unable to lookup accounts with values {USPM-000022,edbebb23-0000-0000-0000-000000000000}.',
    'vendor-missing',
    'waiting',
  ],
  ['Product id is mandatory. Select a product from the catalog.', 'product-missing', 'rejected'],
  [
    'The Transaction Category linked to this vendor invoice line is invalid. Please select an Active, Expense Transaction Category.',
    'category-inactive',
    'rejected',
  ],
  [
    'The Transaction Category linked to this vendor invoice line is invalid.',
    'category-inactive',
    'rejected',
  ],
  ['Attribute msdyn_transactiontypecode not found', 'rolled-back-in-dataverse', 'rejected'],
  [
    'Failed to sync journal header USPM-015270 to Dataverse. Manual synchs required at count 5. Count 4.',
    'general-journal-not-synchronised',
    'rejected',
  ],
  [
    'Cannot save the changes to the database. Unit of Work can not commit transaction.',
    'native-dual-write-failed',
    'rejected',
  ],
  ['Only 1 of 2 keys provided for lookup', 'native-dual-write-failed', 'rejected'],
  ['Unable to generate payload for entity CustCustomerV3Entity', 'native-dual-write-failed', 'rejected'],
  ['SecureConfig Organization (???) does not match', 'native-dual-write-failed', 'rejected'],
  ['Project validation failed', 'metadata-outdated', 'transient'],
  ['The user is not a member of the organization', 'unauthorised', 'rejected'],
];

const onlyFinance: readonly Published[] = [
  [
    "Write failed for entity Project Operations integration actuals with unknown exception - Line property Not available doesn't exist. \nvalidateWrite failed on data source 'ProjCDSActualsImport (ProjCDSActualsImport)'.",
    'line-property-missing',
    'misconfigured',
  ],
  [
    "Invoice proposal wasn't processed because of mismatched billed sales actuals with Dataverse.",
    'billed-sales-mismatch',
    'transient',
  ],
  ["Project transaction hasn't been posted yet.", 'not-posted-yet', 'waiting'],
  [
    'Intercompany relationship has to be set up between legal entity USMF and legal entity FRRT.',
    'intercompany-setup',
    'waiting',
  ],
  ['No open fiscal period exists for date 1/31/2026.', 'period-closed', 'waiting'],
  ['Unable to look up msdyn_actuals with values {x}', 'rolled-back-in-dataverse', 'waiting'],
  [
    "Warning: The value 'XYZ' in field 'Unit' is not found in the related table 'Units'.",
    'unit-missing',
    'waiting',
  ],
  ["Warning: Field 'Project name' must be filled in.", 'mandatory-field-empty', 'rejected'],
  ['Cannot edit a record because dependent Journal lines exist.', 'busy', 'transient'],
  // Texts that no source prints; the rules behind them are published.
  ["Field 'Language' must be filled in.", 'vendor-language-missing', 'rejected'],
  ['Exchange rate from currency EUR to currency USD does not exist.', 'exchange-rate-missing', 'rejected'],
  ["Field 'Status' does not allow editing.", 'stage-refuses', 'rejected'],
  ['The record cannot be deleted: transactions exist in Actuals.', 'still-referenced', 'rejected'],
  [
    'Funding source FS-6 cannot be deleted, because a project transaction uses it.',
    'still-referenced',
    'rejected',
  ],
  ["The company 'xxxx' does not exist.", 'company-missing', 'rejected'],
];

describe('a published text', () => {
  it.each([...either, ...onlyFinance])('is known when Finance answers it: %s', (text, cause, kind) => {
    for (const status of [400, 500])
      expect(fromFinance(status, infolog(text)), String(status)).toMatchObject({ cause, kind });
  });

  it.each(either)('is known when a plug-in of Dataverse answers it: %s', (text, cause, kind) => {
    // A plug-in's refusal is final unless its text says otherwise.
    const expected = cause === 'metadata-outdated' ? 'rejected' : kind;
    expect(fromDataverse(400, '0x80040265', text)).toMatchObject({ cause, kind: expected, text });
  });

  it.each<[string, CounterpartErrorDetails['kind'], Cause, number, string]>([
    ['Unable to look up msdyn_actuals', 'rejected', 'rolled-back-in-dataverse', 400, '0x80040265'],
    ['The user is not a member of the organization', 'misconfigured', 'unauthorised', 403, '0x80072560'],
    ['Principal user is missing prvReadmsdyn_actual', 'misconfigured', 'access-denied', 403, '0x80042f09'],
    [
      'The field msdyn_vouchernumber of actuals can only be changed by the dual-write process.',
      'rejected',
      'write-back-refused',
      400,
      '0x80040265',
    ],
    [
      "A validation error occurred. The length of the 'msdyn_name' attribute of the 'msdyn_expense' entity exceeded the maximum allowed length of '100'.",
      'rejected',
      'value-out-of-range',
      400,
      '0x80044331',
    ],
    [
      "The value 7 of 'statuscode' on record of type 'msdyn_expense' is outside the valid range.",
      'rejected',
      'option-unknown',
      400,
      '0x8004431A',
    ],
    [
      'uom With Id = 70000000-0000-0000-0000-000000000007 Does Not Exist',
      'waiting',
      'unit-missing',
      404,
      '0x80040217',
    ],
    [
      'The msdyn_project cannot be deleted because it is associated with msdyn_projecttask.',
      'rejected',
      'still-referenced',
      405,
      '0x80040227',
    ],
    ['duplicates', 'rejected', 'doubled-in-dataverse', 412, '0x80040333'],
    ['version', 'conflict', 'update-conflict', 412, '0x80060882'],
    ['key', 'already-exists', 'key-taken', 412, '0x80060892'],
    ['time-out of the database', 'transient', 'busy', 400, '0x80044151'],
    [
      "Could not find a property named 'x' on type 'y'.",
      'misconfigured',
      'unknown-column',
      400,
      '0x80060888',
    ],
  ])('of Dataverse alone is known by its status, code or words: %s', (text, kind, cause, status, code) => {
    expect(fromDataverse(status, code, text)).toMatchObject({ kind, cause });
  });

  it.each([
    [401, 'unauthorised'],
    [403, 'access-denied'],
    [302, 'wrong-address'],
    [408, 'no-answer'],
    [429, 'throttled'],
    [502, 'no-answer'],
    [503, 'unavailable'],
    [504, 'no-answer'],
  ] as const)('is not needed where the status %i tells', (status, cause) => {
    expect(fromFinance(status, 'whatever').cause).toBe(cause);
    expect(fromDataverse(status, '', 'whatever').cause).toBe(cause);
  });
});

describe('a text that nobody knows', () => {
  const unknown = 'Write failed for entity Customers V3 with unknown exception - The moon stands in the way.';

  it.each([
    ['Finance', fromFinance(400, unknown)],
    ['Finance, as a server error of a refused write', fromFinance(500, unknown, 'X.AxODataWriteException')],
    ['Finance, as a server error', fromFinance(500, unknown, 'System.Exception')],
    ['Dataverse', fromDataverse(400, '0x80040203', unknown)],
    ['a plug-in of Dataverse', fromDataverse(400, '0x80040265', unknown)],
    ['Dataverse, as a server error', fromDataverse(500, '', unknown)],
  ])('of %s is unexpected, in its own words and for an administrator', (_system, details) => {
    const { failure } = problemOf(new CounterpartError(details));
    expect(failure).toMatchObject({ cause: 'unexpected', cure: 'administrator', message: unknown });
    expect(failure.hint).toMatch(/.{20}/);
  });
});

describe('who can cure a refusal', () => {
  it('is on the failure that the ledger keeps, beside the words, the field and what to do', () => {
    const text = infolog(
      "Warning: The value 'XYZ' in field 'Unit' is not found in the related table 'Units'.; Warning: validateField failed on field 'ProjCDSActualsImportEntity.UnitOfMeasure'.",
    );
    expect(problemOf(new CounterpartError(fromFinance(400, text))).failure).toMatchObject({
      cause: 'unit-missing',
      cure: causes['unit-missing'].cure,
      field: 'UnitOfMeasure',
      message: text,
    });
  });
});
