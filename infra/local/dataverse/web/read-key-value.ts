import { Big } from 'big.js';
import type { Column } from '../schema/column.ts';
import type { StoredValue } from '../store/row.ts';
import { guidText } from '../value/guid-text.ts';
import { refusals } from './refusals.ts';

/** Characters with which key look-ups "don't work", encoded or not (define-alternate-keys-entity, Microsoft Learn). */
const unsupported = /[/<>*%&:\\?+]/;

/** Reads one value of an alternate key: text in quotes, numbers and guids without. */
export function readKeyValue(column: Column, literal: string): StoredValue {
  const wrong = (): Error =>
    refusals.badQuery(`The key value ${literal} is not valid for '${column.property}'.`);
  switch (column.type) {
    case 'text': {
      if (!literal.startsWith("'") || !literal.endsWith("'") || literal.length < 2) throw wrong();
      const value = literal.slice(1, -1).replaceAll("''", "'");
      if (unsupported.test(value)) throw refusals.keyCharacter(value);
      return value;
    }
    case 'guid':
    case 'lookup': {
      const id = guidText(literal);
      if (id === undefined) throw wrong();
      return column.type === 'guid' ? id : { table: column.targets?.[0]?.table ?? '', id };
    }
    case 'integer':
    case 'choice': {
      if (!/^-?\d+$/.test(literal)) throw wrong();
      return Number(literal);
    }
    case 'decimal': {
      if (!/^-?\d+(\.\d+)?$/.test(literal)) throw wrong();
      return new Big(literal).toFixed();
    }
    default:
      throw wrong();
  }
}
