import type { z } from 'zod';
import { mappingSchema, type FieldMapping, type Leg } from './mapping-schema.ts';
import type { NativeMap, NativePair, NativeTransform } from './native-map.ts';
import { NativeMapError } from './native-map-error.ts';
import { parsePlainJson } from './parse-plain-json.ts';

/**
 * Reads the mapping of a dual-write map: one native map per leg.
 *
 * @param mapping parsed `msdyn_mapping`, or its text.
 * @param named what the record around it says; the mapping's own name is used when it says nothing.
 * @throws NativeMapError when it is no mapping, or a leg does not lie between Finance and Dataverse.
 */
export function parseMapping(
  mapping: unknown,
  named: { readonly name?: string; readonly version?: string },
): readonly NativeMap[] {
  const name = named.name ?? 'mapping';
  const parsed = mappingSchema.safeParse(fromText(mapping, name));
  if (!parsed.success) throw new NativeMapError(name, `is no dual-write mapping: ${issues(parsed.error)}`);
  const { legs } = parsed.data;
  return legs.map((leg) => nativeMap(leg, { ...named, name: named.name ?? parsed.data.name }));
}

/** The column holds text; some records hold text that was written as JSON twice. */
function fromText(mapping: unknown, name: string): unknown {
  let value = mapping;
  for (let times = 0; times < 2 && typeof value === 'string'; times += 1)
    try {
      value = parsePlainJson(value);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new NativeMapError(name, `its mapping is not JSON (${reason}): correct it, or export it again`, {
        cause: error,
      });
    }
  return value;
}

function nativeMap(leg: Leg, named: { readonly name: string; readonly version?: string }): NativeMap {
  const fromFinance = sourceIsFinance(leg, named.name);
  const { sourceSchema, destinationSchema, sourceFilter, reversedSourceFilter } = leg;
  return {
    ...named,
    label: fromFinance ? sourceSchema : destinationSchema,
    set: (fromFinance ? destinationSchema : sourceSchema).toLowerCase(),
    financeFilter: fromFinance ? sourceFilter : reversedSourceFilter,
    dataverseFilter: fromFinance ? reversedSourceFilter : sourceFilter,
    pairs: leg.fieldMappings.map((field) => nativePair(field, fromFinance)),
  };
}

function sourceIsFinance({ sourceEnvironmentType, destinationEnvironmentType }: Leg, name: string): boolean {
  const ends = `${sourceEnvironmentType} to ${destinationEnvironmentType}`.toUpperCase();
  if (ends === 'AX TO CRM') return true;
  if (ends === 'CRM TO AX') return false;
  throw new NativeMapError(
    name,
    `lies between ${sourceEnvironmentType || 'nothing'} and ${destinationEnvironmentType || 'nothing'}, not between Finance (AX) and Dataverse (CRM)`,
  );
}

function nativePair(field: FieldMapping, fromFinance: boolean): NativePair {
  const source = columnOf(field.sourceField);
  const destination = columnOf(field.destinationField);
  const finance = fromFinance ? source : destination;
  const dataverse = fromFinance ? destination : source;
  const related = field.destinationLookupFieldRelatedEntity.toLowerCase();
  return {
    ...(finance === undefined ? {} : { finance }),
    ...(dataverse === undefined ? {} : { dataverse: dataverse.toLowerCase() }),
    ...(related === '' ? {} : { related }),
    direction: directionOf(field.syncDirection, fromFinance),
    transforms: (field.valueTransforms ?? []).flatMap(nativeTransforms),
  };
}

/** A side that a default stands in for is shown as `[None]`: its column is that, or empty, assumed(default-side). */
const columnOf = (name: string): string | undefined =>
  name === '' || /^\[?none\]?$/i.test(name) ? undefined : name;

function directionOf(value: FieldMapping['syncDirection'], fromFinance: boolean): NativePair['direction'] {
  switch (Number(value ?? Number.NaN)) {
    case 1:
      return fromFinance ? 'to-dataverse' : 'to-finance';
    case 2:
      return fromFinance ? 'to-finance' : 'to-dataverse';
    case 3:
      return 'both';
    default:
      return 'unknown';
  }
}

function nativeTransforms(
  transform: NonNullable<FieldMapping['valueTransforms']>[number],
): readonly NativeTransform[] {
  const { transformType, valueMap, defaultValue, createValuesOnDestination } = transform;
  const byDefault = { kind: 'default', value: defaultValue ?? '' } as const;
  switch (transformType.toLowerCase()) {
    case 'valuemap':
      return [
        { kind: 'value-map', values: valueMap ?? {}, createsValues: createValuesOnDestination },
        ...(byDefault.value === '' ? [] : [byDefault]),
      ];
    case 'default':
      return [byDefault];
    default:
      return [{ kind: 'other', type: transformType || transform.$type || 'without a name' }];
  }
}

const issues = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; ');
