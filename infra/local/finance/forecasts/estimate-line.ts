import type { Forecast } from './forecast.ts';

/** Undefined: neither cost nor sales, which is no estimate. */
export type EstimateSide = 'Cost' | 'Sales' | 'Both' | undefined;

/** One staged estimate line: the cost side of a forecast, its sales side, or both (hours). */
export interface EstimateLine {
  /** Guid of the staging row. */
  readonly importId: string;
  /** What both sides of one estimate share. */
  readonly estimate: string;
  readonly side: EstimateSide;
  readonly forecast: Omit<Forecast, 'company' | 'id'>;
}
