import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { activity } from '../db/tables/tenant.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { apply, governed, landscape, plan } from '../testing/imports.ts';

describe('what others send', () => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi();
  });
  afterEach(() => api.close());
  const refusal = async (document: string) => (await api.run(plan, { source: { document } })).errors?.[0]?.message;

  test.each([
    ['', 'document'],
    ['[]', 'document'],
    ['{', 'neither YAML nor JSON'],
    ['a: &a [x]\nb: *a', 'neither YAML nor JSON'],
    ['format: compass/v2', 'format'],
    ['format: compass/v1\napplications: 3', 'applications'],
    ['format: compass/v1\nsecrets: []', 'secrets'],
    ['format: compass/v1\napplications: [{name: a}, {name: a}]', 'two Applications called a'],
    ['format: compass/v1\nruntimes: [{name: a, labels: {scenarios: [b]}}]', 'labels'],
    ['format: compass/v1\nruntimes:\n  - name: a\n  - name: "b', 'at line 4'],
    ['format: compass/v1\nlabelDefinitions: [{key: scenarios}]', 'labelDefinitions.0.key'],
    ['format: compass/v1\nlabelDefinitions: [{key: a b}]', 'labelDefinitions.0.key'],
    ['format: compass/v1\nlabelDefinitions: [{key: a}, {key: a}]', 'two label definitions called a'],
    ['format: compass/v1\ntemplates: [{name: a, applicationInput: []}]', 'templates.0.applicationInput'],
    ['format: compass/v1\ntemplates: [{name: a, applicationInput: {}, id: b}]', 'templates.0'],
    [
      'format: compass/v1\nrules: [{scenario: a, label: {key: b, value: 1}, matches: [RUNTIME]}]',
      'rules.0.label.value',
    ],
    ['format: compass/v1\nrules: [{scenario: a, label: {key: b, value: c}, matches: []}]', 'rules.0.matches'],
    [
      `format: compass/v1\nrules: [${['c', 'd'].map((value) => `{scenario: a, label: {key: b, value: ${value}}, matches: [RUNTIME]}`)}]`,
      'two rules for Runtimes in a scenario called a',
    ],
  ])('%j is refused', async (document, problem) => {
    expect(await refusal(document)).toContain(problem);
  });

  test('what is nested too deeply is refused', async () => {
    const value = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    expect(await refusal(`{"format":"compass/v1","runtimes":[{"name":"a","labels":{"b":${value}}}]}`)).toContain(
      'deep',
    );
    expect(await refusal(`format: compass/v1\nruntimes:\n  - name: a\n    labels: {b: ${value}}`)).toContain('deep');
  });

  test('more than fits is refused before it is read', async () => {
    expect(await refusal('x'.repeat(16_000_001))).toContain('more than 16,000,000 characters');
    const runtimes = Array.from({ length: 20_001 }, (_, at) => ({ name: `r-${at}` }));
    expect(await refusal(JSON.stringify({ format: 'compass/v1', runtimes }))).toContain('at most 20,000');
  });

  describe('from another Director', () => {
    const other = createServer();
    let answer: (body: { query: string }, headers: Record<string, unknown>) => { status?: number; text: string };
    let url: string;
    beforeEach(async () => {
      other.removeAllListeners('request');
      other.on('request', async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        const { status = 200, text } = answer(JSON.parse(Buffer.concat(chunks).toString()), request.headers);
        response.writeHead(status, { 'content-type': 'application/json' }).end(text);
      });
      other.listen(0, '127.0.0.1');
      await once(other, 'listening');
      url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/graphql`;
    });
    afterEach(() => {
      other.closeAllConnections();
      return new Promise((resolve) => other.close(resolve));
    });
    const source = () => ({ director: { url, token: 'a-secret-token', tenant: 'there' } });
    const from = () => api.run(plan, { source: source() });

    test('this product answers as another one does, and the token goes nowhere but there', async () => {
      const there = await createApi();
      try {
        const document = JSON.stringify({
          ...governed,
          applications: [...governed.applications, ...landscape.applications],
          runtimes: [...governed.runtimes, ...landscape.runtimes],
        });
        const { planImport } = await there.data(plan, { source: { document } });
        await there.data(apply, { document: planImport.document, digest: planImport.digest });
        const seen: unknown[] = [];
        const asked: Promise<unknown>[] = [];
        other.removeAllListeners('request');
        other.on('request', (request, response) => {
          seen.push([request.headers.authorization, request.headers['tenant']]);
          asked.push(
            (async () => {
              const chunks: Buffer[] = [];
              for await (const chunk of request) chunks.push(chunk);
              const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
              response.end(JSON.stringify(await there.run(query, variables)));
            })(),
          );
        });
        const result = await api.data(plan, { source: source() });
        await Promise.all(asked);
        expect(seen).toEqual(Array(5).fill(['Bearer a-secret-token', 'there']));
        expect(result.planImport).toMatchObject({ conflicts: 0, changes: 0, leftOut: [] });
        expect(JSON.stringify(result)).not.toContain('a-secret-token');
        const { document: text, digest } = result.planImport;
        await api.data(apply, { document: text, digest });
        expect(JSON.stringify(await api.platform.database.read.select().from(activity))).not.toContain('a-secret');
        expect((await api.data('{ exportLandscape }')).exportLandscape).toBe(
          (await there.data('{ exportLandscape }')).exportLandscape,
        );
      } finally {
        await there.close();
      }
    });

    test('one that knows bundles only is asked for those', async () => {
      const page = { pageInfo: { endCursor: '', hasNextPage: false } };
      answer = ({ query }) => {
        if (query.includes('packages')) return { text: '{"errors":[{"message":"Cannot query field \\"packages\\""}]}' };
        if (query.includes('labelDefinitions')) {
          const enumeration = { type: 'array', items: { enum: ['DEFAULT', 'campaign'] } };
          const result = [
            { key: 'scenarios', schema: JSON.stringify(enumeration) },
            { key: 'tier', schema: '{"type":"string"}' },
          ];
          return { text: JSON.stringify({ data: { result } }) };
        }
        if (query.includes('scenarioRules'))
          return { text: '{"errors":[{"message":"Cannot query field \\"scenarioRules\\""}]}' };
        if (query.includes('applicationTemplates')) {
          return {
            text: '{"errors":[{"message":"insufficient scopes provided, required: [application_template:read], actual: []"}]}',
          };
        }
        if (query.includes('automaticScenarioAssignments')) {
          const data = [{ scenarioName: 'campaign', selector: { key: 'tier', value: 'gold' } }];
          return { text: JSON.stringify({ data: { result: { ...page, data } } }) };
        }
        if (query.includes('runtimes')) {
          const data = [{ name: 'west', labels: { tier: 'gold', scenarios: ['campaign', 'DEFAULT'] } }];
          return { text: JSON.stringify({ data: { result: { ...page, data } } }) };
        }
        const bundles = { ...page, data: [{ name: 'sales', apiDefinitions: null, eventDefinitions: null }] };
        const data = [{ name: 'orders', labels: { scenarios: ['DEFAULT'], name: 'orders' }, bundles }];
        return { text: JSON.stringify({ data: { result: { ...page, data } } }) };
      };
      const { planImport } = await api.data(plan, { source: source() });
      const { items, leftOut, document } = planImport;
      expect(items).toContainEqual({
        ...{ kind: 'APPLICATION', name: 'orders', action: 'CREATE', details: ['With packages sales.'] },
      });
      expect(JSON.parse(document)).toMatchObject({
        scenarios: ['campaign'],
        labelDefinitions: [{ key: 'tier', schema: { type: 'string' } }],
        rules: [{ scenario: 'campaign', label: { key: 'tier', value: 'gold' }, matches: ['RUNTIME'] }],
        runtimes: [{ name: 'west', labels: { tier: 'gold' }, scenarios: ['DEFAULT'] }],
      });
      expect(leftOut).toEqual([
        'templates: insufficient scopes provided, required: [application_template:read], actual: []',
      ]);
    });

    test.each([
      ['no JSON', { text: '<html>' }, 'without JSON'],
      ['a refused token', { status: 401, text: '{}' }, 'refused the token'],
      ['an error', { text: '{"errors":[{"message":"no tenant"}]}' }, 'answered: no tenant'],
      ['something else', { text: '{"data":{"result":7}}' }, 'list of Applications'],
      ['null', { text: 'null' }, 'list of Applications'],
      [
        'endless pages',
        { text: '{"data":{"result":{"data":[],"pageInfo":{"endCursor":"x","hasNextPage":true}}}}' },
        'more Applications',
      ],
    ])('%s is told as what it is', async (_name, given, problem) => {
      answer = () => given;
      expect((await from()).errors?.[0]?.message).toContain(problem);
    });

    test('names of a wrong type are told as what they are', async () => {
      const page = { pageInfo: { endCursor: '', hasNextPage: false }, data: [{ name: 7 }] };
      answer = ({ query }) => {
        const isList = query.includes('labelDefinitions') || query.includes('scenarioRules');
        const result = query.includes('applications(') ? page : isList ? [] : { ...page, data: [] };
        return { text: JSON.stringify({ data: { result } }) };
      };
      expect((await from()).errors?.[0]?.message).toContain('applications.0.name');
    });

    test('an address inside is not called, and a token cannot carry headers', async () => {
      const inside = await api.run(plan, { source: { director: { url: 'http://169.254.1.1/graphql', token: 't' } } });
      expect(inside.errors?.[0]?.message).toContain('could not be read');
      const smuggled = await api.run(plan, { source: { director: { url, token: 't\r\nHost: x' } } });
      expect(smuggled.errors?.[0]?.message).toContain('characters that no token has');
    });
  });
});
