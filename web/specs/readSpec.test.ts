import { describe, expect, test } from 'vitest';
import type { OutlineSection, SpecOutline } from './outline.ts';
import { readSpec } from './readSpec.ts';

const json = (type: 'OPEN_API' | 'ASYNC_API' | 'ODATA', value: unknown) =>
  readSpec({ type, format: 'JSON', data: JSON.stringify(value) });

const sectionsOf = (outline: SpecOutline, title: string): OutlineSection[] =>
  outline.groups.flatMap(({ entries }) => entries).find((entry) => entry.title === title)?.sections ?? [];

const lines = ({ fields }: OutlineSection) =>
  fields.map(
    ({ name, depth, type, required, note }) =>
      `${'  '.repeat(depth)}${name}${required ? '*' : ''}: ${type.map(({ text }) => text).join('')}${note ? ` [${note}]` : ''}`,
  );

const orders = `
openapi: 3.0.3
info: { title: Orders, version: 2.3.0, description: "All *orders*" }
servers: [{ url: https://orders.example/v2 }]
tags: [{ name: Orders, description: What was ordered }]
paths:
  /orders/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
    get:
      tags: [Orders]
      summary: One order
      parameters: [{ name: expand, in: query, schema: { type: array, items: { type: string, enum: [lines, payer] } } }]
      responses:
        200: { description: Found, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        404: { description: Unknown }
  /ping:
    get: { operationId: ping, deprecated: true, responses: { 204: { description: Alive } } }
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: { type: string, format: uuid }
        total: { type: number, minimum: 0 }
        payer: { $ref: '#/components/schemas/Order' }
        lines: { type: array, items: { type: object, properties: { sku: { type: string } } } }
`;

describe('OpenAPI', () => {
  const outline = readSpec({ type: 'OPEN_API', format: 'YAML', data: orders });
  test('has its operations by tag', () => {
    expect([outline.standard, outline.title, outline.version]).toEqual(['OpenAPI 3.0.3', 'Orders', '2.3.0']);
    expect(
      outline.groups.map(({ name, entries }) => [name, entries.map(({ badge, title }) => `${badge} ${title}`)]),
    ).toEqual([
      ['Orders', ['GET /orders/{id}']],
      ['Operations', ['GET /ping']],
    ]);
    expect(outline.groups[1]?.entries[0]?.deprecated).toBe(true);
  });
  test('has the parameters of path and operation, and responses with their schemas', () => {
    const [parameters, ok, missing] = sectionsOf(outline, '/orders/{id}');
    expect(parameters && lines(parameters)).toEqual([
      'id*: string (uuid) [in path]',
      'expand: array of string [in query]',
    ]);
    expect(ok?.title).toBe('Response 200, application/json');
    expect(ok && lines(ok)).toEqual([
      '(whole): Order',
      'id*: string (uuid)',
      'total: number [minimum 0]',
      'payer: Order',
      'lines: array of object',
      '  sku: string',
    ]);
    expect(missing).toEqual({ title: 'Response 404', note: 'Unknown', fields: [] });
  });
  test('of version 2 has bodies and definitions', () => {
    const schema = { $ref: '#/definitions/Pet' };
    const old = json('OPEN_API', {
      swagger: '2.0',
      host: 'pets.example',
      basePath: '/v1',
      paths: {
        '/pets': { post: { parameters: [{ in: 'body', name: 'pet', schema }], responses: { 200: { schema } } } },
      },
      definitions: { Pet: { properties: { name: { type: 'string' } } } },
    });
    expect(old.facts).toEqual([{ term: 'Servers', value: 'https://pets.example/v1' }]);
    expect(sectionsOf(old, '/pets').map((each) => [each.title, ...lines(each)])).toEqual([
      ['Request body', '(whole): Pet', 'name: string'],
      ['Response 200', '(whole): Pet', 'name: string'],
    ]);
  });
});

describe('AsyncAPI', () => {
  const payload = { type: 'object', properties: { id: { type: 'string' } } };
  test('2 has channels with what is published and subscribed', () => {
    const outline = json('ASYNC_API', {
      asyncapi: '2.6.0',
      channels: {
        'order.created.v1': { subscribe: { summary: 'New', message: { $ref: '#/components/messages/Created' } } },
        'order.{id}': {
          parameters: { id: { schema: { type: 'string' } } },
          publish: {
            message: {
              oneOf: [
                { name: 'A', payload },
                { name: 'B', schemaFormat: 'application/vnd.apache.avro', payload: 1 },
              ],
            },
          },
        },
      },
      components: { messages: { Created: { payload, headers: payload } } },
    });
    expect(outline.groups[0]?.entries.map(({ badge, title }) => `${badge} ${title}`)).toEqual([
      'subscribe order.created.v1',
      'publish order.{id}',
    ]);
    expect(sectionsOf(outline, 'order.created.v1').map((each) => [each.title, ...lines(each)])).toEqual([
      ['Message Created', 'id: string'],
      ['Headers of Created', 'id: string'],
    ]);
    expect(sectionsOf(outline, 'order.{id}').map(({ title, note }) => [title, note])).toEqual([
      ['Parameters', null],
      ['Message A', null],
      ['Message B', 'Payload in application/vnd.apache.avro: see the source.'],
    ]);
  });
  test('3 has operations with the address of their channel, and channels without one', () => {
    const outline = json('ASYNC_API', {
      asyncapi: '3.0.0',
      channels: {
        created: { address: 'order/created', messages: { created: { payload } } },
        idle: { address: null, messages: {} },
      },
      operations: { onCreated: { action: 'send', channel: { $ref: '#/channels/created' } } },
    });
    expect(outline.groups[0]?.entries.map(({ badge, title }) => `${badge} ${title}`)).toEqual([
      'send order/created',
      'channel idle',
    ]);
    expect(sectionsOf(outline, 'order/created').map(lines)).toEqual([['id: string']]);
  });
});

describe('OData', () => {
  test('2 has entity sets, keys, and navigation through associations', () => {
    const outline = readSpec({
      type: 'ODATA',
      format: 'XML',
      data: `<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx" xmlns:m="m">
        <edmx:DataServices m:DataServiceVersion="2.0"><Schema Namespace="NS">
          <EntityType Name="Order"><Key><PropertyRef Name="ID"/></Key>
            <Property Name="ID" Type="Edm.String" Nullable="false" MaxLength="10"/>
            <NavigationProperty Name="Lines" Relationship="NS.OrderLines" FromRole="o" ToRole="l"/></EntityType>
          <EntityType Name="Line"><Property Name="N" Type="Edm.Int32"/></EntityType>
          <Association Name="OrderLines"><End Role="o" Type="NS.Order" Multiplicity="1"/><End Role="l" Type="NS.Line" Multiplicity="*"/></Association>
          <EntityContainer Name="C"><EntitySet Name="Orders" EntityType="NS.Order"/>
            <FunctionImport Name="Confirm" ReturnType="NS.Order" m:HttpMethod="POST"><Parameter Name="ID" Type="Edm.String"/></FunctionImport>
          </EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`,
    });
    expect(outline.standard).toBe('OData 2.0');
    expect(sectionsOf(outline, 'Orders').map(lines)).toEqual([
      ['ID*: Edm.String [key, MaxLength 10]', 'Lines: collection of Line [leads there]'],
    ]);
    expect(outline.groups[1]?.entries).toMatchObject([{ badge: 'Action', title: 'Confirm', summary: 'returns Order' }]);
    expect(outline.models.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'Entity type NS.Order',
      'Entity type NS.Line',
    ]);
  });
  test('in JSON has the same', () => {
    const outline = json('ODATA', {
      $Version: '4.01',
      NS: {
        Order: {
          $Kind: 'EntityType',
          $Key: ['ID'],
          ID: { $MaxLength: 10 },
          Lines: { $Kind: 'NavigationProperty', $Collection: true, $Type: 'NS.Line' },
        },
        Confirm: [{ $Kind: 'Action', $Parameter: [{ $Name: 'ID' }], $ReturnType: { $Type: 'NS.Order' } }],
        C: {
          $Kind: 'EntityContainer',
          Orders: { $Collection: true, $Type: 'NS.Order' },
          Confirm: { $Action: 'NS.Confirm' },
        },
      },
    });
    expect(outline.groups.map(({ entries }) => entries.map(({ badge, title }) => `${badge} ${title}`))).toEqual([
      ['Entity set Orders'],
      ['Action Confirm'],
    ]);
    expect(sectionsOf(outline, 'Orders').map(lines)).toEqual([
      ['ID*: Edm.String [key, MaxLength 10]', 'Lines: collection of Line [leads there]'],
    ]);
  });
});

describe('hostile documents', () => {
  const swift = (read: () => unknown) => {
    const start = performance.now();
    read();
    expect(performance.now() - start).toBeLessThan(3000);
  };
  test('end in circles: references, aliases, models in themselves', () => {
    const circle = json('OPEN_API', {
      openapi: '3.0.0',
      paths: {
        '/a': { $ref: '#/paths/~1a' },
        '/b': { get: { responses: { 200: { content: { x: { schema: { $ref: '#/components/schemas/A' } } } } } } },
      },
      components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } },
    });
    expect(sectionsOf(circle, '/b').map(lines)).toEqual([['(whole): A']]);
    const aliased = "openapi: '3.0.0'\ncomponents: { schemas: { A: &a { properties: { again: *a, more: *a } } } }";
    swift(() =>
      expect(readSpec({ type: 'OPEN_API', format: 'YAML', data: aliased }).models[0]?.fields.length).toBeGreaterThan(2),
    );
  });
  test('are cut to a size that can be shown, and say what is missing', () => {
    const operation = { responses: { 200: { description: 'x' } } };
    const paths = Object.fromEntries(Array.from({ length: 1500 }, (_, at) => [`/p${at}`, { get: operation }]));
    const properties = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}`, { type: 'string' }]));
    const outline = json('OPEN_API', { openapi: '3.0.0', paths, components: { schemas: { Wide: { properties } } } });
    expect(outline.groups[0]?.entries).toHaveLength(1000);
    expect(outline.models[0]?.fields).toHaveLength(200);
    expect(outline.omitted).toEqual(['500 operations', 'fields of 1 long lists']);
  });
  test('may branch without end', () => {
    let yaml = "openapi: '3.0.0'\nx0: &x0 {type: string}\n";
    for (let depth = 1; depth < 9; depth += 1) {
      yaml += `x${depth}: &x${depth} {oneOf: [${Array.from({ length: 10 }, () => `*x${depth - 1}`).join(', ')}]}\n`;
    }
    swift(() => expect(() => readSpec({ type: 'OPEN_API', format: 'YAML', data: yaml })).toThrow('is not YAML'));
  });
  test('with members of the wrong kind are read as far as they go', () => {
    const odd = [
      null,
      true,
      7,
      'x',
      [],
      [null],
      {},
      { a: null },
      { $ref: 7 },
      { $ref: '#/%' },
      { $ref: '#/__proto__/x' },
    ];
    for (const value of odd) {
      for (const [type, base] of [
        [
          'OPEN_API',
          {
            openapi: '3.0.0',
            info: value,
            servers: value,
            tags: value,
            components: { schemas: value, securitySchemes: value },
          },
        ],
        [
          'OPEN_API',
          {
            openapi: '3.0.0',
            paths: {
              a: value,
              b: { get: value, parameters: value },
              c: { post: { tags: value, parameters: [value], requestBody: value, responses: value } },
            },
          },
        ],
        [
          'OPEN_API',
          {
            openapi: '3.0.0',
            components: {
              schemas: {
                a: value,
                b: {
                  properties: value,
                  required: value,
                  allOf: value,
                  oneOf: value,
                  items: value,
                  enum: value,
                  type: value,
                },
              },
            },
          },
        ],
        [
          'ASYNC_API',
          {
            asyncapi: '2.0.0',
            info: value,
            channels: { a: value, b: { subscribe: { message: value }, parameters: { p: value } } },
          },
        ],
        [
          'ASYNC_API',
          {
            asyncapi: '3.0.0',
            operations: { o: value, p: { channel: value, messages: value } },
            channels: { c: value, d: { messages: value } },
          },
        ],
        [
          'ODATA',
          {
            $Version: '4.0',
            A: value,
            B: {
              T: value,
              E: { $Kind: 'EntityType', $Key: value, P: value },
              C: { $Kind: 'EntityContainer', S: value },
              F: [value],
            },
          },
        ],
      ] as const) {
        expect(() => json(type, base)).not.toThrow();
      }
    }
  });
  test('that are something else are refused in words', () => {
    expect(() => json('OPEN_API', [])).toThrow('names no version of OpenAPI');
    expect(() => json('ASYNC_API', { asyncapi: 3 })).toThrow('names no version of AsyncAPI');
    expect(() => readSpec({ type: 'ODATA', format: 'XML', data: '<html/>' })).toThrow('is not an OData document');
    expect(() => readSpec({ type: 'ODATA', format: 'XML', data: '<!DOCTYPE x [<!ENTITY a "b">]><x/>' })).toThrow(
      'document type declaration',
    );
    expect(() => readSpec({ type: 'OPEN_API', format: 'YAML', data: 'a: [' })).toThrow('is not YAML');
  });
});
