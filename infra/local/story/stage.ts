import type { Environment } from '../environment.ts';
import { dataverseUser, type DataverseUser } from './dataverse-user.ts';
import type { ExpectedRecord, ExpectedRow, Landed } from './expectation.ts';
import { financeUser, type FinanceUser } from './finance-user.ts';
import { sameText } from './same-text.ts';

/** Where a story is played: the people, the two systems, and what they are expected to hold in the end. */
export interface Stage {
  readonly environment: Environment;
  /** A project manager in Dataverse. */
  readonly june: DataverseUser;
  /** Project Operations' own processes, which make actuals. */
  readonly process: DataverseUser;
  /** An accountant in Finance. */
  readonly alicia: FinanceUser;
  readonly rows: ExpectedRow[];
  readonly records: ExpectedRecord[];
  readonly landed: Landed[];
  /** Waits until a row is there with these values, notes it as expected for the end, and shows it. */
  lands(who: string, what: string, row: ExpectedRow): Promise<Readonly<Record<string, unknown>>>;
  /** Waits until the ledger says so of a record, notes it as expected for the end, and shows it. */
  recorded(who: string, what: string, expected: ExpectedRecord): Promise<void>;
  /** Shows something else that came about. */
  note(landed: Landed): void;
  /** Columns of an actual that take the accounting results. */
  readonly writeBackColumns: { readonly voucher: string; readonly accountingAmount: string };
  /** Shows what somebody did. */
  tell(line: string): void;
  readonly patienceMs: number;
}

export interface StageOptions {
  readonly writeBack: 'standard' | 'custom';
  readonly tell: (line: string) => void;
  readonly landed: (landed: Landed) => void;
  /** A row that is not there after this long fails the story. */
  readonly patienceMs: number;
}

/** A row or a record did not come to what the story expects. The text says what is there instead. */
export class StoryError extends Error {}

/** What the story is played on: its people, and what it expects to find in the end. */
export function setStage(environment: Environment, options: StageOptions): Stage {
  const landed: Landed[] = [];
  const rows: ExpectedRow[] = [];
  const records: ExpectedRecord[] = [];
  const note = (entry: Landed): void => {
    landed.push(entry);
    options.landed(entry);
  };
  return {
    environment,
    june: dataverseUser(environment.dataverse.url, 'June Low'),
    process: dataverseUser(environment.dataverse.url, 'system'),
    alicia: financeUser(environment.finance.url),
    rows,
    records,
    landed,
    note,
    writeBackColumns:
      options.writeBack === 'standard'
        ? { voucher: 'msdyn_vouchernumber', accountingAmount: 'msdyn_accountingamount' }
        : { voucher: 'posync_vouchernumber', accountingAmount: 'posync_accountingamount' },
    tell: options.tell,
    patienceMs: options.patienceMs,
    async lands(who, what, row) {
      rows.push(row);
      const from = Date.now();
      const found = await until(options.patienceMs, () => {
        const [first] = matching(environment, row);
        return Promise.resolve(first !== undefined && differing(row, first).length === 0 ? first : undefined);
      });
      if (found === undefined) throw new StoryError(`${what}: ${describeMiss(environment, row)}`);
      note({
        who,
        what,
        where: `${row.system} ${row.table}`,
        key: Object.values(row.key).join(' '),
        milliseconds: Date.now() - from,
      });
      return found;
    },
    async recorded(who, what, expected) {
      records.push(expected);
      const from = Date.now();
      let last = 'nothing';
      const found = await until(options.patienceMs, async () => {
        const state = await recordState(environment, expected.record);
        last = JSON.stringify(state);
        return agrees(expected, state) ? state : undefined;
      });
      if (found === undefined)
        throw new StoryError(
          `${what}: the ledger says ${last} of ${expected.record}, expected ${expected.outcome}`,
        );
      note({
        who,
        what,
        where: 'ledger',
        key: expected.outcome,
        milliseconds: Date.now() - from,
      });
    },
  };
}

export interface LedgerState {
  readonly outcome?: string;
  readonly reason?: string;
}

/** What the support API says of a record; undefined when it is unknown, or the host is away just now. */
export async function recordState(
  environment: Environment,
  record: string,
): Promise<LedgerState | undefined> {
  try {
    const response = await fetch(
      `${environment.functionsUrl()}/api/support/record?record=${encodeURIComponent(record)}&code=${environment.functionKey}`,
    );
    if (!response.ok) return undefined;
    return ((await response.json()) as { state: LedgerState }).state;
  } catch {
    return undefined;
  }
}

/** Whether a record's state is the expected one. After a crash the write of an earlier attempt is found: unchanged. */
export const agrees = (expected: ExpectedRecord, state: LedgerState | undefined): boolean =>
  state?.outcome !== undefined &&
  (expected.outcome === state.outcome || (expected.outcome === 'applied' && state.outcome === 'unchanged')) &&
  (expected.reason === undefined || (state.reason ?? '').includes(expected.reason));

/** Rows of a system that carry an expected row's key. */
export function matching(
  environment: Environment,
  row: ExpectedRow,
): readonly Readonly<Record<string, unknown>>[] {
  const all =
    row.system === 'Finance' ? environment.finance.rows(row.table) : environment.dataverse.rows(row.table);
  return all.filter((candidate) =>
    Object.entries(row.key).every(([column, value]) => sameText(candidate[column], value)),
  );
}

/** Columns of a row that are not as expected. */
export const differing = (row: ExpectedRow, found: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(row.values)
    .filter(([column, value]) => !sameText(found[column], value))
    .map(([column, value]) => `${column} is ${JSON.stringify(found[column])}, expected ${value}`);

function describeMiss(environment: Environment, row: ExpectedRow): string {
  const key = Object.entries(row.key)
    .map(([column, value]) => `${column} ${value}`)
    .join(', ');
  const [first] = matching(environment, row);
  const state = first === undefined ? 'is not there' : `is there, but ${differing(row, first).join('; ')}`;
  return `${row.system} ${row.table} ${key} ${state}`;
}

/** Asks again every few milliseconds until there is an answer or patience ends. */
export async function until<T>(
  patienceMs: number,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (const end = Date.now() + patienceMs; ;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
