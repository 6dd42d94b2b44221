import { z } from 'zod';

/** Why a person does something, for the audit. */
export const reasonSchema = z
  .string()
  .trim()
  .min(3, 'must say why, in three characters at least')
  .max(500, 'must not be longer than 500 characters');
