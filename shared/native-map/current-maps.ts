import type { Export, SavedMap } from './read-export.ts';
import { pairKey } from './pair-key.ts';

/** The version of a map that counts, and why it is that one. */
export interface CurrentMap extends SavedMap {
  readonly why: string;
  /** Versions of the same map that do not count. */
  readonly parked: readonly string[];
}

export interface CurrentMaps {
  readonly current: readonly CurrentMap[];
  /** Maps of which no version can be told to be the one, with what to do. */
  readonly unclear: readonly { readonly name: string; readonly problem: string }[];
}

/**
 * One version of each map: the one that runs, else the one that was saved last. Never the highest number: versions such as
 * 9.9.9.9 are parked there.
 */
export function currentMaps({ maps, running }: Pick<Export, 'maps' | 'running'>): CurrentMaps {
  const versions = new Map<string, Set<string>>();
  for (const { pair, version } of running)
    versions.set(pair, (versions.get(pair) ?? new Set<string>()).add(version));
  const grouped = Map.groupBy(withoutCopies(maps), ({ native }) => pairKey(native.set, native.label));
  const judged = [...grouped].map(([pair, saved]) => currentOf(saved, [...(versions.get(pair) ?? [])]));
  return {
    current: judged.flatMap((each) => ('problem' in each ? [] : [each])),
    unclear: judged.flatMap((each) => ('problem' in each ? [each] : [])),
  };
}

/** A record that was exported twice is one: the one that says when it was made, the later one of two. */
function withoutCopies(maps: readonly SavedMap[]): readonly SavedMap[] {
  const inOrder = maps.toSorted((a, b) => (a.savedOn ?? '').localeCompare(b.savedOn ?? '', 'en'));
  return [...new Map(inOrder.map((saved) => [JSON.stringify(saved.native), saved])).values()];
}

function currentOf(
  saved: readonly SavedMap[],
  running: readonly string[],
): CurrentMap | { readonly name: string; readonly problem: string } {
  const [version, ...others] = running;
  const proven = saved.filter(({ native }) => others.length === 0 && native.version === version);
  const candidates = version !== undefined && proven.length > 0 ? proven : saved;
  const newest = newestOf(candidates);
  const [first] = saved;
  if (newest === undefined)
    return {
      name: first?.native.name ?? '',
      problem: `${saved.length} exports (${listed(saved)}) and nothing says which one runs or was saved last: import its file alone, or add the export of msdyn_dualwriteruntimeconfigs`,
    };
  return {
    ...newest,
    why: reason(saved, candidates, version, others),
    parked: saved.flatMap((each) => (each === newest ? [] : [each.native.version ?? 'without a version'])),
  };
}

function reason(
  saved: readonly SavedMap[],
  candidates: readonly SavedMap[],
  version: string | undefined,
  others: readonly string[],
): string {
  if (others.length > 0)
    return `saved last; ${[version, ...others].join(' and ')} are both said to run there`;
  if (version === undefined)
    return saved.length === 1 ? 'the only one' : 'saved last; which one runs is not known';
  if (!candidates.some(({ native }) => native.version === version))
    return `saved last; ${version} runs there and is not among the records`;
  return 'runs there';
}

/** The only one, or the one made last; where two were made at once, the higher number. */
function newestOf(saved: readonly SavedMap[]): SavedMap | undefined {
  if (saved.length === 1) return saved[0];
  if (saved.some(({ savedOn }) => savedOn === undefined || Number.isNaN(Date.parse(savedOn))))
    return undefined;
  return [...saved].sort(
    (a, b) =>
      Date.parse(b.savedOn ?? '') - Date.parse(a.savedOn ?? '') ||
      (b.native.version ?? '').localeCompare(a.native.version ?? '', 'en', { numeric: true }),
  )[0];
}

const listed = (saved: readonly SavedMap[]): string =>
  saved.map(({ native, origin }) => `${native.version ?? 'without a version'} in ${origin}`).join(', ');
