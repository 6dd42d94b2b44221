/** Name of the set that a path below `/data/` addresses; `$batch` and `$metadata` for themselves. */
export const setOf = (path: string): string => /^[$\w]*/.exec(path)?.[0] ?? '';
