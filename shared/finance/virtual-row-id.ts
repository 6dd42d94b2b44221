/**
 * The id of a row of a virtual table says which Finance row it is: its table's id in the first four bytes, its RecId in
 * the last eight, lowest byte first.
 *
 * @param id guid as text.
 * @returns RecId as decimal text: it has 64 bits; undefined when the text is no guid.
 */
export function virtualRowId(id: string): { readonly tableId: number; readonly recId: string } | undefined {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  if (bytes.length !== 16) return undefined;
  return { tableId: bytes.readUInt32BE(0), recId: bytes.readBigInt64LE(8).toString() };
}
