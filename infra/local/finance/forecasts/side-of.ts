import type { EstimateSide } from './estimate-line.ts';

/** Side of a forecast that a line with this TransType is. */
export const sideOf = (type: string | undefined): EstimateSide =>
  type === 'Cost' || type === 'Sales' ? type : undefined;
