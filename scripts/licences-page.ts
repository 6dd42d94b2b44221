/** The part of package-lock.json that is used. */
export interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly license?: string; readonly dev?: boolean }>
  >;
}

/** Licences that ask for no more than to keep their text. */
export const permissive: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
]);

/** Packages that the app is made of, each version once, with their licence; those of developers are left out. Pure. */
export function licencesOf({
  packages,
}: LockFile): readonly (readonly [name: string, version: string, licence: string])[] {
  const all = Object.entries(packages).flatMap(([path, { version = '', license = 'unknown', dev }]) =>
    path === '' || dev === true
      ? []
      : [[path.split('node_modules/').at(-1) ?? '', version, license] as const],
  );
  const once = new Map(all.map((each) => [`${each[0]} ${each[1]}`, each]));
  return [...once.values()].sort(([a, v], [b, w]) => a.localeCompare(b, 'en') || v.localeCompare(w, 'en'));
}

/** `docs/licences.md`. */
export function licencesPage(lock: LockFile): string {
  const licences = licencesOf(lock);
  const count = (licence: string): number => licences.filter(([, , each]) => each === licence).length;
  const sums = [...new Set(licences.map(([, , licence]) => licence))]
    .sort()
    .map((each) => `${each} ${String(count(each))}`);
  return [
    head,
    `${String(licences.length)} packages: ${sums.join(', ')}.`,
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...licences.map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n');
}

const head = `# Licences

Made from \`package-lock.json\` by \`npm run docs\`.

What the app is installed with, directly or not; packages that only developers need are left out. The bundle holds the part
of it that is used. The support console is made with React, Fluent UI, TanStack Query and Virtual, and wouter (all MIT or
Unlicense), which are developers' packages because only their bundle is deployed. The text of each licence is in its package:
\`node_modules/‹package›/LICENSE\`. Known weaknesses are a question of the day: \`npm audit --omit=dev\` asks the registry.
`;
