/** A column of a Dataverse table as its definition says. */
export interface ColumnDefinition {
  /** AttributeType: `String`, `Picklist`, `DateTime`. */
  readonly type: string;
  readonly creatable: boolean;
  readonly updatable: boolean;
  /** Nobody can make a row without it; what forms alone demand does not count. */
  readonly required: boolean;
  /** Of texts. */
  readonly maxLength?: number;
  /** Of decimals and money: digits after the point. */
  readonly precision?: number;
  /** Of dates: `UserLocal`, `DateOnly`, `TimeZoneIndependent`. */
  readonly behavior?: string;
  /** Of look-ups: logical names of the tables that it may point to. */
  readonly targets?: readonly string[];
  /** Of choices: value → label in English and lower case, empty where there is none. */
  readonly options?: ReadonlyMap<string, string>;
}

export interface TableDefinition {
  readonly set: string;
  readonly changeTracking: boolean;
  /** All columns; those that were asked for with everything that their class adds. */
  readonly columns: ReadonlyMap<string, ColumnDefinition>;
  readonly keys: readonly { readonly columns: readonly string[]; readonly status: string }[];
}

/** A property of a Finance data entity as the metadata service says. */
export interface PropertyDefinition {
  /** `String`, `Enum`, `Real`, `Int32`, `Int64`, `Guid`, `Date`, `UtcDateTime`, or `Edm.…` where that is all there is. */
  readonly type: string;
  readonly key: boolean;
  readonly mandatory: boolean;
  readonly editable: boolean;
  readonly editableOnCreate: boolean;
  /** Of the enums that were asked for. */
  readonly members?: readonly string[];
}

export interface EntityDefinition {
  readonly readOnly: boolean;
  readonly properties: ReadonlyMap<string, PropertyDefinition>;
}

/** A map of native dual-write that runs, as its own row names it. */
export interface RunningNativeMap {
  /** The two entities, in whatever form dual-write wrote them. */
  readonly entities: readonly string[];
  readonly version: string;
}

/** What Dataverse says of itself. @throws CounterpartError when it cannot be asked. */
export interface DataverseMetadata {
  /** undefined: there is no such table. */
  readonly tableDefinition: (
    table: string,
    columns: ReadonlySet<string>,
  ) => Promise<TableDefinition | undefined>;
  /** Native maps that run; none where dual-write is not installed. */
  readonly nativeMaps: () => Promise<readonly RunningNativeMap[]>;
}

/** What Finance says of itself. @throws CounterpartError when it cannot be asked. */
export interface FinanceMetadata {
  /**
   * undefined: there is no such set.
   *
   * @param properties whose enum members are wanted.
   */
  readonly entityDefinition: (
    set: string,
    properties: ReadonlySet<string>,
  ) => Promise<EntityDefinition | undefined>;
}
