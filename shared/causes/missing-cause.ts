import type { Cause } from './causes.ts';

/** Names of tables, sets and labels under which the systems speak of what is missing. */
const names: readonly (readonly [RegExp, Cause])[] = [
  [/^(uoms?|uomschedules?|units?|units? of measure|unitsofmeasure|unitofmeasure\w*)$/i, 'unit-missing'],
  [/^((\w+ )?products?|items?|ecores\w*product\w*)$/i, 'product-missing'],
  [/^(bookableresourcecategor(y|ies)|(project )?resource roles?)$/i, 'role-missing'],
  [/^(bookableresources?|resources?)$/i, 'resource-missing'],
  [
    /^(msdyn_(transaction|expense)categor(y|ies)|((transaction|project|shared|expense) )?categor(y|ies))$/i,
    'category-missing',
  ],
  [/^(customers?|cust(table|customer\w*))$/i, 'customer-missing'],
  // An actual is only ever missing because it was rolled back after it had been sent.
  [/^msdyn_actuals?$/i, 'rolled-back-in-dataverse'],
  // What Finance sends to Dataverse names accounts only as vendors.
  [/^(accounts?|(msdyn_)?vendors?|vend(table|vendor\w*))$/i, 'vendor-missing'],
  [/^(cdm_workers?|workers?|hcmworker\w*)$/i, 'worker-missing'],
  [/^((msdyn_)?project ?tasks?|tasks?|activit(y|ies))$/i, 'task-missing'],
  [/^((msdyn_)?projects?(v2)?|projtable)$/i, 'project-missing'],
  [/^(cdm_compan(y|ies)|compan(y|ies)|legal entit(y|ies))$/i, 'company-missing'],
  [/^(transactioncurrenc(y|ies)|currenc(y|ies))$/i, 'currency-missing'],
];

/**
 * The cause when a row of this table is missing.
 *
 * @param table as a system calls it: logical name, set name, or the label in an Infolog.
 * @param column look-up column that names the row, where it is known: an account may be a customer.
 */
export function missingCause(table: string, column = ''): Cause {
  const cause = names.find(([name]) => name.test(table.trim()))?.[1] ?? 'reference-missing';
  return cause === 'vendor-missing' && /customer/i.test(column) ? 'customer-missing' : cause;
}
