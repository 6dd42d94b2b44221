import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { causes, isCause, type Cause } from '../../shared/causes/causes.ts';
import { cures } from '../../shared/causes/cure.ts';
import { explain } from '../../shared/causes/explain.ts';
import { missingCause } from '../../shared/causes/missing-cause.ts';
import { failureColumns, readFailure } from '../../shared/ledger/table-storage/failure-columns.ts';
import { problemOf } from '../../shared/sync/problem-of.ts';
import { RejectedError } from '../../shared/sync/rejected-error.ts';
import { referenceTables } from '../../shared/table-map/reference-tables.ts';

const entries = Object.entries(causes);

describe('the catalogue of causes', () => {
  it.each(entries)('says of %s in whole sentences what it means and what to do', (_cause, entry) => {
    expect(entry.means).toMatch(/^[A-Z].{20,}\.$/);
    expect(entry.remedy).toMatch(/^[A-Z].{15,}\.$/);
    expect(cures).toContain(entry.cure);
  });

  it('means something different by each cause', () => {
    expect(new Set(entries.map(([, { means }]) => means)).size).toBe(entries.length);
  });

  it('holds no cause that nothing in shared gives', async () => {
    const shared = new URL('../../shared/', import.meta.url);
    const files = (await readdir(shared, { recursive: true })).filter(
      (file) => file.endsWith('.ts') && file !== 'causes/causes.ts',
    );
    const texts = await Promise.all(files.map((file) => readFile(new URL(file, shared), 'utf8')));
    const source = texts.join('\n');
    const given = (cause: string): boolean => source.includes(`'${cause}'`);
    const ofTables = new Set(Object.keys(referenceTables).map((table) => `${table}-missing`));
    expect(entries.map(([cause]) => cause).filter((cause) => !given(cause) && !ofTables.has(cause))).toEqual(
      [],
    );
  });
});

describe('a failure', () => {
  it('takes who can cure it from its cause, and what to do where nothing closer is known', () => {
    const message = 'The vendor V-1 does not exist.';
    const told = explain('vendor-missing', { code: 'reference-missing', field: 'VendorId', message });
    expect(told).toEqual({
      code: 'reference-missing',
      field: 'VendorId',
      message,
      cause: 'vendor-missing',
      cure: 'accountant',
      hint: causes['vendor-missing'].remedy,
    });
    expect(explain('unit-missing', { code: 'x', message, hint: 'Ask June.' }).hint).toBe('Ask June.');
  });

  it('keeps cause and cure in the ledger, and drops one that this version does not know', () => {
    const told = explain('period-closed', { code: '0022', message: 'No open fiscal period.' });
    const row = failureColumns(told);
    expect(readFailure(row)).toEqual(told);
    const newer = { ...row, failureCause: 'moon-in-the-way', failureCure: 'astronaut' };
    const { cause: _cause, cure: _cure, ...rest } = told;
    expect(readFailure(newer)).toEqual(rest);
    const older = { failureCode: 'x', failureMessage: 'y' };
    expect(readFailure(older)).toEqual({ code: 'x', message: 'y' });
    expect(isCause('toString')).toBe(false);
  });

  it('of our own code is a fault of the integration, with its text', () => {
    expect(problemOf(new TypeError('x is not a function')).failure).toMatchObject({
      cause: 'integration-fault',
      cure: 'administrator',
      message: 'TypeError: x is not a function',
    });
  });

  it('says in the log which record and field, why and who can cure it, and none of the words of a system', () => {
    const failure = explain('vendor-missing', { code: 'x', field: 'msdyn_vendor', message: 'No V-1.' });
    const text = new RejectedError('Vendor invoices|1', failure).message;
    for (const part of ['Vendor invoices|1', 'msdyn_vendor', 'vendor-missing', 'an accountant'])
      expect(text).toContain(part);
    expect(text).not.toContain('No V-1.');
  });
});

describe('what is missing', () => {
  it.each<[string, Cause]>([
    ['uoms', 'unit-missing'],
    ['Units', 'unit-missing'],
    ['Unit of measure', 'unit-missing'],
    ['products', 'product-missing'],
    ['Released products', 'product-missing'],
    ['msdyn_transactioncategories', 'category-missing'],
    ['msdyn_expensecategory', 'category-missing'],
    ['bookableresourcecategory', 'role-missing'],
    ['bookableresource', 'resource-missing'],
    ['accounts', 'vendor-missing'],
    ['Vendors', 'vendor-missing'],
    ['Customers', 'customer-missing'],
    ['cdm_workers', 'worker-missing'],
    ['msdyn_project', 'project-missing'],
    ['Projects', 'project-missing'],
    ['msdyn_projecttask', 'task-missing'],
    ['cdm_company', 'company-missing'],
    ['transactioncurrency', 'currency-missing'],
    ['msdyn_actuals', 'rolled-back-in-dataverse'],
    ['msdyn_projectvendorinvoice', 'reference-missing'],
    ['businessunit', 'reference-missing'],
    ['Currency exchange units', 'reference-missing'],
  ])('in %s is %s', (table, cause) => {
    expect(missingCause(table)).toBe(cause);
  });

  it('is a customer where an account is looked up as one', () => {
    expect(missingCause('account', 'customerid')).toBe('customer-missing');
    expect(missingCause('account', 'msdyn_vendor')).toBe('vendor-missing');
  });

  it('is told by name for the Dataverse table and the Finance entity of every table that native dual-write keeps', () => {
    for (const [name, { dataverse, finance }] of Object.entries(referenceTables)) {
      if (dataverse !== 'account') expect(missingCause(dataverse), dataverse).toBe(`${name}-missing`);
      expect(missingCause(finance.entity), finance.entity).toBe(`${name}-missing`);
    }
  });
});
