/** A few places for requests; who finds none waits in line. */
export interface Slots {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Calls back once a place is free, after all callers of that moment have asked. Takes no place itself. */
  whenFree(callback: () => void): void;
}

export function slots(most: number): Slots {
  let taken = 0;
  const working: (() => void)[] = [];
  const watching: (() => void)[] = [];

  const release = (): void => {
    taken--;
    const next = working.shift();
    if (next !== undefined) {
      next();
      return;
    }
    const watcher = watching.shift();
    if (watcher !== undefined) setImmediate(watcher);
  };

  return {
    async run(work) {
      while (taken >= most) await new Promise<void>((resolve) => working.push(resolve));
      taken++;
      try {
        return await work();
      } finally {
        release();
      }
    },
    whenFree(callback) {
      if (taken < most) setImmediate(callback);
      else watching.push(callback);
    },
  };
}
