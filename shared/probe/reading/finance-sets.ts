import { z } from 'zod';
import type { AssumptionId } from '../../assumptions/assumptions.ts';
import { mapNames } from '../../assumptions/map-names.ts';
import type { Finding } from '../finding.ts';
import type { Probe } from '../probe.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { rowsOf } from '../rows-of.ts';

const dataEntity = z.object({
  Name: z.string(),
  PublicCollectionName: z.string().nullish(),
  DataServiceEnabled: z.boolean().nullish(),
});
type DataEntity = z.infer<typeof dataEntity>;

/** Sets that are assumed as a whole, with the word by which a person finds the entity. */
const assumedSets = [
  { assumption: 'invoice-proposal-set', map: mapNames.invoiceProposals, like: /InvoiceProposal/i },
  { assumption: 'transaction-relationship-set', map: mapNames.connections, like: /TransactionRelationship/i },
] as const satisfies readonly { assumption: AssumptionId; map: string; like: RegExp }[];

/** Names of sets and entities, by the list of all data entities. */
export const financeSets: Probe = {
  name: 'finance-sets',
  settles: ['invoice-proposal-set', 'transaction-relationship-set', 'entity-names'],
  run: async (world) => {
    const all = rowsOf(await world.finance('GET', '/metadata/DataEntities'), dataEntity);
    return [
      ...assumedSets.map(({ assumption, map, like }): Finding => ({
        assumption,
        ...judgeSet(world.maps.byName(map).finance, like, all),
      })),
      judgeNames(world, all),
    ];
  },
};

function judgeSet(
  ours: { readonly entity: string; readonly set: string },
  like: RegExp,
  all: readonly DataEntity[],
): Omit<Finding, 'assumption'> {
  const byName = all.find((each) => each.Name === ours.entity);
  const found = byName ?? all.find((each) => each.PublicCollectionName === ours.set);
  if (found === undefined) {
    const alike = all.filter((each) => like.test(each.Name)).map(described);
    if (alike.length === 0)
      return {
        verdict: 'not-settled',
        why: `Finance has no entity ${ours.entity}, and none that is called alike.`,
      };
    return { verdict: 'otherwise', why: `There is no entity ${ours.entity}; alike are ${alike.join(', ')}.` };
  }
  if (found.DataServiceEnabled === false)
    return {
      verdict: 'otherwise',
      why: `${found.Name} is not open to OData: its maps stay with dual-write.`,
    };
  return found.Name === ours.entity && found.PublicCollectionName === ours.set
    ? { verdict: 'as-assumed', why: `${ours.entity} is the set ${ours.set}.` }
    : { verdict: 'otherwise', why: `It is ${described(found)}, not ${ours.entity} (${ours.set}).` };
}

const described = ({ Name, PublicCollectionName }: DataEntity): string =>
  `${Name} (${PublicCollectionName ?? 'no set'})`;

/** Entities of the other maps, by their sets, which are printed. */
function judgeNames(world: ProbeWorld, all: readonly DataEntity[]): Finding {
  const sure = world.maps.all().filter(({ name }) => !assumedSets.some(({ map }) => map === name));
  const differing = sure.flatMap(({ finance: { entity, set } }) => {
    const found = all.find((each) => each.PublicCollectionName === set);
    return found === undefined || found.Name === entity ? [] : [`${set} is ${found.Name}, not ${entity}`];
  });
  return differing.length === 0
    ? { assumption: 'entity-names', verdict: 'as-assumed', why: 'Every set is the entity of our metadata.' }
    : { assumption: 'entity-names', verdict: 'otherwise', why: `${[...new Set(differing)].join('; ')}.` };
}
