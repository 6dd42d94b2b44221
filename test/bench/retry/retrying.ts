import {
  ConsecutiveBreaker,
  ExponentialBackoff,
  circuitBreaker,
  handleAll,
  retry as cockatielRetry,
  wrap,
} from 'cockatiel';
import pRetry from 'p-retry';
import {
  isDue,
  openedBreaker,
  probedBreaker,
  prolongedBreaker,
  type Breaker,
} from '../../../shared/sync/gates/breaker.ts';
import { defaultGateSettings as settings } from '../../../shared/sync/gates/gate-settings.ts';
import { closedLoop } from '../run/closed-loop.ts';
import { ThrottledError, type Server } from './server.ts';

/** Gets so many calls through, `MOST_IN_FLIGHT_OF_ALL`'s 48 at a time. */
export type Retrying = (server: Server, calls: number) => Promise<void>;

const atOnce = 48;
const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Each call for itself: exponential with jitter, and never earlier than the answer asks. */
const withPRetry: Retrying = async (server, calls) => {
  await closedLoop(atOnce, calls, () =>
    pRetry(() => server.call(), {
      retries: 1_000,
      minTimeout: 1_000,
      maxTimeout: 60_000,
      factor: 2,
      randomize: true,
      onFailedAttempt: async ({ error }) => {
        if (error instanceof ThrottledError) await sleep(error.retryAfterMs);
      },
    }),
  );
};

/** All calls behind one circuit breaker, each tried again with decorrelated jitter. */
const withCockatiel: Retrying = async (server, calls) => {
  const policy = wrap(
    cockatielRetry(handleAll, {
      maxAttempts: 1_000,
      backoff: new ExponentialBackoff({ initialDelay: 1_000, maxDelay: 60_000 }),
    }),
    circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) }),
  );
  await closedLoop(atOnce, calls, () => policy.execute(() => server.call()));
};

/**
 * What this project does, with its own decisions about the breaker and its own rate of release: the first refusal opens
 * it, who comes meanwhile is parked without a call, one probe is made when it is due, and what was parked is released
 * at a rate. That parking and releasing are ledger and bus operations is left out: they are no calls.
 */
const withOurs: Retrying = async (server, calls) => {
  const waiting = Array.from({ length: calls }, (_, call) => call);
  let breaker: Breaker | undefined;
  let done = 0;
  let allowed = calls;
  const at = () => ({ now: Date.now(), random: Math.random(), writer: 'bench' });
  const attempt = async (call: number, probe: boolean): Promise<void> => {
    try {
      await server.call();
      done++;
      if (probe) {
        breaker = undefined;
        allowed = 0;
      }
    } catch (error) {
      if (!(error instanceof ThrottledError)) throw error;
      const failure = { reason: error.message, retryAfterMs: error.retryAfterMs };
      breaker =
        probe && breaker !== undefined
          ? prolongedBreaker(breaker, failure, settings, at())
          : (breaker ?? openedBreaker(failure, settings, at()));
      waiting.push(call);
    }
  };
  const isClosed = (): boolean => breaker === undefined;
  let underWay = 0;
  const start = (probe: boolean): void => {
    const call = waiting.shift();
    if (call === undefined) return;
    underWay++;
    void attempt(call, probe).finally(() => {
      underWay--;
    });
  };
  let released = Date.now();
  while (done < calls) {
    await sleep(tickMs);
    if (breaker !== undefined) {
      released = Date.now();
      if (breaker.probe !== undefined || !isDue(breaker, Date.now())) continue;
      breaker = probedBreaker(breaker, 'bench', 60_000, at());
      start(true);
      continue;
    }
    const due = Math.floor(((Date.now() - released) * settings.releasePerSecond) / 1_000);
    if (due > 0) {
      allowed += due;
      released += (due * 1_000) / settings.releasePerSecond;
    }
    while (isClosed() && allowed > 0 && underWay < atOnce && waiting.length > 0) {
      allowed--;
      start(false);
    }
  }
};

const tickMs = 10;

export const contenders: readonly { readonly title: string; readonly run: Retrying }[] = [
  { title: 'this project', run: withOurs },
  { title: 'p-retry', run: withPRetry },
  { title: 'cockatiel', run: withCockatiel },
];
