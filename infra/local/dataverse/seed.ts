import { v5 as uuid } from 'uuid';
import { referenceData } from '../reference-data.ts';
import { metadataId } from './metadata/metadata-id.ts';
import { privilegeName, privilegeTypes } from './metadata/privileges.ts';
import { registrationTables } from './schema/registration-tables.ts';
import { schema } from './schema/schema.ts';
import type { RowReference, StoredValue } from './store/row.ts';
import { Transaction } from './store/transaction.ts';
import { userNamed } from './users.ts';
import type { World } from './world.ts';
import type { Caller } from './write/caller.ts';
import { createRow } from './write/create-row.ts';
import { addCalendar } from './add-calendar.ts';

const namespace = 'a3f0c0de-0f4b-5a3e-8a61-5d7f3a2c1e03';

/** Rates of the seeded currencies to the organization's own, the first. Assumed; only `_base` amounts use them. */
const rates: Readonly<Record<string, string>> = { USD: '1', EUR: '0.9', JPY: '150', KWD: '0.3' };

/** Privileges that belong to no table of rows. */
const metadataPrivileges = ['prvReadEntity', 'prvReadAttribute', 'prvReadRelationship', 'prvReadOptionSet'];

const platformOnly: ReadonlySet<string> = new Set([
  'asyncoperation',
  ...registrationTables.map(({ name }) => name),
]);

/**
 * Fills the reference tables with fixed ids. No events: the rows are there from the start.
 */
export function seed(world: World): void {
  const caller: Caller = {
    userId: userNamed(world, 'system'),
    userName: 'system',
    requestId: world.newId(),
    correlationId: world.newId(),
    depth: 1,
    bypassAsync: true,
    bypassSteps: [],
  };
  const transaction = new Transaction(world.database);
  const add = (name: string, key: string, values: Readonly<Record<string, StoredValue>>): RowReference => {
    const table = schema.byName.get(name);
    if (table === undefined) throw new Error(`The sandbox has no table ${name}`);
    const id = uuid(`${name}/${key}`, namespace);
    createRow(world, transaction, caller, table, new Map(Object.entries({ [table.id]: id, ...values })));
    return { table: name, id };
  };

  for (const message of ['Create', 'Update', 'Delete']) {
    const sdkmessageid = add('sdkmessage', message, { name: message });
    for (const { name } of schema.tables)
      add('sdkmessagefilter', `${message}/${name}`, {
        primaryobjecttypecode: name,
        sdkmessageid,
        // Nobody registers steps on the jobs and the registration itself.
        iscustomprocessingstepallowed: !platformOnly.has(name),
        isvisible: true,
      });
  }
  add('businessunit', 'root', { name: 'Sandbox' });
  for (const { code, decimals } of referenceData.currencies)
    add('transactioncurrency', code, {
      currencyname: code,
      isocurrencycode: code,
      currencyprecision: decimals,
      exchangerate: rates[code] ?? '1',
    });
  for (const name of [
    ...metadataPrivileges,
    ...schema.tables.flatMap((table) => privilegeTypes.map((type) => privilegeName(type, table))),
  ])
    world.database.rows('privilege').put(metadataId(name), { privilegeid: metadataId(name), name });
  const companies = new Map<string, RowReference>(
    referenceData.companies.map(({ code, name }) => [
      code,
      add('cdm_company', code, { cdm_companycode: code, cdm_name: name }),
    ]),
  );
  const companyOf = (code: string): StoredValue => companies.get(code) ?? null;
  for (const { name, company, year, from, ends } of referenceData.fiscalCalendars)
    addCalendar(add, { name, company: companyOf(company), year, from, ends });
  for (const symbol of referenceData.units) add('uom', symbol, { name: symbol, msdyn_symbol: symbol });
  const accounts = [
    ...referenceData.customers.map((customer) => ({ ...customer, type: 3 })),
    ...referenceData.vendors.map((vendor) => ({ ...vendor, type: 11 })),
  ];
  for (const { number, name, company, type } of accounts)
    add('account', number, {
      accountnumber: number,
      name,
      customertypecode: type,
      msdyn_company: companyOf(company),
    });
  for (const { number, name } of referenceData.transactionCategories)
    add('msdyn_transactioncategory', number, { msdyn_transactioncategorynumber: number, msdyn_name: name });
  for (const { number, name, company } of referenceData.products)
    add('product', number, {
      msdyn_productnumber: number,
      msdyn_itemnumber: number,
      productnumber: number,
      name,
      msdyn_companyid: companyOf(company),
    });
  const workers = new Map<string, RowReference>(
    referenceData.workers.map(({ number, firstName, lastName }) => [
      number,
      add('cdm_worker', number, {
        cdm_workernumber: number,
        cdm_fullname: `${firstName} ${lastName}`,
        cdm_firstname: firstName,
        cdm_lastname: lastName,
      }),
    ]),
  );
  for (const { name, worker } of referenceData.resources)
    add('bookableresource', name, { name, msdyn_worker: workers.get(worker) ?? null });
  for (const { number, name } of referenceData.roles)
    add('bookableresourcecategory', number, { msdyn_resourcecategorynumber: number, name });
}
