import type { LosslessNumber } from 'lossless-json';

/** Anything that JSON can say, with numbers as they were written. */
export type JsonValue =
  string | boolean | null | LosslessNumber | readonly JsonValue[] | { readonly [member: string]: JsonValue };
