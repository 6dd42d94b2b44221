import { z } from 'zod';
import type { Probe } from '../probe.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { rowsOf } from '../rows-of.ts';

const expense = z.object({ ProjTransId: z.string() });

/** Compares the mark of posted expenses with what posting gives them: the id of a project transaction. */
export const postedExpenses: Probe = {
  name: 'posted-expenses',
  settles: ['posted-expense-predicate'],
  run: async (world) => {
    const assumption = 'posted-expense-predicate';
    const [one, zero] = [await marked(world, 1), await marked(world, 0)];
    const why =
      `Of ${String(one.all)} expenses with ProjCostTransExists 1, ${String(one.posted)} have a ProjTransId; ` +
      `of ${String(zero.all)} with 0, ${String(zero.posted)}.`;
    if (one.all > 0 && one.posted === one.all && zero.posted === 0)
      return [{ assumption, verdict: 'as-assumed', why }];
    if (zero.posted > 0 && one.posted === 0) return [{ assumption, verdict: 'otherwise', why }];
    return [{ assumption, verdict: 'not-settled', why: `${why} Post an expense report, and probe again.` }];
  },
};

async function marked(
  world: ProbeWorld,
  mark: 0 | 1,
): Promise<{ readonly all: number; readonly posted: number }> {
  const filter = encodeURIComponent(`ProjCostTransExists eq ${String(mark)}`);
  const path = `/data/ProjExpensesExport?cross-company=true&$select=ProjTransId&$filter=${filter}&$top=200`;
  const rows = rowsOf(await world.finance('GET', path), expense);
  return { all: rows.length, posted: rows.filter(({ ProjTransId }) => ProjTransId !== '').length };
}
