import type { Operation } from '../odata/operation.ts';

const columns = 'dataAreaId|ReferenceDataAreaId|ProjDataAreaId|DAreaId|LegalEntityId';

/** Whether a request names a company in its key, its filter or its body. */
export function namesCompany(operation: Operation, company: string): boolean {
  const address = decoded(`${operation.path} ${operation.query}`);
  const inAddress = new RegExp(`\\b(?:${columns})(?:=|\\s+eq\\s+)'([^']*)'`, 'gi');
  const inBody = new RegExp(`"(?:${columns})"\\s*:\\s*"([^"]*)"`, 'gi');
  const named = [...address.matchAll(inAddress), ...operation.body.matchAll(inBody)];
  return named.some((match) => match[1]?.toLowerCase() === company.toLowerCase());
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
