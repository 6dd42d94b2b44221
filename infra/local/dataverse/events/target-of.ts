import { pairs } from './pairs.ts';
import type { RaisedEvent } from './raised-event.ts';
import { wireEntity, wireReference } from './wire-value.ts';

/** Create: every column that has a value. Update: what was submitted, and who changed it when. Delete: a reference. */
export function targetOf(event: RaisedEvent): unknown {
  const { table, row, rowId } = event;
  if (event.message === 'Delete') return wireReference(table.name, rowId);
  if (event.message === 'Create') {
    // The row version is in no captured Target.
    const columns = [...table.columns.values()].filter(
      (column) => column.name !== 'versionnumber' && (row[column.name] ?? null) !== null,
    );
    return wireEntity(
      table.name,
      rowId,
      [...pairs.attributes(columns, row), { key: 'modifiedonbehalfby', value: null }],
      pairs.formatted(columns, row),
      true,
    );
  }
  const names = new Set([...event.submitted, table.id, 'modifiedon', 'modifiedby', 'modifiedonbehalfby']);
  return wireEntity(table.name, rowId, pairs.attributes(pairs.named(event, names), row), [], true);
}

/** The Target as the caller sent it: the parent's view. */
export function requestedOf(event: RaisedEvent): unknown {
  const { table, row, rowId } = event;
  if (event.message === 'Delete') return wireReference(table.name, rowId);
  const columns = pairs.named(event, new Set([...event.submitted, table.id]));
  return wireEntity(table.name, rowId, pairs.attributes(columns, row), [], true);
}
