import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';
import { billingTypes } from '../option-values.ts';

const submitted = 192350001;

/** Options of msdyn_expensestatus after which the expense has become actuals. */
const approved = 192350002;
const posted = 192350004;
const paid = 192350005;

export default defineTableMap(
  'msdyn_expense',
  'ProjExpenseExportEntity',
  ({ toDataverse, constantToDataverse, openToDataverse }) => ({
    name: 'Project Operations integration project expenses export entity',
    version: '1.0.0.5',
    area: 'expense',
    kind: 'transactional',
    setEvidence: 'inferred',
    identity: 'finance',
    fields: [
      toDataverse('msdyn_project.msdyn_projectnumber', 'ProjId', 'inferred', { required: true }),
      toDataverse('msdyn_project.msdyn_owningcompany.cdm_companycode', 'ReferenceDataAreaId', 'assumed', {
        note: 'With intercompany expenses the project may belong to another company; which property tells is not published.',
      }),
      // The activity number alone is not unique: 0 or 2 hits are a known fault of the map.
      toDataverse('msdyn_task.msdyn_activitynumber', 'ProjActivityNumber', 'assumed', {
        note: 'That the activity number names the task is documented; the look-up column is not.',
      }),
      toDataverse('msdyn_task.msdyn_project.msdyn_projectnumber', 'ProjId', 'inferred'),
      toDataverse(
        'msdyn_task.msdyn_project.msdyn_owningcompany.cdm_companycode',
        'ReferenceDataAreaId',
        'assumed',
      ),
      toDataverse('msdyn_transactiondate', 'TransDate', 'inferred', { required: true }),
      toDataverse('msdyn_quantity', 'Quantity', 'inferred'),
      toDataverse('msdyn_amount', 'NetAmount', 'inferred', { note: 'Net or gross is not confirmed.' }),
      toDataverse('msdyn_salestaxamount', 'TaxAmount', 'inferred'),
      toDataverse('msdyn_totalamount', 'Amount', 'inferred'),
      toDataverse('transactioncurrencyid.isocurrencycode', 'ExchangeCode', 'inferred', { required: true }),
      toDataverse('msdyn_externaldescription', 'AdditionalInformation', 'inferred'),
      toDataverse('msdyn_billingtype', 'BillingType', 'assumed', {
        values: billingTypes,
        note: 'The options are documented for actuals; the column on expenses is not.',
      }),
      // assumed(expense-approved)
      constantToDataverse('msdyn_expensestatus', submitted, 'assumed', {
        sent: 'create',
        note: 'The approval follows the create by itself; the first status is not published.',
      }),
    ],
    toDataverse: {
      // assumed(posted-expense-predicate)
      posted: {
        text: "ProjCostTransExists eq 1 and ProjId ne ''",
        when: when.all(when.equals('ProjCostTransExists', 1), when.differs('ProjId', '')),
        evidence: 'assumed',
      },
      date: 'TransDate',
      target: { kind: 'mirror' },
      references: [
        {
          lookup: 'msdyn_expensecategory',
          map: 'Project Operations integration project expense categories export entity',
          key: { dataAreaId: 'ReferenceDataAreaId', CostType: 'CostType' },
          required: true,
        },
      ],
      leaves: [
        {
          lookup: 'msdyn_task',
          parent: 'msdyn_parenttask',
          remedy:
            'Recall the workflow of the expense report in Finance, pick an activity that is not a summary task, and post the report again.',
        },
      ],
      deletes: 'never',
    },
    project: { company: 'ReferenceDataAreaId', number: 'ProjId' },
    expects: [
      {
        hop: 'The automatic approval of the expense in Dataverse',
        met: {
          in: 'dataverse',
          when: when.any(
            when.equals('msdyn_expensestatus', approved),
            when.equals('msdyn_expensestatus', posted),
            when.equals('msdyn_expensestatus', paid),
          ),
        },
        withinMinutes: 60,
        evidence: 'documented',
        hint: 'Look at the failed system jobs of this expense in Dataverse: without its approval no actual comes about.',
      },
    ],
    openPairs: [
      openToDataverse(
        'ExpTransNumber',
        'The column that holds it is not published, so expenses that dual-write made cannot be recognised; the go-live date keeps them out.',
      ),
      openToDataverse('TransactionCategoryId'),
      openToDataverse('InterCompanyLE', 'Lending company of an intercompany expense.'),
      openToDataverse('ProjTransId'),
    ],
    open: ['The resource of an expense: no property of this set carries it.'],
  }),
);
