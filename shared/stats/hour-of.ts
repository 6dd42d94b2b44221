const hourMs = 3_600_000;

/** Begin of the hour of a time in milliseconds since 1970, ISO 8601 UTC. Pure. */
export const hourOf = (at: number): string => new Date(Math.floor(at / hourMs) * hourMs).toISOString();
