import type { NativeField, NativeMap } from './native-map.ts';

const to = (
  destinationField: string,
  sourceField: string,
  more: Pick<NativeField, 'valueMap' | 'isDay'> = {},
): NativeField => ({ destinationField, sourceField, syncDirection: 2, ...more });

const back = (sourceField: string, destinationField: string): NativeField => ({
  sourceField,
  destinationField,
  syncDirection: 1,
});

const day = { isDay: true } as const;

const point = (
  sourceField: string,
  destinationField: string,
  lookup: NonNullable<NativeField['lookup']>,
): NativeField => ({ ...back(sourceField, destinationField), lookup });

/**
 * Four maps of Project Operations: two of master data, the one that has rows both ways, and the one whose rows come about in
 * Finance. Pairs are those of the
 * published export of the actuals map and, for the others, of the templates that came before.
 *
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-maps
 */
export const nativeMaps: readonly NativeMap[] = [
  {
    name: 'Projects V2',
    source: { set: 'ProjectsV2', key: ['dataAreaId', 'ProjectId'] },
    destination: { set: 'msdyn_projects', table: 'msdyn_project', id: 'msdyn_projectid' },
    fieldMappings: [
      to('msdyn_OwningCompany.cdm_companycode', 'dataAreaId'),
      to('msdyn_projectnumber', 'ProjectId'),
      to('msdyn_subject', 'ProjectName'),
      to('msdyn_description', 'Description'),
      to('statecode', 'ProjectStage', { valueMap: { InProcess: '0', Completed: '1' } }),
      to('msdyn_customer.accountnumber', 'CustomerAccountNumber'),
      to('msdyn_projectid', 'IntegrationSourceDataId'),
    ],
  },
  {
    name: 'Project tasks',
    source: { set: 'ProjectTasks', key: ['dataAreaId', 'ProjectId', 'TaskId'] },
    destination: { set: 'msdyn_projecttasks', table: 'msdyn_projecttask', id: 'msdyn_projecttaskid' },
    reversedSourceFilter: 'msdyn_islinetask eq false',
    fieldMappings: [
      to('msdyn_project.msdyn_OwningCompany.cdm_companycode', 'dataAreaId'),
      to('msdyn_project.msdyn_projectnumber', 'ProjectId'),
      to('msdyn_activitynumber', 'TaskId'),
      to('msdyn_subject', 'TaskName'),
      to('msdyn_projecttaskid', 'TaskElementId'),
      to('msdyn_outlinelevel', 'TaskOutlineLevel'),
      to('msdyn_displaysequence', 'TaskDisplaySequence'),
    ],
  },
  {
    name: 'Project Operations integration actuals',
    source: { set: 'ProjActualsImports', key: ['dataAreaId', 'ActualsImportId'] },
    destination: { set: 'msdyn_actuals', table: 'msdyn_actual', id: 'msdyn_actualid' },
    reversedSourceFilter:
      '((msdyn_transactiontypecode eq 192350000 and _msdyn_project_value ne null) or msdyn_transactiontypecode eq 192350006 or (msdyn_transactiontypecode eq 192350005 and msdyn_istransition ne true)) and msdyn_skipsync eq false',
    fieldMappings: [
      to('msdyn_OwningCompany.cdm_companycode', 'dataAreaId'),
      {
        sourceField: 'ActualsImportId',
        destinationField: 'msdyn_actualimportid',
        syncDirection: 3,
        isGuid: true,
      },
      to('msdyn_actualid', 'ActualId'),
      to('msdyn_transactiontypecode', 'TransactionType', {
        valueMap: { Cost: '192350000', Sales: '192350005', BilledSales: '192350006' },
      }),
      to('msdyn_transactionclassification', 'TransactionClassification'),
      to('msdyn_billingtype', 'BillingType', {
        valueMap: {
          NonChargeable: '192350000',
          Chargeable: '192350001',
          Complimentary: '192350002',
          NotAvailable: '192350003',
        },
      }),
      to('msdyn_billingstatus', 'BillingStatusId'),
      to('msdyn_adjustmentstatus', 'AdjustmentStatus'),
      to('statecode', 'Status'),
      to('statuscode', 'StatusReason'),
      to('msdyn_transactiondate', 'DocumentDate', day),
      to('msdyn_accountingdate', 'AccountingDate', day),
      to('msdyn_exchangeratedate', 'ExchangeRateDate', day),
      to('msdyn_quantity', 'Quantity'),
      to('msdyn_price', 'UnitPrice'),
      to('msdyn_amount', 'Amount'),
      to('transactioncurrencyid.isocurrencycode', 'TransactionCurrencyId'),
      to('msdyn_Project.msdyn_projectnumber', 'ProjectId'),
      to('msdyn_Project.msdyn_OwningCompany.cdm_companycode', 'ProjectDataAreaId'),
      to('msdyn_TransactionCategory.msdyn_transactioncategorynumber', 'TransactionCategoryId'),
      to('msdyn_Unit.msdyn_symbol', 'UnitOfMeasure'),
      to('msdyn_Task.msdyn_activitynumber', 'TaskNumber'),
      to('msdyn_description', 'Description'),
      to('msdyn_externaldescription', 'ExternalDescription'),
      back('VoucherNumber', 'msdyn_vouchernumber'),
      back('AccountingAmount', 'msdyn_accountingamount'),
      back('ExchangeRate', 'msdyn_accountexchangerate'),
      back('SalesTaxAmount', 'msdyn_accountingtaxamount'),
    ],
  },
  {
    // Pairs as far as ours know them; which property tells that an expense is posted is assumed, as for ours.
    name: 'Project Operations integration project expenses export entity',
    source: { set: 'ProjExpensesExport', key: ['ExpTransNumber', 'ReferenceDataAreaId'] },
    destination: { set: 'msdyn_expenses', table: 'msdyn_expense', id: 'msdyn_expenseid' },
    sourceFilter: "ProjCostTransExists eq 1 and ProjId ne ''",
    fieldMappings: [
      point('ProjId', 'msdyn_Project', {
        set: 'msdyn_projects',
        id: 'msdyn_projectid',
        column: 'msdyn_projectnumber',
      }),
      point('ProjActivityNumber', 'msdyn_Task', {
        set: 'msdyn_projecttasks',
        id: 'msdyn_projecttaskid',
        column: 'msdyn_activitynumber',
      }),
      point('ExchangeCode', 'transactioncurrencyid', {
        set: 'transactioncurrencies',
        id: 'transactioncurrencyid',
        column: 'isocurrencycode',
      }),
      back('TransDate', 'msdyn_transactiondate'),
      back('Quantity', 'msdyn_quantity'),
      back('NetAmount', 'msdyn_amount'),
      back('TaxAmount', 'msdyn_salestaxamount'),
      back('Amount', 'msdyn_totalamount'),
      back('AdditionalInformation', 'msdyn_externaldescription'),
    ],
  },
];
