import type { Failure } from '../ledger/ledger.ts';

/** What failures are grouped by: their cause where one was found, else their code. */
export const causeOf = ({ code, cause }: Failure): string => cause ?? code;
