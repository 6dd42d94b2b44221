import type { Store } from '../store/store.ts';
import { emptyGuid } from '../store/empty-values.ts';
import type { StoredRow } from '../store/stored-row.ts';
import { entityOf } from './entity-of.ts';

/** Staged actuals and connections by the ids that tie them together. */
export interface StagingIndex {
  /** Staged rows of an actual; more than one is a duplicate. */
  rowsOf(actualId: string): readonly StoredRow[];
  /** Actuals at the other end of an actual's connections. */
  connectedTo(actualId: string): ReadonlySet<string>;
}

/** Reads the staging tables once, for one import. */
export function stagingIndex(store: Store): StagingIndex {
  const rows = Map.groupBy(
    store.rows(entityOf('ProjActualsImports')),
    ({ values }) => values['ActualId'] ?? '',
  );
  rows.delete(emptyGuid);
  const connections = new Map<string, Set<string>>();
  const connect = (one: string, other: string): void => {
    const others = connections.get(one) ?? new Set();
    connections.set(one, others.add(other));
  };
  for (const { values } of store.rows(entityOf('ProjCDSTransactionRelationshipImports'))) {
    const { Transaction1Id: first = '', Transaction2Id: second = '' } = values;
    connect(first, second);
    connect(second, first);
  }
  return {
    rowsOf: (actualId) => rows.get(actualId) ?? [],
    connectedTo: (actualId) => connections.get(actualId) ?? new Set(),
  };
}
