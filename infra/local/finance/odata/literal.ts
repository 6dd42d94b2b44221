/** A literal of the URL conventions, by its form. */
export type Literal =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'guid'; readonly text: string }
  | { readonly kind: 'instant'; readonly text: string }
  | { readonly kind: 'day'; readonly text: string }
  | { readonly kind: 'enum'; readonly type: string; readonly text: string }
  | { readonly kind: 'boolean'; readonly text: string }
  | { readonly kind: 'null' };

export interface ReadLiteral {
  readonly literal: Literal;
  /** Index after it. */
  readonly end: number;
}

const guidForm = /[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![\w-])/y;
const instantForm = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2})/y;
const dayForm = /\d{4}-\d{2}-\d{2}(?![\w-])/y;
const numberForm = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[mMdDfFlL]?(?![\w.])/y;
const enumForm = /(Microsoft\.Dynamics\.DataEntities\.\w+)'([^']*)'/y;
const wordForm = /(?:null|true|false)(?!\w)/y;

/** Reads the literal that starts at an index. @returns undefined when none does. */
export function readLiteral(text: string, start: number): ReadLiteral | undefined {
  if (text[start] === "'") return readString(text, start);
  const found = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = start;
    return form.exec(text);
  };
  const enumeration = found(enumForm);
  if (enumeration !== null)
    return {
      literal: { kind: 'enum', type: enumeration[1] ?? '', text: enumeration[2] ?? '' },
      end: start + enumeration[0].length,
    };
  const guid = found(guidForm);
  if (guid !== null)
    return { literal: { kind: 'guid', text: guid[0].toLowerCase() }, end: start + guid[0].length };
  const instant = found(instantForm);
  if (instant !== null)
    return { literal: { kind: 'instant', text: instant[0] }, end: start + instant[0].length };
  const day = found(dayForm);
  if (day !== null) return { literal: { kind: 'day', text: day[0] }, end: start + day[0].length };
  const number = found(numberForm);
  if (number !== null)
    return {
      literal: { kind: 'number', text: number[0].replace(/[mMdDfFlL]$/, '') },
      end: start + number[0].length,
    };
  const word = found(wordForm);
  if (word === null) return undefined;
  const literal: Literal = word[0] === 'null' ? { kind: 'null' } : { kind: 'boolean', text: word[0] };
  return { literal, end: start + word[0].length };
}

/** Text between quotes; a quote inside is doubled. */
function readString(text: string, start: number): ReadLiteral | undefined {
  const form = /'((?:[^']|'')*)'/y;
  form.lastIndex = start;
  const match = form.exec(text);
  if (match === null) return undefined;
  return {
    literal: { kind: 'string', text: (match[1] ?? '').replaceAll("''", "'") },
    end: start + match[0].length,
  };
}
