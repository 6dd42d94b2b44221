import type { Node } from 'web-tree-sitter';
import { findingAt, type Finding } from './finding.ts';
import { nodesOf, propertiesOf } from './nodes.ts';

/** Where a file is not Bicep, and objects that have a property twice. */
export function syntaxFaults(file: string, root: Node): readonly Finding[] {
  const found: Finding[] = [];
  const visit = (node: Node): void => {
    if (node.isMissing) found.push(findingAt(file, node, `${node.type} is missing here`));
    else if (node.isError) found.push(findingAt(file, node, `this is not Bicep: ${shortened(node.text)}`));
    else if (node.hasError) for (const child of node.children) visit(child);
  };
  visit(root);
  for (const object of nodesOf(root, 'object')) {
    const seen = new Set<string>();
    for (const [name, , key] of propertiesOf(object)) {
      if (seen.has(name)) found.push(findingAt(file, key, `${name} stands twice in this object`));
      seen.add(name);
    }
  }
  return found;
}

const shortened = (text: string): string => {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 60)} …` : line;
};
