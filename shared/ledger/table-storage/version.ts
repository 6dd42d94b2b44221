/** What a transaction on a record must know of its state row. */
export interface Version {
  readonly etag: string;
  /** Timeline rows that the record has had. */
  readonly entries: number;
}

/** The opaque version of the port. */
export const formatVersion = ({ etag, entries }: Version): string => `${entries} ${etag}`;

/** @param version as formatVersion made it. */
export function parseVersion(version: string): Version {
  const space = version.indexOf(' ');
  return { entries: Number(version.slice(0, space)), etag: version.slice(space + 1) };
}
