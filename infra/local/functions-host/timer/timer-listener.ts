import type { RpcTypedData } from '../app/core-types.ts';
import type { Listener } from '../listener.ts';
import type { Schedule } from './schedule.ts';
import { timerData } from './timer-data.ts';

export interface TimerListenerOptions {
  readonly schedule: Schedule;
  readonly runOnStartup: boolean;
  readonly now: () => number;
  run(data: RpcTypedData): Promise<unknown>;
}

/** setTimeout takes no more than 2^31 − 1 ms. */
const longestWait = 2 ** 31 - 1;

/** Runs a function by its schedule, never twice at once: what falls due during a run is left out, as in Azure. */
export function startTimerListener(options: TimerListenerOptions): Listener {
  const { schedule, now } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let last: Date | undefined;

  const wait = (due: Date | undefined): void => {
    if (due === undefined || stopped) return;
    const remaining = due.getTime() - now();
    timer = setTimeout(
      () => (remaining > longestWait ? wait(due) : run(due)),
      Math.min(Math.max(remaining, 0), longestWait),
    );
  };

  const run = (due: Date): void => {
    const data = timerData(last, schedule(due));
    last = due;
    // A timer may fire a millisecond early; the same occurrence must not come twice.
    running = options
      .run(data)
      .then(ignore, ignore)
      .then(() => wait(schedule(new Date(Math.max(now(), due.getTime())))));
  };

  if (options.runOnStartup) run(new Date(now()));
  else wait(schedule(new Date(now())));

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
    close: () => Promise.resolve(),
  };
}

const ignore = (): void => undefined;
