/** Columns that many Dataverse tables have. */
export const state = { statecode: 'choice', statuscode: 'choice' } as const;
export const currency = { transactioncurrencyid: { lookup: ['transactioncurrency'] } } as const;
/** On project tables; on salesorder, msdyn_project, msdyn_actual, invoice, expense categories and vendor invoices assumed(owning-company-column). */
export const owningCompany = { msdyn_owningcompany: { lookup: ['cdm_company'] } } as const;
