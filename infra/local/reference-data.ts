/**
 * Master data that both sandboxes hold from the start: native dual-write keeps it in step in the real world, and the
 * project never writes it. Ids are fixed so that stories and tests can name rows.
 */
export const referenceData = {
  organizationId: '6f1d5f6a-0000-4000-8000-00000000a001',
  companies: [
    { code: 'usmf', name: 'Contoso Entertainment System USA', currency: 'USD' },
    { code: 'frrt', name: 'Contoso Retail France', currency: 'EUR' },
    { code: 'demf', name: 'Contoso Entertainment System Germany', currency: 'EUR' },
  ],
  /**
   * The fiscal calendars of two legal entities; the third has no ledger. One goes by calendar months, the other by weeks
   * (four, four and five), so that its tenth period is not October.
   */
  fiscalCalendars: [
    {
      name: 'Fiscal',
      company: 'usmf',
      year: '2026',
      from: '2026-01-01',
      ends: [
        '2026-01-31',
        '2026-02-28',
        '2026-03-31',
        '2026-04-30',
        '2026-05-31',
        '2026-06-30',
        '2026-07-31',
        '2026-08-31',
        '2026-09-30',
        '2026-10-31',
        '2026-11-30',
        '2026-12-31',
      ],
    },
    {
      name: '4-4-5',
      company: 'frrt',
      year: '2026',
      from: '2025-12-29',
      ends: [
        '2026-01-25',
        '2026-02-22',
        '2026-03-29',
        '2026-04-26',
        '2026-05-24',
        '2026-06-28',
        '2026-07-26',
        '2026-08-23',
        '2026-09-27',
        '2026-10-25',
        '2026-11-22',
        '2026-12-27',
      ],
    },
  ],
  currencies: [
    { code: 'USD', decimals: 2 },
    { code: 'EUR', decimals: 2 },
    { code: 'JPY', decimals: 0 },
    { code: 'KWD', decimals: 3 },
  ],
  /** Made up; one unit for one unit. */
  exchangeRates: [
    { from: 'EUR', to: 'USD', rate: '1.1' },
    { from: 'USD', to: 'EUR', rate: '0.909091' },
    { from: 'JPY', to: 'USD', rate: '0.0067' },
    { from: 'KWD', to: 'USD', rate: '3.25' },
  ],
  units: ['hr', 'ea', 'kg'],
  customers: [
    { number: 'US-001', name: 'Contoso Retail San Diego', company: 'usmf' },
    { number: 'FR-001', name: 'Litware Paris', company: 'frrt' },
    { number: 'DE-001', name: 'Fabrikam Berlin', company: 'demf' },
  ],
  vendors: [
    { number: 'V-1001', name: 'Acme Office Supplies', company: 'usmf', language: 'en-us' },
    { number: 'V-3001', name: 'Fournitures du Nord', company: 'frrt', language: 'fr' },
    // Without a language, for which Finance refuses a purchase order.
    { number: 'V-1002', name: 'Fabrikam Tools', company: 'usmf', language: '' },
    // Stands for the French company in the books of the American one.
    { number: 'V-FRRT', name: 'Contoso France (intercompany)', company: 'usmf', language: 'fr' },
  ],
  transactionCategories: [
    { number: 'TCN-0000001000-D3B43', name: 'Consulting' },
    { number: 'TCN-0000001001-D3B43', name: 'Hotel' },
    { number: 'TCN-0000001002-D3B43', name: 'Subcontracted material' },
  ],
  expenseCategories: [
    {
      company: 'usmf',
      costType: 'HOTEL',
      text: 'Hotel',
      expType: 'Hotel',
      transactionCategory: 'TCN-0000001001-D3B43',
    },
    {
      company: 'frrt',
      costType: 'HOTEL',
      text: 'Hôtel',
      expType: 'Hotel',
      transactionCategory: 'TCN-0000001001-D3B43',
    },
  ],
  products: [{ number: 'P-0001', name: 'Cable set', company: 'usmf' }],
  workers: [
    { number: '000020', firstName: 'June', lastName: 'Low' },
    { number: '000021', firstName: 'Prakash', lastName: 'Kovvuru' },
  ],
  resources: [
    { name: 'June Low', worker: '000020' },
    { name: 'Prakash Kovvuru', worker: '000021' },
  ],
  roles: [{ number: 'RC-0001', name: 'Developer' }],
} as const;
