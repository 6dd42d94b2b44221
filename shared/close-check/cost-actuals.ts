import Big from 'big.js';
import type { Row } from '../odata/value.ts';
import type { Sync } from '../sync/sync.ts';
import { dataverseTableRef } from '../table-map/dataverse-table-ref.ts';
import { when } from '../table-map/when.ts';

const cost = 192350000;

const columns = [
  'msdyn_project',
  'msdyn_task',
  'msdyn_transactiondate',
  'msdyn_amount',
  'msdyn_transactionclassification',
  'transactioncurrencyid',
] as const;

/** What a line and its cost actual have in common. */
export interface LineMark {
  readonly project: string;
  readonly task: string;
  readonly date: string;
  readonly amount: string;
  readonly classification: string;
  readonly currency: string;
}

/** Cost actuals that no line has taken yet. */
export interface CostActuals {
  /** Id of an actual like this one, which no other line gets afterwards. */
  take(mark: LineMark): string | undefined;
}

/**
 * Cost actuals dated from this day (YYYY-MM-DD) on. No published column leads from an actual to the expense or vendor
 * invoice line that it comes from, so that they are told by what they repeat: assumed(actual-of-line). Holds a short text
 * for each.
 *
 * @throws CounterpartError
 */
export async function costActuals(sync: Sync, from: string): Promise<CostActuals> {
  const table = dataverseTableRef('msdyn_actual', columns);
  const ids = new Map<string, string[]>();
  const where = when.equals('msdyn_transactiontypecode', cost);
  const start = { column: 'msdyn_transactiondate', date: from };
  for await (const page of sync.dataverse.scan(table, where, start, undefined, columns))
    for (const { key, values } of page) {
      const name = nameOf(markOf(values));
      ids.set(name, [...(ids.get(name) ?? []), String(key['msdyn_actualid'])]);
    }
  return { take: (mark) => ids.get(nameOf(mark))?.shift() };
}

const markOf = (row: Row): LineMark => ({
  project: text(row['msdyn_project']),
  task: text(row['msdyn_task']),
  date: text(row['msdyn_transactiondate']),
  amount: text(row['msdyn_amount']),
  classification: text(row['msdyn_transactionclassification']),
  currency: text(row['transactioncurrencyid']),
});

const text = (value: Row[string] | undefined): string => String(value ?? '').toLowerCase();

const nameOf = ({ project, task, date, amount, classification, currency }: LineMark): string =>
  [
    project,
    task,
    date.slice(0, 10),
    new Big(amount === '' ? 0 : amount).toFixed(),
    classification,
    currency,
  ].join('|');
