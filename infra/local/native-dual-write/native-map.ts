/** One field mapping of a native map, as dual-write's own export words it. */
export interface NativeField {
  /** Finance property. */
  readonly sourceField: string;
  /** Dataverse column, or a path over look-ups by their navigation properties: `msdyn_project.msdyn_projectnumber`. */
  readonly destinationField: string;
  /** 1: Finance to Dataverse, 2: Dataverse to Finance, 3: both. */
  readonly syncDirection: 1 | 2 | 3;
  /** Finance enum member → Dataverse value as text. */
  readonly valueMap?: Readonly<Record<string, string>>;
  /** Finance holds a day. */
  readonly isDay?: true;
  /** The destination is a look-up, by its navigation property, to the row of this set with the value in this column. */
  readonly lookup?: { readonly set: string; readonly id: string; readonly column: string };
  /** Finance holds a guid, which stands in addresses without quotes. */
  readonly isGuid?: true;
}

/** A table map of native dual-write, as far as the player needs it. */
export interface NativeMap {
  /** Label of the Finance entity, by which dual-write names the map. */
  readonly name: string;
  /** Finance set, and the integration key by its properties. */
  readonly source: { readonly set: string; readonly key: readonly string[] };
  readonly destination: { readonly set: string; readonly table: string; readonly id: string };
  /** Finance rows that make rows in Dataverse, as a `$filter`; none without it. */
  readonly sourceFilter?: string;
  /** Dataverse rows that cross, as a `$filter`; all without it. */
  readonly reversedSourceFilter?: string;
  readonly fieldMappings: readonly NativeField[];
}
