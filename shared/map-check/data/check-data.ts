import type { Finding } from '../finding.ts';
import { checkCompany } from './check-company.ts';
import { checkScope } from './check-scope.ts';
import { checkUnits } from './check-units.ts';
import { checkVendorLanguages } from './check-vendor-languages.ts';
import type { DataCheck } from './data-check.ts';

/**
 * Whether the rows are there without which records would wait or be refused one by one: companies and ledgers, units,
 * languages of vendors. Nothing of it stops a map.
 *
 * @throws CounterpartError
 */
export async function checkData(check: DataCheck): Promise<readonly Finding[]> {
  const findings = await Promise.all([
    ...[...check.companies.keys()].map((code) => checkCompany(check, code)),
    checkScope(check),
    checkUnits(check),
    checkVendorLanguages(check),
  ]);
  return findings.flat();
}
