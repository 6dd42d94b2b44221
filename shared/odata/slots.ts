/** A few places for requests; who finds none waits in line. */
export interface Slots {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Calls back once a place is free, after all callers of that moment have asked. Takes no place itself. */
  whenFree(callback: () => void): void;
}

/** @param limit how many; it may change meanwhile. */
export function slots(limit: number | (() => number)): Slots {
  const most = typeof limit === 'number' ? () => limit : limit;
  let taken = 0;
  const working: (() => void)[] = [];
  const watching: (() => void)[] = [];

  const release = (): void => {
    taken--;
    for (let free = most() - taken; free > 0; free--) {
      const next = working.shift();
      const watcher = next === undefined ? watching.shift() : undefined;
      next?.();
      if (watcher !== undefined) setImmediate(watcher);
      if (next === undefined && watcher === undefined) return;
    }
  };

  return {
    async run(work) {
      while (taken >= most()) await new Promise<void>((resolve) => working.push(resolve));
      taken++;
      try {
        return await work();
      } finally {
        release();
      }
    },
    whenFree(callback) {
      if (taken < most()) setImmediate(callback);
      else watching.push(callback);
    },
  };
}
