import { companyPath } from '../../table-map/company-path.ts';
import { dataverseTableRef } from '../../table-map/dataverse-table-ref.ts';
import type { TableRef } from '../../table-map/table-ref.ts';
import type { Finding } from '../finding.ts';
import type { DataCheck } from './data-check.ts';
import { allRows, textOf } from './all-rows.ts';

const purchaseOrders = 'SubContractPurchaseOrderHeaders';

const vendors: TableRef = {
  table: 'VendVendorV2Entity',
  set: 'VendorsV2',
  key: { dataAreaId: 'string', VendorAccountNumber: 'string' },
  columns: { LanguageId: 'string' },
};

/** Vendors without a language whose orders are to be made: Finance takes the language of an order from its vendor. */
export async function checkVendorLanguages({
  maps,
  dataverse,
  finance,
}: DataCheck): Promise<readonly Finding[]> {
  const findings = maps.map(async (map): Promise<readonly Finding[]> => {
    if (map.finance.set !== purchaseOrders) return [];
    const vendor = map.fields.find(
      (field) => field.direction === 'to-finance' && field.finance?.property === 'OrderAccount',
    )?.dataverse?.path;
    const company = companyPath(map);
    if (vendor === undefined || company === undefined) return [];
    const used = new Map<string, { readonly dataAreaId: string; readonly VendorAccountNumber: string }>();
    const table = dataverseTableRef(map.dataverse.table, [vendor, company]);
    for await (const { values } of allRows(dataverse, table, [vendor, company])) {
      const key = { dataAreaId: textOf(values[company]), VendorAccountNumber: textOf(values[vendor]) };
      if (key.dataAreaId !== '' && key.VendorAccountNumber !== '') used.set(JSON.stringify(key), key);
    }
    const silent = await Promise.all(
      [...used.values()].map(async (key) => {
        const [found] = await finance.find(vendors, key, ['LanguageId']);
        return found !== undefined && textOf(found.values['LanguageId']) === '' ? [key] : [];
      }),
    );
    return silent.flat().map(({ dataAreaId, VendorAccountNumber }) => ({
      map: map.name,
      column: 'VendorsV2.LanguageId',
      severity: 'warning',
      what: `Vendor ${VendorAccountNumber} of ${dataAreaId} has no language: Finance refuses its purchase orders.`,
      remedy: 'Give the vendor a language in Finance.',
      stops: false,
    }));
  });
  return (await Promise.all(findings)).flat();
}
