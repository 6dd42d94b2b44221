/** A part of a multipart body: headers by lower-case name, and what follows them. */
export interface Part {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly content: string;
}

/** Boundary of a content type `multipart/mixed; boundary=…`, if it is one. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const match = /^multipart\/mixed\s*;.*?\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '');
  return match?.[1] ?? match?.[2];
}

/** Splits a multipart body; preamble and what follows the closing delimiter are ignored. */
export function splitParts(body: string, boundary: string): readonly Part[] {
  const parts: Part[] = [];
  const [, ...sections] = `\r\n${body}`.replaceAll(/\r?\n/g, '\r\n').split(`\r\n--${boundary}`);
  for (const section of sections) {
    if (section.startsWith('--')) break;
    parts.push(readPart(section.replace(/^[ \t]*\r\n/, '')));
  }
  return parts;
}

/** Reads headers up to the first empty line. */
export function readPart(text: string): Part {
  const headers: Record<string, string> = {};
  let rest = text;
  for (;;) {
    const end = rest.indexOf('\r\n');
    const line = end === -1 ? rest : rest.slice(0, end);
    rest = end === -1 ? '' : rest.slice(end + 2);
    if (line === '') return { headers, content: rest };
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
}
