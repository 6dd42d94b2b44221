/** The section codes of a message, AMQP 1.0 part 3, 3.2. */
export const SECTION = {
  header: 0x70,
  messageAnnotations: 0x72,
  properties: 0x73,
  applicationProperties: 0x74,
  data: 0x75,
} as const;

export interface Section {
  readonly code: number;
  /** Offset of the descriptor. */
  readonly start: number;
  /** Offset of the value's constructor. */
  readonly value: number;
  readonly end: number;
}

/**
 * Finds the sections of an encoded message without decoding them.
 * @throws RangeError when the bytes are not a message.
 */
export function sectionsOf(encoded: Buffer): Section[] {
  const sections: Section[] = [];
  for (let start = 0; start < encoded.length;) {
    const value = start + (encoded[start + 1] === 0x53 ? 3 : 10);
    const code = encoded.readUInt8(value - 1);
    if (encoded[start] !== 0x00 || code < 0x70 || code > 0x78) {
      throw new RangeError(`No message section at offset ${start}.`);
    }
    const end = endOfValue(encoded, value);
    if (end > encoded.length) throw new RangeError(`The section at offset ${start} is cut off.`);
    sections.push({ code, start, value, end });
    start = end;
  }
  return sections;
}

/** The first half of a constructor says how the width of a value is found, AMQP 1.0 part 1, 1.2. */
function endOfValue(encoded: Buffer, constructorAt: number): number {
  const constructor = encoded.readUInt8(constructorAt);
  const at = constructorAt + 1;
  const category = constructor >> 4;
  if (category === 0x4) return at;
  if (category >= 0x5 && category <= 0x9) return at + 2 ** (category - 0x5);
  if (category === 0xa || category === 0xc || category === 0xe) return at + 1 + encoded.readUInt8(at);
  if (category === 0xb || category === 0xd || category === 0xf) return at + 4 + encoded.readUInt32BE(at);
  throw new RangeError(`Unknown constructor at offset ${constructorAt}.`);
}
