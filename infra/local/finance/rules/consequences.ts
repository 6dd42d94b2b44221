import Big from 'big.js';
import { entities } from '../schema/entities.ts';
import type { Entity } from '../schema/entity.ts';
import { internalTables } from '../schema/internal-tables.ts';
import type { Store } from '../store/store.ts';
import type { Values } from '../store/stored-row.ts';

/** What a written row brings about in Finance, in the same transaction. `after` is undefined when it was deleted. */
export type Consequence = (context: Context, before: Values | undefined, after: Values | undefined) => void;

export interface Context {
  readonly store: Store;
  /** Next number of a sequence. */
  readonly number: (prefix: string) => string;
}

const internal = (name: string): Entity => {
  const table = internalTables.get(name);
  if (table === undefined) throw new Error(`No internal table ${name}`);
  return table;
};

function put(store: Store, name: string, values: Values): void {
  const table = internal(name);
  const row = store.find(table, values);
  if (row === undefined) store.insert(table, values);
  else store.update(table, row, values);
}

function remove(store: Store, name: string, key: Values): void {
  const table = internal(name);
  const row = store.find(table, key);
  if (row !== undefined) store.remove(table, row);
}

const companies = (store: Store): readonly string[] =>
  [...store.rows(entityOf('LegalEntities'))].map((row) => row.values['LegalEntityId'] ?? '');

function entityOf(set: string): Entity {
  const found = entities.get(set);
  if (found === undefined) throw new Error(`No data entity ${set}`);
  return found;
}

/** A role of all companies is a role in each of them. */
const roles: Consequence = ({ store }, before, after) => {
  const { RoleId = '', Description = '', IsCategoryDisabled = '' } = after ?? before ?? {};
  for (const dataAreaId of companies(store))
    if (after === undefined) remove(store, 'CompanyRoles', { dataAreaId, RoleId });
    else put(store, 'CompanyRoles', { dataAreaId, RoleId, Description, IsCategoryDisabled });
};

/** Documented: number-1 for hours, -2 for fees, -3 for items, -4 for expenses. */
const sharedCategoryTypes = ['Hour', 'Fee', 'Item', 'Expense'] as const;

const sharedCategories: Consequence = ({ store }, before, after) => {
  const { CategoryId = '', Name = '' } = after ?? before ?? {};
  sharedCategoryTypes.forEach((CategoryType, index) => {
    const key = { CategoryId: `${CategoryId}-${index + 1}` };
    if (after === undefined) remove(store, 'SharedCategories', key);
    else put(store, 'SharedCategories', { ...key, CategoryType, Name });
  });
};

/** The billing method decides the rule. */
const billingRules: Consequence = ({ store }, before, after) => {
  const { dataAreaId = '', ProjectContractId = '', LineSequenceNumber = '' } = after ?? before ?? {};
  const key = { dataAreaId, ProjectContractId, LineSequenceNumber };
  if (after === undefined) {
    remove(store, 'BillingRules', key);
    return;
  }
  const Rule = after['BillingMethod'] === 'FixedPrice' ? 'Milestone' : 'Time and material';
  put(store, 'BillingRules', { ...key, Rule });
};

/** A milestone is an on-account transaction; the first one of a contract line makes its estimate project. */
const milestones: Consequence = ({ store }, before, after) => {
  const values = after ?? before ?? {};
  const { dataAreaId = '', ContractLineMilestoneIdentifier: Milestone = '', ContractLineId = '' } = values;
  if (after === undefined) {
    remove(store, 'OnAccountTransactions', { dataAreaId, Milestone });
    return;
  }
  const { ProjectNumber: ProjectId = '', Amount = '0', CurrencyCode = '', Description = '' } = after;
  const TransDate = after['TransactionDate'] ?? '';
  put(store, 'OnAccountTransactions', {
    dataAreaId,
    Milestone,
    ProjectId,
    ContractLineId,
    Amount: Big(Amount).toFixed(),
    CurrencyCode,
    TransDate,
    Description,
  });
  const project = { dataAreaId, ContractLineId };
  if (store.find(internal('EstimateProjects'), project) === undefined)
    put(store, 'EstimateProjects', { ...project, ProjectId, FirstMilestone: Milestone });
};

/** Confirming a subcontract confirms its purchase order, which gets a number. */
const purchaseOrders: Consequence = ({ store, number }, _before, after) => {
  if (after === undefined || after['SubConStatus'] !== 'Confirmed' || after['PurchaseOrderNumber'] !== '')
    return;
  const headers = entityOf('SubContractPurchaseOrderHeaders');
  const row = store.find(headers, after);
  if (row === undefined) return;
  const PurchaseOrderNumber = number(`${(after['dataAreaId'] ?? '').toUpperCase()}-PO`);
  store.update(headers, row, { PurchaseOrderNumber, PurchStatus: 'Backorder' });
};

/** The payment of a vendor invoice is held until the project manager has confirmed it. */
const payments: Consequence = ({ store }, _before, after) => {
  if (after?.['ProjVendInvoiceStatus'] === 'Confirmed') remove(store, 'PaymentHolds', after);
};

/** By entity set. */
export const consequences: Readonly<Record<string, Consequence>> = {
  ResourceCategoriesShared: roles,
  ProjectTransactionCategories: sharedCategories,
  ProjectContractLines: billingRules,
  ProjectContractLineMilestones: milestones,
  SubContractPurchaseOrderHeaders: purchaseOrders,
  VendInvoiceExportsV2: payments,
};
