/** An instant with the precision that Dataverse stores: `2026-09-01T08:00:00Z`. */
export const secondsText = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;
