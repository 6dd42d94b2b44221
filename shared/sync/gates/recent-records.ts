/** Counts different records of late, by a name. In this process only: other instances count for themselves. */
export interface RecentRecords {
  /** Adds a record. @returns how many different ones of this name there are within the window. */
  note(name: string, record: string, now: number): number;
  clear(name: string): void;
}

/** @param windowMs what is older is forgotten. */
export function recentRecords(windowMs: number): RecentRecords {
  const seen = new Map<string, Map<string, number>>();
  return {
    note(name, record, now) {
      const records = seen.get(name) ?? new Map<string, number>();
      seen.set(name, records);
      // Newest last, so that what is too old stands in front.
      records.delete(record);
      records.set(record, now);
      for (const [old, at] of records) {
        if (at > now - windowMs) break;
        records.delete(old);
      }
      return records.size;
    },
    clear: (name) => void seen.delete(name),
  };
}
