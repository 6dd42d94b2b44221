import type { HostLogLine } from './host-log.ts';

const quiet: ReadonlySet<HostLogLine['level']> = new Set(['trace', 'debug', 'none']);

/** Prints `[function] text` on standard error, leaving out trace and debug as Azure does by default. */
export function printLogLine(line: HostLogLine): void {
  if (quiet.has(line.level)) return;
  console.error(`[${line.function ?? 'host'}] ${line.text}`);
}
