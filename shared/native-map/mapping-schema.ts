import { z } from 'zod';

/** Text that may be missing; blanks that do not break are blanks. */
const text = z
  .string()
  .nullish()
  .transform((value) => (value ?? '').replaceAll('\u00a0', ' ').trim());

const value = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((each) => (each === null ? '' : String(each)));

const flag = z
  .union([z.boolean(), z.string()])
  .nullish()
  .transform((each) => each === true || String(each).toLowerCase() === 'true');

const transform = z.object({
  $type: text,
  transformType: text,
  valueMap: z.record(z.string(), value).nullish(),
  defaultValue: value.nullish(),
  createValuesOnDestination: flag,
});

/** One field mapping; `syncDirection` 1 is source to destination, 2 back, 3 both, as a number or as text. */
export const fieldMappingSchema = z.object({
  syncDirection: z.union([z.number(), z.string()]).nullish(),
  sourceField: text,
  destinationField: text,
  destinationLookupFieldRelatedEntity: text,
  valueTransforms: z.array(transform).nullish(),
});

const leg = z.object({
  sourceSchema: text,
  sourceEnvironmentType: text,
  sourceFilter: text,
  destinationSchema: text,
  destinationEnvironmentType: text,
  reversedSourceFilter: text,
  fieldMappings: z.array(fieldMappingSchema),
});

/**
 * `msdyn_dualwriteentitymaps.msdyn_mapping`: only what an import reads.
 *
 * @see https://github.com/finopsfuntimes/ProjectOpsEmpFinDims CE_Solution, Customizations.xml
 */
export const mappingSchema = z.object({ name: text, legs: z.array(leg).min(1) });

export type Leg = z.infer<typeof leg>;
export type FieldMapping = z.infer<typeof fieldMappingSchema>;
