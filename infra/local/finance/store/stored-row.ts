/**
 * Values of a row by property, each as its one canonical text: decimals without trailing zeros, guids in lower case,
 * dates as `2026-10-25T12:00:00Z`, enumerations by member. Text keeps every digit.
 */
export type Values = Readonly<Record<string, string>>;

export interface StoredRow {
  readonly recId: bigint;
  /** 1 on create, random after each update: good for comparing, not for ordering. */
  readonly recVersion: number;
  readonly values: Values;
}
