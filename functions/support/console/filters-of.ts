const names = ['area', 'map', 'company', 'outcome', 'cause', 'field', 'cure', 'olderThan'] as const;

/** Filters of open records, as the address carries them. */
export const filtersOf = (address: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = address.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
