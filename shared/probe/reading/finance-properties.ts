import { z } from 'zod';
import { isJsonObject } from '../../odata/is-json-object.ts';
import { parseJson } from '../../odata/parse-json.ts';
import { financeEntity, financeTypeOf } from '../../table-map/finance-entity.ts';
import type { FinanceType } from '../../table-map/table-map.ts';
import type { AssumptionId } from '../../assumptions/assumptions.ts';
import type { Finding } from '../finding.ts';
import { NotSettled } from '../not-settled.ts';
import type { Probe } from '../probe.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { publicEntity } from '../public-entity.ts';

/** AXType of a property → our type. */
const types: Readonly<Record<string, FinanceType>> = {
  String: 'string',
  Enum: 'enum',
  Real: 'real',
  Int32: 'int32',
  Int64: 'int64',
  Guid: 'guid',
  Date: 'date',
  UtcDateTime: 'utc-date-time',
};

const members = ['DataType', 'IsMandatory', 'AllowEdit', 'AllowEditOnCreate'] as const;

/** Types of properties and members of the funding type, by the metadata service. */
export const financeProperties: Probe = {
  name: 'finance-properties',
  settles: ['finance-column-types', 'finance-date-kinds', 'funding-types', 'metadata-service-members'],
  run: async (world) => {
    const differing: { readonly text: string; readonly dates: boolean }[] = [];
    let compared = 0;
    const unsaid = new Set<string>();
    const entities = new Map(world.maps.all().map(({ finance }) => [finance.set, finance.entity]));
    for (const [set, entity] of entities) {
      const theirs = await publicEntity(world, set);
      const ours = financeEntity(entity).properties;
      for (const described of theirs?.Properties ?? []) {
        const { Name, DataType } = described;
        for (const member of members) if (described[member] === undefined) unsaid.add(member);
        const property = ours[Name];
        const type = DataType === undefined ? undefined : types[DataType];
        if (property === undefined || type === undefined) continue;
        compared += 1;
        const wanted = financeTypeOf(property);
        if (type !== wanted)
          differing.push({
            text: `${set}.${Name} is ${DataType ?? ''}`,
            dates: isDate(type) && isDate(wanted),
          });
      }
    }
    const judged = (assumption: AssumptionId, texts: readonly string[]): Finding => {
      if (compared === 0)
        return {
          assumption,
          verdict: 'not-settled',
          why: 'The metadata service names no types of properties.',
        };
      return texts.length === 0
        ? {
            assumption,
            verdict: 'as-assumed',
            why: `${String(compared)} properties are as our metadata has them.`,
          }
        : { assumption, verdict: 'otherwise', why: `${texts.join('; ')}.` };
    };
    return [
      judged(
        'finance-column-types',
        differing.filter(({ dates }) => !dates).map(({ text }) => text),
      ),
      judged(
        'finance-date-kinds',
        differing.filter(({ dates }) => dates).map(({ text }) => text),
      ),
      await fundingTypes(world),
      {
        assumption: 'metadata-service-members',
        verdict: unsaid.size === 0 ? 'as-assumed' : 'otherwise',
        why:
          unsaid.size === 0
            ? `Every property has ${members.join(', ')}.`
            : `Properties lack ${[...unsaid].join(', ')}.`,
      },
    ];
  },
};

const isDate = (type: FinanceType): boolean => type === 'date' || type === 'utc-date-time';

const enumeration = z.object({ Members: z.array(z.object({ Name: z.string() })) });

async function fundingTypes(world: ProbeWorld): Promise<Finding> {
  const ours = financeEntity('ProjFundingSourceEntity');
  const property = ours.properties['FundingType'];
  const theirs = await publicEntity(world, ours.set);
  const type = theirs?.Properties.find(({ Name }) => Name === 'FundingType')
    ?.TypeName.split('.')
    .at(-1);
  if (type === undefined || typeof property !== 'object')
    throw new NotSettled(`${ours.set} has no property FundingType.`);
  const answer = await world.finance('GET', `/metadata/PublicEnumerations('${type}')`);
  const body = answer.status === 200 ? parseJson(answer.text) : undefined;
  const parsed = enumeration.safeParse(isJsonObject(body) ? body : undefined);
  if (!parsed.success) throw new NotSettled(`The members of ${type} cannot be read.`);
  const members = parsed.data.Members.map(({ Name }) => Name);
  const same = [...members].sort().join() === [...property.enum].sort().join();
  return {
    assumption: 'funding-types',
    verdict: same ? 'as-assumed' : 'otherwise',
    why: `${type} has the members ${members.join(', ')}.`,
  };
}
