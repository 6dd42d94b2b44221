import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import type { Table } from './table.ts';

const assumed = { assumed: true } as const;

/**
 * Tables in which dual-write keeps its own maps: one record per saved version of a map, and one per map that runs with
 * Dataverse as its source. Columns are those of a published solution export and of public tools that read them.
 *
 * @see https://github.com/finopsfuntimes/ProjectOpsEmpFinDims CE_Solution, Customizations.xml
 * @see https://github.com/OliverFlint/pptb-dual-write-map-viewer
 */
export const dualWriteTables: readonly Table[] = [
  defineTable({
    name: 'msdyn_dualwriteentitymap',
    set: 'msdyn_dualwriteentitymaps',
    id: 'msdyn_dualwriteentitymapid',
    primaryName: 'msdyn_name',
    owned: 'user',
    columns: {
      /** `<prefix>_[<Dataverse set> - <label of the Finance entity>]`. */
      msdyn_name: columnOf.text(850),
      msdyn_displayname: columnOf.text(850),
      msdyn_version: columnOf.text(100),
      /** JSON text: legs with schemas, filters and field mappings. */
      msdyn_mapping: columnOf.memo(1_048_576),
      /** JSON text: description, tags, whether initial sync is skipped. */
      msdyn_properties: columnOf.memo(1_048_576),
    },
  }),
  defineTable({
    name: 'msdyn_dualwriteruntimeconfig',
    set: 'msdyn_dualwriteruntimeconfigs',
    id: 'msdyn_dualwriteruntimeconfigid',
    primaryName: 'msdyn_name',
    owned: 'user',
    columns: {
      msdyn_name: columnOf.text(850, assumed),
      /** JSON text: source and destination entity, and the version that runs. */
      msdyn_unsecure: columnOf.memo(1_048_576),
    },
  }),
];
