/** Settings that the platform and its extensions read, and our code does not. */
export const platformSettings: ReadonlySet<string> = new Set([
  // The host's own storage, by identity: https://learn.microsoft.com/azure/azure-functions/functions-reference#connections
  'AzureWebJobsStorage__accountName',
  'AzureWebJobsStorage__credential',
  'AzureWebJobsStorage__clientId',
  // Which identity the Service Bus trigger uses; the namespace is a setting of ours too.
  'SERVICE_BUS__credential',
  'SERVICE_BUS__clientId',
  // The host's own telemetry by identity.
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  // The identity in place of a client secret of the sign-in:
  // https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad
  'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID',
]);
