/** Functions of Bicep that our files may call: https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions */
export const functions: ReadonlySet<string> = new Set([
  ...['any', 'array', 'bool', 'coalesce', 'concat', 'contains', 'empty', 'filter', 'first', 'flatten'],
  ...['format', 'indexOf', 'int', 'items', 'join', 'json', 'last', 'length', 'map', 'max', 'min', 'object'],
  ...['range', 'reduce', 'replace', 'skip', 'sort', 'split', 'startsWith', 'endsWith', 'string', 'substring'],
  ...['take', 'toLower', 'toObject', 'toUpper', 'trim', 'union', 'guid', 'uniqueString'],
  ...['deployment', 'environment', 'resourceGroup', 'subscription', 'tenant'],
  ...[
    'resourceId',
    'subscriptionResourceId',
    'loadJsonContent',
    'loadTextContent',
    'readEnvironmentVariable',
  ],
]);

/** Decorators, without their `@`. */
export const decorators: ReadonlySet<string> = new Set([
  ...['allowed', 'batchSize', 'description', 'maxLength', 'maxValue', 'metadata', 'minLength', 'minValue'],
  'secure',
]);
