/**
 * Partition of the Records table that a request to the table service is about; undefined where it is another table.
 *
 * @param request its address and its body, as text.
 */
export function partitionOf(request: string): string | undefined {
  const text = decoded(request);
  // A transaction names its table in the addresses of its parts.
  if (!/\/(?:\w*)Records\b/.test(text)) return undefined;
  return /PartitionKey(?:='| eq '|":")([^'"]*)/.exec(text)?.[1];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
