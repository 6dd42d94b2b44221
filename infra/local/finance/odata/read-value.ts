import { isLosslessNumber } from 'lossless-json';
import { enumerations } from '../schema/enumerations.ts';
import type { Property } from '../schema/property.ts';
import { emptyValue } from '../store/empty-values.ts';
import { instant } from './instant.ts';
import { numberText } from './number-text.ts';
import { badBody } from './refusals.ts';

const guidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?(Z|[+-]\d{2}:\d{2})$/;

const edm = {
  String: 'Edm.String',
  Real: 'Edm.Decimal',
  Int32: 'Edm.Int32',
  Int64: 'Edm.Int64',
  Guid: 'Edm.Guid',
  Date: 'Edm.DateTimeOffset',
  UtcDateTime: 'Edm.DateTimeOffset',
} as const;

/**
 * Canonical value of a JSON value for a property.
 *
 * @param inKey key text may not be null either.
 * @throws Refusal when the type does not take it. That null empties text and enumerations is assumed; numbers for
 * enumerations and text for numbers are refused (assumed).
 */
export function readValue(name: string, property: Property, value: unknown, inKey: boolean): string {
  if (property.type === 'Enum') return value === null ? emptyValue(property) : readMember(property, value);
  const type = edm[property.type];
  if (value === null) {
    if (property.type === 'String' && !inKey) return '';
    throw badBody(
      `A null value was found for the property named '${name}', which has the expected type '${type}[Nullable=False]'. The expected type '${type}[Nullable=False]' does not allow null values.`,
    );
  }
  const read = readNonNull(property.type, value);
  if (read === undefined)
    throw badBody(`Cannot convert the value of property '${name}' to the expected type '${type}'.`);
  return read;
}

function readNonNull(type: keyof typeof edm, value: unknown): string | undefined {
  switch (type) {
    case 'Real':
    case 'Int32':
    case 'Int64':
      return isLosslessNumber(value) ? numberText(value.toString(), type) : undefined;
    case 'String':
      return typeof value === 'string' ? value : undefined;
    case 'Guid':
      return typeof value === 'string' && guidForm.test(value) ? value.toLowerCase() : undefined;
    case 'Date':
    case 'UtcDateTime':
      return typeof value === 'string' && zoned.test(value) ? instant(value, type) : undefined;
  }
}

function readMember(property: Property, value: unknown): string {
  const members: readonly string[] =
    property.enumeration === undefined ? [] : enumerations[property.enumeration];
  const member = typeof value === 'string' ? members.find((name) => name === value) : undefined;
  if (member !== undefined) return member;
  const shown = typeof value === 'string' ? value : isLosslessNumber(value) ? value.toString() : typeof value;
  throw badBody(
    `The value '${shown}' is not a valid member of the type 'Microsoft.Dynamics.DataEntities.${property.enumeration ?? ''}'.`,
  );
}
