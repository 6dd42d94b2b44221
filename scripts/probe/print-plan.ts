import type { Probe, WritePlan } from '../../shared/probe/probe.ts';

/** What the probes will write, each thing once, with the probes that write it. */
export function printPlan(chosen: readonly Probe[], plan: WritePlan): string {
  const byLine = new Map<string, string[]>();
  for (const { name, writes } of chosen)
    for (const line of writes?.(plan) ?? []) byLine.set(line, [...(byLine.get(line) ?? []), name]);
  return [...byLine].map(([line, names]) => `  ${line} [${names.join(', ')}]`).join('\n');
}
