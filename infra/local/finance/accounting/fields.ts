import { isLosslessNumber } from 'lossless-json';
import { z } from 'zod';

/** A legal entity's code. */
export const companyField = z.string().min(1).toLowerCase();

/** A day, `2026-10-27`. */
export const dayField = z.iso.date();

/** A decimal as text or as a JSON number; all digits are kept. */
export const decimalField = z.preprocess(
  (value) => (isLosslessNumber(value) ? value.toString() : value),
  z.string().regex(/^-?\d+(\.\d+)?$/),
);
