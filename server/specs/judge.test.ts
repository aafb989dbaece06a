import { describe, expect, test } from 'vitest';
import { type Claim, judge } from './judge.ts';

const openApi = (text: string, format: Claim['format'] = 'YAML') => judge({ type: 'OPEN_API', format, text });
const asyncApi = (text: string) => judge({ type: 'ASYNC_API', format: 'YAML', text });
const odata = (text: string, format: Claim['format'] = 'XML') => judge({ type: 'ODATA', format, text });

const operation = (version: string, response: string) => `openapi: ${version}
info: { title: Orders, version: '1' }
paths:
  /orders:
    get:
      responses:
        200: ${response}
`;

describe('OpenAPI', () => {
  test.each(['3.0.0', '3.0.4', '3.1.0', '3.1.1', '3.2.0'])('%s is understood, in YAML and JSON', (version) => {
    expect(openApi(operation(version, '{ description: all of them }'))).toBeNull();
    const text = JSON.stringify({ openapi: version, info: { title: 't', version: '1' }, paths: {} });
    expect(openApi(text, 'JSON')).toBeNull();
  });

  test('2.0 is understood', () => {
    expect(openApi("swagger: '2.0'\ninfo: { title: t, version: '1' }\npaths: {}\n")).toBeNull();
  });

  test.each<[string, string, string]>([
    ['no text', '', 'is empty'],
    ['a list', '- a', 'is not an OpenAPI document: it has to be an object'],
    ['something else', 'asyncapi: 2.0.0', 'is not an OpenAPI document: neither openapi nor swagger is there'],
    ['a version that is a number', 'openapi: 3.0', 'line 1: openapi: must be text: "3.0.3", in quotes'],
    [
      'a version of the future',
      'a: 1\nopenapi: 4.0.0',
      'line 2: openapi: is a version Compass does not know: swagger 2.0, openapi 3.0.x to 3.2.x',
    ],
    ['nothing but a version', 'openapi: 3.0.0', 'line 1: info is required'],
    [
      'a response without description',
      operation('3.0.0', '{}'),
      'line 7: paths./orders.get.responses.200: description is required',
    ],
    [
      'a response without description in 3.1',
      operation('3.1.0', '{}'),
      'line 7: paths./orders.get.responses.200: description is required',
    ],
    [
      'a member with a slip of the pen',
      operation('3.0.0', '{ description: d, contents: {} }'),
      'line 7: paths./orders.get.responses.200: contents is not a member known here',
    ],
    [
      'a reference to nothing',
      operation('3.0.0', '{ $ref: "#/components/responses/all" }'),
      'line 7: paths./orders.get.responses.200: $ref #/components/responses/all leads nowhere',
    ],
  ])('with %s is refused', (_what, text, problem) => expect(openApi(text)).toBe(problem));

  test('references to other documents are legal, and nobody follows them', () => {
    expect(openApi(operation('3.0.0', '{ $ref: "http://127.0.0.1:1/x.yaml#/a" }'))).toBeNull();
    expect(openApi(operation('3.0.0', '{ $ref: "file:///etc/passwd" }'))).toBeNull();
  });

  test('what looks like a reference in an example is none', () => {
    const example = '{ description: d, content: { a/b: { example: { $ref: "#/nowhere" } } } }';
    expect(openApi(operation('3.0.0', example))).toBeNull();
  });
});

describe('JSON and YAML', () => {
  test.each([
    ['{\n"a": 1,\n}', /^line 3: is not JSON: Expected double-quoted property name/],
    ['hello', /^is not JSON: Unexpected token 'h'/],
    ['[', /is not JSON: Unexpected end/],
  ])('%j is not JSON', (text, problem) => expect(openApi(text, 'JSON')).toMatch(problem));

  test.each([
    ['a: b: c', /^line 1: is not YAML: Nested mappings/],
    ['a: 1\nb: [', /^line 2: is not YAML: /],
    ['a: 1\n---\nb: 2', /^line \d: is not YAML: .*documents/],
    ['a: *b', /^is not YAML: Unresolved alias/],
  ])('%j is not YAML', (text, problem) => expect(openApi(text)).toMatch(problem));

  test('aliases that multiply are a bomb, and refused', () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`,
    );
    expect(openApi(['a0: &a0 x', ...levels].join('\n'))).toBe('has more YAML aliases than a document needs');
  });

  test('an alias that is part of itself is refused', () => {
    expect(openApi('openapi: 3.0.0\ninfo: &a\n  title: *a\n')).toBe('is nested more than 200 levels deep');
  });

  test('aliases a document needs are fine', () => {
    const shared = operation('3.0.0', '&ok { description: d }').concat('        201: *ok\n');
    expect(openApi(shared)).toBeNull();
  });

  test('depth is refused before it exhausts the stack', () => {
    expect(openApi('['.repeat(50_000) + ']'.repeat(50_000), 'JSON')).toBe('is nested more than 200 levels deep');
    expect(openApi('['.repeat(20_000))).toBe('is nested too deeply');
  });

  test('tags of YAML make no objects of the language', () => {
    expect(openApi('openapi: !!js/function "function () { throw 1 }"')).toMatch(/openapi: is a version Compass/);
  });
});

describe('Messages', () => {
  test('repeat names of a document without control characters, and not at any length', () => {
    const named = (name: string) =>
      openApi(`{"openapi":"3.0.0","info":{"title":"t","version":"1"},"paths":{"/${name}":1}}`, 'JSON');
    expect(named('\\u0000\\n')).toMatch(/^line 1: paths\.\/ {2}: must be object$/);
    expect(named('x'.repeat(10_000))?.length).toBeLessThan(400);
  });
});

describe('AsyncAPI', () => {
  test.each(['2.0.0', '2.6.0'])('%s is understood', (version) => {
    expect(asyncApi(`asyncapi: ${version}\ninfo: { title: t, version: '1' }\nchannels: {}`)).toBeNull();
  });

  test.each(['3.0.0', '3.1.0'])('%s is understood', (version) => {
    const text = `asyncapi: ${version}
info: { title: t, version: '1' }
channels:
  orders: { address: orders, messages: { made: { payload: { type: object } } } }
operations:
  hear: { action: receive, channel: { $ref: '#/channels/orders' } }
`;
    expect(asyncApi(text)).toBeNull();
    expect(asyncApi(text.replace('receive', 'hear'))).toBe(
      'line 6: operations.hear.action: must be one of send, receive',
    );
    expect(asyncApi(text.replace('channels/orders', 'channels/none'))).toBe(
      'line 6: operations.hear.channel: $ref #/channels/none leads nowhere',
    );
  });

  test.each([
    ['openapi: 3.0.0', 'is not an AsyncAPI document: asyncapi is not there'],
    ['[]', 'is not an AsyncAPI document: it has to be an object'],
    ["asyncapi: '9.0.0'", expect.stringMatching(/^line 1: asyncapi: is a version Compass does not know: 2\.0\.0, /)],
    ['asyncapi: 2.6.0\ninfo: { title: t }\nchannels: {}', 'line 2: info: version is required'],
  ])('%j is refused', (text, problem) => expect(asyncApi(text)).toEqual(problem));
});

const versions = {
  '2': ['http://schemas.microsoft.com/ado/2007/06/edmx', 'http://schemas.microsoft.com/ado/2008/09/edm'],
  '3': ['http://schemas.microsoft.com/ado/2007/06/edmx', 'http://schemas.microsoft.com/ado/2009/11/edm'],
  '4': ['http://docs.oasis-open.org/odata/ns/edmx', 'http://docs.oasis-open.org/odata/ns/edm'],
} as const;

const edmx = (content: string, [wrapper, schema]: readonly [string, string] = versions[4]) => `<?xml version="1.0"?>
<edmx:Edmx Version="4.0" xmlns:edmx="${wrapper}">
  <edmx:DataServices>
    <Schema Namespace="Shop" Alias="S" xmlns="${schema}">
${content}
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>`;

const order = `<EntityType Name="Order"><Key><PropertyRef Name="ID"/></Key>
  <Property Name="ID" Type="Edm.Int32" Nullable="false"/></EntityType>
  <EntityContainer Name="C"><EntitySet Name="Orders" EntityType="S.Order"/></EntityContainer>`;

describe('OData in XML', () => {
  test.each(Object.entries(versions))('of version %s is understood', (_version, namespaces) => {
    expect(odata(edmx(order, namespaces))).toBeNull();
  });

  test('with elements of others is understood', () => {
    const annotated = order.replace('<Key>', '<sap:note xmlns:sap="urn:sap"><Property/></sap:note><Key>');
    expect(odata(edmx(annotated))).toBeNull();
  });

  test.each([
    ['hello', "line 1: is not XML: char 'h' is not expected."],
    ['<a>\n<b></a>', /^line 2: is not XML: Expected closing tag 'b'/],
    ['<a>\n<b>', 'line 1: is not XML: it ends within an element'],
    ['<a/><b/>', 'is not XML: it has to have exactly one root element'],
    ['<Edmx/>', 'is not an OData document: its root has to be Edmx of OData 2, 3 or 4'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'must not have a document type declaration'],
    ['<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'must not have a document type declaration'],
    ['<a>'.repeat(5000) + '</a>'.repeat(5000), /^is not XML: Maximum nested tags exceeded/],
    [`<e:Edmx xmlns:e="${versions[4][0]}"/>`, 'line 1: Edmx: DataServices is required'],
    [
      `<e:Edmx xmlns:e="${versions[4][0]}"><e:DataServices/></e:Edmx>`,
      'line 1: DataServices: at least one Schema is required',
    ],
    [edmx(order, [versions[4][0], 'urn:other']), 'line 4: Schema: is in a namespace that is not one of OData'],
    [edmx('<EntityType/>'), 'line 5: EntityType: Name is required'],
    [edmx('<EntityType Name="A">\n<Property Name="ID"/></EntityType>'), 'line 6: Property "ID": Type is required'],
    [
      edmx(order.replace('PropertyRef Name="ID"', 'PropertyRef Name="Id"')),
      'line 5: PropertyRef "Id": EntityType "Order" has no property of this name',
    ],
    [
      edmx(order.replace('S.Order', 'S.Orders')),
      'line 7: EntitySet "Orders": EntityType S.Orders is not declared in this document',
    ],
    [
      edmx('<ComplexType Name="A"><Property Name="b" Type="Collection(Shop.B)"/></ComplexType>'),
      'line 5: Property "b": Type Collection(Shop.B) is not declared in this document',
    ],
  ])('%j is refused', (text, problem) => {
    expect(odata(text)).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
  });
});

test('OData keys may be inherited, and lead through navigation properties', () => {
  const types = `<EntityType Name="Base" Abstract="true"><Property Name="ID" Type="Edm.Int32"/></EntityType>
    <EntityType Name="Order" BaseType="S.Base"><Key><PropertyRef Name="ID"/></Key></EntityType>
    <EntityType Name="Item"><Key><PropertyRef Name="Order/ID" Alias="order"/></Key>
      <NavigationProperty Name="Order" Type="S.Order" Nullable="false"/></EntityType>`;
  expect(odata(edmx(types))).toBeNull();
  const schema = {
    Base: { $Kind: 'EntityType', ID: {} },
    Order: { $Kind: 'EntityType', $BaseType: 'S.Base', $Key: ['ID'] },
  };
  expect(odata(JSON.stringify({ $Version: '4.01', S: schema }), 'JSON')).toBeNull();
});

test('a reference below a schema with an $id may mean that schema; one from a response is looked at by any name', () => {
  const parts = (schemas: object, responses: object = { 200: { description: 'ok' } }) =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/a': { get: { responses } } },
      components: { schemas },
    });
  const own = { $id: 'https://example.com/pet', $defs: { a: {} }, properties: { a: { $ref: '#/$defs/a' } } };
  const judged = (text: string) => judge({ type: 'OPEN_API', format: 'JSON', text });
  expect(judged(parts({ Pet: own }))).toBeNull();
  expect(judged(parts({ Pet: { ...own, $id: undefined } }))).toContain('$ref #/$defs/a leads nowhere');
  const dangling = { default: { $ref: '#/components/responses/Gone' } };
  expect(judged(parts({}, dangling))).toContain('responses.default: $ref #/components/responses/Gone leads nowhere');
});

test('YAML merge keys are followed', () => {
  const text = `openapi: 3.0.0
info: { title: t, version: v1 }
x-common: &common { description: fine }
paths:
  /a:
    get:
      responses:
        200:
          <<: *common
`;
  expect(judge({ type: 'OPEN_API', format: 'YAML', text })).toBeNull();
});

test('a variant of a parameter that lacks something is told from one that does not exist', () => {
  const get = { parameters: [{ in: 'body', name: 'b' }], responses: { 200: { description: 'ok' } } };
  const text = JSON.stringify({ swagger: '2.0', info: { title: 't', version: '1' }, paths: { '/a': { get } } });
  expect(judge({ type: 'OPEN_API', format: 'JSON', text })).toBe(
    'line 1: paths./a.get.parameters.0: schema is required, or in must be one of header, formData, query',
  );
});

describe('OData in JSON', () => {
  const shop = (elements: object, more = {}) => JSON.stringify({ $Version: '4.01', ...more, Shop: elements }, null, 1);

  test('is understood', () => {
    const elements = {
      Order: { $Kind: 'EntityType', $Key: ['ID'], ID: { $Type: 'Edm.Int32' }, '@Core.Note': 'x' },
      C: { $Kind: 'EntityContainer', Orders: { $Collection: true, $Type: 'Shop.Order' } },
      Cancel: [{ $Kind: 'Action', $IsBound: true }],
    };
    expect(odata(shop(elements, { $EntityContainer: 'Shop.C' }), 'JSON')).toBeNull();
  });

  test.each([
    ['[]', 'is not an OData document: it has to be an object'],
    ['{}', 'line 1: is not an OData document: $Version has to be "4.0" or "4.01"'],
    ['{"$Version":"4.0"}', 'line 1: has no schema'],
    [
      shop({ Order: { $Kind: 'Entity' } }),
      expect.stringMatching(/^line 4: Shop\.Order: \$Kind has to be one of Action, /),
    ],
    [shop({ 'a b': { $Kind: 'EntityType' } }), 'line 4: Shop.a b: is not a name OData allows'],
    [
      shop({ Order: { $Kind: 'EntityType', $Key: ['ID'] } }),
      'line 6: Shop.Order.$Key: ID is not a property of the type',
    ],
    [shop({ A: [{ $Kind: 'Term' }] }), 'line 4: Shop.A: has to be a list of actions or functions'],
    [
      shop({ A: { $Kind: 'EntityType' } }, { $EntityContainer: 'Shop.C' }),
      'line 3: $EntityContainer: Shop.C is not declared in this document',
    ],
  ])('%s is refused', (text, problem) => expect(odata(text, 'JSON')).toEqual(problem));
});
