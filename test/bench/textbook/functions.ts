import { app } from '@azure/functions';
import { TableClient } from '@azure/data-tables';
import { ServiceBusClient } from '@azure/service-bus';
import { z } from 'zod';
import { benchTopics } from '../stack/bench-topics.ts';

/**
 * What a textbook makes of the same task, to compare with: the webhook forwards the row's id; per message one read of
 * the row, an update and, where that finds nothing, an insert, then one record of it, with the columns of this
 * project's map. Nothing is shared between messages, nothing is claimed, nothing is folded, nothing is tried again.
 */
const settings = z
  .object({ DATAVERSE_URL: z.string(), FINANCE_URL: z.string(), SERVICE_BUS: z.string(), LEDGER: z.string() })
  .parse(process.env);

const client = new ServiceBusClient(settings.SERVICE_BUS);
const sender = client.createSender(benchTopics.textbook.topic);
const ledger = TableClient.fromConnectionString(settings.LEDGER, 'textbook', {
  allowInsecureConnection: true,
});
await ledger.createTable();

const event = z.object({ PrimaryEntityId: z.string() });
const contract = z.object({
  msdyn_salesordernumber: z.string(),
  name: z.string(),
  transactioncurrencyid: z.object({ isocurrencycode: z.string() }),
  customerid_account: z.object({ accountnumber: z.string() }),
  msdyn_OwningCompany: z.object({ cdm_companycode: z.string() }),
});

app.http('textbook-webhook', {
  route: 'textbook/events',
  methods: ['POST'],
  authLevel: 'function',
  handler: async (request) => {
    const { PrimaryEntityId } = event.parse(await request.json());
    await sender.sendMessages({ body: { row: PrimaryEntityId } });
    return { status: 202 };
  },
});

app.serviceBusTopic('textbook', {
  topicName: benchTopics.textbook.topic,
  subscriptionName: benchTopics.textbook.subscription,
  connection: 'SERVICE_BUS',
  handler: async (message) => {
    const { row } = z.object({ row: z.string() }).parse(message);
    const source = contract.parse(await (await succeeding(send('GET', contractUrl(row)))).json());
    const company = source.msdyn_OwningCompany.cdm_companycode;
    const number = source.msdyn_salesordernumber;
    const values = {
      Name: source.name,
      SalesCurrencyCode: source.transactioncurrencyid.isocurrencycode,
      CustomerAccountNumber: source.customerid_account.accountnumber,
      IntegrationSourceDataId: row,
    };
    const set = `${settings.FINANCE_URL}/data/ProjectContractHeaders`;
    const key = `dataAreaId='${company}',ProjectContractId='${number}'`;
    const update = await send('PATCH', `${set}(${key})?cross-company=true`, values);
    // Finance answers 400, not 404, when there is nothing to update.
    if (!update.ok)
      await succeeding(send('POST', set, { dataAreaId: company, ProjectContractId: number, ...values }));
    await ledger.upsertEntity({ partitionKey: row, rowKey: 'state', outcome: 'applied' });
  },
});

const contractUrl = (row: string): string =>
  `${settings.DATAVERSE_URL}/api/data/v9.2/salesorders(${row})?$select=msdyn_salesordernumber,name&$expand=` +
  'transactioncurrencyid($select=isocurrencycode),customerid_account($select=accountnumber),msdyn_OwningCompany($select=cdm_companycode)';

const send = (method: string, url: string, body?: unknown): Promise<Response> =>
  fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

async function succeeding(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response;
}
