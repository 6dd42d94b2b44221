import type { Assumption } from './assumption.ts';

const command = 'npm run maps -- import';

/** What exported maps of dual-write look like. */
export const ofImports = {
  'export-forms': {
    says: 'An exported map is a mapping alone, a record of msdyn_dualwriteentitymaps or msdyn_dualwriteruntimeconfig, an array of those, or an answer of the Web API.',
    usedBy: [`${command} FILE`],
    sure: 'open',
    because: 'The mapping inside is public, what a tool wraps around it is not.',
    settledBy: { look: `Import a file as your tool exports it; ${command} --environment needs none.` },
    default: 'All of these are read; anything else is refused with its name.',
    otherwise: { kind: 'code', where: 'shared/native-map/read-export.ts' },
  },
  'default-side': {
    says: 'In a pair that only sets a default, the side that has no column is called [None] or empty.',
    usedBy: [command],
    sure: 'open',
    because: 'The page of the map shows [None]; no exported pair of this kind is public.',
    settledBy: {
      look: 'A pair with a default and no source in an exported map of yours: its sourceField or destinationField.',
    },
    default: 'Another word is taken for the name of a column, and reported as one that is not there.',
    otherwise: { kind: 'code', where: 'shared/native-map/parse-mapping.ts: columnOf' },
  },
  'imported-column-type': {
    says: 'A column that nothing describes has the type that its counterpart in Finance suggests.',
    usedBy: [`${command} FILE`],
    sure: 'guess',
    because: 'An exported map names columns without types.',
    settledBy: {
      look: `${command} --environment reads the types; or correct the type in the imported file.`,
    },
    default: 'Only on the way to Finance, where a wrong type is refused record by record and never written.',
    otherwise: { kind: 'code', where: 'the imported file: the type of the column' },
  },
} as const satisfies Readonly<Record<string, Assumption>>;
