using './main.bicep'

// Every value is one of `azd env set NAME VALUE`, or of the shell that calls azd. Those without a second word must be set;
// docs/deploy.md says what each is. azd compiles this file with its environment and the id of who is signed in:
// https://github.com/Azure/azure-dev, cli/azd/pkg/infra/provisioning/bicep/bicep_provider.go
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param principalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param dataverseUrl = readEnvironmentVariable('DATAVERSE_URL')
param dataverseOrganizationIds = readEnvironmentVariable('DATAVERSE_ORGANIZATION_IDS')
param financeUrl = readEnvironmentVariable('FINANCE_URL')
param companies = readEnvironmentVariable('COMPANIES')
param writeBack = readEnvironmentVariable('WRITE_BACK', 'standard')
param mapsOff = readEnvironmentVariable('MAPS_OFF', '')
param moreSettings = json(readEnvironmentVariable('MORE_SETTINGS', '{}'))
// Images of Node and version managers set NODE_VERSION to another form.
param nodeVersion = readEnvironmentVariable('FUNCTIONS_NODE_VERSION', '22')
param maximumInstanceCount = int(readEnvironmentVariable('MAXIMUM_INSTANCE_COUNT', '40'))
param instanceMemoryMB = int(readEnvironmentVariable('INSTANCE_MEMORY_MB', '2048'))
param alwaysReadyHttpInstances = int(readEnvironmentVariable('ALWAYS_READY_HTTP_INSTANCES', '0'))
param serviceBusTier = readEnvironmentVariable('SERVICE_BUS_TIER', 'Standard')
param storageRedundancy = readEnvironmentVariable('STORAGE_REDUNDANCY', 'Standard_ZRS')
param privateNetworking = bool(readEnvironmentVariable('PRIVATE_NETWORKING', 'false'))
param senderIpRanges = json(readEnvironmentVariable('SENDER_IP_RANGES', '[]'))
param consoleClientId = readEnvironmentVariable('CONSOLE_CLIENT_ID', '')
param financeKeyVaultPrincipalId = readEnvironmentVariable('FINANCE_KEY_VAULT_PRINCIPAL_ID', '')
param sendKey = readEnvironmentVariable('SEND_KEY', 'primary')
param alertEmails = json(readEnvironmentVariable('ALERT_EMAILS', '[]'))
param silenceHours = int(readEnvironmentVariable('SILENCE_HOURS', '0'))
param logRetentionDays = int(readEnvironmentVariable('LOG_RETENTION_DAYS', '90'))
param auditRetentionDays = int(readEnvironmentVariable('AUDIT_RETENTION_DAYS', '3650'))
param auditRetentionLocked = bool(readEnvironmentVariable('AUDIT_RETENTION_LOCKED', 'false'))
