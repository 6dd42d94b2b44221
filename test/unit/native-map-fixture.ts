/** One field mapping as a record of dual-write holds it; Finance is the source. */
export interface FieldMapping {
  readonly syncDirection: number | string;
  readonly sourceField: string | null;
  readonly destinationField: string | null;
  readonly destinationLookupFieldRelatedEntity?: string;
  readonly valueTransforms?: readonly Readonly<Record<string, unknown>>[];
  readonly isSystemGenerated?: boolean;
}

export const toDataverse = 1;
export const toFinance = 2;
export const both = 3;

export const field = (
  syncDirection: number | string,
  sourceField: string | null,
  destinationField: string | null,
  more: Partial<FieldMapping> = {},
): FieldMapping => ({
  syncDirection,
  sourceField,
  destinationField,
  valueTransforms: [],
  isSystemGenerated: false,
  ...more,
});

export const valueMap = (
  values: Readonly<Record<string, string>>,
  more: Readonly<Record<string, unknown>> = {},
): Partial<FieldMapping> => ({
  valueTransforms: [
    { transformType: 'ValueMap', valueMap: values, createValuesOnDestination: false, ...more },
  ],
});

export const byDefault = (defaultValue: string): Partial<FieldMapping> => ({
  valueTransforms: [{ transformType: 'Default', defaultValue }],
});

/** A mapping of one leg, in the shape of a published solution export. */
export const mapping = (
  label: string,
  set: string,
  fieldMappings: readonly FieldMapping[],
  more: Readonly<Record<string, unknown>> = {},
) => ({
  name: `[${label}] - [${set}]`,
  leftEnvironmentType: 'AX',
  centerEnvironmentType: 'CRM',
  rightEnvironmentType: 'UNDEFINED',
  legs: [
    {
      id: '001',
      sourceSchema: label,
      sourceEnvironmentType: 'AX',
      sourceFilter: '',
      destinationSchema: set,
      destinationEnvironmentType: 'CRM',
      reversedSourceFilter: '',
      fieldMappings,
      ...more,
    },
  ],
});

/** A record of `msdyn_dualwriteentitymaps`. */
export const record = (
  map: ReturnType<typeof mapping>,
  msdyn_version: string,
  createdon?: string,
): Readonly<Record<string, unknown>> => ({
  msdyn_name: `contoso_[${map.legs[0]?.destinationSchema ?? ''} - ${map.legs[0]?.sourceSchema ?? ''}]`,
  msdyn_version,
  msdyn_mapping: JSON.stringify(map),
  ...(createdon === undefined ? {} : { createdon }),
});

/** A record of `msdyn_dualwriteruntimeconfigs`: Dataverse is the source. */
export const runs = (set: string, label: string, version: string): Readonly<Record<string, unknown>> => {
  const [Major, Minor, Build, Revision] = version.split('.').map(Number);
  return {
    msdyn_unsecure: JSON.stringify({
      ProjectId: 'be881e8c-9b73-4583-b13b-7dd3bff2e399',
      SourceEntityName: set,
      SourceEnvironmentType: 1,
      DestinationEntityName: label,
      DestinationEnvironmentType: 3,
      EntityMapVersion: { Major, Minor, Build, Revision },
      FieldMappings: [],
    }),
  };
};
