import { isLosslessNumber, type LosslessNumber } from 'lossless-json';
import { z } from 'zod';
import type { Found, FoundEndpoint, FoundStep, MessageFilter } from './found.ts';
import type { Registrations } from './registrations.ts';
import { messages } from './wanted.ts';

/** Anything that a column may hold, as text; numbers come as they were written. */
const text = z
  .union([z.string(), z.custom<LosslessNumber>(isLosslessNumber)])
  .nullish()
  .transform((value) => value?.toString() ?? '');

/** Columns of an endpoint that say where it sends; `saskeyname` is assumed(topic-endpoint). */
const endpointColumns = [
  'contract',
  'authtype',
  'url',
  'namespaceaddress',
  'namespaceformat',
  'path',
  'saskeyname',
  'messageformat',
  'messagecharset',
  'description',
] as const;

const named = z.object({ name: z.string() }).nullish();
const step = z.object({
  sdkmessageprocessingstepid: z.string(),
  name: text,
  stage: text,
  mode: text,
  statecode: text,
  asyncautodelete: z.boolean().nullish(),
  filteringattributes: text,
  sdkmessageid: named,
  sdkmessagefilterid: z.object({ primaryobjecttypecode: text }).nullish(),
});
const filter = z.object({
  sdkmessagefilterid: z.string(),
  primaryobjecttypecode: text,
  iscustomprocessingstepallowed: z.boolean().nullish(),
  sdkmessageid: z.object({ sdkmessageid: z.string(), name: z.string() }),
});

/**
 * Reads all service endpoints with their steps, and what can be registered on some tables.
 *
 * @throws CounterpartError
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/register-web-hook
 */
export async function readRegistration(rows: Registrations, tables: readonly string[]): Promise<Found> {
  const endpoints = (
    await rows.list('serviceendpoints', `$select=serviceendpointid,name,${endpointColumns.join(',')}`)
  ).map((row): FoundEndpoint => ({
    id: text.parse(row['serviceendpointid']),
    name: text.parse(row['name']),
    columns: Object.fromEntries(endpointColumns.map((column) => [column, text.parse(row[column])])),
  }));
  const steps = await Promise.all(endpoints.map((endpoint) => stepsOf(rows, endpoint)));
  const filters = await Promise.all(tables.map((table) => filtersOf(rows, table)));
  return { endpoints, steps: steps.flat(), filters: filters.flat() };
}

async function stepsOf(rows: Registrations, endpoint: FoundEndpoint): Promise<readonly FoundStep[]> {
  const columns = 'sdkmessageprocessingstepid,name,stage,mode,statecode,asyncautodelete,filteringattributes';
  const found = await rows.list(
    'sdkmessageprocessingsteps',
    `$select=${columns}&$expand=sdkmessageid($select=name),sdkmessagefilterid($select=primaryobjecttypecode)&$filter=${encodeURIComponent(`_eventhandler_value eq ${endpoint.id}`)}`,
  );
  return found.map((row) => {
    const each = step.parse(row);
    return {
      id: each.sdkmessageprocessingstepid,
      name: each.name,
      endpoint,
      table: each.sdkmessagefilterid?.primaryobjecttypecode ?? '',
      message: each.sdkmessageid?.name ?? '',
      stage: each.stage,
      mode: each.mode,
      enabled: each.statecode === '0',
      deletesJobs: each.asyncautodelete ?? false,
      filteringAttributes: each.filteringattributes
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '')
        .sort(),
    };
  });
}

async function filtersOf(rows: Registrations, table: string): Promise<readonly MessageFilter[]> {
  const found = await rows.list(
    'sdkmessagefilters',
    `$select=sdkmessagefilterid,primaryobjecttypecode,iscustomprocessingstepallowed&$expand=sdkmessageid($select=sdkmessageid,name)&$filter=${encodeURIComponent(`primaryobjecttypecode eq '${table}'`)}`,
  );
  return found.flatMap((row) => {
    const each = filter.parse(row);
    const message = messages.find((name) => name === each.sdkmessageid.name);
    if (message === undefined) return [];
    return [
      {
        table,
        message,
        filterId: each.sdkmessagefilterid,
        messageId: each.sdkmessageid.sdkmessageid,
        allowed: each.iscustomprocessingstepallowed ?? false,
      },
    ];
  });
}
