import type { ODataValue } from '../odata/value.ts';
import { wrongType, type Conversion } from './conversion.ts';

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Finance has no empty guid: all zeros stand for it. */
export const zeroGuid = '00000000-0000-0000-0000-000000000000';

/** A guid in lower case, without the braces in which Finance's events write it. */
export function guidText(value: ODataValue): Conversion {
  const text = String(value)
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase();
  return form.test(text) ? { value: text } : wrongType('a guid');
}
