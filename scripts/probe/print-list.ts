import { assumptions } from '../../shared/assumptions/assumptions.ts';
import { probes } from '../../shared/probe/probes.ts';
import { table } from '../support/table.ts';

/** The probes, whether they write, and what they settle. */
export const printList = (): string =>
  table(
    ['probe', 'does', 'settles'],
    probes.map(({ name, writes, settles }) => [
      name,
      writes === undefined ? 'reads' : 'writes',
      settles.map((id) => `${id}: ${assumptions[id].says}`).join('\n'),
    ]),
    { shares: [0, 0, 1] },
  );
