type Attributes = Readonly<Record<string, string | number>>;

/** Writes an element, one line per tag. */
export function xmlElement(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const start = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(String(value))}"`),
  ].join(' ');
  if (children.length === 0) return `<${start} />\n`;
  return `<${start}>\n${children.join('')}</${name}>\n`;
}

/** Writes an element that holds text. */
export const xmlText = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>\n`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
