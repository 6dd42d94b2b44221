import { z } from 'zod';

const part = z.coerce.number();
const schema = z.object({
  SourceEntityName: z.string().optional(),
  DestinationEntityName: z.string().optional(),
  EntityMapVersion: z.object({ Major: part, Minor: part, Build: part, Revision: part }).optional(),
});

/** A map that native dual-write runs, as far as its row says. */
export interface RuntimeConfig {
  readonly source?: string;
  readonly destination?: string;
  /** `1.0.0.3` */
  readonly version?: string;
}

/**
 * Reads `msdyn_unsecure` of a row of `msdyn_dualwriteruntimeconfig`: JSON text, or what was parsed of it already.
 *
 * @returns undefined where the text is not JSON; nothing of what is not written as expected.
 * @see https://github.com/microsoft/Dual-write-automations
 */
export function readRuntimeConfig(unsecure: unknown): RuntimeConfig | undefined {
  const json = typeof unsecure === 'string' ? parsed(unsecure) : { value: unsecure };
  if (json === undefined) return undefined;
  const read = schema.safeParse(json.value);
  if (!read.success) return {};
  const {
    SourceEntityName: source,
    DestinationEntityName: destination,
    EntityMapVersion: version,
  } = read.data;
  return {
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    ...(version === undefined
      ? {}
      : { version: [version.Major, version.Minor, version.Build, version.Revision].join('.') }),
  };
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
