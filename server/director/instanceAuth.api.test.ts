import { asc } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scopesOfRole } from '../access/roles.ts';
import { instanceAuths } from '../db/tables/package.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';
const basic = { username: 'u', password: 'secret-p' };
const schema = '{"type":"object","required":["size"],"properties":{"size":{"type":"integer"}}}';

describe.each(databases)('Requests for credentials on $name', ({ open }) => {
  let api: Api;
  let applicationID: string;
  let application: Consumer;
  let runtime: Consumer;
  let other: Consumer;
  beforeEach(async () => {
    api = await createApi(open);
    const machine = (type: 'APPLICATION' | 'RUNTIME', id: string, ...scopes: string[]): Consumer => ({
      ...api.admin,
      type,
      id,
      scopes: new Set(['application:read', ...scopes]),
    });
    const { app, one, two } = await api.data(`mutation { app: registerApplication(in: { name: "shop" }) { id }
      one: registerRuntime(in: { name: "one", labels: { scenarios: ["default"] } }) { id }
      two: registerRuntime(in: { name: "two", labels: { scenarios: ["default"] } }) { id } }`);
    await api.data('mutation($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }', {
      a: app.id,
      r: one.id,
    });
    applicationID = app.id;
    application = machine('APPLICATION', app.id, 'application:write');
    runtime = machine('RUNTIME', one.id, 'runtime:read', 'runtime:write');
    other = machine('RUNTIME', two.id, 'runtime:read', 'runtime:write');
  });
  afterEach(() => api.close());

  const fields =
    'id context inputParams auth { credential { ... on BasicCredentialData { username password } } } status { condition timestamp message reason }';
  const newPackage = async (input: Record<string, unknown> = {}) =>
    (
      await api.data(
        'mutation($id: ID!, $in: PackageCreateInput!) { result: addPackage(applicationID: $id, in: $in) { id } }',
        { id: applicationID, in: { name: 'p', ...input } },
      )
    )['result'].id as string;
  const ask = (id: string, input: Record<string, unknown> = {}, as = runtime) =>
    api.run(
      `mutation($id: ID!, $in: PackageInstanceAuthRequestInput!) { result: requestPackageInstanceAuthCreation(packageID: $id, in: $in) { ${fields} } }`,
      { id, in: input },
      as,
    );
  const on = (mutation: string, id: string, as: Consumer, input?: Record<string, unknown>) =>
    api.run(
      input === undefined
        ? `mutation($id: ID!) { result: ${mutation}(authID: $id) { ${fields} } }`
        : `mutation($id: ID!, $in: ${mutation.includes('Bundle') ? 'Bundle' : 'Package'}InstanceAuthSetInput!) { result: ${mutation}(authID: $id, in: $in) { ${fields} } }`,
      { id, ...(input ? { in: input } : {}) },
      as,
    );
  const problem = async (answer: ReturnType<typeof ask>) =>
    (await answer).errors?.map(({ message, extensions }) => [extensions['error'], message])[0];
  const resultOf = async (answer: ReturnType<typeof ask>) => {
    const { data, errors } = await answer;
    expect(errors).toBeUndefined();
    return data?.['result'];
  };
  const seenBy = async (as: Consumer) =>
    (
      await api.data(
        `query($id: ID!) { application(id: $id) { packages { data { instanceAuths { ${fields} } } } bundles { data { instanceAuths { ${fields} } } } } }`,
        { id: applicationID },
        as,
      )
    )['application'];

  it('wait for the Application, get what it provides, and are given back to it', async () => {
    const id = await newPackage();
    const asked = await resultOf(ask(id, { context: '{"b":1,"aa":[ 1 ]}', inputParams: '[]' }));
    expect(asked).toEqual({
      id: expect.any(String),
      context: '{"b": 1, "aa": [1]}',
      inputParams: '[]',
      auth: null,
      status: {
        condition: 'PENDING',
        timestamp: '2026-11-19T14:32:00Z',
        message: 'Credentials were not yet provided.',
        reason: 'CredentialsNotProvided',
      },
    });
    api.now += 60_000;
    const provided = await resultOf(
      on('setBundleInstanceAuth', asked.id, application, { auth: { credential: { basic } } }),
    );
    expect(provided).toMatchObject({
      auth: { credential: basic },
      status: { condition: 'SUCCEEDED', timestamp: '2026-11-19T14:33:00Z', reason: 'CredentialsProvided' },
    });
    const { packages, bundles } = await seenBy(runtime);
    expect(packages.data).toEqual([{ instanceAuths: [provided] }]);
    expect(bundles).toEqual(packages);
    expect(await problem(on('setPackageInstanceAuth', asked.id, application, { auth: {} }))).toEqual([
      'InvalidOperation',
      'auth can be set only on Package Instance Auths in PENDING state',
    ]);
    expect(await resultOf(on('requestPackageInstanceAuthDeletion', asked.id, runtime))).toMatchObject({
      auth: { credential: basic },
      status: { condition: 'UNUSED', reason: 'PendingDeletion' },
    });
    expect(await resultOf(on('deleteBundleInstanceAuth', asked.id, application))).toMatchObject({
      status: { condition: 'UNUSED' },
    });
    expect((await seenBy(application)).packages.data).toEqual([{ instanceAuths: [] }]);
  });

  it('are answered at once from a default auth, whose later change does not reach them', async () => {
    const id = await newPackage({ defaultInstanceAuth: { credential: { basic } } });
    const asked = await resultOf(ask(id));
    expect(asked).toMatchObject({
      context: null,
      inputParams: null,
      auth: { credential: basic },
      status: { condition: 'SUCCEEDED', message: 'Credentials were provided.', reason: 'CredentialsProvided' },
    });
    const auth = { credential: { basic: { ...basic, password: 'new' } } };
    await api.data(
      'mutation($id: ID!, $auth: AuthInput) { updatePackage(id: $id, in: { name: "p", defaultInstanceAuth: $auth }) { id } }',
      { id, auth },
    );
    expect((await seenBy(runtime)).packages.data[0].instanceAuths[0].auth.credential).toEqual(basic);
    expect(await resultOf(on('requestBundleInstanceAuthDeletion', asked.id, runtime))).toEqual(asked);
    expect(await api.platform.database.read.select().from(instanceAuths)).toEqual([]);
  });

  it('may fail with words of the Application', async () => {
    const asked = await resultOf(ask(await newPackage()));
    const status = { condition: 'FAILED', message: 'quota', reason: 'NoQuota' };
    expect(await resultOf(on('setPackageInstanceAuth', asked.id, application, { status }))).toMatchObject({
      auth: null,
      status,
    });
  });

  it('are refused to a Runtime that the Application is not connected to', async () => {
    expect(await problem(ask(await newPackage(), {}, other))).toEqual([
      'InvalidOperation',
      'Application "shop" is not connected to this Runtime',
    ]);
  });

  it('have to satisfy the schema of the Package', async () => {
    const id = await newPackage({ instanceAuthRequestInputSchema: schema, defaultInstanceAuth: {} });
    expect(await problem(ask(id))).toEqual([
      'InvalidData',
      'json schema for input parameters was defined for the package but no input parameters were provided',
    ]);
    expect(await problem(ask(id, { inputParams: '{"size":"x"}' }))).toEqual([
      'InvalidData',
      expect.stringMatching(
        /^while validating value \{"size":"x"\} against JSON Schema: .*: size: Invalid type\. Expected: integer, given: string$/,
      ),
    ]);
    expect(await problem(ask(id, { inputParams: '['.repeat(5000) + ']'.repeat(5000) }))).toEqual([
      'InvalidData',
      expect.stringMatching(/^Variable "\$in" got invalid value .* at "in\.inputParams"; JSON is nested too deeply$/),
    ]);
    expect((await resultOf(ask(id, { inputParams: '{"size":3}' }))).inputParams).toBe('{"size": 3}');
  });

  it('are set only in the ways the vocabulary allows', async () => {
    const { id } = await resultOf(ask(await newPackage()));
    const texts = { message: 'm', reason: 'r' };
    const prefix = 'validation error for type PackageInstanceAuthSetInput: ';
    const cases: [Record<string, unknown>, string][] = [
      [{}, 'at least one field (Auth or Status) has to be provided'],
      [
        { auth: {}, status: { ...texts, condition: 'FAILED' } },
        'status condition has to be equal to SUCCEEDED when the auth is provided',
      ],
      [{ status: texts }, 'status condition cannot be equal to SUCCEEDED when the auth is not provided'],
      [
        { auth: {}, status: { message: '', reason: 'r'.repeat(257) } },
        'status: (message: cannot be blank; reason: the length must be between 1 and 256.).',
      ],
      [
        { auth: { credential: {} } },
        'auth: (credential: (Rule.ExactlyOneNotNil: exactly one credential input has to be specified.).).',
      ],
    ];
    for (const [input, text] of cases) {
      expect(await problem(on('setPackageInstanceAuth', id, application, input))).toEqual([
        'InvalidData',
        prefix + text,
      ]);
    }
  });

  it('belong to the Runtime that asked, the Application and people; secrets of them to scopes that include secrets', async () => {
    const id = await newPackage({ defaultInstanceAuth: { credential: { basic } } });
    const asked = await resultOf(ask(id));
    expect((await seenBy(other)).packages.data).toEqual([{ instanceAuths: [] }]);
    const count = async (as: Consumer) =>
      (await seenBy(as)).packages.data[0].instanceAuths.map((each: any) => each.auth?.credential ?? null);
    expect([await count(runtime), await count(application), await count(api.admin)]).toEqual([
      [basic],
      [basic],
      [basic],
    ]);
    expect(await count({ ...api.admin, scopes: scopesOfRole.OPERATOR })).toEqual([null]);
    for (const mutation of ['requestPackageInstanceAuthDeletion', 'requestBundleInstanceAuthDeletion']) {
      expect((await problem(on(mutation, asked.id, other)))?.[0]).toBe('NotFound');
    }
    expect((await problem(on('deletePackageInstanceAuth', asked.id, runtime)))?.[0]).toBe('InsufficientScopes');
    expect((await problem(ask(id, {}, application)))?.[0]).toBe('InsufficientScopes');
    const stranger = { ...api.admin, tenantId: await api.newTenant('other') };
    expect((await problem(ask(id, {}, stranger)))?.[0]).toBe('NotFound');
    expect(await problem(on('deletePackageInstanceAuth', asked.id, stranger))).toEqual([
      'NotFound',
      `while getting Package Instance Auth with ID ${asked.id}: Object was not found`,
    ]);
    expect(await problem(ask(unknownId))).toEqual([
      'NotFound',
      `while getting Package with ID: [${unknownId}]: Object was not found`,
    ]);
    await api.data('mutation($id: ID!) { deleteRuntimeLabel(runtimeID: $id, key: "scenarios") { key } }', {
      id: runtime.id,
    });
    expect((await problem(ask(id)))?.[0]).toBe('NotFound');
    await api.data('mutation($id: ID!) { unregisterRuntime(id: $id) { id } }', { id: runtime.id });
    expect(await count(application)).toEqual([basic]);
    await api.data('mutation($id: ID!) { deletePackage(id: $id) { id instanceAuths { id } } }', { id });
    expect(await api.platform.database.read.select().from(instanceAuths)).toEqual([]);
  });

  it('are set once when two set them at once', async () => {
    const { id } = await resultOf(ask(await newPackage()));
    const answers = await Promise.all(
      [1, 2, 3].map((n) =>
        on('setPackageInstanceAuth', id, application, { auth: { additionalHeaders: { n: [`${n}`] } } }),
      ),
    );
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  });

  it('leave one activity entry each, without parameters and credentials', async () => {
    const id = await newPackage();
    const asked = await resultOf(ask(id, { inputParams: '{"key":"secret-i"}' }));
    await resultOf(on('setPackageInstanceAuth', asked.id, application, { auth: { credential: { basic } } }));
    await resultOf(on('requestPackageInstanceAuthDeletion', asked.id, runtime));
    await resultOf(on('deletePackageInstanceAuth', asked.id, application));
    const { read } = api.platform.database;
    const entries = (await read.select().from(activity).orderBy(asc(activity.sequence))).slice(-4);
    expect(entries.map(({ action, actorType }) => [action, actorType])).toEqual([
      ['instanceAuth.requested', 'RUNTIME'],
      ['instanceAuth.set', 'APPLICATION'],
      ['instanceAuth.unused', 'RUNTIME'],
      ['instanceAuth.deleted', 'APPLICATION'],
    ]);
    expect(entries[1]).toMatchObject({
      before: { condition: 'PENDING' },
      after: { condition: 'SUCCEEDED', instanceAuthID: asked.id },
    });
    expect(JSON.stringify(entries)).not.toMatch(/secret-/);
  });
});
