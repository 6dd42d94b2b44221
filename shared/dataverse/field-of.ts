/** Forms in which Dataverse names the column that it is about; the texts are localised, so none may match. */
const forms: readonly RegExp[] = [
  /property named '(\w+)'/i, // $select, $filter: no such column
  /invalid property '(\w+)'/i, // body: no such column
  /undeclared property '(\w+)'/i, // body: no such navigation property
  /property '(\w+)' does not exist on type/i,
  /\(property '(\w+)'\)/i, // body: wrong type
  /the '(\w+)' attribute of/i, // too long
  /value \S+ of '(\w+)' on record/i, // out of range, no such option
  /attribute '(\w+)' of entity/i,
  /field (\w+) of actuals can only be changed/i, // assumed(write-back-refusal-text)
];

/** The column that an error text names. */
export function fieldOf(text: string): string | undefined {
  for (const form of forms) {
    const field = form.exec(text)?.[1];
    if (field !== undefined) return field;
  }
  return undefined;
}
