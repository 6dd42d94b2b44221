import type { Json } from './service.ts';

/** `$select` and `$expand` that bring these columns, paths over look-ups included. */
export function projectionOf(paths: readonly string[]): string {
  return optionsOf(paths.map((path) => path.split('.'))).join('&');
}

function optionsOf(paths: readonly (readonly string[])[]): readonly string[] {
  const select = paths.filter((path) => path.length === 1).map(([column]) => column ?? '');
  const over = Map.groupBy(
    paths.filter((path) => path.length > 1),
    ([navigation]) => navigation ?? '',
  );
  const expand = [...over].map(
    ([navigation, those]) => `${navigation}(${optionsOf(those.map(([, ...rest]) => rest)).join(';')})`,
  );
  return [
    // Without a column of its own a level would bring all of them.
    ...(select.length > 0 ? [`$select=${select.join(',')}`] : []),
    ...(expand.length > 0 ? [`$expand=${expand.join(',')}`] : []),
  ];
}

/** What a row holds at the end of a path; null where a look-up on the way is empty. */
export const valueAt = (row: Json, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, part) => (typeof at === 'object' && at !== null ? (at as Json)[part] : null),
      row,
    ) ?? null;
