import type { Random } from '../clock/random.ts';
import type { Schedule } from '../clock/schedule.ts';
import { decideFate, type Faults } from '../faults/decide-fate.ts';
import { timeOut } from '../faults/error-of.ts';
import type { Port, PortCall } from '../faults/fate.ts';
import { Crash } from './crash.ts';
import { isLive, type Host, type Run } from './host.ts';

export interface Wire {
  readonly schedule: Schedule;
  readonly random: Random;
  readonly faults: Faults;
  readonly startedAt: number;
  readonly crash: (host: Host) => void;
  readonly note: (run: Run, step: string, outcome: string) => void;
}

/** After so long the client gives up, in milliseconds; what it asked for may still happen. */
const patienceMs: Readonly<Record<Port, number>> = {
  ledger: 10_000,
  bus: 10_000,
  dataverse: 45_000,
  finance: 45_000,
};

/**
 * One call of a port by a run: the request travels, has its effect whatever became of the host meanwhile, and the
 * answer travels back, unless host, network or system fail.
 */
export function callPort<Answer>(
  wire: Wire,
  run: Run,
  call: PortCall,
  effect: () => Answer | Promise<Answer>,
): Promise<Answer> {
  const { schedule, note } = wire;
  const step = `${call.port}.${call.method}`;
  if (!isLive(run)) return Promise.reject(new Crash(`${step} of a host that has ended`));
  const fate = decideFate(wire.faults, wire.random, call, schedule.now() - wire.startedAt);
  if (fate.crash === 'before') {
    note(run, step, 'the host ends before it');
    wire.crash(run.host);
    return Promise.reject(new Crash(`before ${step}`));
  }
  if (fate.freeze > 0) {
    note(run, step, `the host stands still for ${String(fate.freeze)} ms`);
    run.host.frozenUntil = Math.max(run.host.frozenUntil, schedule.now() + fate.freeze);
  }
  return new Promise((resolve, reject) => {
    let heard = false;
    const hear = (outcome: string, work: () => void): void => {
      if (heard) return;
      if (isLive(run) && run.host.frozenUntil > schedule.now()) {
        schedule.after(run.host.frozenUntil - schedule.now(), () => hear(outcome, work));
        return;
      }
      heard = true;
      if (!isLive(run)) {
        reject(new Crash(`${step} of a host that has ended`));
        return;
      }
      if (outcome !== '') note(run, step, outcome);
      work();
    };
    const failed = (error: unknown): void => {
      const reason = error instanceof Error ? error : new Error(String(error));
      hear(`failed: ${reason.message}`, () => reject(reason));
    };
    schedule.after(fate.request, () => {
      if (fate.fault?.how === 'refused') {
        const { error } = fate.fault;
        schedule.after(fate.answer, () => failed(error));
        return;
      }
      act(effect).then(
        (answer) => {
          note(run, step, 'takes effect');
          if (fate.crash === 'after' && isLive(run)) {
            note(run, step, 'the host ends after it');
            wire.crash(run.host);
          }
          schedule.after(fate.answer, () => {
            if (fate.fault === undefined) hear('', () => resolve(answer));
            else failed(fate.fault.error);
          });
        },
        (error: unknown) => schedule.after(fate.answer, () => failed(error)),
      );
    });
    const patience = patienceMs[call.port];
    if (fate.request + fate.answer > patience) schedule.after(patience, () => failed(timeOut(call)));
  });
}

async function act<Answer>(effect: () => Answer | Promise<Answer>): Promise<Answer> {
  return effect();
}
