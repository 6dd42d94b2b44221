/** A row of a table that has no public set, as a form of Finance shows it; every value is text. */
export type TableRow = Readonly<Record<string, string>>;
