import { refusals } from '../web/refusals.ts';
import { splitOutside } from '../query/split-outside.ts';

/** Reads `Keys($select=LogicalName,KeyAttributes),Attributes`. */
export function readCollectionExpand(
  text: string,
): { readonly name: string; readonly select: readonly string[] | undefined }[] {
  return splitOutside(text, ',').map((item) => {
    const match = /^\s*(\w+)(?:\(\$select=([^()]*)\))?\s*$/.exec(item);
    if (match === null) throw refusals.badQuery(`Syntax error in $expand: '${item}'.`);
    return {
      name: match[1] ?? '',
      select: match[2]?.split(',').map((name) => name.trim()),
    };
  });
}
