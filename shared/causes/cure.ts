/** Who can cure what keeps a record from crossing: whoever owns the data or the setting that must change. */
export const cures = ['project-manager', 'accountant', 'administrator'] as const;
export type Cure = (typeof cures)[number];

const persons: Readonly<Record<Cure, string>> = {
  'project-manager': 'a project manager',
  accountant: 'an accountant',
  administrator: 'an administrator',
};

/** Who that is, in a sentence: `an accountant`. */
export const whoCures = (cure: Cure): string => persons[cure];
