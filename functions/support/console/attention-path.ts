/** More than a window shows: what is scrolled to is asked for then. */
const firstRecords = '30';

/** Path of the API for the groups of a filter and the first of its records. */
export const attentionPath = (filters: Readonly<Record<string, string>>): string =>
  `groups?${new URLSearchParams({ ...filters, first: firstRecords }).toString()}`;
