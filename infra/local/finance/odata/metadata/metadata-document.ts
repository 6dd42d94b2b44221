import { XMLBuilder } from 'fast-xml-parser';
import { entities } from '../../schema/entities.ts';
import type { Entity } from '../../schema/entity.ts';
import { enumerations } from '../../schema/enumerations.ts';
import type { Property } from '../../schema/property.ts';
import { edmType } from './edm-type.ts';

const core = 'Microsoft.Dynamics.OData.Core.V1';
const edm = 'http://docs.oasis-open.org/odata/ns/edm';

/** In the order in which the real document numbers them. */
const axTypes = ['Container', 'Date', 'Enum', 'Guid', 'Int32', 'Int64', 'Real', 'Record', 'String', 'Time', 'UtcDateTime', 'Void'];

type Node = Readonly<Record<string, unknown>>;

let written: string | undefined;

/** `$metadata` of all sets: keys, types, and the annotations from which a client learns what it may write. */
export function metadataDocument(): string {
  written ??= build();
  return written;
}

function build(): string {
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true, suppressBooleanAttributes: false });
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'utf-8' },
    'edmx:Edmx': {
      '@_Version': '4.0',
      '@_xmlns:edmx': 'http://docs.oasis-open.org/odata/ns/edmx',
      'edmx:DataServices': { Schema: [dataEntities(), annotationTypes()] },
    },
  });
}

const dataEntities = (): Node => ({
  '@_Namespace': 'Microsoft.Dynamics.DataEntities',
  '@_xmlns': edm,
  EnumType: Object.entries(enumerations).map(([name, members]) => enumType(name, members)),
  EntityType: [...entities.values()].map(entityType),
  EntityContainer: {
    '@_Name': 'Resources',
    EntitySet: [...entities.values()].map((entity) => ({
      '@_Name': entity.set,
      '@_EntityType': `Microsoft.Dynamics.DataEntities.${entity.type}`,
    })),
  },
});

const annotationTypes = (): Node => ({ '@_Namespace': core, '@_xmlns': edm, EnumType: enumType('AXType', axTypes) });

const enumType = (name: string, members: readonly string[]): Node => ({
  '@_Name': name,
  Member: members.map((member, value) => ({ '@_Name': member, '@_Value': value })),
});

const entityType = (entity: Entity): Node => ({
  '@_Name': entity.type,
  Key: { PropertyRef: entity.key.map((name) => ({ '@_Name': name })) },
  Property: Object.entries(entity.properties).map(([name, property]) => propertyNode(entity, name, property)),
  Annotation: [
    annotation('LabelId', entity.label),
    flag('ConfigurationKeyEnabled', true),
    ...(isReadOnly(entity) ? [flag('IsReadOnly', true)] : []),
  ],
});

/** Whether OData refuses every write on the set. */
export const isReadOnly = (entity: Entity): boolean => entity.refuses.length === 3;

function propertyNode(entity: Entity, name: string, property: Property): Node {
  const nullable = !entity.key.includes(name) && (property.type === 'String' || property.type === 'Enum');
  return {
    '@_Name': name,
    '@_Type': edmType(property),
    ...(nullable || property.type === 'Enum' ? {} : { '@_Nullable': 'false' }),
    Annotation: [
      ...(property.label === undefined ? [] : [annotation('LabelId', property.label)]),
      flag('ConfigurationKeyEnabled', true),
      ...(property.allowEdit === false ? [flag('AllowEdit', false)] : []),
      ...(property.allowEditOnCreate === false ? [flag('AllowEditOnCreate', false)] : []),
      ...(property.required === true ? [flag('IsRequired', true)] : []),
      { '@_Term': `${core}.AXType`, EnumMember: `${core}.AXType/${property.type}` },
    ],
  };
}

const annotation = (term: string, text: string): Node => ({ '@_Term': `${core}.${term}`, '@_String': text });
const flag = (term: string, value: boolean): Node => ({ '@_Term': `${core}.${term}`, '@_Bool': String(value) });
