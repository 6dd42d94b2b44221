import type { SupportSettings } from '../../../shared/settings/support-settings.ts';
import type { FieldPair } from '../../../shared/support/pair-fields.ts';
import type { Preview } from '../../../shared/support/preview.ts';
import type { Registry } from '../../../shared/table-map/registry.ts';
import type { Field } from '../../../shared/table-map/table-map.ts';
import { mayDo } from './may-do.ts';
import { hiddenWords } from './own-words.ts';
import type { Person } from './person.ts';

/** What stands where a value is hidden. */
const mask = '•••';

/**
 * A preview without the values that `SUPPORT_HIDE` names, for who may only read, and without the words of the systems,
 * which repeat values. Whether two values differ is still said. Pure.
 */
export function hidden(preview: Preview, person: Person, { hide }: SupportSettings, maps: Registry): Preview {
  if (hide.size === 0 || mayDo(person, 'Support.Replay', preview)) return preview;
  const fields = maps.has(preview.map) ? maps.byName(preview.map).fields : [];
  const isHidden = ({ source, column }: FieldPair): boolean =>
    [source, column].some((name) => name !== undefined && hide.has(name.toLowerCase())) ||
    (hide.has('amounts') && fields.some((field) => isAmount(field) && isColumnOf(field, column)));
  const secret = preview.fields
    .filter(isHidden)
    .flatMap(({ sourceValue, expected, counterpartValue }) => [sourceValue, expected, counterpartValue])
    .filter((value) => value !== undefined && value.length > 1);
  return {
    ...preview,
    why: saysWhySystem.has(preview.verdict)
      ? hiddenWords
      : secret.reduce<string>((text, value) => text.replaceAll(value ?? mask, mask), preview.why),
    fields: preview.fields.map((pair) => (isHidden(pair) ? masked(pair) : pair)),
  };
}

/** Verdicts whose reason is in a system's own words. */
const saysWhySystem: ReadonlySet<Preview['verdict']> = new Set([
  'would-be-refused',
  'still-missing',
  'unreachable',
]);

const isAmount = ({ dataverse, finance }: Field): boolean =>
  dataverse?.type === 'money' || dataverse?.type === 'decimal' || finance?.type === 'real';

const isColumnOf = ({ dataverse, finance }: Field, column: string): boolean =>
  finance?.property === column || dataverse?.path.split('.')[0] === column;

const masked = (pair: FieldPair): FieldPair => ({
  ...pair,
  ...(pair.sourceValue === undefined ? {} : { sourceValue: mask }),
  ...(pair.expected === undefined ? {} : { expected: mask }),
  ...(pair.counterpartValue === undefined ? {} : { counterpartValue: mask }),
});
