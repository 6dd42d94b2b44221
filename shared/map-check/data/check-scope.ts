import { companyPath } from '../../table-map/company-path.ts';
import { dataverseTableRef } from '../../table-map/dataverse-table-ref.ts';
import type { Finding } from '../finding.ts';
import type { DataCheck } from './data-check.ts';
import { allRows, textOf } from './all-rows.ts';

/** Companies whose projects never cross, because nobody put the company in scope. */
export async function checkScope({ maps, companies, dataverse }: DataCheck): Promise<readonly Finding[]> {
  const map = maps.find((each) => each.dataverse.table === 'msdyn_project');
  const company = map === undefined ? undefined : companyPath(map);
  if (map === undefined || company === undefined) return [];
  const counts = new Map<string, number>();
  for await (const { values } of allRows(dataverse, dataverseTableRef(map.dataverse.table, [company]), [
    company,
  ])) {
    const code = textOf(values[company]).toLowerCase();
    if (code !== '' && !companies.has(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => ({
    map: map.name,
    column: `COMPANIES ${code}`,
    severity: 'warning',
    what: `${count === 1 ? 'One project belongs' : `${count} projects belong`} to legal entity ${code}, which is not in scope: nothing of them crosses.`,
    remedy:
      'Add the company to the setting COMPANIES with its go-live date, or leave it to native dual-write.',
    stops: false,
  }));
}
