import { z } from 'zod';

/** Names as in ARM's `correlationFilter`, since the same file feeds the infrastructure templates. */
const correlationFilterSchema = z.strictObject({
  correlationId: z.string().optional(),
  messageId: z.string().optional(),
  to: z.string().optional(),
  replyTo: z.string().optional(),
  label: z.string().optional(),
  contentType: z.string().optional(),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

const settingsShape = {
  lockSeconds: z.number().positive(),
  maxDeliveryCount: z.int().positive(),
  duplicateDetectionSeconds: z.number().nonnegative(),
  timeToLiveDays: z.number().positive(),
  maxMessageKilobytes: z.number().positive(),
};

/** The names of the service: no slash, since a slash separates the parts of an address. */
const nameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be letters, digits, ".", "_", "-"');

const uniqueNames = (entities: readonly { readonly name: string }[]) =>
  new Set(entities.map(({ name }) => name.toLowerCase())).size === entities.length;

const subscriptionSchema = z.strictObject({
  name: nameSchema,
  filter: correlationFilterSchema.optional(),
});

const topicSchema = z.strictObject({
  name: nameSchema,
  subscriptions: z.array(subscriptionSchema).refine(uniqueNames, 'names must be unique'),
  ...z.object(settingsShape).partial().shape,
});

/** The service bus' topics: what `shared/messaging/topology.json` holds. A topic may override any default. */
export const topologySchema = z.strictObject({
  topics: z.array(topicSchema).refine(uniqueNames, 'names must be unique'),
  defaults: z.strictObject(settingsShape),
});

export type Topology = z.infer<typeof topologySchema>;
export type TopicTopology = Topology['topics'][number];
export type CorrelationFilter = z.infer<typeof correlationFilterSchema>;
