import { LosslessNumber } from 'lossless-json';

/** A number as it travels over OData. */
export const numeric = (value: number): LosslessNumber => new LosslessNumber(String(value));
