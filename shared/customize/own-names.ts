const keyPrefix = 'posync_key_';
const longest = 90;

/** `posync_key_msdyn_externalinvoiceline`: keys have no description, so that the name says whose they are. */
export const keyName = (columns: readonly string[]): string =>
  `${keyPrefix}${columns.join('_')}`.slice(0, longest);

/** Whether an alternate key is one that we made. */
export const isOwnKey = (name: string): boolean => name.startsWith(keyPrefix);

/** `project-operations-sync: application user`: as endpoint and steps, ours by its name. */
export const roleName = (name: string): string => `${name}: application user`;
