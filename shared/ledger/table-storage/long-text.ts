/** Characters of one property, of the 32,768 allowed: a pair of surrogates may hang over. */
const perColumn = 32_000;

/** Text of any length without loss, for what is parsed again: column `name`, then `name_1`, `name_2`, … */
export function longTextColumns(name: string, text: string): Record<string, string> {
  const columns: Record<string, string> = { [name]: '' };
  let start = 0;
  for (let part = 0; start < text.length; part++) {
    let end = Math.min(start + perColumn, text.length);
    if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1)) && end < text.length) end++;
    columns[columnName(name, part)] = text.slice(start, end);
    start = end;
  }
  return columns;
}

/** The text that longTextColumns took apart, undefined where there is none. */
export function readLongText(name: string, row: Readonly<Record<string, unknown>>): string | undefined {
  let text: string | undefined;
  for (let part = 0; ; part++) {
    const value = row[columnName(name, part)];
    if (typeof value !== 'string') return text;
    text = (text ?? '') + value;
  }
}

const columnName = (name: string, part: number): string => (part === 0 ? name : `${name}_${part}`);
