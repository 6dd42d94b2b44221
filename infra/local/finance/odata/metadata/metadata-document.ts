import type { Model } from '../../sandbox/metadata-switch.ts';
import type { Entity } from '../../schema/entity.ts';
import type { Property } from '../../schema/property.ts';
import { edmType } from './edm-type.ts';
import { isReadOnly } from './is-read-only.ts';
import { xmlElement, xmlText } from './xml-element.ts';

const core = 'Microsoft.Dynamics.OData.Core.V1';
const edm = 'http://docs.oasis-open.org/odata/ns/edm';
const edmx = 'http://docs.oasis-open.org/odata/ns/edmx';

/** In the order in which the real document numbers them. */
const axTypes = [
  ...['Container', 'Date', 'Enum', 'Guid', 'Int32', 'Int64'],
  ...['Real', 'Record', 'String', 'Time', 'UtcDateTime', 'Void'],
];

const written = new WeakMap<Model, string>();

/** `$metadata` of all sets: keys, types, and the annotations from which a client learns what it may write. */
export function metadataDocument(model: Model): string {
  const document = written.get(model) ?? build(model);
  written.set(model, document);
  return document;
}

function build(model: Model): string {
  const services = xmlElement('edmx:DataServices', {}, [dataEntities(model), annotationTypes()]);
  const root = xmlElement('edmx:Edmx', { Version: '4.0', 'xmlns:edmx': edmx }, [services]);
  return `<?xml version="1.0" encoding="utf-8"?>\n${root}`;
}

const dataEntities = ({ entities, enumerations }: Model): string =>
  xmlElement('Schema', { Namespace: 'Microsoft.Dynamics.DataEntities', xmlns: edm }, [
    ...Object.entries(enumerations).map(([name, members]) => enumType(name, members)),
    ...entities.map(entityType),
    xmlElement('EntityContainer', { Name: 'Resources' }, entities.map(entitySet)),
  ]);

const annotationTypes = (): string =>
  xmlElement('Schema', { Namespace: core, xmlns: edm }, [enumType('AXType', axTypes)]);

const enumType = (name: string, members: readonly string[]): string =>
  xmlElement(
    'EnumType',
    { Name: name },
    members.map((member, value) => xmlElement('Member', { Name: member, Value: value })),
  );

const entitySet = (entity: Entity): string =>
  xmlElement('EntitySet', { Name: entity.set, EntityType: `Microsoft.Dynamics.DataEntities.${entity.type}` });

const entityType = (entity: Entity): string =>
  xmlElement('EntityType', { Name: entity.type }, [
    xmlElement(
      'Key',
      {},
      entity.key.map((name) => xmlElement('PropertyRef', { Name: name })),
    ),
    ...Object.entries(entity.properties).map(([name, property]) => propertyElement(entity, name, property)),
    textAnnotation('LabelId', entity.label),
    flag('ConfigurationKeyEnabled', true),
    ...(isReadOnly(entity) ? [flag('IsReadOnly', true)] : []),
  ]);

/** Text outside of keys and enumerations can be null; nothing else can. */
const isNullable = (entity: Entity, name: string, property: Property): boolean =>
  property.type === 'Enum' || (property.type === 'String' && !entity.key.includes(name));

const propertyElement = (entity: Entity, name: string, property: Property): string =>
  xmlElement(
    'Property',
    {
      Name: name,
      Type: edmType(property),
      ...(isNullable(entity, name, property) ? {} : { Nullable: 'false' }),
    },
    [
      ...(property.label === undefined ? [] : [textAnnotation('LabelId', property.label)]),
      flag('ConfigurationKeyEnabled', true),
      ...(property.allowEdit === false ? [flag('AllowEdit', false)] : []),
      ...(property.allowEditOnCreate === false ? [flag('AllowEditOnCreate', false)] : []),
      ...(property.required === true ? [flag('IsRequired', true)] : []),
      xmlElement('Annotation', { Term: `${core}.AXType` }, [
        xmlText('EnumMember', `${core}.AXType/${property.type}`),
      ]),
    ],
  );

const textAnnotation = (term: string, text: string): string =>
  xmlElement('Annotation', { Term: `${core}.${term}`, String: text });
const flag = (term: string, value: boolean): string =>
  xmlElement('Annotation', { Term: `${core}.${term}`, Bool: String(value) });
