import { app } from '@azure/functions';
import { TableClient } from '@azure/data-tables';
import { ServiceBusClient } from '@azure/service-bus';
import { z } from 'zod';

/**
 * What a textbook makes of the same task, to compare with: the webhook forwards the row's id; per message one read of
 * the row, an update and, where that finds nothing, an insert, then one record of it. Nothing is shared between
 * messages, nothing is claimed, nothing is folded.
 */
const settings = z
  .object({ DATAVERSE_URL: z.string(), FINANCE_URL: z.string(), SERVICE_BUS: z.string(), LEDGER: z.string() })
  .parse(process.env);

const client = new ServiceBusClient(settings.SERVICE_BUS);
const sender = client.createSender('bench-textbook');
const ledger = TableClient.fromConnectionString(settings.LEDGER, 'textbook', {
  allowInsecureConnection: true,
});
const prepared = ledger.createTable();

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
  topicName: 'bench-textbook',
  subscriptionName: 'sync',
  connection: 'SERVICE_BUS',
  handler: async (message) => {
    const { row } = z.object({ row: z.string() }).parse(message);
    const expand =
      '$expand=transactioncurrencyid($select=isocurrencycode),customerid_account($select=accountnumber),msdyn_OwningCompany($select=cdm_companycode)';
    const read = await fetch(
      `${settings.DATAVERSE_URL}/api/data/v9.2/salesorders(${row})?$select=msdyn_salesordernumber,name&${expand}`,
    );
    const source = contract.parse(await read.json());
    const key = {
      dataAreaId: source.msdyn_OwningCompany.cdm_companycode,
      ProjectContractId: source.msdyn_salesordernumber,
    };
    const values = {
      Name: source.name,
      SalesCurrencyCode: source.transactioncurrencyid.isocurrencycode,
      CustomerAccountNumber: source.customerid_account.accountnumber,
    };
    const set = `${settings.FINANCE_URL}/data/ProjectContractHeaders`;
    const update = await send(
      'PATCH',
      `${set}(dataAreaId='${key.dataAreaId}',ProjectContractId='${key.ProjectContractId}')?cross-company=true`,
      values,
    );
    if (!update.ok) {
      const insert = await send('POST', `${set}?cross-company=true`, { ...key, ...values });
      if (!insert.ok) throw new Error(await insert.text());
    }
    await prepared;
    await ledger.upsertEntity({ partitionKey: row, rowKey: 'state', outcome: 'applied' });
  },
});

const send = (method: string, url: string, body: unknown): Promise<Response> =>
  fetch(url, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
