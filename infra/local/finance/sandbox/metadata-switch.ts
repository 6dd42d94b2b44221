import { z } from 'zod';
import type { Entity } from '../schema/entity.ts';
import { entities } from '../schema/entities.ts';
import { enumerations } from '../schema/enumerations.ts';
import type { Property } from '../schema/property.ts';

/** Body of `PUT /sandbox/metadata`. */
export const metadataPatchesSchema = z.array(
  z.union([
    /** A set that is not there, takes no writes, or is not public. */
    z.strictObject({ set: z.string(), is: z.enum(['absent', 'read-only', 'closed to OData']) }),
    /** A set or its entity is called otherwise. */
    z.strictObject({
      set: z.string(),
      called: z.strictObject({ set: z.string().exactOptional(), physical: z.string().exactOptional() }),
    }),
    z.strictObject({ set: z.string(), key: z.array(z.string()) }),
    /** A property that is not there, or is another one. */
    z.strictObject({
      set: z.string(),
      property: z.string(),
      change: z.union([
        z.literal('absent'),
        z.strictObject({
          type: z
            .enum(['String', 'Enum', 'Real', 'Int32', 'Int64', 'Guid', 'Date', 'UtcDateTime'])
            .exactOptional(),
          allowEdit: z.literal(false).exactOptional(),
          allowEditOnCreate: z.literal(false).exactOptional(),
          required: z.literal(true).exactOptional(),
        }),
      ]),
    }),
    z.strictObject({ enumeration: z.string(), without: z.array(z.string()) }),
    /** Properties are described in `/metadata/` by name and type alone. */
    z.strictObject({ described: z.literal('by name and type') }),
  ]),
);

export type MetadataPatch = z.infer<typeof metadataPatchesSchema>[number];

/** What Finance says of itself. */
export interface Model {
  readonly entities: readonly Entity[];
  readonly enumerations: Readonly<Record<string, readonly string[]>>;
  readonly described?: 'by name and type';
}

const real: Model = { entities: [...entities.values()], enumerations };

/** Holds what the metadata says; rows and writes do not notice when that is something else than they are. */
export class MetadataSwitch {
  #model = real;

  get model(): Model {
    return this.#model;
  }

  replace(patches: readonly MetadataPatch[]): void {
    this.#model = patches.reduce(patched, real);
  }
}

function patched(model: Model, patch: MetadataPatch): Model {
  if ('described' in patch) return { ...model, described: patch.described };
  if ('enumeration' in patch)
    return {
      ...model,
      enumerations: Object.fromEntries(
        Object.entries(model.enumerations).map(([name, members]) => [
          name,
          name === patch.enumeration ? members.filter((member) => !patch.without.includes(member)) : members,
        ]),
      ),
    };
  const change = (entity: Entity): readonly Entity[] => {
    if (entity.set !== patch.set) return [entity];
    if ('key' in patch) return [{ ...entity, key: patch.key }];
    if ('called' in patch) return [{ ...entity, ...patch.called }];
    if ('is' in patch) return changedSet(entity, patch.is);
    return [{ ...entity, properties: changedProperties(entity, patch.property, patch.change) }];
  };
  return { ...model, entities: model.entities.flatMap(change) };
}

function changedSet(entity: Entity, is: 'absent' | 'read-only' | 'closed to OData'): readonly Entity[] {
  if (is === 'absent') return [];
  return is === 'read-only'
    ? [{ ...entity, refuses: ['create', 'update', 'delete'] }]
    : [{ ...entity, closed: true }];
}

function changedProperties(
  { properties }: Entity,
  name: string,
  change: 'absent' | Partial<Property>,
): Entity['properties'] {
  if (change === 'absent')
    return Object.fromEntries(Object.entries(properties).filter(([property]) => property !== name));
  const before: Property = properties[name] ?? { type: 'String' };
  return { ...properties, [name]: { ...before, ...change } };
}
