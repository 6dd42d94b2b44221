import { createHash } from 'node:crypto';

/** A key may have 512 UTF-16 characters (1 KiB); what is left over is for prefixes such as `k:`. */
const longest = 500;

/**
 * Text as a partition or row key. Letters, digits and `. _ | : @ ~ -` stay; every other UTF-16 code unit becomes `!`
 * and four hex digits, so no two texts share a key and no key has a character that the service refuses (/ \ # ? and
 * control characters) or that proxies are known to mangle (%). Longer keys end in `!sha256-` and the hash of the text:
 * that is no escape, so it cannot be mistaken for one. Keys are never turned back; rows keep the text in a column.
 *
 * Source: https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
 */
export function escapeKey(text: string): string {
  const escaped = text.replace(
    /[^A-Za-z0-9._|:@~-]/g,
    (unit) => `!${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (escaped.length <= longest) return escaped;
  const suffix = `!sha256-${createHash('sha256').update(text, 'utf16le').digest('hex')}`;
  return escaped.slice(0, longest - suffix.length) + suffix;
}
