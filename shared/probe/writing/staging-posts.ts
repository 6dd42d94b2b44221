import type { AssumptionId } from '../../assumptions/assumptions.ts';
import { estimateMaps, mapNames } from '../../assumptions/map-names.ts';
import type { WriteValues } from '../../sync/counterpart.ts';
import { tableRefs } from '../../table-map/table-refs.ts';
import { makeRow } from '../make-row.ts';
import type { Finding } from '../finding.ts';
import type { Probe } from '../probe.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { refusesSet } from '../refuses-set.ts';

/** Staging sets by their maps, and what a row needs besides its key. */
const staging: readonly {
  readonly map: string;
  readonly values: (mark: string, newId: () => string) => WriteValues;
}[] = [
  { map: mapNames.hourEstimates, values: (mark) => ({ ProjectId: mark }) },
  { map: mapNames.expenseEstimates, values: (mark, newId) => ({ ProjectId: mark, EstimateLineId: newId() }) },
  { map: mapNames.materialEstimates, values: (mark, newId) => ({ ProjId: mark, ForecastLineId: newId() }) },
  {
    map: mapNames.actuals,
    values: (mark, newId) => ({
      ActualId: newId(),
      ProjectId: mark,
      TransactionType: 'Cost',
      BillingType: 'NonChargeable',
    }),
  },
  {
    map: mapNames.connections,
    values: (_mark, newId) => ({ Transaction1Id: newId(), Transaction2Id: newId() }),
  },
];

/** Posts one row to each staging set, for a project that does not exist, so that no import takes it. */
export const stagingPosts: Probe = {
  name: 'staging-posts',
  settles: ['staging-takes-post', 'estimates-take-post'],
  writes: ({ company, mark }) => [
    `Finance: one staged hour, expense and material estimate and one staged actual of the project ${mark}, which does not exist, in ${company}; all deleted`,
    'Finance: one staged connection of two actuals that do not exist (this set belongs to no company); deleted',
  ],
  run: async (world) => {
    const posted: Posted[] = [];
    for (const { map, values } of staging)
      posted.push(await post(world, map, values(world.mark, world.newId)));
    const isEstimate = ({ map }: Posted): boolean => estimateMaps.some((name) => name === map);
    return [
      judge(
        'staging-takes-post',
        posted.filter((each) => !isEstimate(each)),
      ),
      {
        ...judge('estimates-take-post', posted.filter(isEstimate)),
        maps: posted.filter((each) => isEstimate(each) && each.verdict === 'refused').map(({ map }) => map),
      },
    ];
  },
};

interface Posted {
  readonly map: string;
  readonly set: string;
  readonly verdict: 'taken' | 'refused' | 'unsure';
  readonly text: string;
}

function judge(assumption: AssumptionId, posted: readonly Posted[]): Finding {
  const told = (verdict: Posted['verdict']): string =>
    posted
      .filter((each) => each.verdict === verdict)
      .map(({ set, text }) => `${set}: ${text}`)
      .join('; ');
  if (posted.some(({ verdict }) => verdict === 'refused'))
    return { assumption, verdict: 'otherwise', why: `Refused by ${told('refused')}` };
  return posted.some(({ verdict }) => verdict === 'unsure')
    ? { assumption, verdict: 'not-settled', why: `Refused for what the test row holds, by ${told('unsure')}` }
    : { assumption, verdict: 'as-assumed', why: `Taken by ${posted.map(({ set }) => set).join(', ')}.` };
}

async function post(world: ProbeWorld, map: string, values: WriteValues): Promise<Posted> {
  const { finance } = world.clients;
  const table = tableRefs(world.maps.byName(map)).finance;
  const key = Object.fromEntries(
    Object.entries(table.key).map(([name, type]) => [name, type === 'guid' ? world.newId() : world.company]),
  );
  const failure = await makeRow(world, { counterpart: finance, table, key, values });
  if (failure === undefined) return { map, set: table.set, verdict: 'taken', text: '' };
  const verdict = refusesSet(failure, table.set) ? 'refused' : 'unsure';
  return { map, set: table.set, verdict, text: failure.text };
}
