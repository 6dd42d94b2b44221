import { describe, expect, it } from 'vitest';
import { readFinanceEvent } from '../../shared/finance/read-finance-event.ts';
import { UnreadableEventError } from '../../shared/odata/unreadable-event-error.ts';

const read = (text: string) => readFinanceEvent(new TextEncoder().encode(text));

const posted = (members = ''): string =>
  `{"AProjectField":1,"BusinessEventId":"VendorInvoicePostedBusinessEvent","BusinessEventLegalEntity":"USMF","ContextRecordSubject":"","ControlNumber":5637144583,"EventId":"3C47A4CD-0000-4319-B893-3F862EED65FD","EventTime":"/Date(1672408275000)/","EventTimeIso8601":"2022-12-30T13:51:15.2942742Z","InitiatingUserAADObjectId":"{410A2690-0000-42EE-9F2A-E75B4E324930}","MajorVersion":0,"MinorVersion":0${members}}`;

describe('a business event', () => {
  it('is named by its id, whatever its case and braces', () => {
    expect(read(posted())).toEqual({
      kind: 'business',
      eventId: '3c47a4cd-0000-4319-b893-3f862eed65fd',
      businessEventId: 'VendorInvoicePostedBusinessEvent',
      legalEntity: 'usmf',
      at: '2022-12-30T13:51:15.2942742Z',
    });
    const braces = posted().replace(
      '"3C47A4CD-0000-4319-B893-3F862EED65FD"',
      '"{3c47a4cd-0000-4319-b893-3f862eed65fd}"',
    );
    expect(read(braces)).toEqual(read(posted()));
  });

  it('of an older version has its company in the contract and a plain time', () => {
    const old =
      '{"BusinessEventId":"X","ControlNumber":5637145327,"EventId":"E6471158-0000-4BDA-A508-924A8FE7A43B","EventTime":"/Date(1590738930000)/","LegalEntity":"0031"}';
    expect(read(old)).toMatchObject({ legalEntity: '0031', at: '2020-05-29T07:55:30.000Z' });
  });

  it('without an id is named by its control number, with every digit', () => {
    expect(
      read('{"BusinessEventId":"X","ControlNumber":9007199254740993,"LegalEntity":"usmf"}'),
    ).toMatchObject({ eventId: 'X|9007199254740993|usmf' });
    expect(() => read('{"BusinessEventId":"X"}')).toThrow('EventId');
  });

  it('that only tests the endpoint is recognised', () => {
    expect(
      read('{"BusinessEventId":"BusinessEventsTestEndpointContract","ControlNumber":-9223372036854775808}'),
    ).toEqual({ kind: 'test' });
  });

  it('may come inside an Event Grid event, as object or as text', () => {
    const envelope = (data: string): string =>
      `[{"id":"1","eventType":"X","subject":"","data":${data},"dataVersion":"1.0"}]`;
    expect(read(envelope(posted()))).toEqual(read(posted()));
    expect(read(envelope(JSON.stringify(posted())))).toEqual(read(posted()));
    expect(read(JSON.stringify(posted()))).toEqual(read(posted()));
  });

  it('with a contract member called data is no envelope', () => {
    expect(read(posted(',"data":"x"'))).toMatchObject({ kind: 'business' });
  });
});

const target = (attributes: string, type = 'Entity'): string =>
  `{"__type":"${type}:http://schemas.microsoft.com/xrm/2011/Contracts",${attributes === '' ? '' : `"Attributes":[${attributes}],`}"Id":"00004951-0000-0000-5e1a-005001000000","LogicalName":"mserp_projexpenseexportentity"}`;
const row =
  '{"key":"mserp_exptransnumber","value":"EXP-1"},{"key":"mserp_referencedataareaid","value":"USMF"},{"key":"mserp_amount","value":10.500000},{"key":"mserp_projcosttransexists","value":{"__type":"OptionSetValue:http","Value":200000001}},{"key":"mserp_additionalinformation","value":null}';

const data = (message: string, parameters: string, members = ''): string =>
  `{"CorrelationId":"c0000000-0000-4000-8000-000000000002","InputParameters":[${parameters}],"MessageName":"${message}","OperationCreatedOn":"\\/Date(1672408275000+0000)\\/","PrimaryEntityId":"00000000-0000-0000-0000-000000000000","PrimaryEntityName":"mserp_projexpenseexportentity"${members}}`;
const created = (attributes = row): string =>
  data('OnExternalCreated', `{"key":"Target","value":${target(attributes)}}`);

describe('a data event', () => {
  it('names the row by table, RecId and its properties', () => {
    expect(read(created())).toEqual({
      kind: 'data',
      message: 'created',
      entity: 'projexpenseexportentity',
      targetId: '00004951-0000-0000-5e1a-005001000000',
      tableId: 18769,
      recId: '5637151326',
      columns: {
        exptransnumber: 'EXP-1',
        referencedataareaid: 'USMF',
        amount: '10.500000',
        projcosttransexists: '200000001',
        additionalinformation: null,
      },
      company: 'usmf',
      at: '2022-12-30T13:51:15.000Z',
      composedKey: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('of a deleted row takes what names it from the image, wherever that stands', () => {
    const image = `{"key":"PreImage","value":${target(row)}}`;
    const gone = `{"key":"Target","value":${target('', 'EntityReference')}}`;
    const names = { exptransnumber: 'EXP-1', referencedataareaid: 'USMF' };
    expect(read(data('OnExternalDeleted', gone, `,"PreEntityImages":[${image}]`))).toMatchObject({
      message: 'deleted',
      columns: names,
    });
    expect(read(data('OnExternalDeleted', `${gone},${image}`))).toMatchObject({ columns: names });
    expect(read(data('OnExternalDeleted', gone))).toMatchObject({ recId: '5637151326', columns: {} });
  });

  it('of an update says what the row is called now', () => {
    const image = `{"key":"PreImage","value":${target('{"key":"mserp_exptransnumber","value":"EXP-0"},{"key":"mserp_referencedataareaid","value":"usmf"}')}}`;
    const now = `{"key":"Target","value":${target('{"key":"mserp_exptransnumber","value":"EXP-1"}')}}`;
    expect(read(data('OnExternalUpdated', now, `,"PreEntityImages":[${image}]`))).toMatchObject({
      columns: { exptransnumber: 'EXP-1', referencedataareaid: 'usmf' },
      company: 'usmf',
    });
  });

  it('offers a key only where no other event can have the same', () => {
    const update = data('OnExternalUpdated', `{"key":"Target","value":${target(row)}}`);
    expect(read(update)).not.toHaveProperty('composedKey');
    const gone = data('OnExternalDeleted', `{"key":"Target","value":${target('', 'EntityReference')}}`);
    expect(read(gone)).not.toHaveProperty('composedKey');
    const [first, again, other] = [created(), created(), created(row.replace('EXP-1', 'EXP-2'))].map(read);
    expect(first).toEqual(again);
    expect(first).not.toMatchObject({ composedKey: (other as { composedKey: string }).composedKey });
  });

  it('reads RecIds beyond 53 bits exactly', () => {
    const far = created().replace(
      '00004951-0000-0000-5e1a-005001000000',
      '00004951-0000-0000-ffff-ffffffffff7f',
    );
    expect(read(far)).toMatchObject({ recId: '9223372036854775807' });
  });
});

describe('what is no event of Finance', () => {
  it.each([
    ['body', ''],
    ['body', 'not json'],
    ['body', '[]'],
    ['body', '17'],
    ['BusinessEventId', '{}'],
    ['BusinessEventId', '{"BusinessEventId":""}'],
    ['data', '"{"'],
    ['MessageName', data('Update', `{"key":"Target","value":${target(row)}}`)],
    ['InputParameters.Target', data('OnExternalCreated', '')],
    ['InputParameters.Target.Id', created().replace('00004951-0000-0000-5e1a-005001000000', 'P-1')],
  ])('is unreadable, naming %s', (member, text) => {
    expect(() => read(text)).toThrow(UnreadableEventError);
    expect(() => read(text)).toThrow(expect.objectContaining({ member }) as Error);
  });
});
