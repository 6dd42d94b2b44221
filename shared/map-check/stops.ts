import { z } from 'zod';
import { nativeTwin } from './check-twin.ts';
import type { Finding } from './finding.ts';

/** Name of the last look in Control. */
export const mapCheckControl = 'map-check';

const stop = z.object({ reason: z.string(), twin: z.boolean() });

/** What the last look came to, as Control keeps it for every instance and for support. */
export const checkedSchema = z.object({
  /** Of the maps that were looked at: another set of maps, or another version of one, needs a look of its own. */
  fingerprint: z.string(),
  /** ISO time of the last look at everything. */
  at: z.string(),
  /** Map → why it does not run. */
  stops: z.record(z.string(), stop),
});

export type Checked = z.infer<typeof checkedSchema>;
export type Stops = Checked['stops'];

/** Most findings that a reason tells; `maps -- check` tells all. */
const mostTold = 2;

/** The maps that must not run, each with one text. */
export function stopsOf(findings: readonly Finding[]): Stops {
  const stopping = findings.filter(({ stops, map }) => stops && map !== undefined);
  return Object.fromEntries(
    [...Map.groupBy(stopping, ({ map }) => map ?? '')].map(([map, all]) => [
      map,
      {
        reason: [
          ...all.slice(0, mostTold).map(({ what, remedy }) => `${what} ${remedy}`),
          ...(all.length > mostTold
            ? [`${all.length - mostTold} more: npm run maps -- check lists them.`]
            : []),
        ]
          .join(' ')
          .replace(/\.$/, ''),
        twin: all.some(({ column }) => column === nativeTwin),
      },
    ]),
  );
}
