import { z } from 'zod';
import type { FunctionMetadata } from '../app/core-types.ts';
import { expandSettings } from './expand-settings.ts';

const http = z.object({
  type: z.literal('httpTrigger'),
  authLevel: z.enum(['anonymous', 'function', 'admin']),
  methods: z.array(z.string().toUpperCase()),
  route: z.string().optional(),
});

const serviceBus = z.object({
  type: z.literal('serviceBusTrigger'),
  connection: z.string().min(1),
  topicName: z.string().min(1),
  subscriptionName: z.string().min(1),
  autoCompleteMessages: z.boolean().optional(),
  dataType: z.enum(['string', 'binary']).optional(),
  isSessionsEnabled: z.literal(false).optional(),
  cardinality: z.literal('one').optional(),
  sdkBinding: z.literal(false).optional(),
});

const timer = z.object({
  type: z.literal('timerTrigger'),
  schedule: z.string().min(1),
  runOnStartup: z.boolean().default(false),
});

const triggerSchema = z.discriminatedUnion('type', [http, serviceBus, timer]);

/** A function's trigger, with `%SETTING%` expanded, and the name of its binding. */
export type Trigger = z.infer<typeof triggerSchema> & { readonly binding: string };

/** Reads the trigger of a registered function. @throws Error naming the function when the local host cannot run it */
export function readTrigger(metadata: FunctionMetadata, settings: NodeJS.ProcessEnv): Trigger {
  const problem = (text: string): Error => new Error(`Function ${metadata.name}: ${text}`);
  const [trigger, ...others] = Object.entries(metadata.bindings).filter(([name]) => name !== '$return');
  if (trigger === undefined) throw problem('it has no trigger.');
  if (others.length > 0) throw problem('the local host runs no extra input or output bindings.');
  const [binding, options] = trigger;
  const parsed = triggerSchema.safeParse(expand(options, settings));
  if (parsed.success) return { ...parsed.data, binding };
  throw problem(`the local host cannot run this ${String(options.type)}: ${z.prettifyError(parsed.error)}`);
}

const expanded = new Set(['topicName', 'subscriptionName', 'schedule']);

const expand = (options: Readonly<Record<string, unknown>>, settings: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      key,
      expanded.has(key) && typeof value === 'string' ? expandSettings(value, settings) : value,
    ]),
  );
