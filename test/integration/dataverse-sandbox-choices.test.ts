import { describe, expect, it } from 'vitest';
import { openSandbox, type Answer, type Client } from './dataverse-sandbox-client.ts';

const crm = 'Microsoft.Dynamics.CRM';
const attribute = (table: string, column: string): string =>
  `EntityDefinitions(LogicalName='${table}')/Attributes(LogicalName='${column}')`;
const optionsOf = async (client: Client, table: string, column: string, cast: string): Promise<Answer> =>
  client.call(
    'GET',
    `${attribute(table, column)}/${crm}.${cast}?$select=LogicalName&$expand=OptionSet($select=Options)`,
  );

interface PrintedOption {
  readonly Value: number;
  readonly State?: number;
  readonly Label: {
    readonly LocalizedLabels: readonly { readonly Label: string; readonly LanguageCode: number }[];
    readonly UserLocalizedLabel: { readonly Label: string };
  };
}
const optionsIn = (answer: Answer): readonly PrintedOption[] =>
  (answer.json['OptionSet'] as { readonly Options: readonly PrintedOption[] }).Options;

describe('labels of choices in the Dataverse sandbox', () => {
  it('come with value and state for a status reason', async () => {
    const client = await openSandbox();

    const answer = await optionsOf(
      client,
      'msdyn_projectvendorinvoice',
      'statuscode',
      'StatusAttributeMetadata',
    );

    expect(answer.status).toBe(200);
    expect(answer.json['LogicalName']).toBe('statuscode');
    expect(Object.keys(answer.json['OptionSet'] as object)).toEqual(['Options', 'MetadataId']);
    const options = optionsIn(answer);
    expect(options.map((option) => option.Label.UserLocalizedLabel.Label)).toEqual(
      expect.arrayContaining(['Draft', 'In review', 'Confirmed', 'On hold', 'Canceled']),
    );
    expect(options[0]).toMatchObject({
      '@odata.type': `#${crm}.StatusOptionMetadata`,
      Value: 1,
      State: 0,
      Label: { LocalizedLabels: [{ Label: 'Draft', LanguageCode: 1033 }] },
    });
  });

  it('put the reasons of a subcontract under the state that they belong to', async () => {
    const client = await openSandbox();

    const options = optionsIn(
      await optionsOf(client, 'msdyn_subcontract', 'statuscode', 'StatusAttributeMetadata'),
    );

    const states = options.map((option) => [option.Label.UserLocalizedLabel.Label, option.State]);
    expect(new Map(states as [string, number][])).toEqual(
      new Map([
        ['Draft', 0],
        ['Confirmed', 0],
        ['Closed', 1],
        ['Canceled', 1],
      ]),
    );
  });

  it('come with the status reason that each state begins with', async () => {
    const client = await openSandbox();

    const answer = await optionsOf(client, 'msdyn_project', 'statecode', 'StateAttributeMetadata');

    expect(optionsIn(answer)).toMatchObject([
      { '@odata.type': `#${crm}.StateOptionMetadata`, Value: 0, InvariantName: 'Active', DefaultStatus: 1 },
      { Value: 1, InvariantName: 'Inactive', DefaultStatus: 2 },
    ]);
  });

  it('come for a choice and for yes and no, which has two options of its own', async () => {
    const client = await openSandbox();

    const choice = await optionsOf(client, 'msdyn_actual', 'msdyn_billingtype', 'PicklistAttributeMetadata');
    const yesNo = await client.call(
      'GET',
      `${attribute('msdyn_actual', 'msdyn_isjournalized')}/${crm}.BooleanAttributeMetadata?$expand=OptionSet($select=TrueOption,FalseOption),GlobalOptionSet`,
    );

    expect(optionsIn(choice)[1]).toMatchObject({
      Value: 192350001,
      Label: { UserLocalizedLabel: { Label: 'Chargeable' } },
    });
    expect(optionsIn(choice)[1]).not.toHaveProperty('State');
    expect(yesNo.json['OptionSet']).toMatchObject({ TrueOption: { Value: 1 }, FalseOption: { Value: 0 } });
    expect(yesNo.json['GlobalOptionSet']).toBeNull();
  });

  it('can be asked for alone or for all status reasons of a table at once', async () => {
    const client = await openSandbox();

    const alone = await client.call(
      'GET',
      `${attribute('msdyn_expense', 'msdyn_expensestatus')}/${crm}.PicklistAttributeMetadata/OptionSet?$select=Options`,
    );
    const all = await client.find(
      `EntityDefinitions(LogicalName='msdyn_expense')/Attributes/${crm}.StatusAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)`,
    );

    expect(alone.json['Options']).toHaveLength(7);
    expect(all.map((each) => each['LogicalName'])).toEqual(['statuscode']);
  });

  it.each([
    [
      'a column of another class',
      `${attribute('msdyn_actual', 'statuscode')}/${crm}.PicklistAttributeMetadata`,
      404,
    ],
    [
      'a class that does not exist',
      `${attribute('msdyn_actual', 'statuscode')}/${crm}.ReasonAttributeMetadata`,
      404,
    ],
    [
      'a class that does not exist, of all columns',
      `EntityDefinitions(LogicalName='msdyn_actual')/Attributes/${crm}.ReasonAttributeMetadata`,
      404,
    ],
    ['options without a cast', `${attribute('msdyn_actual', 'statuscode')}?$expand=OptionSet`, 400],
    [
      'options of a class that has none',
      `${attribute('msdyn_actual', 'msdyn_description')}/${crm}.StringAttributeMetadata?$expand=OptionSet`,
      400,
    ],
    [
      'a member that option sets do not have',
      `${attribute('msdyn_actual', 'statuscode')}/${crm}.StatusAttributeMetadata?$expand=OptionSet($select=Choices)`,
      400,
    ],
    [
      'options of a text column by path',
      `${attribute('msdyn_actual', 'msdyn_description')}/${crm}.StringAttributeMetadata/OptionSet`,
      404,
    ],
    [
      'a path that goes on too long',
      `${attribute('msdyn_actual', 'statuscode')}/${crm}.StatusAttributeMetadata/OptionSet/Options`,
      404,
    ],
    ['a path below the keys', "EntityDefinitions(LogicalName='msdyn_actual')/Keys/msdyn_actualkey", 404],
    [
      'a filter, which the sandbox does not have',
      `EntityDefinitions(LogicalName='msdyn_actual')/Attributes?$filter=LogicalName%20eq%20'x'`,
      501,
    ],
  ])('are refused for %s', async (_what, path, status) => {
    const client = await openSandbox();

    expect((await client.call('GET', path)).status).toBe(status);
  });
});

describe('columns of a table in the Dataverse sandbox', () => {
  it('can be listed with the table, so that a missing one shows before anything is written', async () => {
    const client = await openSandbox();

    const { json } = await client.call(
      'GET',
      "EntityDefinitions(LogicalName='invoice')?$select=LogicalName&$expand=Attributes($select=LogicalName,AttributeType)",
    );

    const columns = json['Attributes'] as readonly Record<string, unknown>[];
    expect(columns).toContainEqual({
      '@odata.type': `#${crm}.StringAttributeMetadata`,
      LogicalName: 'posync_customerinvoicenumber',
      AttributeType: 'String',
      MetadataId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(columns.map((column) => column['LogicalName'])).not.toContain('posync_nosuchcolumn');
  });
});
