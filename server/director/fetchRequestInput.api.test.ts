import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databases } from '../testing/databases.ts';
import { asyncApi, createOffer, type Offer, openApi } from '../testing/fetchRequests.ts';
import { openTarget, type TargetServer } from '../testing/targetServer.ts';
import { zipOf } from '../testing/zip.ts';

describe.each(databases)('What is taken as a text on $name', ({ open }) => {
  let offer: Offer;
  let server: TargetServer;
  const run = (...parameters: Parameters<Offer['api']['run']>) => offer.api.run(...parameters);
  const add = (fetchRequest: Record<string, unknown>) => offer.add(fetchRequest);
  const source = (more: Record<string, unknown> = {}) => ({ url: `${server.url}/spec`, ...more });

  beforeAll(async () => {
    offer = await createOffer(open);
  });
  beforeEach(async () => {
    server = await openTarget((_seen, response) => response.end(openApi));
  });
  afterEach(() => server.close());
  afterAll(() => offer.api.close());

  test('PACKAGE takes the one file of an archive that the filter chooses', async () => {
    const files = { 'docs/readme.md': '# Hello', 'specs/orders.json': openApi, 'specs/events.yaml': asyncApi };
    server.answer = (_seen, response) => response.end(zipOf(files));
    const mode = 'PACKAGE';
    expect((await add(source({ mode, filter: 'orders\\.json$' }))).spec.data).toBe(openApi);
    const message = async (filter?: string) =>
      (await add(source({ mode, ...(filter === undefined ? {} : { filter }) }))).spec.fetchRequest.status.message;
    expect(await message('specs/')).toContain(
      'the filter chooses 2 files, it has to choose one: specs/orders.json, specs/events.yaml',
    );
    expect(await message('none')).toContain('the filter chooses none of 3 files: docs/readme.md');
    expect(await message()).toContain('there are 3 files, a filter has to choose one');
    expect(await message('(')).toContain('the filter is not a regular expression');
    server.answer = (_seen, response) => response.end(gzipSync(openApi));
    expect(await message()).toContain('neither a ZIP nor a TAR archive');
  });

  test('INDEX takes the one file of a list that the filter chooses, with the same auth, and never leaves its folder', async () => {
    let names = ['orders.json', 'guide.md'];
    server.answer = (seen, response) =>
      seen.path.endsWith('index.yaml')
        ? response.end(`files:\n${names.map((name) => `  - name: ${JSON.stringify(name)}\n`).join('')}`)
        : response.end(openApi);
    const auth = { additionalHeaders: { 'X-Key': ['k'] } };
    const request = (filter?: string) => ({ url: `${server.url}/api/index.yaml`, mode: 'INDEX', auth, filter });
    expect((await add(request('json$'))).spec.data).toBe(openApi);
    expect(server.seen.map(({ path, headers }) => [path, headers['x-key']])).toEqual([
      ['/api/index.yaml', 'k'],
      ['/api/orders.json', 'k'],
    ]);
    for (const name of [
      '../secret',
      '/secret',
      'http://elsewhere.example/x',
      '//elsewhere.example/x',
      '..%2f..\\..\\x',
    ]) {
      names = [name];
      const { message } = (await add(request())).spec.fetchRequest.status;
      if (!name.includes('%')) expect(message).toContain('the index names a file that is not below it');
    }
    expect(server.seen.every(({ path }) => path.startsWith('/api/'))).toBe(true);
    server.answer = (_seen, response) => response.end('[]');
    expect((await add(request())).spec.fetchRequest.status.message).toContain('the index has to list files');
  });

  test('SINGLE has nothing to filter', async () => {
    const { status: own } = (await add(source({ filter: 'x' }))).spec.fetchRequest;
    expect(own).toMatchObject({
      condition: 'FAILED',
      message: expect.stringContaining('the mode SINGLE has only one'),
    });
    expect(server.seen).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['no address', { fetchRequest: { url: '' } }, 'spec: (fetchRequest: (url: cannot be blank.).).'],
    [
      'no address of a server',
      { fetchRequest: { url: 'bare' } },
      'spec: (fetchRequest: (url: must be a valid URL.).).',
    ],
    [
      'a password in the address',
      { fetchRequest: { url: 'https://ada:hush@example.com/' } },
      'spec: (fetchRequest: (url: must not contain a user name or password, which belong into auth.).).',
    ],
    [
      'an empty filter',
      { fetchRequest: { url: 'https://example.com', filter: '' } },
      'spec: (fetchRequest: (filter: cannot be blank.).).',
    ],
    [
      'half a credential',
      { fetchRequest: { url: 'https://example.com', auth: { credential: {} } } },
      'spec: (fetchRequest: (auth: (credential: (Rule.ExactlyOneNotNil: exactly one credential input has to be specified.).).).).',
    ],
    [
      'both text and request',
      { data: openApi, fetchRequest: { url: 'https://example.com' } },
      'spec: (Rule.DataOrFetchRequest: Only one of Data or Fetch Request must be passed.).',
    ],
    ['neither', {}, 'spec: (Rule.DataOrFetchRequest: Only one of Data or Fetch Request must be passed.).'],
    [
      'a text that is something else',
      { data: '{"swagger":"2.0"}' },
      'spec: (Rule.ValidSpecification: line 1: info is required.).',
    ],
  ])('with %s are refused in the vocabulary', async (_what, given, problem) => {
    const { errors } = await run(
      'mutation ($id: ID!, $in: APIDefinitionInput!) { addAPIDefinitionToPackage(packageID: $id, in: $in) { id } }',
      {
        id: offer.packageID,
        in: { name: 'n', targetURL: 'https://n.example', spec: { type: 'OPEN_API', format: 'JSON', ...given } },
      },
    );
    expect(errors?.map(({ message, extensions }) => [message, extensions?.['error']])).toEqual([
      [`validation error for type APIDefinitionInput: ${problem}`, 'InvalidData'],
    ]);
  });

  test('a wrong text deep in a registration is refused at its place, and nothing is kept', async () => {
    const { errors } = await run('mutation ($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }', {
      in: {
        name: 'wrong',
        bundles: [
          {
            name: 'a',
            eventDefinitions: [{ name: 'e', spec: { type: 'ASYNC_API', format: 'YAML', data: 'asyncapi: 2.0.0' } }],
          },
        ],
      },
    });
    expect(errors?.[0]?.message).toBe(
      'validation error for type ApplicationRegisterInput: bundles: (0: (eventDefinitions: (0: (spec: ' +
        '(Rule.ValidSpecification: line 1: info is required.).).).).).',
    );
    const { applications } = await offer.api.data('{ applications { data { name } } }');
    expect(applications.data.map(({ name }: any) => name)).not.toContain('wrong');
  });
});
