import { describe, expect, it } from 'vitest';
import { runFor } from '../../functions/support/access/run-for.ts';
import { hiddenWords } from '../../functions/support/access/own-words.ts';
import type { Person } from '../../functions/support/access/person.ts';
import type { RunUnit } from '../../shared/start/run.ts';
import { sumUp } from '../../shared/start/run-progress.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';

const maps = await loadTableMaps(new URL('../../functions/', import.meta.url), {
  sandbox: true,
  writeBack: 'standard',
});

const expenses = 'Project Operations integration project expenses export entity';
const unit = (map: string, company: string): RunUnit => ({
  map,
  company,
  step: 'done',
  total: 3,
  counts: { applied: 2, rejected: 1 },
  findings: [{ what: 'rejected', row: 'P-1', why: "Customer 'US-001' is blocked." }],
  milliseconds: 5,
});
const progress = sumUp(
  {
    id: 'r1',
    kind: 'resync',
    by: 'June Low',
    at: '2026-10-25T10:00:00.000Z',
    units: 3,
    needsConfirmation: false,
  },
  [unit('Projects V2', 'usmf'), unit('Projects V2', 'frrt'), unit(expenses, 'frrt')],
);

const seen = (limits: Partial<Person['roles'][number]>, hide: readonly string[] = []) =>
  runFor(
    { name: 'Fred', roles: [{ role: 'r', is: 'Support.Read', ...limits }] },
    { hide: new Set(hide) },
    maps,
    progress,
  );
const placesOf = ({ units }: { readonly units: readonly RunUnit[] }): readonly string[] =>
  units.map(({ map, company }) => `${map} ${company}`);

describe('a run', () => {
  it('is shown whole to who may see everything', () => {
    expect(seen({})).toEqual(progress);
  });

  it('is shown, and counted, as far as it lies within the legal entities and areas of a role', () => {
    const france = seen({ companies: ['frrt'] });
    expect(placesOf(france)).toEqual(['Projects V2 frrt', `${expenses} frrt`]);
    expect(france).toMatchObject({ rows: { total: 6, done: 6 }, failures: 2 });
    expect(placesOf(seen({ areas: ['expense'] }))).toEqual([`${expenses} frrt`]);
    expect(seen({ companies: ['usmf'], areas: ['expense'] })).toMatchObject({ units: [], failures: 0 });
  });

  it('keeps the words of the systems from readers where a setting hides values, and from nobody else', () => {
    const told = JSON.stringify(seen({}, ['amounts']));
    expect(told).not.toContain('US-001');
    expect(told).toContain(hiddenWords);
    expect(JSON.stringify(seen({ is: 'Support.Replay' }, ['amounts']))).toContain('US-001');
  });
});
