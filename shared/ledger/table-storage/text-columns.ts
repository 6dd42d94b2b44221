import { trimText } from './trim-text.ts';

/** Text columns for a row; what is undefined has no column, what is too long is trimmed with a mark. */
export function textColumns(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts)) if (text !== undefined) columns[name] = trimText(text);
  return columns;
}
