/** .NET writes the first three groups of a Guid little-endian. */
const GUID_ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

/** A lock token as AMQP's uuid: the bytes as written. */
export function lockTokenToUuid(lockToken: string): Buffer {
  return Buffer.from(lockToken.replaceAll('-', ''), 'hex');
}

/** A lock token as clients know it, from the 16 bytes of an AMQP uuid. */
export function lockTokenFromUuid(uuid: Buffer): string {
  return uuid.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A lock token as delivery tag: the bytes of a .NET Guid. */
export function lockTokenToTag(lockToken: string): Buffer {
  return reorder(lockTokenToUuid(lockToken));
}

/** The lock token that a delivery tag stands for. */
export function lockTokenFromTag(tag: Buffer): string {
  return lockTokenFromUuid(reorder(tag));
}

function reorder(bytes: Buffer): Buffer {
  return Buffer.from(GUID_ORDER.map((at) => bytes[at] ?? 0));
}
