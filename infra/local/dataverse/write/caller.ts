/** On whose behalf a write happens, and what the request said about it. */
export interface Caller {
  readonly userId: string;
  readonly userName: string;
  readonly requestId: string;
  /** The same along a whole chain of writes. */
  readonly correlationId: string;
  /** 1 for a request, one more for each business process that it sets off. */
  readonly depth: number;
  /** `?tag=…`, handed to steps as a shared variable. */
  readonly tag?: string;
  /** MSCRM.BypassBusinessLogicExecution: CustomAsync. */
  readonly bypassAsync: boolean;
  /** MSCRM.BypassBusinessLogicExecutionStepIds, lower case. */
  readonly bypassSteps: readonly string[];
}
