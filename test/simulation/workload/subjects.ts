/** Few texts: a row often returns to an earlier one. */
export const subjects = ['A', 'B', 'C'] as const;
