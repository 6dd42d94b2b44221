/**
 * Id of a row in data events: the table's number in the first four bytes, the RecId in the last eight, little-endian.
 * Row 5637151326 of table 18769 is `00004951-0000-0000-5e1a-005001000000`.
 */
export function targetId(tableId: number, recId: bigint): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(tableId, 0);
  bytes.writeBigUInt64LE(recId, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
