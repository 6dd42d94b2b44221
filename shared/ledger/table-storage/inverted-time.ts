const endOfTime = Date.UTC(9999, 11, 31);

/** An ISO time as text of fifteen digits that sorts the newest first. */
export const invertedTime = (at: string): string => String(endOfTime - Date.parse(at)).padStart(15, '0');
