import type { Condition } from './condition.ts';
import { FilterError } from './filter-error.ts';

/** The columns that a filter names, as it writes them; none when it cannot be read. */
export function namesIn(text: string, parse: (text: string) => Condition): readonly string[] {
  if (text === '') return [];
  try {
    return names(parse(text));
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    return [];
  }
}

function names(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(names);
    case 'not':
      return names(condition.part);
    case 'compare':
      return [condition.column, ...(condition.value.kind === 'column' ? [condition.value.column] : [])];
    case 'in':
    case 'flag':
      return [condition.column];
    case 'call':
      return [];
  }
}
