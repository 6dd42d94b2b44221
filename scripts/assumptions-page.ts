import { assumptions } from '../shared/assumptions/assumptions.ts';
import type { Assumption, Switch } from '../shared/assumptions/assumption.ts';

/** `docs/assumptions.md`: every assumption of the register, those that a probe settles first. */
export function assumptionsPage(): string {
  const entries: readonly (readonly [string, Assumption])[] = Object.entries(assumptions);
  const probed = entries.filter(([, { settledBy }]) => 'probe' in settledBy);
  const looked = entries.filter(([, { settledBy }]) => 'look' in settledBy);
  return [
    head,
    section('What a probe settles', 'probe', probed),
    section('What a person must look at', 'what to look at', looked),
  ].join('\n');
}

const section = (
  title: string,
  settled: string,
  entries: readonly (readonly [string, Assumption])[],
): string =>
  [
    `## ${title}`,
    '',
    `| assumption | how sure, and why | ${settled} | until then | otherwise |`,
    '|---|---|---|---|---|',
    ...entries.map(([id, entry]) => row(id, entry)),
    '',
  ].join('\n');

function row(
  id: string,
  { says, usedBy, sure, because, settledBy, default: until, otherwise }: Assumption,
): string {
  const cells = [
    `\`${id}\`<br>${says}<br>*${usedBy.join('; ')}*`,
    `**${sure}**: ${because}`,
    'probe' in settledBy ? `\`${settledBy.probe}\`` : settledBy.look,
    until,
    switchText(otherwise),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function switchText(otherwise: Switch): string {
  switch (otherwise.kind) {
    case 'setting':
      return `setting \`${otherwise.name}=${otherwise.value}\``;
    case 'maps-off':
      return `\`MAPS_OFF\`: ${otherwise.maps.join('; ')}, see [hybrid](hybrid.md)`;
    case 'code':
      return `change ${otherwise.where}`;
  }
}

const head = `# Assumptions

Made from \`shared/assumptions\` by \`npm run docs\`.

What the code takes for true and no public source confirms. Where it relies on one, a comment says \`assumed(<id>)\`. How sure
each single pair of a table map is stands in [the list of maps](table-maps.md).

\`npm run probe\` settles most of them in your own environment: it reads; with \`--write --company CODE\` it also writes to a
test company that you name, says first what, and takes back what it can. It never changes a setting: it writes a dated
report, lines of settings and entries of \`maps.accepted.json\` for a person to review and sign.

How sure: **likely** follows from something published, **open** could be either way, **guess** had to be called something.
`;
