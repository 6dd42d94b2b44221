import type { Assumption } from './assumption.ts';
import { documentMaps, estimateMaps, mapNames } from './map-names.ts';

const metadataFiles = 'shared/table-map/metadata/finance-entities';

/** What Finance calls its sets, entities, types and members. */
export const ofFinanceMetadata = {
  'invoice-proposal-set': {
    says: 'Invoice proposals V2 are the public set ProjectInvoiceProposalsV2 of the entity ProjInvoiceProposalV2Entity.',
    usedBy: [mapNames.invoiceProposals],
    sure: 'guess',
    because: 'V2 is in no public $metadata; the names continue those of V1, whose columns are published.',
    settledBy: { probe: 'finance-sets' },
    default: 'The map writes to ProjectInvoiceProposalsV2.',
    accepts: [{ map: mapNames.invoiceProposals, line: 'set' }],
    otherwise: { kind: 'code', where: `${metadataFiles}/project-invoice.ts: entity and set` },
  },
  'transaction-relationship-set': {
    says: 'Transaction relationships are the public set ProjCDSTransactionRelationshipImports.',
    usedBy: [mapNames.connections],
    sure: 'guess',
    because: 'The entity and its columns are in the Common Data Model; the set is in no public $metadata.',
    settledBy: { probe: 'finance-sets' },
    default: 'The map writes to ProjCDSTransactionRelationshipImports.',
    accepts: [{ map: mapNames.connections, line: 'set' }],
    otherwise: { kind: 'code', where: `${metadataFiles}/estimates-actuals.ts: set` },
  },
  'entity-names': {
    says: 'The physical names of the entities behind our sets are those that the metadata files give them.',
    usedBy: ['data events of Finance: their table is mserp_ and this name', 'every map'],
    sure: 'likely',
    because: 'Labels and the predecessor of these maps name most of them; the rest follows their pattern.',
    settledBy: { probe: 'finance-sets' },
    default: 'An entity of another name only loses its data events: the scans bring its rows.',
    otherwise: { kind: 'code', where: `${metadataFiles}: the name of the entity` },
  },
  'finance-column-types': {
    says: 'Columns whose types are printed nowhere have the type that their names suggest.',
    usedBy: [
      mapNames.contracts,
      mapNames.projects,
      mapNames.hourEstimates,
      mapNames.expenseEstimates,
      mapNames.materialEstimates,
      mapNames.subcontracts,
      mapNames.subcontractLines,
    ],
    sure: 'likely',
    because: 'A date, an amount and an id are called so; guid or text of IntegrationSourceDataId is a guess.',
    settledBy: { probe: 'finance-properties' },
    default: 'A wrong type is refused by Finance with the name of the column.',
    otherwise: { kind: 'code', where: `${metadataFiles}: the type of the property` },
  },
  'finance-date-kinds': {
    says: 'Dates that hold a day are of AXType Date, and times of actuals are UtcDateTime.',
    usedBy: ['every map with a date to or from Finance'],
    sure: 'likely',
    because: 'Public $metadata prints both as Edm.DateTimeOffset; the meaning of the column decides.',
    settledBy: { probe: 'finance-properties' },
    default: 'A Date crosses as noon UTC and is compared by its day, a UtcDateTime as an instant.',
    otherwise: { kind: 'code', where: `${metadataFiles}: date or utc-date-time` },
  },
  'metadata-service-members': {
    says: 'The metadata service of Finance describes a property by DataType, IsMandatory, AllowEdit and AllowEditOnCreate.',
    usedBy: ['npm run maps -- check', 'npm run probe'],
    sure: 'likely',
    because:
      'The annotations of a public $metadata are called so; answers of the service itself are not public.',
    settledBy: { probe: 'finance-properties' },
    default: 'What it does not say is taken as most properties have it, and either kind of date will do.',
    otherwise: {
      kind: 'code',
      where: 'shared/finance/read-entity-definition.ts, shared/probe/public-entity.ts',
    },
  },
  'funding-types': {
    says: 'The type of a funding source is Customer, Organization, Grant or OnHold.',
    usedBy: [mapNames.fundingSources],
    sure: 'likely',
    because: 'Customer is documented, and the only member that the map sends.',
    settledBy: { probe: 'finance-properties' },
    default: 'The map sends Customer.',
    otherwise: { kind: 'code', where: `${metadataFiles}/setup-configuration.ts: FundingType` },
  },
  'staging-takes-post': {
    says: 'The staging sets of actuals and connections take rows that a client posts outside of dual-write.',
    usedBy: [mapNames.actuals, mapNames.connections],
    sure: 'likely',
    because:
      'That of actuals is public in the $metadata of an environment; that they take a POST is documented nowhere.',
    settledBy: { probe: 'staging-posts' },
    default: 'The maps post to them.',
    otherwise: { kind: 'maps-off', maps: documentMaps.projectInvoice },
  },
  'estimates-take-post': {
    says: 'The staging sets of estimates take rows that a client posts outside of dual-write.',
    usedBy: estimateMaps,
    sure: 'likely',
    because:
      'The sets are public in the $metadata of an environment; that they take a POST is documented nowhere.',
    settledBy: { probe: 'staging-posts' },
    default: 'The maps post to them.',
    otherwise: { kind: 'maps-off', maps: estimateMaps },
  },
  'invoice-proposal-takes-post': {
    says: 'The set of invoice proposals takes a new proposal from a client, under the number of the proforma.',
    usedBy: [mapNames.invoiceProposals],
    sure: 'open',
    because: 'Dual-write makes proposals and nothing else is documented; whether OData may is not.',
    settledBy: { probe: 'invoice-proposal-post' },
    default: 'The map posts the header of the proforma.',
    otherwise: { kind: 'maps-off', maps: documentMaps.projectInvoice },
  },
  'vendor-invoice-status-patch': {
    says: 'Finance takes a changed ProjVendInvoiceStatus of a vendor invoice by PATCH on the export set.',
    usedBy: [mapNames.vendorInvoices],
    sure: 'open',
    because:
      'The column comes back from Dataverse by dual-write; that OData may write an export set is not documented.',
    settledBy: { probe: 'vendor-invoice-status' },
    default: 'The status of the project manager is written back by PATCH.',
    otherwise: { kind: 'maps-off', maps: documentMaps.vendorInvoice },
  },
} as const satisfies Readonly<Record<string, Assumption>>;
