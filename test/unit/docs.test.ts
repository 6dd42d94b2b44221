import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { assumptions } from '../../shared/assumptions/assumptions.ts';
import { figures } from '../../shared/telemetry/figures.ts';

/** What the pages tell a reader to type, to set, to open and to follow, held against what is there. */
const root = new URL('../../', import.meta.url);

interface Page {
  readonly file: string;
  readonly text: string;
}

const textsOf = async (pattern: readonly string[]): Promise<readonly Page[]> => {
  const files: string[] = [];
  for await (const file of glob(pattern, { cwd: root })) files.push(file.replaceAll('\\', '/'));
  return Promise.all(
    files.sort().map(async (file) => ({ file, text: await readFile(new URL(file, root), 'utf8') })),
  );
};

let pages: readonly Page[];
/** Everything that is not a page: code, templates, settings. */
let code: string;

beforeAll(async () => {
  pages = await textsOf(['README.md', 'docs/*.md', 'infra/local/**/*.md']);
  const sources = await textsOf([
    '{functions,shared,scripts,infra}/**/*.{ts,tsx,cjs,bicep,bicepparam}',
    'test/{simulation,bench,integration}/**/*.ts',
    '{host,local.settings.sample,package}.json',
  ]);
  code = sources.map(({ text }) => text).join('\n');
});

/** Of each page what a finder finds in it, as page: finding. */
const inPages = (find: (page: Page) => readonly string[]): readonly string[] =>
  pages.flatMap((page) => find(page).map((found) => `${page.file}: ${found}`));

/** The sources of an npm script: its file, the folder beside it of the same name, and what all commands share. */
async function sourcesOf(script: string): Promise<string> {
  const file = /node (\S+\.ts)/.exec(script)?.[1];
  if (file === undefined) return '';
  const beside = file.startsWith('scripts/') ? 'scripts/*.ts' : file.replace(/[^/]+$/, '*.ts');
  const texts = await textsOf([file, beside, file.replace(/\.ts$/, '/**/*.ts')]);
  return texts.map(({ text }) => text).join('\n');
}

interface Typed {
  readonly page: string;
  readonly name: string;
  readonly words: readonly string[];
}

/** Commands of npm as they stand in code spans and blocks, without comments and what is piped on. */
const commands = (): readonly Typed[] =>
  pages.flatMap(({ file, text }) =>
    [...text.matchAll(/npm (?:run ([\w-]+)|(start|test))(?: -- ([^\n`|#;)]*))?/g)].map(
      ([, run, short, rest = '']) => ({
        page: file,
        name: run ?? short ?? '',
        words: rest
          .trim()
          .replaceAll(/"[^"]*"|'[^']*'/g, 'TEXT')
          .split(/[\s,]+/)
          .filter((word) => word !== ''),
      }),
    ),
  );

/** A word that a command takes: a line of its usage, or a name among its commands. */
const isWordOf = (source: string, word: string): boolean =>
  new RegExp(
    `^ {2}${word}(?: |$)|-- ${word}\\b|[{,] ${word}(?::|,| \\})|^ {2}'?${word}'?:|=== '${word}'`,
    'm',
  ).test(source);

/** Files that a page tells the reader to make. */
const toMake = ['functions/setup-configuration/tool-rentals.map.ts'];

describe('the pages', () => {
  it('name only commands, words and options that are there', async () => {
    const scripts: Readonly<Record<string, string>> = packageFile.scripts;
    const sources = new Map<string, string>();
    const wrong: string[] = [];
    for (const { page, name, words } of commands()) {
      const script = scripts[name];
      if (script === undefined) {
        wrong.push(`${page}: there is no npm run ${name}`);
        continue;
      }
      const source = sources.get(name) ?? (await sourcesOf(script));
      sources.set(name, source);
      const [first] = words;
      if (first !== undefined && /^[a-z][a-z-]+$/.test(first) && !isWordOf(source, first))
        wrong.push(`${page}: npm run ${name} has no ${first}`);
      for (const word of words) {
        const option = /^--([a-z-]+)/.exec(word)?.[1];
        if (
          option !== undefined &&
          !source.includes(`--${option}`) &&
          !new RegExp(`['\\s{]${option}['"]?: `).test(source)
        )
          wrong.push(`${page}: npm run ${name} has no --${option}`);
      }
    }
    expect(commands().length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it('name only settings and variables that code reads', () => {
    const named = (page: Page): readonly string[] =>
      [...page.text.matchAll(/(?<![\w/.<])([A-Z][A-Z0-9]+(?:_[A-Za-z0-9]+)+)\b/g)].map(
        ([, name = '']) => name,
      );
    const known = new Set(code.match(/\w+/g));
    expect(pages.flatMap(named).length).toBeGreaterThan(50);
    expect(inPages((page) => [...new Set(named(page))].filter((name) => !known.has(name)))).toEqual([]);
  });

  it('name the figures that the app emits, all of them where they are listed, and no other', () => {
    const named = (text: string): ReadonlySet<string> => new Set(text.match(/\bposync\.[a-z_]+/g));
    const known = new Set(Object.keys(figures));
    expect(inPages(({ text }) => [...named(text)].filter((name) => !known.has(name)))).toEqual([]);
    const listed = named(pages.find(({ file }) => file === 'docs/observing.md')?.text ?? '');
    expect([...known].filter((name) => !listed.has(name))).toEqual([]);
  });

  it('name only assumptions that are in the register', () => {
    const ids = inPages(({ file, text }) =>
      file === 'docs/assumptions.md'
        ? []
        : text
            .split(/\n{2,}|\|/)
            .filter((part) => part.includes('](assumptions.md)'))
            .flatMap((part) =>
              [...part.matchAll(/`(?!(?:x-)?ms-)([a-z]+(?:-[a-z]+)+)`/g)].map(([, id = '']) => id),
            ),
    );
    expect(ids.length).toBeGreaterThan(10);
    expect(ids.filter((id) => !((id.split(': ')[1] ?? '') in assumptions))).toEqual([]);
  });

  it('name only files that are there, or that code knows', async () => {
    const names = new Set<string>();
    for await (const file of glob('{functions,shared,scripts,infra,test}/**/*.*', { cwd: root }))
      names.add(file.replace(/^.*[\\/]/, ''));
    const isThere = (path: string, page: string): boolean =>
      [root, new URL(page, root)].some((base) => existsSync(new URL(path, base))) ||
      (path.includes('/') ? false : names.has(path)) ||
      code.includes(path);
    const missing = inPages(({ file, text }) =>
      [...text.matchAll(/`((?:[\w.@-]+\/)*[\w.-]+\.(?:ts|tsx|json|bicep|bicepparam|md|yaml))`/g)]
        .map(([, path = '']) => path)
        .filter((path) => !toMake.includes(path) && !isThere(path, file)),
    );
    expect(missing).toEqual([]);
  });

  it('link to pages and headings that are there', () => {
    const headings = (text: string): ReadonlySet<string> =>
      new Set([...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading)));
    const broken = inPages(({ file, text }) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => {
          if (/^https?:/.test(link)) return false;
          const [path = '', anchor] = link.split('#');
          const target = new URL(path === '' ? file : path, new URL(path === '' ? '' : file, root));
          if (!existsSync(target)) return true;
          if (anchor === undefined) return false;
          const page = pages.find((each) => new URL(each.file, root).href === target.href);
          return page === undefined || !headings(page.text).has(anchor);
        }),
    );
    expect(broken).toEqual([]);
  });
});

/** As GitHub makes it: https://docs.github.com/get-started/writing-on-github */
const anchorOf = (heading: string): string =>
  heading
    .replaceAll(/[`*_]|\[|\]\([^)]*\)/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
