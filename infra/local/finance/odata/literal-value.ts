import { enumerations } from '../schema/enumerations.ts';
import type { Property } from '../schema/property.ts';
import { instant } from './instant.ts';
import type { Literal } from './literal.ts';
import { numberText } from './number-text.ts';

/**
 * Canonical value of a literal for a property, or undefined when the form does not fit its type: text quoted, guid and
 * numbers bare, points in time bare and with their zone, enumerations with their full type name.
 */
export function literalValue(literal: Literal, property: Property): string | undefined {
  switch (property.type) {
    case 'String':
      return literal.kind === 'string' ? literal.text : undefined;
    case 'Guid':
      return literal.kind === 'guid' ? literal.text : undefined;
    case 'Date':
    case 'UtcDateTime':
      return literal.kind === 'instant' ? instant(literal.text, property.type) : undefined;
    case 'Real':
    case 'Int32':
    case 'Int64':
      return literal.kind === 'number' ? numberText(literal.text, property.type) : undefined;
    case 'Enum':
      return literal.kind === 'enum' ? member(literal, property) : undefined;
  }
}

function member(literal: Extract<Literal, { kind: 'enum' }>, property: Property): string | undefined {
  if (property.enumeration === undefined) return undefined;
  if (literal.type !== `Microsoft.Dynamics.DataEntities.${property.enumeration}`) return undefined;
  return enumerations[property.enumeration].find((name) => name === literal.text);
}
