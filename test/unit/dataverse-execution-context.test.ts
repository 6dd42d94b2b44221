import { describe, expect, it } from 'vitest';
import { executionContextKey } from '../../shared/dataverse/execution-context-key.ts';
import { readExecutionContext } from '../../shared/dataverse/read-execution-context.ts';
import { UnreadableEventError } from '../../shared/odata/unreadable-event-error.ts';

const contracts = 'http:\\/\\/schemas.microsoft.com\\/xrm\\/2011\\/Contracts';
const row = 'a0000000-0000-4000-8000-00000000000a';
const entity = (attributes: string): string =>
  `{"__type":"Entity:${contracts}","Attributes":[${attributes}],"EntityState":null,"FormattedValues":[],"Id":"${row}","KeyAttributes":[],"LogicalName":"msdyn_expense","RelatedEntities":[],"RowVersion":null}`;
const reference = `{"__type":"EntityReference:${contracts}","Id":"${row}","KeyAttributes":[],"LogicalName":"msdyn_expense","Name":null,"RowVersion":null}`;

/** An update as an asynchronous step sends it; members can be replaced by their wire text. */
function wire(members: Readonly<Record<string, string | undefined>> = {}): Uint8Array {
  const all: Record<string, string | undefined> = {
    BusinessUnitId: '"b0000000-0000-4000-8000-000000000001"',
    CorrelationId: '"c0000000-0000-4000-8000-000000000002"',
    Depth: '1',
    InputParameters: `[{"key":"SuppressDuplicateDetection","value":false},{"key":"Target","value":${entity(
      '{"key":"msdyn_amount","value":{"__type":"Money:http","Value":2154.3200}},{"key":"versionnumber","value":9007199254740993},{"key":"msdyn_description","value":null}',
    )}}]`,
    MessageName: '"Update"',
    Mode: '1',
    OperationCreatedOn: '"\\/Date(1506409448000-0700)\\/"',
    OperationId: '"D0000000-0000-4000-8000-000000000003"',
    OrganizationId: '"E0000000-0000-4000-8000-000000000004"',
    OrganizationName: '"unq1"',
    OutputParameters: '[]',
    OwningExtension:
      '{"Id":"f0000000-0000-4000-8000-000000000005","LogicalName":"sdkmessageprocessingstep","Name":null}',
    ParentContext: 'null',
    PostEntityImages: `[{"key":"AsynchronousStepPrimaryName","value":${entity('{"key":"msdyn_name","value":"Taxi"}')}}]`,
    PreEntityImages: '[]',
    PrimaryEntityId: `"${row}"`,
    PrimaryEntityName: '"msdyn_expense"',
    RequestId: '"90000000-0000-4000-8000-000000000006"',
    SecondaryEntityName: '"none"',
    SharedVariables: '[]',
    Stage: '40',
    ...members,
  };
  const text = Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `"${name}":${value ?? ''}`)
    .join(',');
  return new TextEncoder().encode(`{${text}}`);
}

const target = (attributes: string): string => `[{"key":"Target","value":${entity(attributes)}}]`;
const sync = { Mode: '0', OperationId: '"90000000-0000-4000-8000-000000000006"' };

describe('an execution context', () => {
  it('says which row was written, by which message, and which columns were sent', () => {
    expect(readExecutionContext(wire())).toEqual({
      organizationId: 'e0000000-0000-4000-8000-000000000004',
      organizationName: 'unq1',
      messageName: 'Update',
      primaryEntityName: 'msdyn_expense',
      primaryEntityId: row,
      operationId: 'd0000000-0000-4000-8000-000000000003',
      requestId: '90000000-0000-4000-8000-000000000006',
      correlationId: 'c0000000-0000-4000-8000-000000000002',
      mode: 'async',
      operationCreatedOn: '2017-09-26T00:04:08.000Z',
      owningExtensionId: 'f0000000-0000-4000-8000-000000000005',
      submittedColumns: ['msdyn_amount', 'versionnumber', 'msdyn_description'],
      targetId: row,
      depth: 1,
      oversize: false,
    });
  });

  it('of a delete has a reference as its target and sends no columns', () => {
    const context = readExecutionContext(
      wire({ MessageName: '"Delete"', InputParameters: `[{"key":"Target","value":${reference}}]` }),
    );
    expect(context).toMatchObject({
      messageName: 'Delete',
      targetId: row,
      submittedColumns: [],
      oversize: false,
    });
  });

  it.each([['[]'], ['null'], [undefined]])(
    'that was too large is read without its parameters (%s)',
    (left) => {
      const context = readExecutionContext(
        wire({
          InputParameters: left,
          PreEntityImages: left,
          PostEntityImages: left,
          ParentContext: left === '[]' ? 'null' : left,
        }),
      );
      expect(context).toMatchObject({ primaryEntityId: row, submittedColumns: [], oversize: true });
      expect(context).not.toHaveProperty('targetId');
      expect(executionContextKey(context)).toBe(
        'e0000000-0000-4000-8000-000000000004|d0000000-0000-4000-8000-000000000003',
      );
    },
  );

  it('of an association names no table', () => {
    const parameters = `[{"key":"Target","value":${reference}},{"key":"Relationship","value":{"__type":"Relationship:http","PrimaryEntityRole":null,"SchemaName":"x_y"}},{"key":"RelatedEntities","value":[${reference}]}]`;
    const context = readExecutionContext(
      wire({
        MessageName: '"Associate"',
        PrimaryEntityName: '"none"',
        PrimaryEntityId: '"00000000-0000-0000-0000-000000000000"',
        InputParameters: parameters,
      }),
    );
    expect(context).toMatchObject({ primaryEntityName: 'none', primaryEntityId: row, targetId: row });
  });

  it('may have members that nobody knew, and lack those that came later', () => {
    const context = readExecutionContext(
      wire({
        RequestId: 'null',
        OwningExtension: undefined,
        CorrelationId: undefined,
        Depth: undefined,
        NewMember: '{"x":[1,{"y":2}]}',
        ParentContext: '{"__type":"QueryExpression:http","Distinct":false}',
      }),
    );
    expect(context).not.toHaveProperty('requestId');
    expect(context.depth).toBe(1);
  });

  it('may start with a byte order mark and hold a byte that is not UTF-8', () => {
    const bytes = wire({ OrganizationName: '"Hôtel ?"' });
    bytes[bytes.lastIndexOf('?'.charCodeAt(0))] = 0xff;
    expect(readExecutionContext(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes])).organizationName).toBe(
      'Hôtel �',
    );
  });

  it.each([
    ['body', new Uint8Array()],
    ['body', new TextEncoder().encode('<html>')],
    ['body', new TextEncoder().encode('[1]')],
    ['body', new TextEncoder().encode('['.repeat(200_000))],
    ['MessageName', wire({ MessageName: undefined })],
    ['PrimaryEntityId', wire({ PrimaryEntityId: '"P-1"' })],
    ['OrganizationId', wire({ OrganizationId: undefined })],
    ['InputParameters', wire({ InputParameters: '"[]"' })],
  ])('that cannot be read names the member: %s', (member, bytes) => {
    expect(() => readExecutionContext(bytes)).toThrow(UnreadableEventError);
    expect(() => readExecutionContext(bytes)).toThrow(expect.objectContaining({ member }) as Error);
  });
});

describe('the idempotency key', () => {
  const key = (members: Readonly<Record<string, string | undefined>>) =>
    executionContextKey(readExecutionContext(wire(members)));

  it('of an asynchronous step is its system job', () => {
    expect(key({})).toBe(key({ RequestId: 'null' }));
    expect(key({})).not.toBe(key({ OperationId: '"d0000000-0000-4000-8000-000000000099"' }));
  });

  it('of a synchronous step is the same for the same event, in whatever order its columns come', () => {
    const a = '{"key":"a","value":1.10}';
    const b = '{"key":"b","value":"x"}';
    expect(key({ ...sync, InputParameters: target(`${a},${b}`) })).toBe(
      key({ ...sync, InputParameters: target(`${b},${a}`) }),
    );
  });

  it('tells the two updates apart that one request raises for columns and for status', () => {
    const columns = key({ ...sync, InputParameters: target('{"key":"msdyn_name","value":"x"}') });
    const status = key({
      ...sync,
      InputParameters: target('{"key":"statecode","value":{"__type":"OptionSetValue:http","Value":1}}'),
    });
    expect(columns).toBeDefined();
    expect(columns).not.toBe(status);
  });

  it('tells values apart that a JavaScript number would not', () => {
    const of = (value: string) => key({ ...sync, InputParameters: target(`{"key":"v","value":${value}}`) });
    expect(of('9007199254740993')).not.toBe(of('9007199254740992'));
    expect(of('0.1000000000000000055')).not.toBe(of('0.1'));
  });

  it('is not given where two different updates could share it', () => {
    expect(key({ ...sync, InputParameters: '[]' })).toBeUndefined();
    expect(key({ ...sync, RequestId: 'null' })).toBeUndefined();
    expect(key({ OperationId: '"00000000-0000-0000-0000-000000000000"' })).toBeUndefined();
  });
});
