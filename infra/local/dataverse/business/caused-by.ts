import type { World } from '../world.ts';
import type { Caller } from '../write/caller.ts';

/** A business process acts for the user who set it off, one step deeper in the same chain. */
export const causedBy = (world: World, caller: Caller): Caller => ({
  userId: caller.userId,
  userName: caller.userName,
  correlationId: caller.correlationId,
  requestId: world.newId(),
  depth: caller.depth + 1,
  bypassAsync: false,
  bypassSteps: [],
});
