import type { Finding } from '../../shared/probe/finding.ts';
import type { Report } from '../../shared/probe/report.ts';
import { table } from '../support/table.ts';

/** In the order in which a person wants to read them. */
const verdicts = [
  ['otherwise', 'OTHERWISE'],
  ['not-settled', 'not settled'],
  ['as-assumed', 'as assumed'],
] as const satisfies readonly (readonly [Finding['verdict'], string])[];

/** A report for a person: findings, what remains, and what to review. */
export function printReport({ results, review }: Report): string {
  const findings = results.flatMap((result) => result.findings);
  const rows = verdicts.flatMap(([verdict, word]) =>
    findings
      .filter((finding) => finding.verdict === verdict)
      .map(({ assumption, why }) => [word, assumption, why]),
  );
  const remains = results.flatMap((result) => result.remains);
  const settings = Object.entries(review.settings).map(([name, value]) => `  ${name}=${value}`);
  const code = review.code.map(({ assumption, where }) => `  ${assumption}: ${where}`);
  const { lines } = review.accepted;
  return [
    table(['settled', 'assumption', 'what was seen'], rows, { shares: [0, 0, 1] }),
    verdicts
      .map(
        ([verdict, word]) => `${String(findings.filter((each) => each.verdict === verdict).length)} ${word}`,
      )
      .join(', '),
    ...section(
      'These rows remain; delete them by hand:',
      remains.map(({ what, why }) => `  ${what} (${why})`),
    ),
    ...section('Settings to review:', settings),
    ...section('No setting covers these, change the code:', code),
    ...(lines.length === 0
      ? []
      : [`${String(lines.length)} lines of maps are ready to be signed for maps.accepted.json.`]),
  ].join('\n\n');
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}\n${lines.join('\n')}`];
