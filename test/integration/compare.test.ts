import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import { compareMap, directionsOf } from '../../shared/compare/compare-map.ts';
import type { Comparison } from '../../shared/compare/comparison.ts';
import { totals } from '../../shared/compare/totals.ts';
import { closeCheck } from '../../shared/close-check/close-check.ts';
import { reconcile } from '../../shared/reconcile/reconcile.ts';
import { openWorld, type World } from './sync-harness.ts';
import { layGround, makeActual, postExpense, postJournal, type Ground } from './sync-rows.ts';

let world: World;
let ground: Ground;
let actuals: string[] = [];
let expenses: string[] = [];

const round = async (): Promise<void> => {
  const trail = dataverseCounterpart({ url: world.dataverse.url, credential: undefined, timeoutMs: 5_000 });
  await reconcile(world.sync, trail);
  await world.drain({ patienceMs: 30_000 });
};

async function findings(): Promise<Comparison[]> {
  const found: Comparison[] = [];
  for (const map of world.maps.all())
    for (const direction of directionsOf(map))
      for await (const rows of compareMap(world.sync, map, direction, {}))
        found.push(...rows.filter(({ result }) => result !== 'equal'));
  return found;
}

beforeAll(async () => {
  world = await openWorld();
  ground = await layGround(world);
  actuals = [];
  for (let count = 0; count < 8; count++) actuals.push(await makeActual(world, ground.projectId));
  expenses = [];
  for (let count = 0; count < 6; count++)
    expenses.push(await postExpense(world, ground, `10${String(count)}.5`));
  await round();
  await round();
  await postJournal(world);
  await round();
}, 60_000);
afterAll(() => world.stop());

describe('comparison', () => {
  it('finds nothing where both sides agree', async () => {
    expect(
      (await findings()).map(({ map, row, result, columns, why }) => ({ map, row, result, columns, why })),
    ).toEqual([]);
    expect(await closeCheck(world.sync, 'usmf', '2026-10')).toMatchObject({
      clean: true,
      open: [],
      stopped: [],
    });
  });
});
