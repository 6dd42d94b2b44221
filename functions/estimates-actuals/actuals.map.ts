import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import type { MapOptions } from '../../shared/table-map/map-options.ts';
import type { TableMap } from '../../shared/table-map/table-map.ts';
import { when } from '../../shared/table-map/when.ts';
import { billingTypes, transactionTypes } from '../option-values.ts';

const { cost, unbilledSales, billedSales, resourcingUnitCost, interOrganizationalSales } = transactionTypes;

/** The actual's own legal entity, and the one that owns its project: they differ with intercompany work. */
const ownCompany = 'msdyn_owningcompany.cdm_companycode';
const projectCompany = 'msdyn_project.msdyn_owningcompany.cdm_companycode';

/**
 * Columns that receive what Finance posted; tax included: Finance owns it, although the map of 2020 sends it both ways.
 * That we may write the standard ones is assumed(write-back-columns), that staging takes our rows assumed(staging-takes-post).
 */
const writeBackColumns = {
  standard: {
    voucher: 'msdyn_vouchernumber',
    amount: 'msdyn_accountingamount',
    exchangeRate: 'msdyn_accountexchangerate',
    salesTax: 'msdyn_accountingtaxamount',
    evidence: 'documented',
  },
  custom: {
    voucher: 'posync_vouchernumber',
    amount: 'posync_accountingamount',
    exchangeRate: 'posync_exchangerate',
    salesTax: 'posync_salestaxamount',
    evidence: 'assumed',
  },
} as const;

export default ({ writeBack }: MapOptions): TableMap =>
  defineTableMap('msdyn_actual', 'ProjActualsImportEntity', ({ toFinance, toDataverse, openToFinance }) => {
    const back = writeBackColumns[writeBack];
    return {
      name: 'Project Operations integration actuals',
      version: '1.0.0.19',
      area: 'estimates-actuals',
      kind: 'transactional',
      setEvidence: 'inferred',
      identity: 'dataverse',
      fields: [
        toFinance('msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'documented', {
          note: "Of the integration key. The actual's own company: with intercompany work it is not the project's.",
        }),
        // What native dual-write does with an empty one is assumed(native-import-id).
        toFinance('msdyn_actualimportid', 'ActualsImportId', 'assumed', {
          orElse: 'msdyn_actualid',
          note: "The pair is documented; that the actual's own id serves where it is empty is ours: the key is then known before the create.",
        }),
        toFinance('msdyn_actualid', 'ActualId', 'documented'),
        toFinance('msdyn_transactiontypecode', 'TransactionType', 'inferred', {
          values: {
            Cost: cost,
            Sales: unbilledSales,
            BilledSales: billedSales,
            InterOrgSales: interOrganizationalSales,
            ResourcingUnitCost: resourcingUnitCost,
          },
          note: 'The first three are documented; the two of intercompany work are inferred by name.',
        }),
        toFinance('msdyn_transactionclassification', 'TransactionClassification', 'documented'),
        toFinance('msdyn_billingtype', 'BillingType', 'inferred', {
          values: billingTypes,
          note: 'The four options are documented; that an empty one is NotSpecified is inferred.',
        }),
        toFinance('msdyn_billingstatus', 'BillingStatusId', 'documented'),
        toFinance('msdyn_adjustmentstatus', 'AdjustmentStatus', 'documented'),
        toFinance('statecode', 'Status', 'documented'),
        toFinance('statuscode', 'StatusReason', 'documented'),
        toFinance('msdyn_transactiondate', 'DocumentDate', 'documented', {
          note: 'In place of msdyn_documentdate since map 1.0.0.16: time-zone independent.',
        }),
        toFinance('msdyn_accountingdate', 'AccountingDate', 'documented', {
          note: 'An instant: Finance gets its UTC day. Its time-zone independent twin (September 2025) has no published name.',
        }),
        toFinance('msdyn_exchangeratedate', 'ExchangeRateDate', 'inferred', { note: 'As AccountingDate.' }),
        toFinance('msdyn_startdatetime', 'StartDate', 'documented'),
        toFinance('msdyn_enddatetime', 'EndDate', 'documented'),
        toFinance('msdyn_quantity', 'Quantity', 'documented'),
        toFinance('msdyn_price', 'UnitPrice', 'documented'),
        toFinance('msdyn_amount', 'Amount', 'documented'),
        toFinance('transactioncurrencyid.isocurrencycode', 'TransactionCurrencyId', 'documented'),
        toFinance('msdyn_project.msdyn_projectnumber', 'ProjectId', 'documented'),
        toFinance('msdyn_project.msdyn_owningcompany.cdm_companycode', 'ProjectDataAreaId', 'documented'),
        toFinance('msdyn_task.msdyn_activitynumber', 'TaskNumber', 'documented'),
        toFinance(
          'msdyn_projectcontractsplitbillingrule.msdyn_projectcontractid.msdyn_salesordernumber',
          'ContractId',
          'documented',
        ),
        toFinance('msdyn_valueofsalescontractline', 'ContractLineId', 'documented'),
        toFinance(
          'msdyn_projectcontractsplitbillingrule.msdyn_projectcontractsplitbillingrulenumber',
          'FundingSource',
          'documented',
        ),
        toFinance('msdyn_invoice.msdyn_invoicenumber', 'InvoiceProposalId', 'documented'),
        toFinance(
          'msdyn_transactioncategory.msdyn_transactioncategorynumber',
          'TransactionCategoryId',
          'documented',
        ),
        toFinance('msdyn_unit.msdyn_symbol', 'UnitOfMeasure', 'documented'),
        toFinance('msdyn_product.msdyn_productnumber', 'ProductNumber', 'documented'),
        toFinance('msdyn_nameofbookableresource', 'BookableResourceName', 'documented'),
        toFinance('msdyn_bookableresource', 'ResourceId', 'inferred', {
          note: 'msdyn_bookableresource.bookableresourceid: the id that the look-up holds.',
        }),
        toFinance('msdyn_description', 'Description', 'documented'),
        toFinance('msdyn_externaldescription', 'ExternalDescription', 'documented'),
        toFinance('msdyn_externalreferenceid', 'ExternalReference', 'documented'),
        toFinance('msdyn_externaloriginreference', 'ExternalOriginReference', 'documented'),
        toFinance('msdyn_isjournalized', 'IsJournalized', 'documented', { values: { Yes: true, No: false } }),

        toDataverse(back.voucher, 'VoucherNumber', back.evidence),
        toDataverse(back.amount, 'AccountingAmount', back.evidence),
        toDataverse(back.exchangeRate, 'ExchangeRate', back.evidence),
        toDataverse(back.salesTax, 'SalesTaxAmount', back.evidence),
      ],
      toFinance: {
        company: 'msdyn_owningcompany.cdm_companycode',
        goLiveDate: 'msdyn_transactiondate',
        filter: {
          text:
            '((msdyn_transactiontypecode eq 192350000 and _msdyn_project_value ne null) or msdyn_transactiontypecode eq 192350006 ' +
            'or (msdyn_transactiontypecode eq 192350005 and msdyn_istransition ne true) ' +
            'or ((msdyn_transactiontypecode eq 192350007 or msdyn_transactiontypecode eq 192350008) ' +
            'and _msdyn_project_value ne null and the company of the actual differs from that of its project)) ' +
            'and msdyn_skipsync eq false',
          when: when.all(
            when.any(
              when.all(when.equals('msdyn_transactiontypecode', cost), when.differs('msdyn_project', null)),
              when.equals('msdyn_transactiontypecode', billedSales),
              when.all(
                when.equals('msdyn_transactiontypecode', unbilledSales),
                when.differs('msdyn_istransition', true),
              ),
              // A resourcing unit in the company of the project makes them too; only another company's are posted.
              when.all(
                when.any(
                  when.equals('msdyn_transactiontypecode', resourcingUnitCost),
                  when.equals('msdyn_transactiontypecode', interOrganizationalSales),
                ),
                when.differs('msdyn_project', null),
                when.columnsDiffer(ownCompany, projectCompany),
              ),
            ),
            when.equals('msdyn_skipsync', false),
          ),
          // The filter of 2020 is documented; Skip Sync and the intercompany rule are documented in words only.
          // Finance keeps a row whose actual leaves the filter: an actual is reversed, never taken back.
          evidence: 'assumed',
          exit: 'keep',
        },
        references: [
          { kind: 'parent', lookup: 'msdyn_project', map: 'Projects V2' },
          { kind: 'parent', lookup: 'msdyn_task', map: 'Project tasks' },
          { kind: 'parent', lookup: 'msdyn_invoice', map: 'Project invoice proposals V2' },
          {
            kind: 'parent',
            lookup: 'msdyn_projectcontractsplitbillingrule',
            map: 'Project funding source',
          },
          { kind: 'parent', lookup: 'msdyn_transactioncategory', map: 'Project transaction categories' },
          { kind: 'reference-only', property: 'UnitOfMeasure', table: 'unit' },
          { kind: 'reference-only', property: 'ProductNumber', table: 'product' },
        ],
        findBy: 'ActualId',
        frozenWhen: {
          when: when.differs('VoucherNumber', ''),
          evidence: 'inferred',
          why: 'Finance has posted this actual',
        },
        deletes: 'never',
      },
      toDataverse: {
        posted: {
          text: "VoucherNumber ne ''",
          when: when.differs('VoucherNumber', ''),
          evidence: 'inferred',
        },
        date: 'DocumentDate',
        target: { kind: 'write-back', id: 'ActualId' },
        deletes: 'never',
      },
      project: { company: 'ProjectDataAreaId', number: 'ProjectId' },
      document: {
        direction: 'to-finance',
        role: 'line',
        counterpartOf: 'Project invoice proposals V2',
        link: { dataAreaId: 'dataAreaId', InvoiceProposalId: 'InvoiceProposalId' },
        lookup: 'msdyn_invoice',
      },
      openPairs: [
        openToFinance(
          'ResourcingCompany',
          'Company code of the resourcing company; its look-up is not published.',
        ),
        openToFinance('SubcontractLine', 'Since 1.0.0.15.'),
        openToFinance('SubConInvoiceId', 'Since 1.0.0.15.'),
        openToFinance(
          'VendInvoiceLineProjTransId',
          'Since 1.0.0.18: external id of the matched vendor invoice line.',
        ),
        openToFinance('MatchedVendorInvoice', 'Since 1.0.0.18.'),
        openToFinance('ProductDescription', 'Name of a write-in product.'),
        openToFinance('CustomerAccountNumber'),
        openToFinance('ProjActualsImportSync', 'Flag of the reconciliation in 1.0.0.20.'),
      ],
      open: [
        'Roles reach the integration journal although no property of this set carries them; how is not published.',
      ],
    };
  });
