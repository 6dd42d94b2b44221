import { describe, expect, it } from 'vitest';
import { planted } from './planted/planted.ts';
import { runSeed } from './run/run-seed.ts';
import { untilCaught } from './run/until-caught.ts';

const seeds = 1_500;

/** Seeds within which each planted bug must be found. */
const within: Readonly<Record<string, number>> = {
  'broken-claim': 10,
  'commit-before-write': 30,
  'lost-release': 60,
  'trusted-hash': 300,
  'copy-scheduled-twice': 60,
  'echo-that-blanks': 20,
  'late-delete': 300,
  'colliding-key': 20,
  'forgotten-fold': 1_500,
};

describe('the simulation', () => {
  it(`finds every invariant kept in ${String(seeds)} seeds of crashes, lost answers, outages and people at work`, async () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const { violations } = await runSeed(seed);
      expect(violations, `npm run simulate -- --from ${String(seed)} --seeds 1`).toEqual([]);
    }
  });

  it('takes the same course again with the same seed', async () => {
    const [once, again] = [await runSeed(7, { traced: true }), await runSeed(7, { traced: true })];
    expect(once.trace.length).toBeGreaterThan(50);
    expect(again.trace).toEqual(once.trace);
  });

  it.each(planted.map((plant) => [plant.name, plant.what, plant] as const))(
    'catches the planted bug %s: %s',
    async (name, _what, plant) => {
      const { found } = await untilCaught(plant, 1, within[name] ?? 0);
      expect(found?.violations).not.toEqual([]);
      expect(found).toBeDefined();
    },
  );
});
