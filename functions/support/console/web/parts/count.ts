const format = new Intl.NumberFormat();

/** A number in the reader's locale. */
export const count = (value: number): string => format.format(value);
