import { startWorld, type World, type WorldOptions } from './start-world.ts';

/** Where benches get their world from. */
export interface Worlds {
  open(options: WorldOptions): Promise<World>;
  /** Stops what those who opened it leave. */
  close(): Promise<void>;
}

/** Each bench has one of its own. */
export const worldEach: Worlds = { open: startWorld, close: () => Promise.resolve() };

/** All share one, started for the first with options that suit all; what one leaves in it the next one finds. */
export function oneWorld(options: WorldOptions): Worlds {
  let world: Promise<World> | undefined;
  return {
    async open() {
      world ??= startWorld(options);
      return { ...(await world), stop: () => Promise.resolve() };
    },
    async close() {
      await (await world)?.stop();
    },
  };
}
