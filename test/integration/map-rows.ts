import { expect } from 'vitest';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import { sameText } from '../../infra/local/story/same-text.ts';
import type { Change } from '../../shared/messaging/change.ts';
import type { RecordState } from '../../shared/ledger/ledger.ts';
import type { Row, World } from './sync-harness.ts';
import { fresh } from './sync-rows.ts';

type Values = Parameters<World['june']['create']>[1];

/**
 * Runs a new Dataverse row over the real path and compares the Finance row that comes of it.
 *
 * @param key columns that find the Finance row.
 * @param values every other property that the map fills; one that is not named here fails the test.
 */
export async function crossesToFinance(
  world: World,
  map: string,
  id: string,
  key: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const table = world.maps.byName(map);
  await world.run(world.change(map, id, { event: 'create' }));
  expect(await world.state(map, id)).toMatchObject({ outcome: 'applied' });
  const filled = table.fields.flatMap((field) =>
    field.direction === 'to-finance' && field.finance !== undefined ? [field.finance.property] : [],
  );
  expect(Object.keys({ ...key, ...values }).sort()).toEqual([...new Set(filled)].sort());
  const rows = world.rows('Finance', table.finance.set, key);
  expect(rows).toHaveLength(1);
  expect(differing(rows[0] ?? {}, values)).toEqual({});
}

/** Runs a Finance row over the real path and compares the Dataverse row: every column that the map fills is named. */
export async function crossesToDataverse(
  world: World,
  map: string,
  row: string,
  key: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string | null>>,
): Promise<void> {
  const table = world.maps.byName(map);
  await world.run(world.change(map, row, { source: 'finance', event: 'seen' }));
  expect(await world.state(map, row)).toMatchObject({ outcome: 'applied' });
  const filled = table.fields.flatMap((field) =>
    field.direction === 'to-dataverse' && field.dataverse !== undefined
      ? [field.dataverse.path.split('.')[0] ?? '']
      : [],
  );
  const lookups = table.toDataverse?.references.map((reference) => reference.lookup) ?? [];
  expect(Object.keys({ ...key, ...values }).sort()).toEqual([...new Set([...filled, ...lookups])].sort());
  const rows = world.rows('Dataverse', table.dataverse.table, key);
  expect(rows).toHaveLength(1);
  expect(differing(rows[0] ?? {}, values)).toEqual({});
}

/** Runs a change and gives the record's state; the throw of a rejection is taken for granted. */
export async function attempt(
  world: World,
  map: string,
  row: string,
  more: Partial<Change> = {},
): Promise<RecordState | undefined> {
  await world.run(world.change(map, row, more)).catch(() => undefined);
  return world.state(map, row);
}

/** Columns that are not as expected: what is there, and what should be. */
function differing(row: Row, values: Readonly<Record<string, string | null>>): Row {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([column, value]) =>
        value === null ? row[column] !== null : !sameText(plain(row[column]), value),
      )
      .map(([column, value]) => [column, { is: plain(row[column]), expected: value }]),
  );
}

/** A look-up is compared by the id that it holds. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value;

/** A contract of usmf that is in both systems. @returns its id. */
export async function sentContract(world: World, number: string, more: Values = {}): Promise<string> {
  const id = await world.june.create('salesorder', {
    msdyn_salesordernumber: number,
    name: `Contract ${number}`,
    msdyn_ordertype: 192350001,
    customerid_account: world.master.customer.usmf,
    transactioncurrencyid: world.master.currency.USD,
    msdyn_owningcompany: world.master.company.usmf,
    ...more,
  });
  await world.run(world.change('Project contract headers', id, { event: 'create' }));
  return id;
}

/** A fixed price line of a contract that is in both systems. @returns its id. */
export async function sentContractLine(
  world: World,
  contract: string,
  project: string,
  sequence: number,
): Promise<string> {
  const id = await world.june.create('salesorderdetail', {
    salesorderid: bind('salesorders', contract),
    sequencenumber: sequence,
    productdescription: 'Phase 1',
    msdyn_linetype: 690970000,
    msdyn_billingmethod: 192350001,
    extendedamount: 1000,
    msdyn_project: bind('msdyn_projects', project),
    transactioncurrencyid: world.master.currency.USD,
  });
  await world.run(world.change('Project contract lines', id, { event: 'create' }));
  return id;
}

/** A funding source of a contract that is in both systems. @returns its id and number. */
export async function sentFundingSource(
  world: World,
  contract: string,
): Promise<{ readonly id: string; readonly number: string }> {
  const number = fresh('FS');
  const id = await world.june.create('msdyn_projectcontractsplitbillingrule', {
    msdyn_projectcontractsplitbillingrulenumber: number,
    msdyn_projectcontractid: bind('salesorders', contract),
    msdyn_contractcustomer: world.master.customer.usmf,
  });
  await world.run(world.change('Project funding source', id, { event: 'create' }));
  return { id, number };
}
