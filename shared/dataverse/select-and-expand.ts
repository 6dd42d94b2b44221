import type { ColumnPath } from './column-path.ts';

interface Branch {
  readonly select: Set<string>;
  readonly expand: Map<string, Branch>;
}

/** `$select` and `$expand` that fetch the id and these columns, each look-up followed once. */
export function selectAndExpand(idColumn: string, paths: readonly ColumnPath[]): string {
  const root = branch();
  root.select.add(idColumn);
  for (const { over, property } of paths) {
    let current = root;
    over.forEach(({ navigation, attribute }) => {
      // A branch that selects nothing would fetch every column of its table.
      if (current !== root && current.select.size === 0) current.select.add(`_${attribute}_value`);
      const next = current.expand.get(navigation) ?? branch();
      current.expand.set(navigation, next);
      current = next;
    });
    current.select.add(property);
  }
  return options(root).join('&');
}

const branch = (): Branch => ({ select: new Set(), expand: new Map() });

function options({ select, expand }: Branch): readonly string[] {
  const expansions = [...expand].map(([navigation, next]) => `${navigation}(${options(next).join(';')})`);
  return [
    `$select=${[...select].join(',')}`,
    ...(expansions.length === 0 ? [] : [`$expand=${expansions.join(',')}`]),
  ];
}
