// What calls a person. Every rule names the page and the heading that say what to do.

param token string
param environmentName string
param location string
param tags object
param serviceBusId string
param insightsId string
param emails array

@description('Hours without an event of Dataverse after which somebody is called, if reconciliation found changes meanwhile. 0: nobody is.')
param silenceHours int

// What the queries look for are the figures of shared/telemetry, which are never sampled, as lines of a log are.
// npm run check holds their names and values against that list.
// A rule looks back over longer than the time between two looks: a figure arrives some minutes after what it tells.
// assumed(figures-in-custom-metrics)
var rules = [
  {
    name: 'breaker-open'
    guide: 'docs/operate.md, A breaker is open'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    text: 'A system, a legal entity or a map is not called any more: its records wait. Nothing is lost.'
    query: 'customMetrics | where name == "posync.alarms" and customDimensions.kind == "breaker-opened" and valueSum > 0 | project timestamp, what = tostring(customDimensions.name)'
  }
  {
    name: 'paused-by-itself'
    guide: 'docs/outages.md, Pauses'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    text: 'A map rejected or deleted far too much and has paused itself until a person resumes it.'
    query: 'customMetrics | where name == "posync.alarms" and customDimensions.kind == "paused" and valueSum > 0 | project timestamp, what = tostring(customDimensions.name)'
  }
  {
    name: 'native-twin'
    guide: 'docs/operate.md, A native twin runs'
    severity: 0
    every: 'PT5M'
    over: 'PT15M'
    text: 'Native dual-write runs a map that this app runs too. The map is held back: stop one of the two.'
    query: 'customMetrics | where name == "posync.alarms" and customDimensions.kind == "native-twin" and valueSum > 0 | project timestamp, what = tostring(customDimensions.name)'
  }
  {
    name: 'ledger-away'
    guide: 'docs/operate.md, The ledger is away'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    text: 'The ledger does not answer, or throttles. Nothing is written meanwhile, and nothing is lost.'
    query: 'customMetrics | where name == "posync.alarms" and customDimensions.kind == "ledger-away" and valueSum > 0 | project timestamp'
  }
  {
    name: 'waiting-long'
    guide: 'docs/outages.md, Alarms'
    severity: 2
    every: 'PT15M'
    over: 'PT30M'
    text: 'Records that should go on by themselves have not for a day.'
    query: 'customMetrics | where name == "posync.alarms" and customDimensions.kind == "waiting-long" and valueSum > 0 | project timestamp, what = tostring(customDimensions.name)'
  }
  {
    name: 'lag'
    guide: 'docs/operate.md, Lag'
    severity: 2
    every: 'PT15M'
    over: 'PT30M'
    text: 'The oldest record has been on its way for more than ten minutes.'
    query: 'customMetrics | where name == "posync.lag_seconds" and valueMax > 600 | project timestamp, area = tostring(customDimensions.area), lag = valueMax'
  }
  {
    name: 'foreign-organisation'
    guide: 'docs/operate.md, A foreign organisation'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    text: 'Events of an organisation that is not ours were refused: most likely a copied environment still sends.'
    query: 'customMetrics | where name == "posync.events_refused" and customDimensions.kind == "foreign" and valueSum > 0 | project timestamp'
  }
  {
    name: 'expectation-overdue'
    guide: 'docs/operate.md, An expectation is overdue'
    severity: 2
    every: 'PT15M'
    over: 'PT30M'
    text: 'What must follow an applied record, such as a voucher or an approval, did not come in time.'
    query: 'customMetrics | where name == "posync.changes" and customDimensions.code == "expectation-overdue" and valueSum > 0 | project timestamp, map = tostring(customDimensions.map)'
  }
  {
    name: 'reconciliation-failed'
    guide: 'docs/operate.md, Reconciliation failed'
    severity: 2
    every: 'PT15M'
    over: 'PT1H'
    text: 'Reconciliation failed, or could not ask a table or set, several times within an hour: what no event told is not found meanwhile.'
    query: 'customMetrics | where name == "posync.reconciliations" and tostring(customDimensions.result) in ("failed", "incomplete") | summarize rounds = sum(valueSum) | where rounds >= 3'
  }
  {
    name: 'audit-behind'
    guide: 'docs/operate.md, The audit is behind'
    severity: 2
    every: 'PT15M'
    over: 'PT30M'
    text: 'What people did could not be appended to the audit blobs for an hour. It is in the ledger.'
    query: 'customMetrics | where name == "posync.alarms" and customDimensions.kind == "audit-behind" and valueSum > 0 | project timestamp'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(emails)) {
  name: 'people-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'posync'
    enabled: true
    emailReceivers: [for (email, index) in emails: {
      name: 'person-${index}'
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
}

// By the platform's own count, so that it is told even when the app does not run.
resource firstDeadLetter 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${environmentName}-first-dead-letter'
  location: 'global'
  tags: tags
  properties: {
    description: 'A message waits in a dead-letter queue. What to do: docs/operate.md, The first dead letter'
    severity: 2
    enabled: true
    scopes: [
      serviceBusId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead-letters'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: [
                '*'
              ]
            }
          ]
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Maximum'
        }
      ]
    }
    actions: empty(emails) ? [] : [
      {
        actionGroupId: people.id
      }
    ]
  }
}

resource queryRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: '${environmentName}-${rule.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${environmentName}: ${rule.name}'
    description: '${rule.text} What to do: ${rule.guide}'
    severity: rule.severity
    enabled: true
    scopes: [
      insightsId
    ]
    evaluationFrequency: rule.every
    windowSize: rule.over
    autoMitigate: true
    // The query names figures that the app writes only when they happen: nothing is there to check it against yet.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: empty(emails) ? [] : [
        people.id
      ]
    }
  }
}]

// Off unless a number of hours is given: an environment in which only this app writes for a day tells nothing either.
resource silence 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = if (silenceHours > 0) {
  name: '${environmentName}-silence'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${environmentName}: silence'
    description: 'Dataverse told nothing, and reconciliation found changes there. What to do: docs/operate.md, Silence'
    severity: 2
    enabled: true
    scopes: [
      insightsId
    ]
    evaluationFrequency: 'PT1H'
    // Of the times from six hours on, a rule takes these: six hours, a day, two days.
    windowSize: silenceHours > 6 ? 'P${silenceHours / 24}D' : 'PT6H'
    autoMitigate: true
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'customMetrics | where name in ("posync.events_received", "posync.reconciliation_found") and customDimensions.system == "dataverse" | summarize received = sumif(valueSum, name == "posync.events_received"), found = sumif(valueSum, name == "posync.reconciliation_found") | where received == 0 and found > 0'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: empty(emails) ? [] : [
        people.id
      ]
    }
  }
}
