import { checkField } from './check-field.ts';
import { dataverseTable } from './dataverse-table.ts';
import { filterColumns } from './filter-columns.ts';
import { financeEntity } from './finance-entity.ts';
import { resolvePath } from './resolve-path.ts';
import type { Field, TableMap } from './table-map.ts';
import { TableMapError } from './table-map-error.ts';

/**
 * Checks that a map agrees with itself and with the metadata of both sides: every name exists, every target column has
 * one owner, every pair of types can be converted, and a Finance key comes about.
 *
 * @throws TableMapError naming all faults.
 */
export function checkTableMap(map: TableMap): void {
  const faults = [
    ...map.fields.flatMap((field) => checkField(field, map.finance.entity)),
    ...owners(map),
    ...toFinanceFaults(map),
    ...toDataverseFaults(map),
  ];
  if (faults.length > 0) throw new TableMapError(map.name, faults);
}

/** Each column belongs to the system that its value comes from. */
function owners({ fields }: TableMap): readonly string[] {
  const toFinance = fields.filter((field) => field.direction === 'to-finance');
  const toDataverse = fields.filter((field) => field.direction === 'to-dataverse');
  const both = (there: readonly string[], back: readonly string[]): readonly string[] =>
    there.filter((name) => back.includes(name));
  return [
    ...repeated(toFinance.flatMap(propertyOf)).map((name) => `${name} is written by two fields to Finance`),
    ...repeated(toDataverse.flatMap(pathOf)).map((name) => `${name} is written by two fields to Dataverse`),
    ...both(toFinance.flatMap(propertyOf), toDataverse.flatMap(propertyOf)).map(
      (name) => `${name} goes to Finance and comes back: it needs one owner`,
    ),
    ...both(toFinance.flatMap(pathOf), toDataverse.flatMap(pathOf)).map(
      (name) => `${name} goes to Finance and comes back: it needs one owner`,
    ),
  ];
}

function toFinanceFaults(map: TableMap): readonly string[] {
  const rules = map.toFinance;
  if (rules === undefined) return noFields(map, 'to-finance');
  const written = map.fields.filter((field) => field.direction === 'to-finance').flatMap(propertyOf);
  const paths = [rules.company, rules.goLiveDate, ...(rules.filter ? filterColumns(rules.filter.when) : [])];
  const left = map.openPairs.filter((pair) => pair.direction === 'to-finance').map((pair) => pair.property);
  return [
    ...(rules.target === 'write-back'
      ? []
      : missing(Object.keys(map.finance.key), [...written, ...left])
    ).map((name) => `no field fills the key property ${name}`),
    ...(rules.target === 'write-back' && map.identity === 'dataverse'
      ? ['it writes back to Finance rows, so they name its records: identity must be finance']
      : []),
    ...missing(rules.findBy === undefined ? [] : [rules.findBy], written).map(
      (name) => `no field fills ${name}, which findBy names`,
    ),
    ...unknownPaths(
      map,
      paths.filter((path) => path !== undefined),
    ),
    ...unknownProperties(map, rules.frozenWhen ? filterColumns(rules.frozenWhen.when) : []),
    ...unknownPaths(
      map,
      rules.references.flatMap((reference) => (reference.kind === 'parent' ? [reference.lookup] : [])),
    ),
    ...missing(
      rules.references.flatMap((reference) =>
        reference.kind === 'reference-only' ? [reference.property] : [],
      ),
      written,
    ).map((name) => `no field fills ${name}, which is to be looked up`),
    ...missing(rules.oneAtATimePer ?? [], [...written, ...left]).map(
      (name) => `no field fills ${name}, which its rules name`,
    ),
    // Where no field fills it, deletes still wait.
    ...unknownProperties(map, rules.closes === undefined ? [] : [rules.closes.property]),
    ...doubledPairs(map),
  ];
}

/** An open pair that a field fills is no open pair. */
const doubledPairs = (map: TableMap): readonly string[] =>
  map.openPairs
    .filter((pair) =>
      map.fields.some(
        (field) => field.direction === pair.direction && field.finance?.property === pair.property,
      ),
    )
    .map((pair) => `${pair.property} is listed as open, and a field fills it`);

function toDataverseFaults(map: TableMap): readonly string[] {
  const rules = map.toDataverse;
  if (rules === undefined) return noFields(map, 'to-dataverse');
  const fields = map.fields.filter((field) => field.direction === 'to-dataverse');
  const lookups = rules.references.map((reference) => reference.lookup);
  const written = [...fields.flatMap(pathOf).map((path) => path.split('.')[0] ?? path), ...lookups];
  const named = [
    ...filterColumns(rules.posted.when),
    ...(rules.date === undefined ? [] : [rules.date]),
    ...(rules.target.kind === 'write-back' ? [rules.target.id] : []),
    ...rules.references.flatMap((reference) => Object.values(reference.key)),
    ...(rules.exceptVendors === undefined ? [] : [rules.exceptVendors]),
    ...(rules.gather === undefined ? [] : [...rules.gather.by, ...rules.gather.sum]),
  ];
  return [
    ...missing(rules.findBy, written).map((name) => `no field fills ${name}, which findBy names`),
    ...unknownProperties(map, named),
    ...notLookups(map, [...lookups, ...rules.leaves.map((leaf) => leaf.lookup)]),
    ...(rules.target.kind === 'found' && rules.findBy.length === 0
      ? ['it writes to rows that it must find, and findBy names no column']
      : []),
    ...fields
      .filter((field) => field.sent !== 'always' && pathOf(field).some((path) => path.includes('.')))
      .map((field) => `${pathOf(field).join()} is a look-up and can only be sent always`),
    ...(map.document?.role === 'line' ? notLookups(map, [map.document.lookup]) : []),
  ];
}

const propertyOf = ({ finance }: Field): readonly string[] =>
  finance === undefined ? [] : [finance.property];
const pathOf = ({ dataverse }: Field): readonly string[] => (dataverse === undefined ? [] : [dataverse.path]);

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];

const missing = (wanted: readonly string[], there: readonly string[]): readonly string[] =>
  wanted.filter((name) => !there.includes(name));

const noFields = (map: TableMap, direction: Field['direction']): readonly string[] =>
  map.fields.some((field) => field.direction === direction)
    ? [`it has fields ${direction} and no rules for them`]
    : [];

const unknownProperties = (map: TableMap, names: readonly string[]): readonly string[] =>
  missing(names, Object.keys(financeEntity(map.finance.entity).properties)).map(
    (name) => `${name} is no property of ${map.finance.entity}`,
  );

const unknownPaths = (map: TableMap, paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => {
    try {
      resolvePath(map.dataverse.table, path);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });

const notLookups = (map: TableMap, names: readonly string[]): readonly string[] =>
  names
    .filter((name) => typeof (dataverseTable(map.dataverse.table).columns[name] ?? 'text') === 'string')
    .map((name) => `${name} is no look-up of ${map.dataverse.table}`);
