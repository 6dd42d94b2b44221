import type { EnumerationName } from './enumerations.ts';

/** Types that Finance tells apart in `$metadata` by its AXType annotation; Date and UtcDateTime are both DateTimeOffset. */
export type AxType = 'String' | 'Enum' | 'Real' | 'Int32' | 'Int64' | 'Guid' | 'Date' | 'UtcDateTime';

/** One property of a data entity. */
export interface Property {
  readonly type: AxType;
  /** Present for type Enum. */
  readonly enumeration?: EnumerationName;
  /** What Finance calls the field in its messages; the property's name when absent. */
  readonly label?: string;
  /** False: refused in a PATCH. */
  readonly allowEdit?: false;
  /** False: refused in a POST. */
  readonly allowEditOnCreate?: false;
  /** Must be filled in on create, and cannot be emptied. */
  readonly required?: true;
  /** Finance fills it on create when it is not sent. */
  readonly filledWith?: 'new guid';
}

export const text: Property = { type: 'String' };
export const real: Property = { type: 'Real' };
export const int32: Property = { type: 'Int32' };
export const int64: Property = { type: 'Int64' };
export const guid: Property = { type: 'Guid' };
export const date: Property = { type: 'Date' };
export const utcDateTime: Property = { type: 'UtcDateTime' };

/** A property that takes the names of an enumeration. */
export const enumOf = (enumeration: EnumerationName): Property => ({ type: 'Enum', enumeration });

/** A text field with the label that Finance's messages use. */
export const labelled = (label: string): Property => ({ type: 'String', label });

/** The same property, which a create must fill in. */
export const mandatory = (property: Property): Property => ({ ...property, required: true });

/** Part of the key: given once, on create. */
export const keyText = (label: string): Property => ({
  type: 'String',
  label,
  required: true,
  allowEdit: false,
});

/** A guid that is the key of a row: given once, on create. */
export const keyGuid = (label: string): Property => ({
  type: 'Guid',
  label,
  required: true,
  allowEdit: false,
});

/** The company key that every company-specific entity has. */
export const company: Property = { type: 'String', label: 'Company', allowEdit: false };

/** Visible over OData, written only inside Finance. */
export const readOnly = (property: Property): Property => ({
  ...property,
  allowEdit: false,
  allowEditOnCreate: false,
});
