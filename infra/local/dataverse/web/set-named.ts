/** The entity set, function or `$batch` at the beginning of a resource path. */
export const setNamed = (path: string): string => /^\/?([^/(?]*)/.exec(path)?.[1] ?? '';
