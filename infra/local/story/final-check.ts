import type { Environment } from '../environment.ts';
import { ledgerRecord } from './ledger-record.ts';
import { agrees, differing, matching, recordState, type Stage } from './stage.ts';

/** Rows that would do harm if they had crossed: drafts, the past, other companies. */
const mustNotBeThere = [
  { system: 'Finance', table: 'ProjectContractHeaders', key: { dataAreaId: 'demf' } },
  { system: 'Finance', table: 'ProjActualsImports', key: { Description: 'Intercompany cost' } },
  { system: 'Finance', table: 'ProjActualsImports', key: { Description: 'Before go-live' } },
  { system: 'Finance', table: 'ProjActualsImports', key: { Description: 'Reversal of unbilled sales' } },
  { system: 'Finance', table: 'ProjActualsImports', key: { Description: 'Lent cost' } },
  { system: 'Dataverse', table: 'msdyn_projectvendorinvoice', key: { msdyn_vendorinvoicenumber: 'VI-80' } },
  { system: 'Dataverse', table: 'msdyn_expense', key: { msdyn_externaldescription: 'A draft' } },
  { system: 'Dataverse', table: 'msdyn_projectvendorinvoice', key: { msdyn_vendorinvoicenumber: 'VI-78' } },
  {
    system: 'Dataverse',
    table: 'msdyn_projectvendorinvoiceline',
    key: { msdyn_externalinvoiceline: 'PT-000078-1' },
  },
] as const;

/**
 * Compares both systems and the ledger with everything the story expects: every row once and with its values, nothing
 * that must not cross, every record with its outcome, and nothing left open.
 *
 * @returns what is wrong, one sentence each; empty when all is well.
 */
export async function finalCheck(stage: Stage): Promise<string[]> {
  const { environment } = stage;
  const wrong: string[] = [];
  for (const row of stage.rows) {
    const name = `${row.system} ${row.table} ${Object.values(row.key).join(' ')}`;
    const found = matching(environment, row);
    if (found.length !== 1) wrong.push(`${name}: ${found.length} rows, expected 1`);
    for (const first of found.slice(0, 1))
      wrong.push(...differing(row, first).map((text) => `${name}: ${text}`));
  }
  for (const row of mustNotBeThere) {
    const found = matching(environment, { ...row, values: {} });
    if (found.length > 0)
      wrong.push(`${row.system} ${row.table} ${Object.values(row.key).join(' ')}: must not have crossed`);
  }
  for (const row of stage.rows) {
    const record = row.record ?? ledgerRecord(environment, row);
    const state = await recordState(environment, record);
    if (state?.outcome !== 'applied' && state?.outcome !== 'unchanged')
      wrong.push(`ledger: ${record} is ${state?.outcome ?? 'unknown'}, although its row is there`);
  }
  for (const expected of stage.records) {
    const state = await recordState(environment, expected.record);
    const now =
      expected.finally === undefined ? expected : { record: expected.record, outcome: expected.finally };
    if (!agrees(now, state))
      wrong.push(`ledger: ${expected.record} is ${JSON.stringify(state)}, expected ${now.outcome}`);
  }
  return [...wrong, ...doubled(environment), ...(await leftOpen(environment))];
}

/** No actual may be staged twice, whatever was delivered twice. */
function doubled(environment: Environment): string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const row of environment.finance.rows('ProjActualsImports')) {
    const id = String(row['ActualId']);
    if (seen.has(id)) twice.push(`Finance ProjActualsImports: actual ${id} is there twice`);
    seen.add(id);
  }
  return twice;
}

async function leftOpen(environment: Environment): Promise<string[]> {
  const response = await fetch(
    `${environment.functionsUrl()}/api/support/open?code=${environment.functionKey}`,
  );
  const rows = (await response.json()) as readonly {
    readonly record: string;
    readonly outcome: string;
    readonly failure: { readonly message: string };
  }[];
  return rows.map((row) => `still open: ${row.record} is ${row.outcome}: ${row.failure.message}`);
}
