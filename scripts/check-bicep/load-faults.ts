import { existsSync, readFileSync } from 'node:fs';
import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { literalOf, nodesOf, partsOf } from './nodes.ts';

/** Files that are loaded into a template and are not there, or are no JSON. @param folder where the Bicep files are. */
export function loadFaults({ file, root }: BicepFile, folder: URL): readonly Finding[] {
  return nodesOf(root, 'call_expression').flatMap((call) => {
    const name = call.childForFieldName('function')?.text ?? '';
    const given = call.childForFieldName('arguments');
    if (!/^load(Json|Text)Content$/.test(name) || given === null) return [];
    const path = literalOf(partsOf(given)[0]);
    if (path === undefined) return [findingAt(file, call, `${name} takes a path that is written out`)];
    const url = new URL(path, folder);
    if (!existsSync(url)) return [findingAt(file, call, `${path} is not there`)];
    return path.endsWith('.json') && !isJson(readFileSync(url, 'utf8'))
      ? [findingAt(file, call, `${path} is no JSON`)]
      : [];
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
