import rhea from 'rhea';
import type { Typed, Types } from 'rhea';

/** The parts of rhea's encoder that its typings leave out. */
interface Reader {
  position: number;
  read(): Typed;
  remaining(): number;
}

interface Writer {
  write(value: Typed): void;
  toBuffer(): Buffer;
}

interface Codec extends Types {
  readonly Reader: new (buffer: Buffer) => Reader;
  readonly Writer: new (buffer?: Buffer) => Writer;
}

/** AMQP's types. */
export const types = rhea.types as Codec;
/** AMQP's messages and outcomes. */
export const { message } = rhea;
