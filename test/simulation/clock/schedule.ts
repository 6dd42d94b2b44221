import { flushed } from './flushed.ts';

/** Virtual time: nothing waits, the clock jumps to what is due next. */
export interface Schedule {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly after: (milliseconds: number, work: () => void) => void;
  sleep(milliseconds: number): Promise<void>;
  /** Runs what is due until the time is over, or `done` holds after some event. */
  run(milliseconds: number, done?: () => boolean): Promise<void>;
}

interface Due {
  readonly at: number;
  readonly order: number;
  readonly work: () => void;
}

/** What is due at the same time happens in the order in which it was asked for. */
export function schedule(start: number): Schedule {
  const heap: Due[] = [];
  let now = start;
  let order = 0;
  const before = (a: Due | undefined, b: Due | undefined): boolean =>
    a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one === undefined || other === undefined) return;
    heap[a] = other;
    heap[b] = one;
  };
  const push = (due: Due): void => {
    heap.push(due);
    for (let at = heap.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!before(heap[at], heap[parent])) return;
      swap(at, parent);
      at = parent;
    }
  };
  const pop = (): Due | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const least = before(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!before(heap[least], heap[at])) return first;
      swap(at, least);
      at = least;
    }
  };
  const after = (milliseconds: number, work: () => void): void =>
    push({ at: now + Math.max(0, milliseconds), order: order++, work });
  return {
    now: () => now,
    after,
    sleep: (milliseconds) => new Promise((resolve) => after(milliseconds, resolve)),
    async run(milliseconds, done = () => false) {
      const end = now + milliseconds;
      while (!done()) {
        const next = heap[0];
        if (next === undefined || next.at > end) break;
        pop();
        now = next.at;
        next.work();
        await flushed();
      }
      if (!done()) now = Math.max(now, end);
    },
  };
}
