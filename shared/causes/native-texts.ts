import type { Cause } from './causes.ts';

/** A text that either system may answer with, and what it means. */
export interface NativeText {
  readonly pattern: RegExp;
  readonly cause: Cause;
  /** Only where it is known to pass by itself; else the answer tells. */
  readonly kind?: 'transient';
}

/**
 * Texts of the native dual-write engine, which runs inside the save of either system for the tables that it keeps. They
 * say that it failed, seldom why; a text that does say why is looked for first.
 */
export const nativeTexts: readonly NativeText[] = [
  { pattern: /Project validation failed/i, cause: 'metadata-outdated', kind: 'transient' },
  { pattern: /is not a member of the organization/i, cause: 'unauthorised' },
  // Finance holds an actual that Dataverse rolled back after it had been sent.
  { pattern: /Attribute msdyn_transactiontypecode not found/i, cause: 'rolled-back-in-dataverse' },
  { pattern: /Failed to sync journal header/i, cause: 'general-journal-not-synchronised' },
  {
    pattern:
      /Unable to generate payload for entity|Only \d+ of \d+ keys provided for lookup|SecureConfig Organization|Unit of Work can ?not commit/i,
    cause: 'native-dual-write-failed',
  },
];
