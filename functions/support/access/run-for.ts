import type { SupportSettings } from '../../../shared/settings/support-settings.ts';
import type { RunUnit } from '../../../shared/start/run.ts';
import { sumUp, type RunProgress } from '../../../shared/start/run-progress.ts';
import type { Registry } from '../../../shared/table-map/registry.ts';
import { mayDo, type Place } from './may-do.ts';
import { hiddenWords, ownWords } from './own-words.ts';
import type { Person } from './person.ts';

/** Where the rows of a unit, or of a line of its preview, lie. Pure. */
export const placeOfUnit = (
  maps: Pick<Registry, 'has' | 'byName'>,
  { map, company }: Pick<RunUnit, 'map' | 'company'>,
): Place => ({ area: maps.has(map) ? maps.byName(map).area : undefined, company });

/** A run as far as it lies within what a person may see, without words of the systems that are hidden. Pure. */
export function runFor(
  person: Person,
  settings: Pick<SupportSettings, 'hide'>,
  maps: Pick<Registry, 'has' | 'byName'>,
  { run, units }: RunProgress,
): RunProgress {
  const words = ownWords(person, settings);
  const seen = units
    .filter((unit) => mayDo(person, 'Support.Read', placeOfUnit(maps, unit)))
    .map((unit) => (words.areHidden(placeOfUnit(maps, unit)) ? withoutWords(unit) : unit));
  return sumUp(run, seen);
}

const withoutWords = (unit: RunUnit): RunUnit => ({
  ...unit,
  ...(unit.why === undefined ? {} : { why: hiddenWords }),
  findings: unit.findings.map((finding) =>
    finding.why === undefined ? finding : { ...finding, why: hiddenWords },
  ),
});
