import { cpus } from 'node:os';

/** Cores of the machine that are at work, whoever keeps them busy; measured from now on. */
export function busyCores(): () => number {
  const before = total();
  return () => {
    const after = total();
    const all = after.all - before.all;
    return all === 0 ? 0 : ((after.busy - before.busy) / all) * cpus().length;
  };
}

function total(): { readonly busy: number; readonly all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const idle = times.reduce((sum, time) => sum + time.idle, 0);
  const all = times.reduce(
    (sum, { user, nice, sys, irq, idle: rest }) => sum + user + nice + sys + irq + rest,
    0,
  );
  return { busy: all - idle, all };
}
