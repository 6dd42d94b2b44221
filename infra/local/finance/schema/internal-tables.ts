import { entity, type Entity } from './entity.ts';
import { text } from './property.ts';

const table = (set: string, key: readonly string[], columns: readonly string[]): Entity =>
  entity({
    set,
    type: set,
    physical: set,
    table: set,
    label: set,
    tableId: 0,
    key,
    properties: Object.fromEntries([...key, ...columns].map((name) => [name, text])),
  });

/**
 * What Finance makes of the rows that it is sent, and shows in its forms only: no OData set, so names and columns are
 * ours. Tests and the story look at them.
 */
export const internalTables: ReadonlyMap<string, Entity> = new Map(
  [
    table('BillingRules', ['dataAreaId', 'ProjectContractId', 'LineSequenceNumber'], ['Rule']),
    table('SharedCategories', ['CategoryId'], ['CategoryType', 'Name']),
    table('CompanyRoles', ['dataAreaId', 'RoleId'], ['Description', 'IsCategoryDisabled']),
    table(
      'OnAccountTransactions',
      ['dataAreaId', 'Milestone'],
      ['ProjectId', 'ContractLineId', 'Amount', 'CurrencyCode', 'TransDate', 'Description'],
    ),
    table('EstimateProjects', ['dataAreaId', 'ContractLineId'], ['ProjectId', 'FirstMilestone']),
    table(
      'Forecasts',
      ['dataAreaId', 'Kind', 'ForecastId'],
      [
        'ProjectId',
        'ActivityNumber',
        'CategoryId',
        'Quantity',
        'CostPrice',
        'SalesPrice',
        'CostAmount',
        'SalesAmount',
      ],
    ),
    table('PaymentHolds', ['dataAreaId', 'InvoiceAccount', 'VendorInvoiceNum'], ['Reason']),
  ].map((each) => [each.set, each]),
);
