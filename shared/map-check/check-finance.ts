import type { FinanceType, TableMap } from '../table-map/table-map.ts';
import type { Finding } from './finding.ts';
import type { EntityDefinition } from './metadata.ts';
import { propertyUses } from './property-uses.ts';

const fitting: Readonly<Record<FinanceType, readonly string[]>> = {
  string: ['String'],
  guid: ['Guid'],
  enum: ['Enum'],
  int32: ['Int32'],
  int64: ['Int64'],
  real: ['Real'],
  date: ['Date', 'Edm.DateTimeOffset'],
  'utc-date-time': ['UtcDateTime', 'Edm.DateTimeOffset'],
};

/** Whether the sets and properties that a map uses are there, and are what the map takes them for. */
export function checkFinance(
  map: TableMap,
  entities: ReadonlyMap<string, EntityDefinition | undefined>,
): readonly Finding[] {
  const error = (column: string, what: string, remedy: string): Finding => ({
    map: map.name,
    column,
    severity: 'error',
    what,
    remedy,
    stops: true,
  });
  const uses = propertyUses(map);
  const sets = [...new Set([map.finance.set, ...uses.map(({ set }) => set)])];
  const absent = sets
    .filter((set) => entities.get(set) === undefined)
    .map((set) =>
      error(
        set,
        `Finance has no entity set ${set}.`,
        'Look in its data entities for the set of this entity and correct the map, or switch the map off in MAPS_OFF; a set that is not public takes no rows over OData, and native dual-write keeps that map.',
      ),
    );
  const own = entities.get(map.finance.set);
  const readOnly =
    map.toFinance !== undefined && own?.readOnly === true
      ? [
          error(
            map.finance.set,
            `The entity set ${map.finance.set} is read-only.`,
            'It takes no rows over OData: switch the map off in MAPS_OFF and let native dual-write keep it.',
          ),
        ]
      : [];
  const wrong = uses.flatMap(({ set, property, type }) => {
    const entity = entities.get(set);
    if (entity === undefined) return [];
    const found = entity.properties.get(property);
    const column = `${set}.${property}`;
    if (found === undefined)
      return [
        error(
          column,
          `${set} has no property ${property}.`,
          'Take the pair out of the map, or name the right property; an update of Finance may bring it.',
        ),
      ];
    return fitting[type].includes(found.type)
      ? []
      : [
          error(
            column,
            `${column} is ${found.type} where the map takes it for ${type}.`,
            'Correct the type of this property in our metadata, and the pairs that use it.',
          ),
        ];
  });
  return [...absent, ...readOnly, ...wrong, ...keyFinding(map, own, error)];
}

/** The key by which rows are addressed must be the entity's own. */
function keyFinding(
  { finance }: TableMap,
  entity: EntityDefinition | undefined,
  error: (column: string, what: string, remedy: string) => Finding,
): readonly Finding[] {
  if (entity === undefined) return [];
  const ours = Object.keys(finance.key).toSorted();
  const theirs = [...entity.properties]
    .filter(([, { key }]) => key)
    .map(([name]) => name)
    .toSorted();
  const missing = ours.some((name) => !entity.properties.has(name));
  // A metadata service that marks no property as key says nothing of it.
  if (missing || theirs.length === 0 || ours.join() === theirs.join()) return [];
  return [
    error(
      finance.set,
      `The key of ${finance.set} is ${theirs.join(', ')}; the map takes it for ${ours.join(', ')}.`,
      'Correct the key in our metadata and fill every part of it in the map: rows would be taken for one another.',
    ),
  ];
}
