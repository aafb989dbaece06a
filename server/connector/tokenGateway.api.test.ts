import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { oneTimeTokens } from '../db/tables/connector.tables.ts';
import { systemAuths } from '../db/tables/director.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';
import { minute } from '../shared/clock.ts';
import { announced, base64, newKeys, requestPem, signed, signMutation } from '../testing/certificates.ts';
import { actions, configuration, nobody, refused, revoke } from '../testing/connectorWords.ts';
import { type Gateways, type Machine, openGateways } from '../testing/gateways.ts';

let gateways: Gateways;
let runtime: Machine;
beforeAll(async () => {
  gateways = await openGateways();
});
afterAll(() => gateways.close());
beforeEach(async () => {
  gateways.ahead = 0;
  runtime = await gateways.addMachine('RUNTIME', `runtime-${randomUUID().slice(0, 8)}`);
});

describe('the token gateway', () => {
  test.each(['RUNTIME', 'APPLICATION'] as const)('a token of kind %s yields a complete configuration', async (kind) => {
    const machine = await gateways.addMachine(kind, `machine-${kind.toLowerCase()}`);
    const token = await gateways.tokenFor(machine);
    const answer = await gateways.connect(configuration, { token });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.body.errors).toBeUndefined();
    const { result } = answer.body.data;
    expect(result.token.token).toMatch(/^[A-Za-z0-9_-]{86}==$/);
    expect(result.token.token).not.toBe(token);
    expect(result.certificateSigningRequestInfo).toEqual({
      subject: `O=Org,OU=OrgUnit,L=locality,ST=province,C=DE,CN=${machine.clientId}`,
      keyAlgorithm: 'rsa2048',
    });
    expect(result.managementPlaneInfo).toEqual({
      directorURL: 'https://localhost:3444/director/graphql',
      certificateSecuredConnectorURL: 'https://localhost:3444/connector/graphql',
    });
    expect(await actions(gateways, machine.ownerId)).toEqual(['token.used']);
  });

  test('the body and headers of the agents are understood', async () => {
    const answer = await gateways.send({
      body: `${JSON.stringify({ query: configuration, variables: null })}\n`,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        accept: 'application/json; charset=utf-8',
        'accept-encoding': 'gzip',
        'connector-token': await gateways.tokenFor(runtime),
      },
    });
    expect(answer).toMatchObject({ status: 200, body: { data: { result: { token: {} } } } });
    expect(answer.body).not.toHaveProperty('errors');
  });

  test('the token may come as a query parameter, also if the header is empty', async () => {
    const path = `/connector/graphql?token=${encodeURIComponent(await gateways.tokenFor(runtime))}`;
    const answer = await gateways.connect(configuration, { path, headers: { 'connector-token': '' } });
    expect(answer.body.data.result.token.token).toHaveLength(88);
  });

  test('the header comes before the query parameter', async () => {
    const path = `/connector/graphql?token=${encodeURIComponent(await gateways.tokenFor(runtime))}`;
    expect(await gateways.connect(configuration, { path, token: 'wrong' })).toMatchObject(refused(nobody));
    expect((await gateways.connect(configuration, { path })).body.data).not.toBeNull();
  });

  test('GET is accepted for queries and refused for mutations, and spends the token', async () => {
    const get = async (query: string) =>
      gateways.send({
        method: 'GET',
        path: `/connector/graphql?query=${encodeURIComponent(query)}`,
        headers: { 'connector-token': await gateways.tokenFor(runtime) },
      });
    expect((await get('{ result: configuration { token { token } } }')).body.data.result.token.token).toHaveLength(88);
    expect((await get(revoke)).body.errors).toHaveLength(1);
  });

  test.each([
    ['no token', undefined],
    ['an empty token', ''],
    ['a wrong token', 'A'.repeat(88)],
  ])('%s is refused with status 200, data null and the known text', async (_, token) => {
    expect(await gateways.connect(configuration, token === undefined ? {} : { token })).toMatchObject(refused(nobody));
    const csr = base64(await requestPem(await newKeys(), announced(runtime.clientId)));
    expect(await gateways.connect(signMutation(csr), token === undefined ? {} : { token })).toMatchObject(
      refused(`Failed to authenticate with token: ${nobody}`),
    );
  });

  test.each([
    ['a configuration', configuration],
    ['a syntax error', '{ result: configuration( '],
    ['an unknown field', '{ nothing }'],
    ['__typename', '{ __typename }'],
    ['a request that is refused', signMutation('====')],
  ])('%s spends the token', async (_, query) => {
    const token = await gateways.tokenFor(runtime);
    await gateways.connect(query, { token });
    expect(await gateways.connect(configuration, { token })).toMatchObject(refused(nobody));
  });

  test('a body that is not JSON spends the token', async () => {
    const token = await gateways.tokenFor(runtime);
    const answer = await gateways.send({ body: '{', headers: { 'connector-token': token } });
    expect(answer).toMatchObject({ status: 400, body: { data: null, errors: [{}] } });
    expect(await gateways.connect(configuration, { token })).toMatchObject(refused(nobody));
  });

  test('syntax and validation errors answer 422 with data null', async () => {
    for (const query of ['{', '{ nothing }']) {
      expect(await gateways.connect(query)).toMatchObject({ status: 422, body: { data: null, errors: [{}] } });
    }
  });

  test('the token of a configuration is as good for another configuration as for signing', async () => {
    const first = await gateways.connect(configuration, { token: await gateways.tokenFor(runtime) });
    const second = await gateways.connect(configuration, { token: first.body.data.result.token.token });
    const csr = base64(await requestPem(await newKeys(), announced(runtime.clientId)));
    const answer = await gateways.connect(signMutation(csr), { token: second.body.data.result.token.token });
    expect(signed(answer).client).toContain('BEGIN CERTIFICATE');
    expect(await actions(gateways, runtime.ownerId)).toEqual([
      'token.used',
      'token.used',
      'token.used',
      'certificate.issued',
    ]);
  });

  test.each([
    ['RUNTIME', 60],
    ['APPLICATION', 5],
  ] as const)('a token of kind %s expires after %i minutes', async (kind, minutes) => {
    const machine = await gateways.addMachine(kind, `expiring-${kind.toLowerCase()}`);
    const [late, inTime] = [await gateways.tokenFor(machine), await gateways.tokenFor(machine)];
    gateways.ahead = minutes * minute - 2000;
    expect((await gateways.connect(configuration, { token: inTime })).body.data).not.toBeNull();
    gateways.ahead = minutes * minute + 1;
    expect(await gateways.connect(configuration, { token: late })).toMatchObject(refused(nobody));
  });

  test('of fifty concurrent requests with one token exactly one succeeds', async () => {
    const token = await gateways.tokenFor(runtime);
    const answers = await Promise.all(Array.from({ length: 50 }, () => gateways.connect(configuration, { token })));
    expect(answers.filter((answer) => answer.body.data !== null)).toHaveLength(1);
    expect(answers.filter((answer) => answer.body.errors?.[0].message === nobody)).toHaveLength(49);
  });

  test('a token whose client was deleted is refused', async () => {
    const token = await gateways.tokenFor(runtime);
    await gateways.database.write(async (tx) => {
      await tx.delete(systemAuths).where(eq(systemAuths.id, runtime.clientId));
    });
    expect(await gateways.connect(configuration, { token })).toMatchObject(refused(nobody));
  });

  test('a token does not revoke', async () => {
    expect(await gateways.connect(revoke, { token: await gateways.tokenFor(runtime) })).toMatchObject(
      refused('Failed to authenticate with certificate: Failed to authenticate with Certificate. Invalid subject.'),
    );
  });

  test('identity headers from outside are ignored', async () => {
    const headers = {
      'client-id-from-token': runtime.clientId,
      'client-id-from-certificate': runtime.clientId,
      'client-certificate-hash': 'a'.repeat(64),
      'certificate-data': `Hash=${'a'.repeat(64)};Subject="CN=${runtime.clientId},ST=province,L=locality,OU=OrgUnit,O=Org,C=DE"`,
      'x-forwarded-client-cert': `Hash=${'a'.repeat(64)};Subject="CN=${runtime.clientId}"`,
    };
    expect(await gateways.connect(configuration, { headers })).toMatchObject(refused(nobody));
  });

  test.each([
    '/',
    '/connector',
    '/connector/graphql/',
    '/connector/GraphQL',
    '/connector/graphql/x',
    '/director/graphql/',
    '/oauth2/token/',
    '/oauth2/auth',
    '/.well-known/openid-configuration',
    '/graphql',
  ])('there is nothing at %s, and the answer carries errors', async (path) => {
    const answer = await gateways.send({ path, body: '{}' });
    expect(answer).toMatchObject({
      status: 404,
      body: { errors: [{ message: 'there is nothing at this address' }] },
    });
  });

  test('OPTIONS names the methods, others are refused without a body', async () => {
    expect(await gateways.send({ method: 'OPTIONS' })).toMatchObject({
      status: 200,
      headers: { allow: 'OPTIONS, GET, POST' },
    });
    expect(await gateways.send({ method: 'PUT' })).toMatchObject({ status: 405, text: '' });
  });

  test('only the hash of a token is stored', async () => {
    const token = await gateways.tokenFor(runtime);
    const rows = await gateways.database.read.select().from(oneTimeTokens);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(await gateways.database.read.select().from(activity))).not.toContain(token);
  });
});
