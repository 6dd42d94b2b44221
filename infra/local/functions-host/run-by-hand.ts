import type { RpcTypedData } from './app/core-types.ts';
import type { BoundFunction } from './app/bound-function.ts';
import type { Invoke } from './app/invoke.ts';
import type { Listener } from './listener.ts';
import { timerData } from './timer/timer-data.ts';

export interface RunByHand extends Listener {
  /** Starts the function of this name and does not wait for it; false when there is none. */
  run(name: string, input: string): boolean;
}

/** Runs functions for `POST /admin/functions/{name}`, whatever their trigger. */
export function runByHand(functions: readonly BoundFunction[], invoke: Invoke): RunByHand {
  const running = new Set<Promise<unknown>>();
  return {
    run(name, input) {
      const bound = functions.find(({ fn }) => fn.metadata.name.toLowerCase() === name.toLowerCase());
      if (bound === undefined) return false;
      const work = invoke(bound.fn, { binding: bound.trigger.binding, data: inputFor(bound, input) });
      const done: Promise<unknown> = work.catch(() => undefined).finally(() => running.delete(done));
      running.add(done);
      return true;
    },
    async stop() {
      while (running.size > 0) await Promise.all(running);
    },
    close: () => Promise.resolve(),
  };
}

function inputFor({ fn, trigger }: BoundFunction, input: string): RpcTypedData {
  if (trigger.type === 'timerTrigger') return timerData(undefined, undefined);
  if (trigger.type === 'serviceBusTrigger') return { string: input };
  const url = `http://127.0.0.1/admin/functions/${fn.metadata.name}`;
  return { http: { method: 'POST', url, headers: {}, params: {}, body: { string: input } } };
}
