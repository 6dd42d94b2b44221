/** Entity set that an address names, without the key of a row; `$batch` and metadata are named as they are. Pure. */
export const setOf = (url: string): string =>
  /\/(?:api\/data\/v[\d.]+|data)\/([^/(?]+)/.exec(new URL(url).pathname)?.[1] ?? 'metadata';
