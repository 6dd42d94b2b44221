/** A guid in the form Dataverse writes it: lower case, no braces. Undefined when the text is none. */
export const guidText = (text: string): string | undefined =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
    ? text.toLowerCase()
    : undefined;
