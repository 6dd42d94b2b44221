import type { ODataValue } from '../odata/value.ts';
import type { Fault } from './conversion.ts';
import type { FieldProblem } from './transformed.ts';

const longest = 200;

/** The problem of a value that has no target form. */
export function problemOfField(
  source: string,
  target: string,
  value: ODataValue,
  fault: Fault,
): FieldProblem {
  const text = value === null ? '' : String(value).slice(0, longest);
  const shown = text === '' ? 'empty' : text;
  return {
    kind: fault.fault,
    source,
    target,
    value: text,
    message: `${source} ${shown} ${fault.because}.`,
    hint: fault.hint,
  };
}
