/** What our files read from the properties of a resource once it is there, by type; looked up like resource-shapes.ts. */
export const readProperties: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.Insights/components': ['ConnectionString'],
  'Microsoft.KeyVault/vaults': ['vaultUri'],
  'Microsoft.ManagedIdentity/userAssignedIdentities': ['clientId', 'principalId'],
  'Microsoft.Web/sites': ['defaultHostName'],
};
