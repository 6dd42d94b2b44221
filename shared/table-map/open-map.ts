import type { Area } from './area.ts';
import type { OpenPair, TableMap } from './table-map.ts';

/**
 * A map of dual-write that cannot be written down: a table, an entity or all columns of one side are published nowhere.
 * It is listed with what is known, never runs, and is replaced by a map file once an environment has told the rest.
 */
export interface OpenMap {
  readonly name: string;
  readonly version: string;
  readonly area: Area;
  readonly kind: TableMap['kind'];
  readonly direction: OpenPair['direction'];
  /** Logical name of the Dataverse table, where it is known. */
  readonly table?: string;
  /** Entity set in Finance, where it is known. */
  readonly set?: string;
  /** Finance properties that are known without their Dataverse columns. */
  readonly properties: readonly string[];
  /** What is not published, for a person. */
  readonly open: readonly string[];
}

/** Writes an open map down, as the default export of its `.map.ts` file. */
export const defineOpenMap = (map: OpenMap): { readonly openMap: OpenMap } => ({ openMap: map });
