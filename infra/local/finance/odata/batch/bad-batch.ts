import { Refusal } from '../refusal.ts';

/** The batch as a whole cannot be read; the texts are assumed. */
export const badBatch = (message: string): Refusal =>
  new Refusal(400, {
    message,
    type: 'Microsoft.OData.ODataException',
    stacktrace:
      '   at Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataBatchHandler.ParseBatchRequestsAsync()',
  });
