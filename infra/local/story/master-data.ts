import { bind, type Bind, type DataverseUser } from './dataverse-user.ts';

/** Rows of master data that the story's rows point to. */
export interface MasterData {
  readonly company: Readonly<Record<'usmf' | 'frrt' | 'demf', Bind>>;
  readonly currency: Readonly<Record<'USD' | 'EUR', Bind>>;
  readonly customer: Readonly<Record<'usmf' | 'frrt' | 'demf', Bind>>;
  readonly hour: Bind;
  readonly consulting: Bind;
}

/** Looks up the master data that both systems hold from the start. */
export async function masterData(user: DataverseUser): Promise<MasterData> {
  const row = async (table: string, set: string, column: string, value: string): Promise<Bind> =>
    bind(set, await user.find(table, column, value));
  const [usmf, frrt, demf, usd, eur, us, fr, de, hour, consulting] = await Promise.all([
    row('cdm_company', 'cdm_companies', 'cdm_companycode', 'usmf'),
    row('cdm_company', 'cdm_companies', 'cdm_companycode', 'frrt'),
    row('cdm_company', 'cdm_companies', 'cdm_companycode', 'demf'),
    row('transactioncurrency', 'transactioncurrencies', 'isocurrencycode', 'USD'),
    row('transactioncurrency', 'transactioncurrencies', 'isocurrencycode', 'EUR'),
    row('account', 'accounts', 'accountnumber', 'US-001'),
    row('account', 'accounts', 'accountnumber', 'FR-001'),
    row('account', 'accounts', 'accountnumber', 'DE-001'),
    row('uom', 'uoms', 'msdyn_symbol', 'hr'),
    row(
      'msdyn_transactioncategory',
      'msdyn_transactioncategories',
      'msdyn_transactioncategorynumber',
      'TCN-0000001000-D3B43',
    ),
  ]);
  return {
    company: { usmf, frrt, demf },
    currency: { USD: usd, EUR: eur },
    customer: { usmf: us, frrt: fr, demf: de },
    hour,
    consulting,
  };
}
