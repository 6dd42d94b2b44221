/** The webhook, and nothing that takes changes off the bus. */
import '../../../functions/ingest/dataverse-webhook.ts';
