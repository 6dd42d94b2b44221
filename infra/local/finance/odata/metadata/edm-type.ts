import type { Property } from '../../schema/property.ts';

const primitive = {
  String: 'Edm.String',
  Real: 'Edm.Decimal',
  Int32: 'Edm.Int32',
  Int64: 'Edm.Int64',
  Guid: 'Edm.Guid',
  Date: 'Edm.DateTimeOffset',
  UtcDateTime: 'Edm.DateTimeOffset',
} as const;

/** Name of a property's type in `$metadata`. */
export const edmType = (property: Property): string =>
  property.type === 'Enum'
    ? `Microsoft.Dynamics.DataEntities.${property.enumeration ?? ''}`
    : primitive[property.type];
