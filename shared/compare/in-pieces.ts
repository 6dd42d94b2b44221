/** Records that are compared at the same time: enough to fill joined requests, few enough to hold. */
const atOnce = 200;

/** Records in pieces that are compared at the same time. */
export function* inPieces<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += atOnce) yield all.slice(start, start + atOnce);
}
