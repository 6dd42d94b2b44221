import type { Row } from '../odata/value.ts';
import type { ToDataverse } from '../table-map/table-map.ts';
import type { Sync } from './sync.ts';

/** An invoice that Finance made from another company's customer invoice: its cost is in Dataverse already. */
export function intercompanyReason(
  sync: Sync,
  rules: ToDataverse,
  source: Row,
  company: string | undefined,
): string | undefined {
  if (rules.exceptVendors === undefined) return undefined;
  const vendor = String(source[rules.exceptVendors] ?? '');
  const except = sync.companies.get(company ?? '')?.intercompanyVendors ?? [];
  return except.some((each) => each.toLowerCase() === vendor.toLowerCase())
    ? `vendor ${vendor} stands for another legal entity: the invoice comes from an intercompany customer invoice, and its cost is in Dataverse already`
    : undefined;
}
