/** What the Prefer header asks for. */
export interface Preferences {
  readonly representation: boolean;
  /** Rows per page, at most 5,000. */
  readonly pageSize?: number;
  readonly continueOnError: boolean;
  /** Answers with a delta link at the end. */
  readonly trackChanges: boolean;
  /** Adds the annotations for look-ups and formatted values. */
  readonly annotations: boolean;
}

/** Reads `Prefer: return=representation, odata.maxpagesize=500`; unknown preferences are ignored. */
export function readPreferences(header: string | undefined): Preferences {
  const tokens = (header ?? '').split(',').map((token) => token.trim());
  const pageSize = tokens
    .map((token) => /^odata\.maxpagesize=(\d+)$/.exec(token)?.[1])
    .find((size) => size !== undefined);
  return {
    representation: tokens.includes('return=representation'),
    continueOnError: tokens.some((token) => /^odata\.continue-on-error(=true)?$/.test(token)),
    trackChanges: tokens.includes('odata.track-changes'),
    annotations: tokens.some((token) => token.startsWith('odata.include-annotations')),
    ...(pageSize === undefined ? {} : { pageSize: Math.min(5000, Math.max(1, Number(pageSize))) }),
  };
}
