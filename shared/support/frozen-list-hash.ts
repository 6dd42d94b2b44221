import { createHash } from 'node:crypto';

/** SHA-256 (hex) of a frozen list: the records in their order, one line each, with the hash of what was seen of it. */
export const frozenListHash = (
  items: readonly { readonly record: string; readonly hash?: string | undefined }[],
): string =>
  createHash('sha256')
    .update(items.map(({ record, hash }) => `${JSON.stringify(record)} ${hash ?? ''}\n`).join(''))
    .digest('hex');
