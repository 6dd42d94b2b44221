import type { Direction } from './direction.ts';
import { companyPath } from './company-path.ts';
import { filterColumns } from './filter-columns.ts';
import type { TableMap } from './table-map.ts';

/**
 * Everything that must be read from the source for one direction: Dataverse columns and look-up paths (a look-up that
 * is itself needed stands as its column), or Finance properties.
 */
export function columnsToRead(map: TableMap, direction: Direction): readonly string[] {
  return [...new Set(direction === 'to-finance' ? fromDataverse(map) : fromFinance(map))];
}

function fromDataverse(map: TableMap): readonly string[] {
  const rules = map.toFinance;
  if (rules === undefined) return [];
  const fields = map.fields.filter((field) => field.direction === 'to-finance');
  return [
    ...fields.flatMap(({ dataverse }) =>
      dataverse === undefined ? [] : [dataverse.path, dataverse.orElse?.path],
    ),
    companyPath(map),
    rules.goLiveDate,
    ...(rules.filter === undefined ? [] : filterColumns(rules.filter.when)),
    ...rules.references.map((reference) => (reference.kind === 'parent' ? reference.lookup : undefined)),
  ].filter((column) => column !== undefined);
}

function fromFinance(map: TableMap): readonly string[] {
  const rules = map.toDataverse;
  if (rules === undefined) return [];
  const fields = map.fields.filter((field) => field.direction === 'to-dataverse');
  return [
    ...(rules.gather?.by ?? Object.keys(map.finance.key)),
    ...fields.map(({ finance }) => finance?.property),
    map.finance.company,
    rules.date,
    rules.target.kind === 'write-back' ? rules.target.id : undefined,
    ...filterColumns(rules.posted.when),
    ...rules.references.flatMap((reference) => Object.values(reference.key)),
    rules.exceptVendors,
    ...(rules.gather === undefined ? [] : [...rules.gather.by, ...rules.gather.sum]),
    ...(map.project === undefined ? [] : [map.project.company, map.project.number]),
    ...linkedColumns(map),
  ].filter((column) => column !== undefined);
}

/** Properties that tie the lines of a document to its header, as they are called on this map's side. */
function linkedColumns({ document }: TableMap): readonly string[] {
  if (document?.direction !== 'to-dataverse') return [];
  return document.role === 'line' ? Object.keys(document.link) : Object.values(document.link);
}
