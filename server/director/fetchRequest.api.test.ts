import { gzipSync } from 'node:zlib';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Api, createApi, localOutgoing } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { openTarget, type TargetServer } from '../testing/targetServer.ts';
import { zipOf } from '../testing/zip.ts';
import { createFetches, resumeFetches } from './fetches.ts';

const log = pino({ level: 'silent' });
const openApi = '{"openapi":"3.0.3","info":{"title":"Orders","version":"1"},"paths":{}}';
const newOpenApi = openApi.replace('"1"', '"2"');
const asyncApi = "asyncapi: 2.6.0\ninfo: { title: Orders, version: '1' }\nchannels: {}\n";

const status =
  'fetchRequest { url mode filter auth { credential { ... on BasicCredentialData { username password } } } status { condition message timestamp } }';
const spec = `spec { data type format ${status} }`;

describe.each(databases)('Fetch requests on $name', ({ open }) => {
  let api: Api;
  let server: TargetServer;
  let packageID: string;
  let applicationID: string;

  beforeAll(async () => {
    api = await createApi(open);
    const { registerApplication } = await api.data(
      'mutation { registerApplication(in: { name: "shop", packages: [{ name: "offer" }] }) { id packages { data { id } } } }',
    );
    applicationID = registerApplication.id;
    packageID = registerApplication.packages.data[0].id;
  });
  beforeEach(async () => {
    server = await openTarget((_seen, response) => response.end(openApi));
  });
  afterEach(() => server.close());
  afterAll(() => api.close());

  const source = (more: Record<string, unknown> = {}) => ({ url: `${server.url}/spec`, ...more });
  const definition = (fetchRequest: Record<string, unknown>, more = {}) => ({
    name: 'orders',
    targetURL: 'https://orders.example',
    spec: { type: 'OPEN_API', format: 'JSON', fetchRequest, ...more },
  });
  const add = async (fetchRequest: Record<string, unknown> = source(), more = {}) => {
    const { result } = await api.data(
      `mutation ($id: ID!, $in: APIDefinitionInput!) { result: addAPIDefinitionToPackage(packageID: $id, in: $in) { id ${spec} } }`,
      { id: packageID, in: definition(fetchRequest, more) },
    );
    return result;
  };
  const refetch = async (id: string) => {
    const { result } = await api.data(
      `mutation ($id: ID!) { result: refetchAPISpec(apiID: $id) { data type format ${status} } }`,
      { id },
    );
    return result;
  };
  const actions = async () => {
    const { activity } = await api.data('{ activity(first: 50) { data { action actor { type } after } } }');
    return activity.data as { action: string; actor: { type: string }; after: any }[];
  };

  test('are carried out with the mutation, which answers what was fetched', async () => {
    const added = await add();
    expect(added.spec).toEqual({
      type: 'OPEN_API',
      format: 'JSON',
      data: openApi,
      fetchRequest: {
        url: `${server.url}/spec`,
        mode: 'SINGLE',
        filter: null,
        auth: null,
        status: { condition: 'SUCCEEDED', message: 'It was fetched.', timestamp: '2026-11-19T14:32:00Z' },
      },
    });
    expect(server.seen).toMatchObject([{ method: 'GET', path: '/spec' }]);
    const [fetched, addedEntry] = await actions();
    expect(addedEntry).toMatchObject({ action: 'apiDefinition.added', after: { fetchedFrom: `${server.url}/spec` } });
    expect(fetched).toMatchObject({ action: 'apiDefinition.fetched', actor: { type: 'USER' } });
  });

  test('work for event definitions and documents, under both names', async () => {
    server.answer = (seen, response) => response.end(seen.path === '/guide' ? '# Guide' : asyncApi);
    const { event, document } = await api.data(
      `mutation ($id: ID!, $event: EventDefinitionInput!, $document: DocumentInput!) {
        event: addEventDefinitionToBundle(bundleID: $id, in: $event) { id ${spec} }
        document: addDocumentToBundle(bundleID: $id, in: $document) { id data ${status} } }`,
      {
        id: packageID,
        event: { name: 'e', spec: { type: 'ASYNC_API', format: 'YAML', fetchRequest: source() } },
        document: {
          title: 't',
          displayName: 'd',
          description: 'd',
          format: 'MARKDOWN',
          data: 'old',
          fetchRequest: { url: `${server.url}/guide` },
        },
      },
    );
    expect([event.spec.data, event.spec.fetchRequest.status.condition]).toEqual([asyncApi, 'SUCCEEDED']);
    expect([document.data, document.fetchRequest.status.condition]).toEqual(['# Guide', 'SUCCEEDED']);
    server.answer = (_seen, response) => response.end(asyncApi.replace("'1'", "'2'"));
    const { result } = await api.data(
      `mutation ($id: ID!) { result: refetchEventDefinitionSpec(eventID: $id) { data ${status} } }`,
      { id: event.id },
    );
    expect(result.data).toContain("version: '2'");
  });

  test('inside a registration, a Package and a template are carried out after the commit, side by side', async () => {
    const offer = (n: number) => ({
      name: `offer ${n}`,
      apiDefinitions: [definition(source()), definition({ url: 'http://10.0.0.1/spec' })],
    });
    const whole = `id packages { data { apiDefinitions { data { ${spec} } } } }`;
    const { result } = await api.data(
      `mutation ($in: ApplicationRegisterInput!) { result: registerApplication(in: $in) { ${whole} } }`,
      { in: { name: 'nested', packages: [offer(1)], bundles: [offer(2)] } },
    );
    const conditions = result.packages.data.map((each: any) =>
      each.apiDefinitions.data
        .map((own: any) => `${own.spec.fetchRequest.status.condition} ${own.spec.data === openApi}`)
        .sort(),
    );
    expect(conditions).toEqual([
      ['FAILED false', 'SUCCEEDED true'],
      ['FAILED false', 'SUCCEEDED true'],
    ]);
    const { added } = await api.data(
      `mutation ($id: ID!, $in: BundleCreateInput!) { added: addBundle(applicationID: $id, in: $in) { id apiDefinitions { data { ${spec} } } } }`,
      { id: applicationID, in: { name: 'more', apiDefinitions: [definition(source())] } },
    );
    expect(added.apiDefinitions.data[0].spec.data).toBe(openApi);
    await api.data('mutation ($in: ApplicationTemplateInput!) { createApplicationTemplate(in: $in) { id } }', {
      in: {
        name: 'fetching',
        accessLevel: 'GLOBAL',
        placeholders: [{ name: 'n' }],
        applicationInput: { name: '{{n}}', bundles: [{ name: 'b', apiDefinitions: [definition(source())] }] },
      },
    });
    const { made } = await api.data(
      `mutation { made: registerApplicationFromTemplate(in: { templateName: "fetching", values: [{ placeholder: "n", value: "made" }] }) { ${whole} } }`,
    );
    expect(made.packages.data[0].apiDefinitions.data[0].spec.data).toBe(openApi);
  });

  test('never hold the database while the server thinks', async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      server.answer = (_seen, response) => {
        answer = () => response.end(openApi);
        resolve();
      };
    });
    const adding = add();
    await asked;
    await api.data('mutation { registerRuntime(in: { name: "meanwhile" }) { id } }');
    const { application } = await api.data(
      `query ($id: ID!, $package: ID!) { application(id: $id) { package(id: $package) { apiDefinitions { data { id ${spec} } } } } }`,
      { id: applicationID, package: packageID },
    );
    const waiting = application.package.apiDefinitions.data.filter(
      (each: any) => each.spec.fetchRequest.status.condition === 'INITIAL',
    );
    expect(waiting).toMatchObject([{ spec: { data: null } }]);
    answer();
    expect((await adding).spec.data).toBe(openApi);
    await api.data('mutation ($id: ID!) { unregisterRuntime(id: $id) { id } }', {
      id: (await api.data('{ runtimes { data { id } } }'))['runtimes'].data[0].id,
    });
  });

  test.each<[string, TargetServer['answer'] | string, string | RegExp]>([
    [
      'another status',
      (_seen, response) => response.writeHead(404).end(openApi),
      'It could not be fetched: the server answered 404.',
    ],
    [
      'no text',
      (_seen, response) => response.end(Buffer.from([0xff, 0xfe, 0x41])),
      'It could not be fetched: is not text in UTF-8.',
    ],
    [
      'too much',
      (_seen, response) => response.end('x'.repeat(1024 * 1024 + 1)),
      'It could not be fetched: the answer is larger than 1024 KiB.',
    ],
    [
      'another kind of document',
      (_seen, response) => response.end('<html></html>'),
      /^What was fetched is not valid: is not JSON: /,
    ],
    [
      'a wrong specification',
      (_seen, response) => response.end('{\n"openapi":"3.0.3",\n"info":{"title":"x"},"paths":{}}'),
      'What was fetched is not valid: line 3: info: version is required.',
    ],
    [
      'a NUL in a name, which PostgreSQL cannot store',
      (_seen, response) =>
        response.end('{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/\\u0000":1}}'),
      'What was fetched is not valid: line 1: paths./ : must be object.',
    ],
    [
      'a redirect into the private network',
      (_seen, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      /169\.254\.169\.254 is not a public address/,
    ],
    ['a private target', 'http://192.168.0.1/spec', /192\.168\.0\.1 is not a public address/],
    [
      'a target without scheme',
      'www.example.com/spec',
      'It could not be fetched: the address has to begin with http:// or https://.',
    ],
    [
      'another scheme',
      'ftp://example.com/spec',
      'It could not be fetched: the address has to begin with http:// or https://.',
    ],
  ])('that meet %s have failed and say why; the mutation has not', async (_what, answer, message) => {
    if (typeof answer !== 'string') server.answer = answer;
    const { spec: own } = await add(typeof answer === 'string' ? { url: answer } : source());
    expect(own.data).toBeNull();
    expect(own.fetchRequest.status.condition).toBe('FAILED');
    expect(own.fetchRequest.status.message).toMatch(message);
    const [entry] = await actions();
    expect(entry).toMatchObject({
      action: 'apiDefinition.fetchFailed',
      after: { message: own.fetchRequest.status.message },
    });
  });

  test('of a definition can be repeated; a failure keeps what was fetched before', async () => {
    const { id } = await add();
    server.answer = (_seen, response) => response.writeHead(500).end();
    const failed = await refetch(id);
    expect([failed.data, failed.fetchRequest.status.condition]).toEqual([openApi, 'FAILED']);
    server.answer = (_seen, response) => response.end('not json');
    expect((await refetch(id)).data).toBe(openApi);
    server.answer = (_seen, response) => response.end(newOpenApi);
    const fetched = await refetch(id);
    expect([fetched.data, fetched.fetchRequest.status.condition]).toEqual([newOpenApi, 'SUCCEEDED']);
  });

  test('are not needed to refetch; a specification is', async () => {
    const { one, two } = await api.data(
      `mutation ($id: ID!, $one: APIDefinitionInput!) {
        one: addAPIDefinitionToPackage(packageID: $id, in: $one) { id }
        two: addEventDefinitionToPackage(packageID: $id, in: { name: "bare" }) { id } }`,
      {
        id: packageID,
        one: { name: 'o', targetURL: 'https://o.example', spec: { type: 'OPEN_API', format: 'JSON', data: openApi } },
      },
    );
    expect(await refetch(one.id)).toEqual({ type: 'OPEN_API', format: 'JSON', data: openApi, fetchRequest: null });
    const problem = async (text: string, id: string) =>
      (await api.run(`mutation ($id: ID!) { ${text} { type } }`, { id })).errors?.[0]?.message;
    expect(await problem('refetchEventDefinitionSpec(eventID: $id)', two.id)).toBe(
      'while getting spec of EventDefinition: Object was not found',
    );
    expect(await problem('refetchAPISpec(apiID: $id)', two.id)).toBe(
      'while getting APIDefinition: Object was not found',
    );
  });

  test('are replaced by an update: the text stays only if it still comes from there', async () => {
    const { id } = await add();
    server.answer = (_seen, response) => response.writeHead(503).end();
    const update = async (input: object) =>
      (
        await api.data(
          `mutation ($id: ID!, $in: APIDefinitionInput!) { result: updateAPIDefinition(id: $id, in: $in) { ${spec} } }`,
          { id, in: input },
        )
      )['result'].spec;
    const same = await update(definition(source()));
    expect([same.data, same.fetchRequest.status.condition]).toEqual([openApi, 'FAILED']);
    const elsewhere = await update(definition({ url: `${server.url}/elsewhere` }));
    expect([elsewhere.data, elsewhere.fetchRequest.status.condition]).toEqual([null, 'FAILED']);
    const inline = await update({ ...definition({}), spec: { type: 'OPEN_API', format: 'JSON', data: newOpenApi } });
    expect([inline.data, inline.fetchRequest]).toEqual([newOpenApi, null]);
  });

  test('of which one ends while another is under way keep the first result only', async () => {
    const { id } = await add();
    const answers: ((text: string) => void)[] = [];
    server.answer = (_seen, response) => void answers.push((text) => void response.end(text));
    const attempts = [refetch(id), refetch(id)];
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.(newOpenApi);
    await expect
      .poll(async () => (await actions()).filter(({ action }) => action === 'apiDefinition.fetched').length)
      .toBeGreaterThan(0);
    await Promise.race(attempts);
    answers[0]?.(openApi);
    expect((await Promise.all(attempts)).map(({ data }) => data)).toEqual([newOpenApi, newOpenApi]);
  });

  test('of a definition that is deleted meanwhile leave nothing', async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      server.answer = (_seen, response) => {
        answer = () => response.end(openApi);
        resolve();
      };
    });
    const adding = add();
    await asked;
    const { application } = await api.data(
      `query ($id: ID!, $package: ID!) { application(id: $id) { package(id: $package) { apiDefinitions { data { id ${spec} } } } } }`,
      { id: applicationID, package: packageID },
    );
    const { id } = application.package.apiDefinitions.data.find(
      (each: any) => each.spec.fetchRequest?.status.condition === 'INITIAL',
    );
    await api.data('mutation ($id: ID!) { deleteAPIDefinition(id: $id) { id } }', { id });
    answer();
    expect((await adding).id).toBe(id);
    expect((await actions())[0]?.action).toBe('apiDefinition.deleted');
  });

  test('use their auth, which is kept sealed and shown like other secrets', async () => {
    const auth = { credential: { basic: { username: 'ada', password: 'hush-hush' } } };
    const { id, spec: own } = await add(source({ auth }));
    expect(server.seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ada:hush-hush').toString('base64')}`);
    expect(own.fetchRequest.auth).toEqual({ credential: { username: 'ada', password: 'hush-hush' } });
    const viewer = { ...api.admin, scopes: new Set(['application:read', 'application:write']) };
    const read = `mutation ($id: ID!) { refetchAPISpec(apiID: $id) { ${status} } }`;
    const asViewer = await api.data(read, { id }, viewer as never);
    expect(asViewer['refetchAPISpec'].fetchRequest).toMatchObject({ auth: null, status: { condition: 'SUCCEEDED' } });
    const owner = { ...viewer, type: 'APPLICATION', id: applicationID } as never;
    expect((await api.data(read, { id }, owner))['refetchAPISpec'].fetchRequest.auth).not.toBeNull();
    expect(JSON.stringify(await actions())).not.toContain('hush-hush');
  });

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
    const { errors } = await api.run(
      'mutation ($id: ID!, $in: APIDefinitionInput!) { addAPIDefinitionToPackage(packageID: $id, in: $in) { id } }',
      {
        id: packageID,
        in: { name: 'n', targetURL: 'https://n.example', spec: { type: 'OPEN_API', format: 'JSON', ...given } },
      },
    );
    expect(errors?.map(({ message, extensions }) => [message, extensions?.['error']])).toEqual([
      [`validation error for type APIDefinitionInput: ${problem}`, 'InvalidData'],
    ]);
  });

  test('a wrong text deep in a registration is refused at its place, and nothing is kept', async () => {
    const { errors } = await api.run(
      'mutation ($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }',
      {
        in: {
          name: 'wrong',
          bundles: [
            {
              name: 'a',
              eventDefinitions: [{ name: 'e', spec: { type: 'ASYNC_API', format: 'YAML', data: 'asyncapi: 2.0.0' } }],
            },
          ],
        },
      },
    );
    expect(errors?.[0]?.message).toBe(
      'validation error for type ApplicationRegisterInput: bundles: (0: (eventDefinitions: (0: (spec: ' +
        '(Rule.ValidSpecification: line 1: info is required.).).).).).',
    );
    const { applications } = await api.data('{ applications { data { name } } }');
    expect(applications.data.map(({ name }: any) => name)).not.toContain('wrong');
  });

  test('left over by a process that died are carried out at the next start, by Compass itself', async () => {
    server.answer = () => undefined;
    const { outgoing, fetches } = api.platform;
    const dying = { outgoing: localOutgoing(() => api.now), fetches: createFetches({ log }) };
    Object.assign(api.platform, dying);
    const adding = api.run(
      `mutation ($id: ID!, $in: APIDefinitionInput!) { addAPIDefinitionToPackage(packageID: $id, in: $in) { id ${spec} } }`,
      { id: packageID, in: definition(source()) },
    );
    await expect.poll(() => server.seen.length).toBe(1);
    const stopped = dying.fetches.close();
    await dying.outgoing.close();
    await stopped;
    Object.assign(api.platform, { outgoing, fetches });
    const { data } = await adding;
    expect(data?.['addAPIDefinitionToPackage'].spec.fetchRequest.status.condition).toBe('INITIAL');
    server.answer = (_seen, response) => response.end(openApi);
    await resumeFetches(api.platform, log);
    const [entry] = await actions();
    expect(entry).toMatchObject({ action: 'apiDefinition.fetched', actor: { type: 'SYSTEM' } });
  });
});
