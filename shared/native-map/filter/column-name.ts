/** A column of an OData filter as our maps write it: `_msdyn_project_value` is `msdyn_project`, `a/b` is `a.b`. */
export const columnName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('/', '.')
    .replace(/^_(.+)_value$/, '$1');

/** A property of a query range without its data source. */
export const propertyName = (name: string): string => name.replace(/^.*\./, '');
