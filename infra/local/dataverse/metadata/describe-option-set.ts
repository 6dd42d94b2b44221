import type { Column, Option } from '../schema/column.ts';
import type { MetadataSwitch } from '../switches/metadata-switch.ts';
import type { Table } from '../schema/table.ts';
import { attributeType } from './attribute-class.ts';
import { metadataId } from './metadata-id.ts';
import type { Definition } from './project-definition.ts';

/**
 * The options of a choice, state, status or yes/no column; undefined for other columns. All are the column's own, none
 * is global. Shapes as in the samples of Microsoft's Dataverse SDK for Python; labels are in English alone.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api
 */
export function describeOptionSet(
  table: Table,
  column: Column,
  metadata: MetadataSwitch,
): Definition | undefined {
  const set = {
    MetadataId: metadataId(`${table.name}.${column.name}.options`),
    HasChanged: null,
    IsCustomOptionSet: false,
    IsGlobal: false,
    IsManaged: true,
    Name: `${table.name}_${column.name}`,
    OptionSetType: attributeType(table, column),
  };
  if (column.type === 'boolean')
    return {
      ...set,
      TrueOption: describeOption({ value: 1, label: 'Yes' }),
      FalseOption: describeOption({ value: 0, label: 'No' }),
    };
  if (column.options === undefined) return undefined;
  return {
    ...set,
    Options: column.options
      .filter(({ value }) => metadata.hasOption(table.name, column.name, value))
      .map((option) => ({ ...ofClass(table, column, option), ...describeOption(option) })),
  };
}

const describeOption = ({ value, label }: Option): Definition => ({
  Value: value,
  Color: null,
  IsManaged: true,
  ExternalValue: null,
  ParentValues: [],
  MetadataId: null,
  HasChanged: null,
  Label: { LocalizedLabels: [localized(label)], UserLocalizedLabel: localized(label) },
  Description: { LocalizedLabels: [], UserLocalizedLabel: null },
});

const localized = (label: string): Definition => ({
  Label: label,
  LanguageCode: 1033,
  IsManaged: true,
  MetadataId: metadataId(`label.${label}`),
  HasChanged: null,
});

function ofClass(table: Table, column: Column, option: Option): Definition {
  if (column.type === 'status')
    return {
      '@odata.type': '#Microsoft.Dynamics.CRM.StatusOptionMetadata',
      State: option.state ?? null,
      TransitionData: null,
    };
  if (column.type !== 'state') return {};
  const statuses = table.columns.get('statuscode')?.options ?? [];
  return {
    '@odata.type': '#Microsoft.Dynamics.CRM.StateOptionMetadata',
    DefaultStatus: statuses.find((status) => status.state === option.value)?.value ?? null,
    InvariantName: option.label,
  };
}
