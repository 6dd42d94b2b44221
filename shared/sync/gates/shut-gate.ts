import { isDue, parseBreaker } from './breaker.ts';
import { gateOf, type Gate } from './gate.ts';
import { breakersOf, pausesOf, type Pass } from './gate-names.ts';
import type { GateSettings } from './gate-settings.ts';

/** A scan probes only where no record has come to do so. */
const scanWaitsMs = 60_000;

/**
 * The gate that holds an attempt back, if one does. A breaker that is due for a probe does not: the attempt may be it.
 *
 * @param shut all open breakers and pauses, as text by name.
 * @param passing breakers whose probe this attempt is.
 */
export function shutGate(
  shut: ReadonlyMap<string, string>,
  pass: Pass,
  now: number,
  { longestMs }: GateSettings,
  passing: readonly string[] = [],
): Gate | undefined {
  if (shut.size === 0) return undefined;
  const due = pass.scan === true ? now - scanWaitsMs : now;
  const paused = pausesOf(pass).find((name) => shut.has(name));
  const name =
    paused ??
    breakersOf(pass).find((breaker) => {
      const text = shut.get(breaker);
      return text !== undefined && !passing.includes(breaker) && !isDue(parseBreaker(text), due);
    });
  const text = name === undefined ? undefined : shut.get(name);
  return name === undefined || text === undefined ? undefined : gateOf(name, text, now, longestMs);
}
