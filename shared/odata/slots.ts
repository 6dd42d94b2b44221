/** A few places for requests; who finds none waits in line. */
export interface Slots {
  run<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Calls back when it is worth while to send a request that others may still join: once no place is taken, or one is
   * free and either the request is full or its patience is over. Takes no place itself.
   */
  whenWorthwhile(callback: () => void): Joinable;
}

/** A request that waits for more to join it. */
export interface Joinable {
  /** Nothing more fits into it: any free place will do. */
  full(): void;
}

/**
 * How long a request waits for the answer to another one before it takes a place beside it: longer than an answer
 * takes as a rule, so that what is asked meanwhile travels together; short enough that nobody waits for one that hangs.
 */
const defaultPatienceMs = 250;

interface Watcher {
  readonly callback: () => void;
  readonly timer: NodeJS.Timeout;
  urgent: boolean;
}

/**
 * @param limit how many; it may change meanwhile.
 * @param patienceMs how long a request waits for others to join it.
 */
export function slots(limit: number | (() => number), patienceMs = defaultPatienceMs): Slots {
  const most = typeof limit === 'number' ? () => limit : limit;
  let taken = 0;
  const working: (() => void)[] = [];
  const watching: Watcher[] = [];

  const callNext = (): void => {
    const index = watching.findIndex(({ urgent }) => taken === 0 || (urgent && taken < most()));
    if (index < 0) return;
    const [watcher] = watching.splice(index, 1);
    if (watcher === undefined) return;
    clearTimeout(watcher.timer);
    setImmediate(watcher.callback);
  };

  const release = (): void => {
    taken--;
    for (let free = most() - taken; free > 0; free--) {
      const next = working.shift();
      if (next === undefined) break;
      next();
    }
    if (working.length === 0) callNext();
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
    whenWorthwhile(callback) {
      const hurry = (): void => {
        watcher.urgent = true;
        callNext();
      };
      const watcher: Watcher = { callback, timer: setTimeout(hurry, patienceMs), urgent: false };
      watching.push(watcher);
      callNext();
      return { full: hurry };
    },
  };
}
