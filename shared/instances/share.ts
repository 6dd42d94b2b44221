/**
 * This instance's part of the requests that all instances may have under way at once. An instance that cannot tell how
 * many there are keeps the part that it had.
 */
export interface Share {
  /** At least 1. */
  readonly most: () => number;
  readonly setLive: (instances: number) => void;
}

/** @param all requests of all instances together; of an app with more instances than that, each still has one. */
export function share(all: number): Share {
  let live = 1;
  return {
    most: () => Math.max(1, Math.floor(all / live)),
    setLive: (instances) => {
      live = Math.max(1, instances);
    },
  };
}
