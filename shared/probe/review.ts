import { assumptions } from '../assumptions/assumptions.ts';
import { guesses } from '../table-map/guesses.ts';
import type { Registry } from '../table-map/registry.ts';
import type { Finding, ProbeResult } from './finding.ts';
import type { Review } from './report.ts';

/**
 * What follows from the findings: settings, entries of `maps.accepted.json`, and code that is wrong. Lines of maps that
 * are sure already are left out; what is not settled changes nothing.
 *
 * @param on day of the report, YYYY-MM-DD.
 */
export function review(results: readonly ProbeResult[], maps: Registry, on: string): Review {
  const settled = results
    .flatMap(({ findings }) => findings)
    .filter(({ verdict }) => verdict !== 'not-settled');
  const otherwise = settled.filter(({ verdict }) => verdict === 'otherwise');
  return {
    settings: { ...switches(settled), ...mapsOff(otherwise, maps) },
    accepted: {
      lines: settled
        .filter(({ verdict }) => verdict === 'as-assumed')
        .flatMap(({ assumption, why }) =>
          (assumptions[assumption].accepts ?? []).flatMap(({ map, line: name }) =>
            guesses(maps.byName(map))
              .filter((guess) => guess.name === name)
              .map(({ line }) => ({ map, line, by: '' as const, on, seen: `npm run probe: ${why}` })),
          ),
        ),
    },
    code: otherwise.flatMap(({ assumption, why }) => {
      const change = assumptions[assumption].otherwise;
      return change.kind === 'code' ? [{ assumption, where: change.where, why }] : [];
    }),
  };
}

const switches = (settled: readonly Finding[]): Record<string, string> =>
  Object.fromEntries(
    settled.flatMap(({ assumption, verdict }) => {
      const change = assumptions[assumption].otherwise;
      return change.kind === 'setting'
        ? [[change.name, verdict === 'otherwise' ? change.value : change.asAssumed] as const]
        : [];
    }),
  );

/** What is off today stays off. */
function mapsOff(otherwise: readonly Finding[], maps: Registry): Record<string, string> {
  const more = otherwise.flatMap(({ assumption, maps: fewer }) => {
    const change = assumptions[assumption].otherwise;
    return change.kind === 'maps-off' ? (fewer ?? change.maps) : [];
  });
  const off = maps
    .all()
    .filter((map) => maps.isOff(map))
    .map(({ name }) => name);
  return more.length === 0 ? {} : { MAPS_OFF: [...new Set([...off, ...more])].join('; ') };
}
