import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Api, localOutgoing } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import {
  asyncApi,
  createOffer,
  definition,
  fetchedSpec,
  fetchStatus,
  type Offer,
  openApi,
} from '../testing/fetchRequests.ts';
import { openTarget, type TargetServer } from '../testing/targetServer.ts';
import { createFetches, resumeFetches } from './fetches.ts';

const log = pino({ level: 'silent' });
const newOpenApi = openApi.replace('"1"', '"2"');

describe.each(databases)('Fetch requests on $name', ({ open }) => {
  let api: Api;
  let server: TargetServer;
  let packageID: string;
  let applicationID: string;

  let add: Offer['add'];

  beforeAll(async () => {
    ({ api, packageID, applicationID, add } = await createOffer(open));
  });
  beforeEach(async () => {
    server = await openTarget((_seen, response) => response.end(openApi));
  });
  afterEach(() => server.close());
  afterAll(() => api.close());

  const source = (more: Record<string, unknown> = {}) => ({ url: `${server.url}/spec`, ...more });
  const refetch = async (id: string) => {
    const { result } = await api.data(
      `mutation ($id: ID!) { result: refetchAPISpec(apiID: $id) { data type format ${fetchStatus} } }`,
      { id },
    );
    return result;
  };
  const actions = async () => {
    const { activity } = await api.data('{ activity(first: 50) { data { action actor { type } after } } }');
    return activity.data as { action: string; actor: { type: string }; after: any }[];
  };

  test('are carried out with the mutation, which answers what was fetched', async () => {
    const added = await add(source());
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
        event: addEventDefinitionToBundle(bundleID: $id, in: $event) { id ${fetchedSpec} }
        document: addDocumentToBundle(bundleID: $id, in: $document) { id data ${fetchStatus} } }`,
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
      `mutation ($id: ID!) { result: refetchEventDefinitionSpec(eventID: $id) { data ${fetchStatus} } }`,
      { id: event.id },
    );
    expect(result.data).toContain("version: '2'");
  });

  test('inside a registration, a Package and a template are carried out after the commit, side by side', async () => {
    const offer = (n: number) => ({
      name: `offer ${n}`,
      apiDefinitions: [definition(source()), definition({ url: 'http://10.0.0.1/spec' })],
    });
    const whole = `id packages { data { apiDefinitions { data { ${fetchedSpec} } } } }`;
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
      `mutation ($id: ID!, $in: BundleCreateInput!) { added: addBundle(applicationID: $id, in: $in) { id apiDefinitions { data { ${fetchedSpec} } } } }`,
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
    const adding = add(source());
    await asked;
    await api.data('mutation { registerRuntime(in: { name: "meanwhile" }) { id } }');
    const { application } = await api.data(
      `query ($id: ID!, $package: ID!) { application(id: $id) { package(id: $package) { apiDefinitions { data { id ${fetchedSpec} } } } } }`,
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
      'It could not be fetched: the file is not text in UTF-8.',
    ],
    [
      'too much',
      (_seen, response) => response.end('x'.repeat(1024 * 1024 + 1)),
      'It could not be fetched: the answer is larger than 1024 KiB.',
    ],
    ['another kind of document', (_seen, response) => response.end('<html></html>'), /^What was fetched is not JSON: /],
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
    const { id } = await add(source());
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
    const { id } = await add(source());
    server.answer = (_seen, response) => response.writeHead(503).end();
    const update = async (input: object) =>
      (
        await api.data(
          `mutation ($id: ID!, $in: APIDefinitionInput!) { result: updateAPIDefinition(id: $id, in: $in) { ${fetchedSpec} } }`,
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
    const { id } = await add(source());
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
    const adding = add(source());
    await asked;
    const { application } = await api.data(
      `query ($id: ID!, $package: ID!) { application(id: $id) { package(id: $package) { apiDefinitions { data { id ${fetchedSpec} } } } } }`,
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
    const read = `mutation ($id: ID!) { refetchAPISpec(apiID: $id) { ${fetchStatus} } }`;
    const asViewer = await api.data(read, { id }, viewer as never);
    expect(asViewer['refetchAPISpec'].fetchRequest).toMatchObject({ auth: null, status: { condition: 'SUCCEEDED' } });
    const owner = { ...viewer, type: 'APPLICATION', id: applicationID } as never;
    expect((await api.data(read, { id }, owner))['refetchAPISpec'].fetchRequest.auth).not.toBeNull();
    expect(JSON.stringify(await actions())).not.toContain('hush-hush');
  });

  test('show the query of their address to those who may change it, and to nobody else', async () => {
    const { id } = await add(source({ url: `${server.url}/spec?key=hush-hush` }));
    const read = async (...scopes: string[]) => {
      const text = `query ($a: ID!, $p: ID!, $id: ID!) {
        application(id: $a) { package(id: $p) { apiDefinition(id: $id) { spec { fetchRequest { url } } } } } }`;
      const as = { ...api.admin, scopes: new Set(scopes) };
      const { application } = await api.data(text, { a: applicationID, p: packageID, id }, as);
      return application.package.apiDefinition.spec.fetchRequest.url;
    };
    expect(await read('application:read')).toBe(`${server.url}/spec`);
    expect(await read('application:read', 'application:write')).toBe(`${server.url}/spec?key=hush-hush`);
    expect(JSON.stringify(await actions())).not.toContain('hush-hush');
  });

  test('left over by a process that died are carried out at the next start, by Compass itself', async () => {
    server.answer = () => undefined;
    const { outgoing, fetches } = api.platform;
    const dying = { outgoing: localOutgoing(() => api.now), fetches: createFetches({ log }) };
    Object.assign(api.platform, dying);
    const adding = api.run(
      `mutation ($id: ID!, $in: APIDefinitionInput!) { addAPIDefinitionToPackage(packageID: $id, in: $in) { id ${fetchedSpec} } }`,
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
