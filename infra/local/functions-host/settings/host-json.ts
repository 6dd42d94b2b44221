import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { timeSpan } from './time-span.ts';

const duration = z.string().transform((text, context) => {
  const value = timeSpan(text);
  if (value !== undefined) return value;
  context.addIssue(`'${text}' is not a time span such as 00:05:00`);
  return z.NEVER;
});

/**
 * What the local host honours of host.json, with Azure's defaults
 * (https://learn.microsoft.com/azure/azure-functions/functions-host-json and functions-bindings-service-bus).
 */
const hostJsonSchema = z.object({
  version: z.literal('2.0'),
  extensions: z
    .object({
      http: z.object({ routePrefix: z.string().default('api') }).prefault({}),
      serviceBus: z
        .object({
          autoCompleteMessages: z.boolean().default(true),
          maxConcurrentCalls: z.int().positive().default(16),
          maxAutoLockRenewalDuration: duration.prefault('00:05:00'),
        })
        .prefault({}),
    })
    .prefault({}),
});

export type HostJson = z.infer<typeof hostJsonSchema>;

/** Reads host.json. @throws Error naming the file and the field that is wrong */
export async function readHostJson(path: string | URL): Promise<HostJson> {
  const parsed = hostJsonSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${String(path)}: ${z.prettifyError(parsed.error)}`);
}
