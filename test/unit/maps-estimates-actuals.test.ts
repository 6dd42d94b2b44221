import { describe, expect, it } from 'vitest';
import actualsFor from '../../functions/estimates-actuals/actuals.map.ts';
import relationships from '../../functions/estimates-actuals/transaction-relationships.map.ts';
import proposals from '../../functions/project-invoice/project-invoice-proposals-v2.map.ts';
import type { Row } from '../../shared/odata/value.ts';
import { matches } from '../../shared/table-map/matches.ts';
import { transformToDataverse } from '../../shared/table-map/transform-to-dataverse.ts';
import { transformToFinance } from '../../shared/table-map/transform-to-finance.ts';
import { n, sourceRow } from './maps-source-row.ts';

const actuals = actualsFor({ writeBack: 'standard' });
const actualId = 'c0a7c1d2-0000-4000-8000-000000000001';
const otherId = 'c0a7c1d2-0000-4000-8000-000000000002';
const nothingElse = { createOnly: {}, updateOnly: {}, completing: {}, lookups: {}, problems: [] };

const row = sourceRow(actuals, 'to-finance', {
  msdyn_actualid: actualId,
  msdyn_transactiontypecode: n('192350000'),
  msdyn_transactionclassification: n('192350001'),
  msdyn_billingtype: n('192350001'),
  msdyn_billingstatus: n('192350004'),
  msdyn_adjustmentstatus: n('192350002'),
  statecode: n('0'),
  statuscode: n('1'),
  msdyn_transactiondate: '2026-10-25T00:00:00Z',
  msdyn_accountingdate: '2026-10-25T23:30:00Z',
  msdyn_exchangeratedate: '2026-10-24T00:00:00Z',
  msdyn_startdatetime: '2026-10-25T08:30:15Z',
  msdyn_quantity: n('8.0000000000'),
  msdyn_price: n('62.5000'),
  msdyn_amount: n('500.0000'),
  'transactioncurrencyid.isocurrencycode': 'USD',
  msdyn_project: otherId,
  'msdyn_project.msdyn_projectnumber': 'P-1001',
  'msdyn_project.msdyn_owningcompany.cdm_companycode': 'USMF',
  msdyn_task: otherId,
  'msdyn_task.msdyn_activitynumber': 'A-000001',
  'msdyn_projectcontractsplitbillingrule.msdyn_projectcontractid.msdyn_salesordernumber': 'C-1001',
  msdyn_valueofsalescontractline: 'd0a7',
  'msdyn_projectcontractsplitbillingrule.msdyn_projectcontractsplitbillingrulenumber': 'F-1',
  'msdyn_invoice.msdyn_invoicenumber': 'INV-1',
  'msdyn_transactioncategory.msdyn_transactioncategorynumber': 'TCN-0000001000-D3B43',
  'msdyn_unit.msdyn_symbol': 'hr',
  'msdyn_product.msdyn_productnumber': 'P-0001',
  msdyn_nameofbookableresource: 'June Low',
  msdyn_bookableresource: otherId,
  msdyn_description: 'Install',
  msdyn_externaldescription: 'For the customer',
  msdyn_externalreferenceid: 'REF',
  msdyn_externaloriginreference: 'ORIGIN',
  msdyn_isjournalized: false,
  msdyn_skipsync: false,
  'msdyn_owningcompany.cdm_companycode': 'usmf',
});

/** An actual of this company, for a project of usmf. */
const lentBy = (company: string): Row => ({
  'msdyn_owningcompany.cdm_companycode': company,
  'msdyn_project.msdyn_owningcompany.cdm_companycode': 'usmf',
});

describe('Actuals on their way to Finance', () => {
  it('carry every field, under their own id as import id', () => {
    expect(transformToFinance(actuals, row)).toEqual({
      key: { dataAreaId: 'usmf', ActualsImportId: actualId },
      values: {
        ActualId: actualId,
        TransactionType: 'Cost',
        TransactionClassification: n('192350001'),
        BillingType: 'Chargeable',
        BillingStatusId: n('192350004'),
        AdjustmentStatus: n('192350002'),
        Status: n('0'),
        StatusReason: n('1'),
        DocumentDate: '2026-10-25T12:00:00Z',
        AccountingDate: '2026-10-25T12:00:00Z',
        ExchangeRateDate: '2026-10-24T12:00:00Z',
        StartDate: '2026-10-25T08:30:15Z',
        EndDate: '1900-01-01T00:00:00Z',
        Quantity: n('8'),
        UnitPrice: n('62.5'),
        Amount: n('500'),
        TransactionCurrencyId: 'USD',
        ProjectId: 'P-1001',
        ProjectDataAreaId: 'usmf',
        TaskNumber: 'A-000001',
        ContractId: 'C-1001',
        ContractLineId: 'd0a7',
        FundingSource: 'F-1',
        InvoiceProposalId: 'INV-1',
        TransactionCategoryId: 'TCN-0000001000-D3B43',
        UnitOfMeasure: 'hr',
        ProductNumber: 'P-0001',
        BookableResourceName: 'June Low',
        ResourceId: otherId,
        Description: 'Install',
        ExternalDescription: 'For the customer',
        ExternalReference: 'REF',
        ExternalOriginReference: 'ORIGIN',
        IsJournalized: 'No',
      },
      ...nothingElse,
    });
  });

  it('keep the import id that dual-write once gave them', () => {
    const known = { ...row, msdyn_actualimportid: `{${otherId.toUpperCase()}}` };
    expect(transformToFinance(actuals, known).key).toEqual({ dataAreaId: 'usmf', ActualsImportId: otherId });
  });

  it('never carry what Finance owns', () => {
    const { values } = transformToFinance(actuals, row);
    for (const property of ['VoucherNumber', 'AccountingAmount', 'ExchangeRate', 'SalesTaxAmount'])
      expect(values).not.toHaveProperty(property);
  });

  it.each([
    ['cost of a project', { msdyn_transactiontypecode: n('192350000') }, true],
    ['cost without a project', { msdyn_transactiontypecode: n('192350000'), msdyn_project: null }, false],
    ['unbilled sales', { msdyn_transactiontypecode: n('192350005') }, true],
    [
      'unbilled sales of a transition',
      { msdyn_transactiontypecode: n('192350005'), msdyn_istransition: true },
      false,
    ],
    [
      'billed sales without a project',
      { msdyn_transactiontypecode: n('192350006'), msdyn_project: null },
      true,
    ],
    ['a project contract line', { msdyn_transactiontypecode: n('192350004') }, false],
    [
      'cost of a resource that another company than that of the project lends',
      { msdyn_transactiontypecode: n('192350007'), ...lentBy('frrt') },
      true,
    ],
    [
      'cost of a resource that the company of the project lends to itself',
      { msdyn_transactiontypecode: n('192350007'), ...lentBy('usmf') },
      false,
    ],
    [
      'sales to the company of the project by another one',
      { msdyn_transactiontypecode: n('192350008'), ...lentBy('frrt') },
      true,
    ],
    [
      'sales of the company of the project to itself',
      { msdyn_transactiontypecode: n('192350008'), ...lentBy('usmf') },
      false,
    ],
    [
      'intercompany sales with Skip Sync',
      { msdyn_transactiontypecode: n('192350008'), msdyn_skipsync: true, ...lentBy('frrt') },
      false,
    ],
    ['cost with Skip Sync', { msdyn_skipsync: true }, false],
    ['cost that does not say whether to skip', { msdyn_skipsync: null }, false],
  ] satisfies [string, Row, boolean][])('pass the filter or not: %s', (_what, changes, expected) => {
    expect(matches(actuals.toFinance?.filter?.when ?? { kind: 'everything' }, { ...row, ...changes })).toBe(
      expected,
    );
  });

  it.each([
    ['192350007', 'ResourcingUnitCost'],
    ['192350008', 'InterOrgSales'],
  ])('of intercompany work have types of their own in Finance: %s as %s', (option, member) => {
    const lent = { ...row, msdyn_transactiontypecode: n(option), ...lentBy('frrt') };
    const { key, values } = transformToFinance(actuals, lent);
    expect(key['dataAreaId']).toBe('frrt');
    expect(values).toMatchObject({ TransactionType: member, ProjectDataAreaId: 'usmf' });
  });

  it('are refused with a transaction type that no pair covers', () => {
    const projectContract = { ...row, msdyn_transactiontypecode: n('192350004') };
    const { problems } = transformToFinance(actuals, projectContract);
    expect(problems).toEqual([
      expect.objectContaining({
        kind: 'unmapped-value',
        source: 'msdyn_transactiontypecode',
        target: 'TransactionType',
        value: '192350004',
        message:
          'msdyn_transactiontypecode 192350004 is not in the value map (192350000, 192350005, 192350006, 192350008, 192350007).',
      }),
    ]);
  });

  it('are frozen as soon as Finance has given them a voucher', () => {
    const frozen = actuals.toFinance?.frozenWhen?.when ?? { kind: 'everything' };
    expect(matches(frozen, { VoucherNumber: 'PPJV-000001' })).toBe(true);
    expect(matches(frozen, { VoucherNumber: '' })).toBe(false);
  });
});

describe('Actuals on their way back', () => {
  const posted = sourceRow(actuals, 'to-dataverse', {
    dataAreaId: 'usmf',
    ActualsImportId: actualId,
    ActualId: actualId,
    DocumentDate: '2026-10-25T12:00:00Z',
    VoucherNumber: 'PPJV-000001',
    AccountingAmount: n('500'),
    ExchangeRate: n('1.083312'),
    SalesTaxAmount: n('0'),
  });

  it.each([
    [
      'standard',
      {
        msdyn_vouchernumber: 'PPJV-000001',
        msdyn_accountingamount: n('500'),
        msdyn_accountexchangerate: n('1.083312'),
        msdyn_accountingtaxamount: n('0'),
      },
    ],
    [
      'custom',
      {
        posync_vouchernumber: 'PPJV-000001',
        posync_accountingamount: n('500'),
        posync_exchangerate: n('1.083312'),
        posync_salestaxamount: n('0'),
      },
    ],
  ] as const)('fill the %s columns', (writeBack, values) => {
    expect(transformToDataverse(actualsFor({ writeBack }), posted)).toEqual({
      key: {},
      values,
      ...nothingElse,
    });
  });

  it('count as posted with a voucher only', () => {
    const when = actuals.toDataverse?.posted.when ?? { kind: 'everything' };
    expect(matches(when, posted)).toBe(true);
    expect(matches(when, { ...posted, VoucherNumber: '' })).toBe(false);
  });
});

describe('Integration entity for project transaction relationships', () => {
  const connection = sourceRow(relationships, 'to-finance', {
    msdyn_transactionconnectionid: 'e0a7c1d2-0000-4000-8000-000000000001',
    msdyn_transaction1: actualId.toUpperCase(),
    msdyn_transaction1role: '192350000',
    msdyn_transaction1type: 'msdyn_actual',
    msdyn_transaction2: otherId,
    msdyn_transaction2role: '192350001',
    msdyn_transaction2type: 'msdyn_actual',
  });

  it('sends every field of a connection', () => {
    expect(transformToFinance(relationships, connection)).toEqual({
      key: { ConnectionId: 'e0a7c1d2-0000-4000-8000-000000000001' },
      values: {
        Transaction1Id: actualId,
        Transaction1Role: '192350000',
        Transaction1Type: 'msdyn_actual',
        Transaction2Id: otherId,
        Transaction2Role: '192350001',
        Transaction2Type: 'msdyn_actual',
      },
      ...nothingElse,
    });
  });

  it('keeps connections of estimates in Dataverse', () => {
    const when = relationships.toFinance?.filter?.when ?? { kind: 'everything' };
    expect(matches(when, connection)).toBe(true);
    expect(matches(when, { ...connection, msdyn_transaction2type: 'msdyn_estimateline' })).toBe(false);
  });

  it('refuses an end that is no id', () => {
    const { problems } = transformToFinance(relationships, { ...connection, msdyn_transaction1: 'A-1' });
    expect(problems).toEqual([expect.objectContaining({ kind: 'wrong-type', source: 'msdyn_transaction1' })]);
  });
});

describe('Project invoice proposals V2', () => {
  const invoice = sourceRow(proposals, 'to-finance', {
    msdyn_invoicenumber: 'INV-1001',
    'salesorderid.msdyn_salesordernumber': 'C-1001',
    salesorderid: otherId,
    'transactioncurrencyid.isocurrencycode': 'USD',
    'msdyn_owningcompany.cdm_companycode': 'usmf',
    msdyn_projectinvoicestatus: n('192350002'),
  });

  it('sends every field of a confirmed proforma', () => {
    expect(transformToFinance(proposals, invoice)).toEqual({
      key: { dataAreaId: 'usmf', InvoiceProposalId: 'INV-1001' },
      values: { ProjectContractId: 'C-1001', SalesCurrency: 'USD' },
      ...nothingElse,
    });
  });

  it('keeps drafts in Dataverse', () => {
    const when = proposals.toFinance?.filter?.when ?? { kind: 'everything' };
    expect(matches(when, invoice)).toBe(true);
    expect(matches(when, { ...invoice, msdyn_projectinvoicestatus: n('192350000') })).toBe(false);
  });
});
