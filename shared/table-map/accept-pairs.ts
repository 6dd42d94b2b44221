import type { AcceptedPair } from './accepted.ts';
import { financeEntity, financeTypeOf } from './finance-entity.ts';
import { resolvePath } from './resolve-path.ts';
import type { Field, OpenPair, TableMap, Transform } from './table-map.ts';
import { TableMapError } from './table-map-error.ts';
import { withParents } from './with-parents.ts';

/**
 * A map with the pairs that an installation accepts in place of those that it lists as open. A path over a look-up to a
 * table that another map sends makes that row a parent: it must be in Finance first.
 *
 * @param maps all maps, to find the parents among.
 * @throws TableMapError naming each entry that fits no open pair of the map, or whose path does not exist.
 */
export function acceptPairs(
  map: TableMap,
  pairs: readonly AcceptedPair[],
  maps: readonly TableMap[],
): TableMap {
  const faults: string[] = [];
  const accepted = pairs.flatMap((pair) => {
    const open = map.openPairs.find((each) => each.property === pair.property);
    if (open === undefined) {
      faults.push(`maps.accepted.json: ${pair.property} is not among its open pairs${filled(map, pair)}`);
      return [];
    }
    try {
      return [{ open, field: fieldOf(map, open, pair) }];
    } catch (error) {
      faults.push(`maps.accepted.json: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  if (faults.length > 0) throw new TableMapError(map.name, faults);
  const paths = accepted.flatMap(({ field }) =>
    field.direction === 'to-finance' && field.dataverse !== undefined ? [field.dataverse.path] : [],
  );
  return {
    ...map,
    fields: [...map.fields, ...accepted.map(({ field }) => field)],
    openPairs: map.openPairs.filter((pair) => !accepted.some(({ open }) => open === pair)),
    ...(map.toFinance === undefined
      ? {}
      : { toFinance: { ...map.toFinance, references: withParents(map, paths, maps) } }),
  };
}

/** An import may have told the other side already. */
function filled(map: TableMap, { property }: AcceptedPair): string {
  const field = map.fields.find(({ finance }) => finance?.property === property);
  return field?.dataverse === undefined
    ? ''
    : `: ${field.dataverse.path} stands there (${field.evidence}), so delete the entry`;
}

function fieldOf(map: TableMap, open: OpenPair, pair: AcceptedPair): Field {
  const property = financeEntity(map.finance.entity).properties[pair.property];
  if (property === undefined) throw new Error(`${pair.property} is no property of ${map.finance.entity}`);
  return {
    dataverse: { path: pair.path, type: resolvePath(map.dataverse.table, pair.path).type },
    finance: { property: pair.property, type: financeTypeOf(property) },
    direction: open.direction,
    transform: transformOf(pair),
    sent: 'always',
    required: Object.hasOwn(map.finance.key, pair.property),
    evidence: 'accepted',
    note: `Accepted by ${pair.by} on ${pair.on}: ${pair.seen}`,
  };
}

function transformOf({ values, labels }: AcceptedPair): Transform {
  if (labels !== undefined) return { kind: 'label-map', labels };
  if (values === undefined) return { kind: 'copy' };
  return {
    kind: 'value-map',
    pairs: Object.fromEntries(Object.entries(values).map(([member, value]) => [member, String(value)])),
  };
}
