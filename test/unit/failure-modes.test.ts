import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const page = await readFile(new URL('docs/failure-modes.md', root), 'utf8');

interface Fault {
  readonly numbers: readonly number[];
  readonly heading: string;
  /** What comes out, for a person. */
  readonly outcome: string;
  readonly shownBy: readonly { readonly file: string; readonly title: string }[];
  readonly notShown: readonly string[];
}

const faults: readonly Fault[] = page
  .split(/^## /m)
  .slice(1)
  .map((section): Fault => {
    const [heading = '', ...lines] = section.split('\n');
    const items = lines.filter((line) => line.startsWith('- '));
    const named = items
      .map((line) => /^- `(test\/[^`]+)`: (.+)$/.exec(line))
      .filter((match) => match !== null);
    return {
      heading,
      numbers: [...(heading.split(':')[0] ?? '').matchAll(/F(\d+)/g)].map((match) => Number(match[1])),
      outcome: lines.find((line) => line !== '' && !line.startsWith('- ')) ?? '',
      shownBy: named.map((match) => ({ file: match[1] ?? '', title: match[2] ?? '' })),
      notShown: items.flatMap((line) => /^- Not shown yet: (.+)$/.exec(line)?.[1] ?? []),
    };
  });

/** Titles of the tests in a file that run: as they are written, skipped ones left out. */
async function titlesIn(file: string): Promise<ReadonlySet<string>> {
  const text = await readFile(new URL(file, root), 'utf8').catch(() => '');
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && runs(node.expression.getText(source))) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title)) titles.add(title.text);
    }
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  visit(source);
  return titles;
}

/** `it`, `test`, `it.each(…)`, but not `it.skip` or `it.todo`. */
const runs = (callee: string): boolean => /^(it|test)(\.each\s*[(<`][\s\S]*)?$/.test(callee);

describe('docs/failure-modes.md', () => {
  it('has every fault from F1 to F66 once', () => {
    const all = Array.from({ length: 66 }, (_, index) => index + 1);
    expect(faults.flatMap(({ numbers }) => numbers)).toEqual(all);
  });

  it.each(faults)('says of $heading what comes out, and what shows it or why nothing does yet', (fault) => {
    expect(fault.outcome).toMatch(/\w.*\.$/);
    expect(fault.shownBy.length + fault.notShown.length).toBeGreaterThan(0);
    for (const reason of fault.notShown) expect(reason).toMatch(/^.{15,}\.$/);
  });

  it.each(faults)('names only tests that exist: $heading', async ({ shownBy }) => {
    for (const { file, title } of shownBy) expect([...(await titlesIn(file))], file).toContain(title);
  });

  it('has no line under a fault that nobody understands', () => {
    const items = page.split('\n').filter((line) => line.startsWith('- '));
    const understood = faults.flatMap(({ shownBy, notShown }) => [...shownBy, ...notShown]);
    expect(understood).toHaveLength(items.length);
  });
});
