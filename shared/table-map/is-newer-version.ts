/** Whether a version of a map is a later one than another: `1.0.0.10` after `1.0.0.9`, part by part as numbers. */
export const isNewerVersion = (version: string, than: string): boolean =>
  version.localeCompare(than, 'en', { numeric: true }) > 0;
