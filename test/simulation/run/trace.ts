/** A readable account of a seed: time, host, step, record, outcome. */
export interface Trace {
  add(at: number, who: string, step: string, record: string, outcome: string): void;
  lines(): readonly string[];
}

/** Keeps nothing: thousands of seeds need no account. */
export const noTrace: Trace = { add: () => undefined, lines: () => [] };

/** @param start milliseconds since 1970 that count as zero. */
export function trace(start: number): Trace {
  const lines: string[] = [];
  return {
    add: (at, who, step, record, outcome) => {
      const seconds = ((at - start) / 1_000).toFixed(3).padStart(10);
      lines.push(`${seconds}  ${who.padEnd(16)} ${step.padEnd(26)} ${record}  ${outcome}`.trimEnd());
    },
    lines: () => lines,
  };
}
