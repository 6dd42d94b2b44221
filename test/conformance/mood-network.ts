import { setTimeout as sleep } from 'node:timers/promises';
import { CounterpartError, type CounterpartErrorDetails } from '../../shared/sync/counterpart-error.ts';
import type { Network } from '../simulation/stand-ins/memory-counterpart.ts';
import type { Mood } from './counterpart-conformance.ts';

type Details = Omit<CounterpartErrorDetails, 'system' | 'applied'>;

export interface MoodNetwork {
  open(client: { readonly timeoutMs: number; readonly reachable: boolean }): Network;
  set(mood: Mood): void;
  /** Requests since the last call; reads that are asked for at once travel in one. */
  counts(): { readonly reads: number; readonly writes: number };
}

/** The way to a system in memory, with the moods that the conformance suite asks for and the manners of the clients. */
export function moodNetwork(system: 'dataverse' | 'finance'): MoodNetwork {
  let mood: Mood = { mode: 'normal' };
  let failures = 0;
  let counted = { reads: 0, writes: 0 };
  let joined = false;

  const count = (does: 'read' | 'write'): void => {
    if (does === 'write') counted.writes++;
    else if (!joined) {
      counted.reads++;
      joined = true;
      queueMicrotask(() => (joined = false));
    }
  };
  /** One request. `unknown` is what a write that failed so leaves. */
  const request = async <Answer>(
    client: { readonly timeoutMs: number; readonly reachable: boolean },
    does: 'read' | 'write',
    effect: () => Answer,
  ): Promise<Answer> => {
    const fail = (details: Details, unknown: boolean): never => {
      throw new CounterpartError({
        system,
        ...details,
        applied: unknown && does === 'write' ? 'unknown' : 'no',
      });
    };
    if (!client.reachable)
      return fail(
        { kind: 'unavailable', cause: 'unavailable', code: 'refused', text: 'Nobody listens.' },
        false,
      );
    count(does);
    const now = mood;
    switch (now.mode) {
      case 'normal':
        return effect();
      case 'down':
        return fail(reset, true);
      case 'lost':
        effect();
        return fail(reset, true);
      case 'slow':
        if (now.milliseconds <= client.timeoutMs) {
          await sleep(now.milliseconds);
          return effect();
        }
        await sleep(client.timeoutMs);
        return fail(
          { kind: 'transient', cause: 'no-answer', code: 'time-out', text: 'No answer in time.' },
          true,
        );
      case 'failing':
        if (now.times !== undefined && failures++ >= now.times) return effect();
        return fail(
          { ...kindOf(now.status), status: now.status, text: `Status ${String(now.status)}.` },
          now.status >= 500,
        );
      case 'throttled': {
        const retryAfterMs = waitOf(now);
        const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
        return fail(
          {
            kind: 'throttled',
            cause: 'throttled',
            code: '429',
            status: 429,
            text: 'Too many requests.',
            ...asked,
          },
          false,
        );
      }
    }
  };

  return {
    open: (client) => async (call, effect) => {
      try {
        return await request(client, call.does, effect);
      } catch (error) {
        // A read that met a hiccup is repeated once, at once.
        const hiccup = error instanceof CounterpartError && error.details.kind === 'transient';
        if (call.does === 'write' || !hiccup || error.details.code === 'time-out') throw error;
        return request(client, call.does, effect);
      }
    },
    set: (next) => {
      mood = next;
      failures = 0;
    },
    counts: () => {
      const since = counted;
      counted = { reads: 0, writes: 0 };
      return since;
    },
  };
}

const reset: Details = {
  kind: 'transient',
  cause: 'no-answer',
  code: 'reset',
  text: 'The connection was reset.',
};

function kindOf(status: number): Pick<Details, 'kind' | 'cause' | 'code'> {
  const code = String(status);
  if (status === 401 || status === 403) return { kind: 'misconfigured', cause: 'unauthorised', code };
  return status === 503
    ? { kind: 'unavailable', cause: 'unavailable', code }
    : { kind: 'transient', cause: 'busy', code };
}

const longestWaitMs = 3_600_000;

function waitOf(mood: Extract<Mood, { mode: 'throttled' }>): number | undefined {
  if (mood.retryAfterForm === 'none' || mood.retryAfterSeconds < 0) return undefined;
  return Math.min(mood.retryAfterSeconds * 1_000, longestWaitMs);
}
