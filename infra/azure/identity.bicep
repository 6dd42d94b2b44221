// Who the app is, in Azure, in Dataverse and in Finance. An identity of its own outlives the app, so that its application
// users stay valid when the app is deployed anew.

param name string
param location string
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

output id string = identity.id
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
