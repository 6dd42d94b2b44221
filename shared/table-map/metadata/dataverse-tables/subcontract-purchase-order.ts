import type { DataverseTable } from '../column-types.ts';
import { state } from './shared-columns.ts';

/** Subcontracts. No public source names their columns beyond those that every table has; an accepted entry adds them. */
export const subcontractPurchaseOrder = {
  msdyn_subcontract: {
    set: 'msdyn_subcontracts',
    id: 'msdyn_subcontractid',
    columns: { msdyn_subcontractid: 'guid', ...state },
  },
  msdyn_subcontractline: {
    set: 'msdyn_subcontractlines',
    id: 'msdyn_subcontractlineid',
    columns: { msdyn_subcontractlineid: 'guid', ...state },
  },
} as const satisfies Readonly<Record<string, DataverseTable>>;
