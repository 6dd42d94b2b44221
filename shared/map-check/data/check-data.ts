import { CounterpartError } from '../../sync/counterpart-error.ts';
import type { CheckReport, Finding } from '../finding.ts';
import { checkCompany } from './check-company.ts';
import { checkRates } from './check-rates.ts';
import { checkScope } from './check-scope.ts';
import { checkUnits } from './check-units.ts';
import { checkVendorLanguages } from './check-vendor-languages.ts';
import type { DataCheck } from './data-check.ts';

/**
 * Whether the rows are there without which records would wait or be refused one by one: companies and ledgers, rates, units,
 * languages of vendors. Nothing of it stops a map, and what this user may not read is left to a person.
 *
 * @throws CounterpartError when a system is away, or does not know us.
 */
export async function checkData(check: DataCheck): Promise<CheckReport> {
  const reports = await Promise.all([
    ...[...check.companies.keys()].map((code) =>
      asked(`Whether company ${code} and its ledger are there.`, checkCompany(check, code)),
    ),
    asked('Whether projects belong to companies out of scope.', checkScope(check)),
    asked('Whether exchange rates are there.', checkRates(check)),
    asked('Whether both systems have the same units.', checkUnits(check)),
    asked('Whether vendors of subcontracts have a language.', checkVendorLanguages(check)),
  ]);
  return {
    findings: reports.flatMap(({ findings }) => findings),
    unchecked: reports.flatMap(({ unchecked }) => unchecked),
  };
}

async function asked(question: string, answer: Promise<readonly Finding[]>): Promise<CheckReport> {
  try {
    return { findings: await answer, unchecked: [] };
  } catch (error) {
    if (!(error instanceof CounterpartError)) throw error;
    const { kind, cause } = error.details;
    if (kind !== 'misconfigured' || cause === 'unauthorised') throw error;
    const look = `It could not be read: ${error.details.text} Look there by hand, or give the user the right to read it.`;
    return { findings: [], unchecked: [{ map: undefined, what: question, look }] };
  }
}
