/** Text as it stands in a file, or why it is none and what to do; the problem continues the name of the file. */
export type TextOfFile = { readonly text: string } | { readonly problem: string };

/** What a file begins with that says how its text is written. */
const marks: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/**
 * Reads the bytes of an export: UTF-8, with or without its mark, and UTF-16 with it, which is what "Unicode" means when an
 * editor of Windows saves.
 */
export function textOfFile(bytes: Uint8Array): TextOfFile {
  const begins = (...start: readonly number[]): boolean =>
    start.every((byte, index) => bytes[index] === byte);
  if (begins(0x50, 0x4b, 0x03, 0x04))
    return { problem: 'is a ZIP: unpack it, and import the folder or its customizations.xml' };
  const encoding = marks.find((mark) => begins(...mark.bytes))?.encoding ?? 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes).trim();
    if (text === '') return { problem: 'is empty: export it again' };
    return text.includes('\0') ? { problem: notText } : { text };
  } catch {
    return { problem: notText };
  }
}

const notText = 'is no text in UTF-8: save it as UTF-8 and import it again';
