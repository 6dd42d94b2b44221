/** One line of a CSV file (RFC 4180, without its line end). What a spreadsheet would take for a formula stays text. */
export const csvLine = (cells: readonly string[]): string => cells.map(cell).join(',');

const cell = (text: string): string => {
  const safe = /^[=+@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
