import { emptyGuid } from '../store/empty-values.ts';
import type { StoredRow } from '../store/stored-row.ts';

/** Where a staged actual has got to after the import. */
export interface ImportedActual {
  readonly company: string;
  readonly actualId: string;
  readonly transactionType: string;
  readonly to: 'journal' | 'proposal';
  readonly posted: boolean;
}

/** Staged actuals that became journal or proposal lines. They are remembered when their staging rows are archived. */
export class ImportedActuals {
  readonly #byRecId = new Map<bigint, ImportedActual>();
  readonly #recIds = new Map<string, bigint>();

  add(row: StoredRow, to: ImportedActual['to']): void {
    const { dataAreaId = '', ActualId = '', TransactionType = '' } = row.values;
    const imported = { company: dataAreaId, actualId: ActualId, transactionType: TransactionType };
    this.#byRecId.set(row.recId, { ...imported, to, posted: false });
    if (ActualId !== emptyGuid) this.#recIds.set(ActualId, row.recId);
  }

  markPosted(row: StoredRow): void {
    const known = this.#byRecId.get(row.recId);
    if (known !== undefined) this.#byRecId.set(row.recId, { ...known, posted: true });
  }

  of(row: StoredRow): ImportedActual | undefined {
    return this.#byRecId.get(row.recId);
  }

  /** @param actualId guid of the actual in Dataverse, in lower case. */
  withId(actualId: string): ImportedActual | undefined {
    const recId = this.#recIds.get(actualId);
    return recId === undefined ? undefined : this.#byRecId.get(recId);
  }

  /** In the order of their import. */
  all(): Iterable<ImportedActual> {
    return this.#byRecId.values();
  }
}
