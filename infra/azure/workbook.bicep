// One page in the portal: how the sync stands.

param environmentName string
param location string
param tags object
param insightsId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'project-operations-sync')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Project Operations Sync: ${environmentName}'
    category: 'workbook'
    sourceId: insightsId
    version: 'Notebook/1.0'
    // The resource that its queries ask stands in the text itself.
    serializedData: replace(loadTextContent('workbook.json'), '##insightsId##', insightsId)
  }
}

output id string = workbook.id
