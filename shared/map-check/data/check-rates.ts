import { companyPath } from '../../table-map/company-path.ts';
import { dataverseTableRef } from '../../table-map/dataverse-table-ref.ts';
import type { TableRef } from '../../table-map/table-ref.ts';
import { when } from '../../table-map/when.ts';
import type { Finding } from '../finding.ts';
import { allRows, textOf } from './all-rows.ts';
import type { DataCheck } from './data-check.ts';

/** Sets that no map names; they are those of the prerequisite maps Ledger and CDS Exchange Rates. */
const ledgers: TableRef = {
  table: 'LedgerEntity',
  set: 'Ledgers',
  key: { LegalEntityId: 'string' },
  columns: { AccountingCurrency: 'string', ExchangeRateType: 'string' },
};
const rates: TableRef = {
  table: 'ExchangeRateCDSEntity',
  set: 'ExchangeRatesCDSEntity',
  key: {
    ExchangeRateTypeName: 'string',
    FromCurrencyCode: 'string',
    ToCurrencyCode: 'string',
    ValidFrom: 'date',
  },
  columns: { ValidTo: 'date' },
};

const currencyPath = 'transactioncurrencyid.isocurrencycode';

/** Whether each currency that contracts are in has a rate to the currency of its ledger, valid today. */
export async function checkRates(check: DataCheck): Promise<readonly Finding[]> {
  const map = check.maps.find((each) => each.dataverse.table === 'salesorder');
  const company = map === undefined ? undefined : companyPath(map);
  if (map === undefined || company === undefined) return [];
  const used = new Map<string, Set<string>>();
  const table = dataverseTableRef(map.dataverse.table, [company, currencyPath]);
  for await (const { values } of allRows(check.dataverse, table, [company, currencyPath])) {
    const code = textOf(values[company]).toLowerCase();
    const currency = textOf(values[currencyPath]);
    if (check.companies.has(code) && currency !== '')
      used.set(code, (used.get(code) ?? new Set()).add(currency));
  }
  const findings = [...used].map(async ([code, currencies]) => {
    const [ledger] = await check.finance.find(ledgers, { LegalEntityId: code }, [
      'AccountingCurrency',
      'ExchangeRateType',
    ]);
    const to = textOf(ledger?.values['AccountingCurrency']);
    const type = textOf(ledger?.values['ExchangeRateType']);
    // Without a ledger there is nothing to convert to; that is found by itself.
    const foreign = to === '' ? [] : [...currencies].filter((from) => from !== to);
    const found = await Promise.all(
      foreign.map(async (from) => ((await hasRate(check, type, from, to)) ? [] : [from])),
    );
    return found.flat().map((from): Finding => ({
      map: map.name,
      column: 'ExchangeRatesCDSEntity.Rate',
      severity: 'warning',
      what: `No exchange rate from ${from} to ${to}, the accounting currency of ${code}, is valid on ${check.today} (rate type ${type}): actuals in ${from} are not posted.`,
      remedy: 'Enter the rate in Finance.',
      stops: false,
    }));
  });
  return (await Promise.all(findings)).flat();
}

async function hasRate(
  { finance, today }: DataCheck,
  type: string,
  from: string,
  to: string,
): Promise<boolean> {
  const where = when.all(
    when.equals('ExchangeRateTypeName', type),
    when.equals('FromCurrencyCode', from),
    when.equals('ToCurrencyCode', to),
  );
  for await (const { values } of allRows(finance, rates, ['ValidFrom', 'ValidTo'], where)) {
    const until = textOf(values['ValidTo']).slice(0, 10);
    if (textOf(values['ValidFrom']).slice(0, 10) <= today && (until === '' || until >= today)) return true;
  }
  return false;
}
