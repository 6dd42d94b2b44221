import type { ColumnShape, Option } from './column.ts';
import { columnOf } from './column-of.ts';
import type { TableShape } from './define-table.ts';

/** Columns that the platform itself fills, on every table. */
export function standardColumns(shape: TableShape): Record<string, ColumnShape> {
  const byPlatform = { creatable: false, updatable: false } as const;
  const user = (navigation: string): ColumnShape => columnOf.lookup('systemuser', navigation, byPlatform);
  return {
    createdon: columnOf.userLocal(byPlatform),
    createdby: user('createdby'),
    modifiedon: columnOf.userLocal(byPlatform),
    modifiedby: user('modifiedby'),
    modifiedonbehalfby: user('modifiedonbehalfby'),
    versionnumber: columnOf.bigint(byPlatform),
    ...(shape.owned === 'user'
      ? {
          ownerid: columnOf.lookup('systemuser', 'ownerid'),
          owningbusinessunit: columnOf.lookup('businessunit', 'owningbusinessunit', byPlatform),
        }
      : {}),
    ...(shape.hasState === false ? {} : stateColumns(shape)),
  };
}

function stateColumns(shape: TableShape): Record<string, ColumnShape> {
  const statuses: Option[] = Object.entries({
    1: { label: 'Active', state: 0 },
    2: { label: 'Inactive', state: 1 },
    ...shape.statuses,
  }).map(([value, status]) => ({ value: Number(value), ...status }));
  const states = columnOf.choice({ 0: 'Active', 1: 'Inactive' }, { required: 'system', defaultValue: 0 });
  return {
    statecode: { ...states, type: 'state' },
    statuscode: { ...states, type: 'status', options: statuses, required: 'none', defaultValue: 1 },
  };
}
