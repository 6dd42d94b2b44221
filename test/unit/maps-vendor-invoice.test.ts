import { describe, expect, it } from 'vitest';
import headers from '../../functions/vendor-invoice/vendor-invoice-headers-v2.map.ts';
import lines from '../../functions/vendor-invoice/vendor-invoice-lines.map.ts';
import { matches } from '../../shared/table-map/matches.ts';
import { transformToDataverse } from '../../shared/table-map/transform-to-dataverse.ts';
import { n, sourceRow } from './maps-source-row.ts';

const company = { table: 'cdm_company', where: { cdm_companycode: 'usmf' } };
const currency = { table: 'transactioncurrency', where: { isocurrencycode: 'USD' } };

describe('Vendor invoice headers V2', () => {
  const row = sourceRow(headers, 'to-dataverse', {
    dataAreaId: 'usmf',
    InvoiceAccount: 'V-1001',
    VendorInvoiceNum: 'VI-77',
    Description: 'Cable sets',
    TransDate: '2026-10-27T12:00:00Z',
    CurrencyCode: 'USD',
    SubcontractInvoice: 'No',
    TableRefId: '',
  });

  it('bring every field of an invoice; confirming itself is held back until the document is whole', () => {
    expect(transformToDataverse(headers, row)).toEqual({
      key: {},
      values: {
        msdyn_name: 'VI-77',
        msdyn_vendorinvoicenumber: 'VI-77',
        msdyn_description: 'Cable sets',
        msdyn_invoicedate: '2026-10-27T00:00:00Z',
        msdyn_hasexternalorigin: true,
      },
      createOnly: {},
      updateOnly: {},
      completing: { msdyn_enableautomaticconfirmation: true },
      lookups: {
        msdyn_vendor: { table: 'account', where: { accountnumber: 'V-1001', msdyn_company: company } },
        msdyn_owningcompany: company,
        transactioncurrencyid: currency,
      },
      problems: [],
    });
  });

  it('leave subcontract invoices to the project manager', () => {
    expect(transformToDataverse(headers, { ...row, SubcontractInvoice: 'Yes' }).completing).toEqual({
      msdyn_enableautomaticconfirmation: false,
    });
  });

  it('cross when they are no longer pending', () => {
    const when = headers.toDataverse?.posted.when ?? { kind: 'everything' };
    expect(matches(when, row)).toBe(true);
    expect(matches(when, { ...row, TableRefId: '7a1f' })).toBe(false);
  });
});

describe('Vendor invoice lines', () => {
  const project = {
    table: 'msdyn_project',
    where: {
      msdyn_projectnumber: 'P-3001',
      msdyn_owningcompany: { table: 'cdm_company', where: { cdm_companycode: 'frrt' } },
    },
  };
  const row = sourceRow(lines, 'to-dataverse', {
    ProjTransId: 'PT-000077-1',
    ProjDataAreaId: 'frrt',
    DAreaId: 'usmf',
    InvoiceAccount: 'V-1001',
    VendorInvoiceNum: 'VI-77',
    ProjId: 'P-3001',
    ProjTaskNumber: 'A-000001',
    CategoryType: 'Item',
    TransactionCategoryId: 'TCN-0000001002-D3B43',
    RoleId: '',
    DisplayProductNumber: 'P-0001',
    Description: 'Cable sets, first lot',
    QtyReceiveNow: n('3'),
    PurchUnit: 'ea',
    PurchPrice: n('19.99'),
    currencyCode: 'USD',
    BillingType: 'Chargeable',
    ProjItemTransExists: n('1'),
    TransDate: '2026-10-27T12:00:00Z',
  });

  it('bring every field of a line, its project from the company that owns it; the header is left to the record reference', () => {
    expect(transformToDataverse(lines, row)).toEqual({
      key: {},
      values: {
        msdyn_externalinvoiceline: 'PT-000077-1',
        msdyn_transactionclassification: n('192350002'),
        msdyn_description: 'Cable sets, first lot',
        msdyn_quantity: n('3'),
        msdyn_price: n('19.99'),
        msdyn_billingtype: n('192350001'),
      },
      createOnly: {},
      updateOnly: {},
      completing: {},
      lookups: {
        msdyn_owningcompany: company,
        msdyn_project: project,
        msdyn_task: {
          table: 'msdyn_projecttask',
          where: { msdyn_activitynumber: 'A-000001', msdyn_project: project },
        },
        msdyn_transactioncategory: {
          table: 'msdyn_transactioncategory',
          where: { msdyn_transactioncategorynumber: 'TCN-0000001002-D3B43' },
        },
        msdyn_resourcecategory: null,
        msdyn_product: { table: 'product', where: { msdyn_productnumber: 'P-0001' } },
        msdyn_unit: { table: 'uom', where: { msdyn_symbol: 'ea' } },
        transactioncurrencyid: currency,
      },
      problems: [],
    });
  });

  it('of other purposes than a project, or not yet posted, stay in Finance', () => {
    const when = lines.toDataverse?.posted.when ?? { kind: 'everything' };
    expect(matches(when, row)).toBe(true);
    expect(matches(when, { ...row, ProjId: '' })).toBe(false);
    expect(matches(when, { ...row, ProjItemTransExists: n('0') })).toBe(false);
  });

  it('name their header by its own key', () => {
    expect(lines.toDataverse?.references).toEqual([
      expect.objectContaining({ map: headers.name, lookup: 'msdyn_vendorinvoice' }),
    ]);
    expect(lines.document?.link).toEqual(headers.document?.link);
  });
});
