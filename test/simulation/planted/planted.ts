import { brokenClaim } from './broken-claim.ts';
import { collidingKey } from './colliding-key.ts';
import { commitBeforeWrite } from './commit-before-write.ts';
import { copyScheduledTwice } from './copy-scheduled-twice.ts';
import { echoThatBlanks } from './echo-that-blanks.ts';
import { forgottenFold } from './forgotten-fold.ts';
import { lateDelete } from './late-delete.ts';
import { lostRelease } from './lost-release.ts';
import type { Plant } from './plant.ts';
import { trustedHash } from './trusted-hash.ts';

/** Every planted bug; the simulation must find each of them. */
export const planted: readonly Plant[] = [
  brokenClaim,
  commitBeforeWrite,
  lostRelease,
  trustedHash,
  copyScheduledTwice,
  echoThatBlanks,
  lateDelete,
  collidingKey,
  forgottenFold,
];
