import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { literalOf, nodesOf, propertiesOf } from './nodes.ts';

/**
 * Rules that look back over less than the time between two looks, so that something happens unseen, and rules that send a
 * person to a page or heading that is not there.
 *
 * @param pages text of a page by its path, such as docs/operate.md.
 */
export const alertFaults = (
  { file, root }: BicepFile,
  pages: ReadonlyMap<string, string>,
): readonly Finding[] => [
  ...nodesOf(root, 'object').flatMap((object) => {
    const given = new Map(propertiesOf(object).map(([name, value]) => [name, value]));
    const [every, over] = [
      given.get('every') ?? given.get('evaluationFrequency'),
      given.get('over') ?? given.get('windowSize'),
    ];
    const [minutes, back] = [minutesOf(literalOf(every)), minutesOf(literalOf(over))];
    return over === undefined || minutes === undefined || back === undefined || back >= minutes
      ? []
      : [findingAt(file, over, 'this rule looks back over less than the time between two looks')];
  }),
  ...nodesOf(root, 'string').flatMap((node) => {
    const [, path = '', heading = ''] = /(docs\/[\w-]+\.md), ([^']+)'$/.exec(node.text) ?? [];
    if (path === '') return [];
    const lines = (pages.get(path) ?? '').split('\n');
    return lines.some((line) => /^#{2,4} /.test(line) && line.replace(/^#+ /, '') === heading)
      ? []
      : [findingAt(file, node, `${path} has no heading "${heading}"`)];
  }),
];

/** Minutes of PT5M, PT1H, P1D. */
function minutesOf(duration: string | undefined): number | undefined {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration ?? '') ?? [];
  const sum = Number(days ?? 0) * 1_440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sum === 0 ? undefined : sum;
}
