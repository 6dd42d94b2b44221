/**
 * A registered asynchronous step: which writes of which table raise an event.
 * As in sdkmessageprocessingstep, stage 40, mode 1 (https://learn.microsoft.com/power-apps/developer/data-platform/register-plug-in).
 */
export interface Step {
  /** Logical name: `msdyn_project`. */
  readonly table: string;
  readonly message: 'Create' | 'Update' | 'Delete';
  /** Update only: fires when one of these columns is in the request, whether its value changes or not. All columns when absent. */
  readonly filteringAttributes?: readonly string[];
  /** Create and Update only. Without `attributes` the image holds every column that is not null. */
  readonly postImage?: { readonly alias: string; readonly attributes?: readonly string[] };
  /** Id of the step; made from its place and content when absent. */
  readonly id?: string;
}
