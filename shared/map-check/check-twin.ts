import type { TableMap } from '../table-map/table-map.ts';
import type { CheckReport, Finding, Unchecked } from './finding.ts';
import type { RunningNativeMap } from './metadata.ts';

/** What a twin's finding is about, for those that must know it from others. */
export const nativeTwin = 'native dual-write';

/**
 * Whether native dual-write runs the same map: two engines would write the same rows. A native map of the same table
 * and another entity may be a map that we do not replace, so it is left to a person.
 */
export function checkTwin(map: TableMap, natives: readonly RunningNativeMap[]): CheckReport {
  const findings: Finding[] = [];
  const unchecked: Unchecked[] = [];
  const table = names(map.dataverse.table, map.dataverse.set);
  const entity = names(map.finance.entity, map.finance.set, map.name);
  for (const { entities, version } of natives) {
    const theirs = entities.map(plain);
    if (!theirs.some((name) => table.includes(name))) continue;
    const shown = `${entities.join(' → ')}${version === '' ? '' : `, version ${version}`}`;
    if (theirs.some((name) => entity.includes(name)))
      findings.push({
        map: map.name,
        column: nativeTwin,
        severity: 'error',
        what: `The native dual-write map runs too (${shown}).`,
        remedy:
          'Stop it in dual-write; this map then starts by itself. Or name ours in MAPS_OFF and keep the native one. After a restore of the database the row in msdyn_dualwriteruntimeconfig may belong to another environment: delete it.',
        stops: true,
      });
    else
      unchecked.push({
        map: map.name,
        what: `Whether the native dual-write map ${shown}, which runs on the same table, writes the same columns.`,
        look: 'Compare its column pairs with those of our map; if they overlap, stop one of the two.',
      });
  }
  return { findings, unchecked };
}

/** Dual-write writes labels, sets and physical names, in capitals or not, and with the set in brackets behind a label. */
const plain = (name: string): string =>
  name
    .replace(/\s*\([^()]*\)\s*$/, '')
    .trim()
    .toLowerCase();
const names = (...all: readonly string[]): readonly string[] => all.map(plain);
