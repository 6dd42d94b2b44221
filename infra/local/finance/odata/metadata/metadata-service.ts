import type { Model } from '../../sandbox/metadata-switch.ts';
import type { Entity } from '../../schema/entity.ts';
import type { Property } from '../../schema/property.ts';
import { jsonAnswer, noRoute, type Answer } from '../answer.ts';
import { uriOf, type Operation } from '../operation.ts';
import { edmType } from './edm-type.ts';
import { isReadOnly } from './is-read-only.ts';

type Listed = Readonly<Record<string, unknown>>;

/**
 * Answers below `/metadata/`: `DataEntities`, `PublicEntities`, `PublicEnumerations`, whole, by name, or with a filter of
 * `eq` comparisons joined by `and`.
 */
export function metadataService(model: Model, operation: Operation): Answer {
  const [, list = '', name] =
    /^(\w+)(?:\((?:Name=)?'([^']*)'\))?$/.exec(decodeURIComponent(operation.path)) ?? [];
  const all = lists[list]?.(model);
  if (all === undefined) return noRoute(uriOf(operation));
  if (name !== undefined) {
    const one = all.find((entry) => entry['Name'] === name);
    return one === undefined ? noRoute(uriOf(operation)) : jsonAnswer(200, one);
  }
  const filter = new URLSearchParams(operation.query).get('$filter') ?? '';
  const wanted = [...filter.matchAll(/(\w+) eq (?:'([^']*)'|(\w+))/g)].map(
    ([, property = '', text, word]) => [property, text ?? word === 'true'] as const,
  );
  return jsonAnswer(200, {
    '@odata.context': `${operation.root}$metadata#${list}`,
    value: all.filter((entry) => wanted.every(([property, value]) => entry[property] === value)),
  });
}

const lists: Readonly<Record<string, (model: Model) => readonly Listed[]>> = {
  DataEntities: ({ entities }) => entities.map(dataEntity),
  PublicEntities: ({ entities, described }) =>
    entities.map((entity) => publicEntity(entity, described !== undefined)),
  PublicEnumerations: ({ enumerations }) =>
    Object.entries(enumerations).map(([name, members]) => ({
      Name: name,
      Members: members.map((member, value) => ({ Name: member, Value: value })),
    })),
};

const dataEntity = (entity: Entity): Listed => ({
  Name: entity.physical,
  PublicEntityName: entity.type,
  PublicCollectionName: entity.set,
  LabelId: entity.label,
  DataServiceEnabled: entity.closed !== true,
  DataManagementEnabled: true,
  EntityCategory: 'Transaction',
  IsReadOnly: isReadOnly(entity),
});

const publicEntity = (entity: Entity, terse: boolean): Listed => ({
  Name: entity.type,
  EntitySetName: entity.set,
  LabelId: entity.label,
  IsReadOnly: isReadOnly(entity),
  ConfigurationEnabled: true,
  Properties: Object.entries(entity.properties).map(([name, property]) => ({
    Name: name,
    TypeName: edmType(property),
    ...(terse ? {} : flagsOf(entity, name, property)),
  })),
  NavigationProperties: [],
  PropertyGroups: [],
  Actions: [],
});

const flagsOf = (entity: Entity, name: string, property: Property): Listed => ({
  DataType: property.type,
  LabelId: property.label ?? '',
  IsKey: entity.key.includes(name),
  IsMandatory: property.required === true,
  ConfigurationEnabled: true,
  AllowEdit: property.allowEdit !== false,
  AllowEditOnCreate: property.allowEditOnCreate !== false,
  IsDimension: false,
});
