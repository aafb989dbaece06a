import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemAuths } from '../db/tables/director.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';
import { createContext } from '../graphql/context.ts';
import { OutgoingError } from '../outgoing/outgoingError.ts';
import { type Api, createApi } from '../testing/api.ts';
import { openTarget, type TargetServer } from '../testing/targetServer.ts';
import { tokenFromAdapter } from './pairingAdapter.ts';

describe('A pairing adapter', () => {
  let api: Api;
  let adapter: TargetServer;
  let application: string;
  let system: string;
  beforeEach(async () => {
    api = await createApi();
    adapter = await openTarget((_seen, response) => response.end('{"Token":"token-of-the-adapter"}'));
    const { made } = await api.data('mutation { made: registerIntegrationSystem(in: { name: "pairing" }) { id } }');
    system = made.id;
    const { result } = await api.data(
      'mutation($id: ID) { result: registerApplication(in: { name: "shop", description: "d", integrationSystemID: $id }) { id } }',
      { id: system },
    );
    application = result.id;
    api.platform.settings = { ...api.platform.settings, pairingAdapters: { [system]: `${adapter.url}/token` } };
  });
  afterEach(async () => {
    await adapter.close();
    await api.close();
  });

  const request = () =>
    api.run(
      'mutation($id: ID!) { result: requestOneTimeTokenForApplication(id: $id) { token connectorURL raw rawEncoded legacyConnectorURL expiresAt } }',
      { id: application },
    );
  const identities = () => api.platform.database.read.select().from(systemAuths);

  it('gives the token of an Application, told who it is in the names of the wire', async () => {
    const raw = '{"token":"token-of-the-adapter","connectorURL":""}';
    expect((await request()).data?.['result']).toEqual({
      token: 'token-of-the-adapter',
      connectorURL: '',
      raw,
      rawEncoded: Buffer.from(raw).toString('base64'),
      legacyConnectorURL: '',
      expiresAt: null,
    });
    expect(adapter.seen).toHaveLength(1);
    const [seen] = adapter.seen;
    expect([seen?.method, seen?.path, seen?.headers['content-type']]).toEqual(['POST', '/token', 'application/json']);
    expect(JSON.parse(seen?.body ?? '')).toEqual({
      Application: {
        id: application,
        name: 'shop',
        providerName: null,
        integrationSystemID: system,
        description: 'd',
        status: { condition: 'INITIAL', timestamp: '2026-11-19T14:32:00Z' },
        healthCheckURL: null,
      },
      Tenant: 'default',
    });
    expect(await identities()).toMatchObject([{ ownerId: application, sealedSecret: null }]);
    const entries = JSON.stringify(await api.platform.database.read.select().from(activity));
    expect(entries).toContain('oneTimeToken.issued');
    expect(entries).not.toContain('token-of-the-adapter');
  });

  it('is asked three times; a failure leaves no identity and no entry behind, and repeats nothing of the answer', async () => {
    const before = (await api.platform.database.read.select().from(activity)).length;
    for (const [status, body, reason] of [
      [500, 'secret stack trace', 'it answered 500'],
      [201, '{"Token":"t"}', 'it answered 201'],
      [200, 'secret text', 'its answer has no token'],
      [200, 'null', 'its answer has no token'],
      [200, '{"Token":""}', 'its answer has no token'],
      [200, '{"token":"lower case"}', 'its answer has no token'],
    ] as const) {
      adapter.seen.length = 0;
      adapter.answer = (_seen, response) => response.writeHead(status).end(body);
      const { data, errors } = await request();
      expect(data).toBeNull();
      expect(errors?.[0]).toMatchObject({
        message: `while getting one-time token from the pairing adapter of Integration System with ID ${system}: ${reason}`,
        extensions: { error: 'InternalError' },
      });
      expect(adapter.seen).toHaveLength(3);
    }
    expect(await identities()).toEqual([]);
    expect(await api.platform.database.read.select().from(activity)).toHaveLength(before);
  });

  it('may recover between the attempts, each of which has 3 seconds', async () => {
    adapter.answer = (_seen, response) =>
      adapter.seen.length < 3 ? response.writeHead(503).end() : response.end('{"Token":"late"}');
    expect((await request()).data?.['result'].token).toBe('late');
    const timeouts: number[] = [];
    const context = createContext(api.platform, api.admin);
    const outgoing: typeof api.platform.outgoing = {
      ...api.platform.outgoing,
      async send({ timeoutMs }) {
        timeouts.push(timeoutMs);
        throw new OutgoingError('there was no answer in time');
      },
    };
    await expect(tokenFromAdapter({ ...context, outgoing }, api.tenantId, application)).rejects.toThrow(
      'there was no answer in time',
    );
    expect(timeouts).toEqual([3000, 3000, 3000]);
  });

  it('does not keep others from writing while it is waited for', async () => {
    let release: (() => void) | undefined;
    const asked = new Promise<void>((resolve) => {
      adapter.answer = (_seen, response) => {
        release = () => response.end('{"Token":"t"}');
        resolve();
      };
    });
    const waiting = request();
    await asked;
    expect((await api.run('mutation { registerRuntime(in: { name: "meanwhile" }) { id } }')).errors).toBeUndefined();
    release?.();
    expect((await waiting).data?.['result'].token).toBe('t');
  });

  it('is not asked for Applications without it, nor by those who do not reach the Application', async () => {
    const { result } = await api.data('mutation { result: registerApplication(in: { name: "other" }) { id } }');
    const ask = 'mutation($id: ID!) { requestOneTimeTokenForApplication(id: $id) { connectorURL } }';
    const { requestOneTimeTokenForApplication: own } = await api.data(ask, { id: result.id });
    expect(own.connectorURL).toBe(api.platform.settings.connectorURL);
    const stranger = { ...api.admin, type: 'APPLICATION' as const, id: result.id };
    expect((await api.run(ask, { id: application }, stranger)).errors?.[0]?.message).toContain('Object was not found');
    expect(adapter.seen).toEqual([]);
  });
});
