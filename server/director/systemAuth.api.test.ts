import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scopesOfRole } from '../access/roles.ts';
import { integrationSystemAuths, systemAuths } from '../db/tables/director.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import { isUuid } from '../shared/ids.ts';
import { type Api, createApi, testSettings } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const kinds = ['Application', 'Runtime', 'IntegrationSystem'] as const;
type Kind = (typeof kinds)[number];
const fields =
  'id auth { credential { __typename ... on OAuthCredentialData { clientId clientSecret url } } additionalHeaders requestAuth { csrf { tokenEndpointURL } } }';
const queryOf = { Application: 'application', Runtime: 'runtime', IntegrationSystem: 'integrationSystem' } as const;
const typeOf = { Application: 'APPLICATION', Runtime: 'RUNTIME', IntegrationSystem: 'INTEGRATION_SYSTEM' } as const;
const wordsOf = { Application: 'Application', Runtime: 'Runtime', IntegrationSystem: 'Integration System' } as const;

describe.each(databases)('Client credentials on $name', ({ open }) => {
  let api: Api;
  const ids = {} as Record<Kind, string>;
  let round = 0;
  beforeAll(async () => {
    api = await createApi(open);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    round += 1;
    for (const kind of kinds) {
      const { made } = await api.data(`mutation { made: register${kind}(in: { name: "in-round-${round}" }) { id } }`);
      ids[kind] = made.id;
    }
  });

  const issue = async (kind: Kind, as?: Consumer) =>
    (await api.data(`mutation { made: requestClientCredentialsFor${kind}(id: "${ids[kind]}") { ${fields} } }`, {}, as))
      .made;
  const remove = (kind: Kind, id: string, as?: Consumer) =>
    api.run(`mutation { gone: deleteSystemAuthFor${kind}(authID: "${id}") { id } }`, {}, as);
  const listed = async (kind: Kind, as?: Consumer) =>
    (await api.data(`{ owner: ${queryOf[kind]}(id: "${ids[kind]}") { auths { ${fields} } } }`, {}, as)).owner.auths;
  const someone = (type: Consumer['type'], id: string, ...scopes: string[]): Consumer => ({
    ...api.admin,
    type,
    id,
    scopes: new Set(['application:read', 'runtime:read', 'integration_system:read', ...scopes]),
  });

  it.each(kinds)('of %s are made with an id that is the client id, and stay readable', async (kind) => {
    const made = await issue(kind);
    expect(isUuid(made.id)).toBe(true);
    expect(made.auth).toEqual({
      credential: {
        __typename: 'OAuthCredentialData',
        clientId: made.id,
        clientSecret: expect.stringMatching(/^[\w-]{43}$/),
        url: testSettings.tokenURL,
      },
      additionalHeaders: null,
      requestAuth: null,
    });
    const second = await issue(kind);
    expect(second.auth.credential.clientSecret).not.toBe(made.auth.credential.clientSecret);
    expect(await listed(kind)).toEqual(expect.arrayContaining([made, second]));
    expect(await listed(kind, someone(typeOf[kind], ids[kind]))).toHaveLength(2);
    expect(await listed(kind, someone(typeOf[kind], ids[kind]))).toEqual(expect.arrayContaining([made, second]));
  });

  it('are shown to the one who asked for them, and afterwards to nobody without the scope', async () => {
    const operator = { ...api.admin, scopes: scopesOfRole.OPERATOR };
    for (const kind of kinds) {
      expect((await issue(kind, operator)).auth.credential.clientSecret).toMatch(/^[\w-]{43}$/);
      for (const as of [operator, { ...api.admin, scopes: scopesOfRole.VIEWER }]) {
        expect((await listed(kind, as)).map(({ auth }: { auth: unknown }) => auth)).toEqual([null]);
      }
      expect((await listed(kind, { ...api.admin, scopes: scopesOfRole.ADMINISTRATOR }))[0].auth).not.toBeNull();
    }
    await api.data(
      `mutation { setApplicationLabel(applicationID: "${ids.Application}", key: "scenarios", value: ["default"]) { key }
        setRuntimeLabel(runtimeID: "${ids.Runtime}", key: "scenarios", value: ["default"]) { key } }`,
    );
    const sharing = someone('RUNTIME', ids.Runtime);
    expect((await listed('Application', sharing))[0].auth).toBeNull();
  });

  it('are null for an identity that has none', async () => {
    await api.data(`mutation { requestOneTimeTokenForRuntime(id: "${ids.Runtime}") { token } }`);
    expect((await listed('Runtime'))[0].auth).toBeNull();
  });

  it('are nowhere readable in the database or the activity log, and valid only in their own row', async () => {
    const secrets: string[] = [];
    for (const kind of kinds) secrets.push((await issue(kind)).auth.credential.clientSecret);
    const { read, write } = api.platform.database;
    const rows = [
      await read.select().from(systemAuths),
      await read.select().from(integrationSystemAuths),
      await read.select().from(activity),
    ];
    const text = JSON.stringify(rows);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toContain('clientCredentials.issued');
    const [{ sealedSecret } = { sealedSecret: '' }] = await read.select().from(integrationSystemAuths);
    await write(async (tx) => void (await tx.update(systemAuths).set({ sealedSecret })));
    const { errors } = await api.run(`{ runtime(id: "${ids.Runtime}") { auths { ${fields} } } }`);
    expect(errors?.[0]?.message).toMatch(/^Internal Server Error/);
  });

  it.each(kinds)('of an unknown %s are refused in the words of the vocabulary', async (kind) => {
    for (const id of ['2f1c1f7a-0000-4000-8000-000000000000', 'no-id']) {
      const { errors } = await api.run(`mutation { requestClientCredentialsFor${kind}(id: "${id}") { id } }`);
      expect(errors?.[0]).toMatchObject({
        message: `${wordsOf[kind]} with ID '${id}' not found`,
        extensions: { error: 'NotFound' },
      });
    }
  });

  it('are asked for by the owner itself, and by no other machine nor from another tenant', async () => {
    const own = someone('RUNTIME', ids.Runtime, 'runtime:write');
    expect((await issue('Runtime', own)).auth).not.toBeNull();
    const tenantId = await api.newTenant(`elsewhere-${round}`);
    const strangers: Consumer[] = [
      someone('RUNTIME', ids.Application, 'runtime:write'),
      someone('APPLICATION', ids.Application, 'runtime:write'),
      { ...api.admin, tenantId },
    ];
    for (const as of strangers) {
      const { errors } = await api.run(
        `mutation { requestClientCredentialsForRuntime(id: "${ids.Runtime}") { id } }`,
        {},
        as,
      );
      expect(errors?.[0]?.message).toBe(`Runtime with ID '${ids.Runtime}' not found`);
    }
  });

  it('are deleted with their identity; the type is checked before anything goes', async () => {
    const made = {} as Record<Kind, string>;
    for (const kind of kinds) made[kind] = (await issue(kind)).id;
    for (const kind of kinds) {
      for (const other of kinds.filter((each) => each !== kind)) {
        const message = (await remove(other, made[kind])).errors?.[0]?.message;
        const missing = `while getting System Auth with ID ${made[kind]}: Object was not found`;
        const wrongType = `while deleting System Auth with ID ${made[kind]}: delete should remove single row, but removed 0 rows`;
        expect(message).toBe(kind === 'IntegrationSystem' ? missing : wrongType);
        expect(await listed(kind)).toHaveLength(1);
      }
    }
    for (const kind of kinds) {
      expect((await remove(kind, made[kind])).data).toEqual({ gone: { id: made[kind] } });
      expect(await listed(kind)).toBeNull();
      expect((await remove(kind, made[kind])).errors?.[0]?.message).toBe(
        `while getting System Auth with ID ${made[kind]}: Object was not found`,
      );
    }
    const entries = await api.platform.database.read
      .select()
      .from(activity)
      .where(eq(activity.action, 'systemAuth.deleted'));
    const present = Object.values(ids);
    const ours = entries.flatMap(({ objects }) => objects).filter(({ id }) => present.includes(id));
    expect(ours.map(({ kind }) => kind).sort()).toEqual(Object.values(typeOf).sort());
  });

  it('of one tenant cannot be deleted from another', async () => {
    const { id } = await issue('Application');
    const tenantId = await api.newTenant(`elsewhere-${round}`);
    for (const kind of kinds) {
      const { errors } = await remove(kind, id, { ...api.admin, tenantId });
      expect(errors?.[0]?.message).toBe(`while getting System Auth with ID ${id}: Object was not found`);
    }
    expect(await listed('Application')).toHaveLength(1);
  });

  it('of two deletions at once one succeeds', async () => {
    for (const kind of kinds) {
      const { id } = await issue(kind);
      const outcomes = await Promise.all([remove(kind, id), remove(kind, id), remove(kind, id)]);
      expect(outcomes.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    }
  });

  it('go with their integration system', async () => {
    await issue('IntegrationSystem');
    await api.data(`mutation { unregisterIntegrationSystem(id: "${ids.IntegrationSystem}") { id } }`);
    const left = await api.platform.database.read.select().from(integrationSystemAuths);
    expect(left.filter(({ integrationSystemId }) => integrationSystemId === ids.IntegrationSystem)).toEqual([]);
  });
});
