import { entities } from '../schema/entities.ts';
import type { Entity } from '../schema/entity.ts';
import type { Values } from '../store/stored-row.ts';
import type { WrittenRow } from '../store/written-row.ts';
import type { RuleContext } from './rule-context.ts';

type DefaultsOf = (context: RuleContext, row: WrittenRow) => Values;

/** The type of a contract line follows its billing method and invoice schedule when it is not sent (assumed). */
const contractLine: DefaultsOf = (_context, { before, sent, after }) => {
  const stays = before !== undefined && !('BillingMethod' in sent) && !('InvoiceScheduleType' in sent);
  if ('LineType' in sent || stays) return {};
  if (after['BillingMethod'] === 'TimeMaterial') return { LineType: 'TAndM' };
  return { LineType: after['InvoiceScheduleType'] === 'ProgressBased' ? 'Progress' : 'LumpSum' };
};

/** A line belongs to the purchase order of its subcontract. */
const subcontractLine: DefaultsOf = ({ store }, { after }) => {
  const headers = entities.get('SubContractPurchaseOrderHeaders');
  const { dataAreaId = '', SubcontractNumber = '' } = after;
  const header =
    headers === undefined
      ? undefined
      : store.find(headers, { dataAreaId, ProjSubContractNumber: SubcontractNumber });
  if (header === undefined) return {};
  return {
    PurchId: header.values['PurchaseOrderNumber'] ?? '',
    PurchStatus: header.values['PurchStatus'] ?? '',
  };
};

const defaults: Readonly<Record<string, DefaultsOf>> = {
  ProjectContractLines: contractLine,
  ProjSubContractPurchaseOrderLines: subcontractLine,
};

/** What Finance fills in by itself before it validates a row. */
export const defaultRow = (context: RuleContext, entity: Entity, row: WrittenRow): Values =>
  defaults[entity.set]?.(context, row) ?? {};
