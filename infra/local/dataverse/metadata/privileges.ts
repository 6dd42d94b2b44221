import type { Table } from '../schema/table.ts';

/** Kinds of privileges that every table has here; `Assign` and `Share` are of no use to anybody in the sandbox. */
export const privilegeTypes = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo'] as const;

/** `prvReadmsdyn_project`: the kind and the schema name, which is the logical name here. */
export const privilegeName = (type: (typeof privilegeTypes)[number], table: Table): string =>
  `prv${type}${table.name}`;
