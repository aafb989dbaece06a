import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scopesOfRole } from '../access/roles.ts';
import { packages } from '../db/tables/package.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const access = {
  additionalHeaders: { 'X-Key': ['k1', 'k2'] },
  additionalQueryParams: { q: ['secret-q'] },
};
const oauth = { clientId: 'id', clientSecret: 'secret-o', url: 'https://auth.example/token' };

describe.each(databases)('Credentials of Packages on $name', ({ open }) => {
  let api: Api;
  let applicationID: string;
  beforeEach(async () => {
    api = await createApi(open);
    const { result } = await api.data('mutation { result: registerApplication(in: { name: "shop" }) { id } }');
    applicationID = result.id;
  });
  afterEach(() => api.close());

  const auth = `defaultInstanceAuth { credential { __typename ... on BasicCredentialData { username password }
    ... on OAuthCredentialData { clientId clientSecret url } } additionalHeaders additionalQueryParams
    requestAuth { csrf { tokenEndpointURL additionalHeaders additionalQueryParams credential { ... on BasicCredentialData { username password } } } } }`;
  const add = (defaultInstanceAuth: unknown) =>
    api.run(
      `mutation($id: ID!, $auth: AuthInput) { result: addPackage(applicationID: $id, in: { name: "p", defaultInstanceAuth: $auth }) { id ${auth} } }`,
      { id: applicationID, auth: defaultInstanceAuth },
    );
  const read = async (as: Consumer) =>
    (
      await api.data(
        `query($id: ID!) { application(id: $id) { bundles { data { ${auth} } } } }`,
        { id: applicationID },
        as,
      )
    )['application'].bundles.data[0].defaultInstanceAuth;

  it('come back as they were given, empty members as null', async () => {
    const basic = { username: 'u', password: 'secret-b' };
    const csrf = { tokenEndpointURL: 'https://csrf.example', credential: { basic }, additionalHeaders: {} };
    const given = { credential: { oauth }, ...access, requestAuth: { csrf } };
    expect((await add(given)).data?.['result'].defaultInstanceAuth).toEqual({
      credential: { __typename: 'OAuthCredentialData', ...oauth },
      ...access,
      requestAuth: { csrf: { ...csrf, credential: basic, additionalHeaders: null, additionalQueryParams: null } },
    });
    expect((await add({})).data?.['result'].defaultInstanceAuth).toEqual({
      credential: null,
      additionalHeaders: null,
      additionalQueryParams: null,
      requestAuth: null,
    });
    expect((await add(null)).data?.['result'].defaultInstanceAuth).toBeNull();
  });

  it('are nowhere readable in the database, and valid only in their own row', async () => {
    await add({ credential: { oauth }, ...access });
    await add({ credential: { oauth: { ...oauth, clientSecret: 'other' } } });
    const { read: handle, write } = api.platform.database;
    const rows = await handle.select().from(packages);
    expect(JSON.stringify([rows, await handle.select().from(activity)])).not.toMatch(/secret-o|secret-q|auth\.example/);
    const [one, two] = rows;
    expect(one?.sealedDefaultAuth).toMatch(/^v1:/);
    await write(
      async (tx) => void (await tx.update(packages).set({ sealedDefaultAuth: two?.sealedDefaultAuth ?? '' })),
    );
    const { errors } = await api.run(`query($id: ID!) { application(id: $id) { packages { data { ${auth} } } } }`, {
      id: applicationID,
    });
    expect(errors?.map(({ message }) => message)).toEqual([expect.stringMatching(/^Internal Server Error \[errorID=/)]);
  });

  it('are answered to the Application, to the Runtime it is connected to and to scopes that include secrets', async () => {
    const basic = { username: 'u', password: 'secret-b' };
    await add({ credential: { basic } });
    const { result } = await api.data(
      'mutation { result: registerRuntime(in: { name: "r", labels: { scenarios: ["default"] } }) { id } }',
    );
    const machine = (type: 'APPLICATION' | 'RUNTIME', id: string): Consumer => ({
      ...api.admin,
      type,
      id,
      scopes: new Set(['application:read', 'runtime:read']),
    });
    expect(await read(machine('RUNTIME', result.id))).toBeNull();
    await api.data('mutation($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }', {
      a: applicationID,
      r: result.id,
    });
    for (const consumer of [
      machine('APPLICATION', applicationID),
      machine('RUNTIME', result.id),
      { ...api.admin, scopes: scopesOfRole.ADMINISTRATOR },
    ]) {
      expect((await read(consumer)).credential).toEqual({ __typename: 'BasicCredentialData', ...basic });
    }
    expect(await read({ ...api.admin, scopes: scopesOfRole.OPERATOR })).toBeNull();
    expect(await read({ ...api.admin, scopes: scopesOfRole.VIEWER })).toBeNull();
  });

  it('are answered to the integration system in charge of the Application, to no other one', async () => {
    const basic = { username: 'u', password: 'secret-b' };
    const { data } = await add({ credential: { basic } });
    await api.data(`mutation($id: ID!) { requestPackageInstanceAuthCreation(packageID: $id, in: {}) { id } }`, {
      id: data?.['result'].id,
    });
    const { system, other } = await api.data(
      'mutation { system: registerIntegrationSystem(in: { name: "s" }) { id } other: registerIntegrationSystem(in: { name: "o" }) { id } }',
    );
    await api.data(
      `mutation($id: ID!, $system: ID!) { updateApplication(id: $id, in: { integrationSystemID: $system }) { id } }`,
      { id: applicationID, system: system.id },
    );
    const credentials = async (id: string) => {
      const scopes = new Set(['application:read']);
      const { application } = await api.data(
        `query($id: ID!) { application(id: $id) { packages { data {
          defaultInstanceAuth { credential { ... on BasicCredentialData { username password } } }
          instanceAuths { auth { credential { ... on BasicCredentialData { username password } } } } } } } }`,
        { id: applicationID },
        { ...api.admin, type: 'INTEGRATION_SYSTEM', id, scopes },
      );
      const [{ defaultInstanceAuth, instanceAuths }] = application.packages.data;
      return [defaultInstanceAuth, instanceAuths[0].auth];
    };
    expect(await credentials(system.id)).toEqual([{ credential: basic }, { credential: basic }]);
    expect(await credentials(other.id)).toEqual([null, null]);
    const charge = async (by: string, to: string | null) => {
      const text =
        'mutation($id: ID!, $to: ID) { updateApplication(id: $id, in: { integrationSystemID: $to }) { id } }';
      const as: Consumer = { ...api.admin, type: 'INTEGRATION_SYSTEM', id: by, scopes: new Set(['application:write']) };
      const { errors } = await api.run(text, { id: applicationID, to }, as);
      return errors?.map(({ extensions }) => extensions['error']);
    };
    expect(await charge(other.id, other.id)).toEqual(['InvalidOperation']);
    expect(await credentials(other.id)).toEqual([null, null]);
    expect(await charge(other.id, system.id)).toBeUndefined();
    expect(await charge(system.id, null)).toBeUndefined();
    expect(await charge(other.id, other.id)).toEqual(['InvalidOperation']);
    expect(await credentials(other.id)).toEqual([null, null]);
  });

  it('are dropped by an update that does not repeat them', async () => {
    const { data } = await add({ credential: { oauth } });
    const { updatePackage } = await api.data(
      `mutation($id: ID!) { updatePackage(id: $id, in: { name: "p" }) { ${auth} } }`,
      { id: data?.['result'].id },
    );
    expect(updatePackage.defaultInstanceAuth).toBeNull();
  });

  it('are refused in the words of the vocabulary', async () => {
    const basic = { username: 'u', password: '' };
    const cases: [unknown, string][] = [
      [{ credential: {} }, 'credential: (Rule.ExactlyOneNotNil: exactly one credential input has to be specified.)'],
      [
        { credential: { basic, oauth } },
        'credential: (Rule.ExactlyOneNotNil: exactly one credential input has to be specified.)',
      ],
      [{ credential: { basic } }, 'credential: (basic: (password: cannot be blank.).)'],
      [{ credential: { oauth: { ...oauth, url: 'x' } } }, 'credential: (oauth: (url: must be a valid URL.).)'],
      [
        { additionalHeaders: { '': ['a'], b: [], c: [''] }, additionalQueryParams: { d: [] } },
        'additionalHeaders: (: cannot be blank; b: cannot be blank; c: (0: cannot be blank.).); additionalQueryParams: (d: cannot be blank.)',
      ],
      [{ requestAuth: {} }, 'requestAuth: (csrf: cannot be blank.)'],
      [
        { requestAuth: { csrf: { tokenEndpointURL: '', credential: {} } } },
        'requestAuth: (csrf: (credential: (Rule.ExactlyOneNotNil: exactly one credential input has to be specified.); tokenEndpointURL: cannot be blank.).)',
      ],
    ];
    for (const [given, problem] of cases) {
      const { errors } = await add(given);
      expect(errors?.map(({ message }) => message)).toEqual([
        `validation error for type PackageCreateInput: defaultInstanceAuth: (${problem}.).`,
      ]);
    }
    for (const wrong of [{ a: 'b' }, ['a'], { a: [1] }]) {
      expect((await add({ additionalHeaders: wrong })).errors?.[0]?.message).toContain(
        'HttpHeaders has to be an object of lists of strings',
      );
    }
  });
});
