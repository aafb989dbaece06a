import { execFile } from 'node:child_process';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { Router } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { createDirectorSchema } from '../graphql/schema.ts';
import { type Listener, openListener, standardLimits } from '../http/listener.ts';
import {
  agent2020,
  agent2024,
  agentConfiguration,
  agentSigning,
  announce2020,
  announce2024,
} from '../testing/agentDocuments.ts';
import { base64, type KeyKind, keyPem, newKeys, pair, requestPem, type Subject } from '../testing/certificates.ts';
import { freshSqlite } from '../testing/databases.ts';
import { type Credentials, type Gateways, type Machine, openGateways } from '../testing/gateways.ts';
import { goRequest, goShapes } from '../testing/goAgent.ts';
import { createLandscape } from '../testing/landscape.ts';
import { openWire, type Wire, type WireAnswer } from '../testing/wire.ts';

const offer = {
  name: 'Orders & <returns>',
  description: 'Line one\nline "two"',
  instanceAuthRequestInputSchema: '{"type":"object","required":["name"]}',
  defaultInstanceAuth: {
    credential: { oauth: { clientId: 'c', clientSecret: 's', url: 'https://auth.example/token' } },
    additionalHeaders: { 'X-A': ['1', '2'] },
    additionalQueryParams: { q: ['a'] },
    requestAuth: { csrf: { tokenEndpointURL: 'https://csrf.example/token' } },
  },
  apiDefinitions: [
    {
      name: 'orders',
      targetURL: 'https://shop.example/api?x=1&y=2',
      spec: {
        type: 'OPEN_API',
        format: 'JSON',
        data: '{"openapi":"3.0.0","info":{"title":"Orders","version":"1"},"paths":{}}',
      },
      version: { value: 'v1', deprecated: true },
    },
    { name: 'bare', targetURL: 'https://shop.example/bare' },
  ],
  eventDefinitions: [{ name: 'order.created', version: { value: 'v1' } }],
  documents: [{ title: 'Guide', displayName: 'The guide', description: 'd', format: 'MARKDOWN', data: '# Guide' }],
};
const basic = { name: 'Basic', defaultInstanceAuth: { credential: { basic: { username: 'u', password: 'p' } } } };
const open = { name: 'Open' };

/** Contents of a DER value: its bytes with header, and where the next one begins. */
function derAt(der: Buffer, at: number) {
  const short = der[at + 1] as number;
  const more = short > 0x80 ? short - 0x80 : 0;
  const length = more > 0 ? der.readUIntBE(at + 2, more) : short;
  const inside = at + 2 + more;
  return { inside, end: inside + length, bytes: der.subarray(at, inside + length) };
}

/** The encoded names of a certificate as they are, byte for byte (RFC 5280, 4.1: version, serial, algorithm, issuer, validity, subject). */
function namesOf(certificate: X509Certificate): { issuer: string; subject: string } {
  const fields: string[] = [];
  const tbs = derAt(certificate.raw, derAt(certificate.raw, 0).inside);
  for (let at = tbs.inside; fields.length < 6; ) {
    const { bytes, end } = derAt(certificate.raw, at);
    fields.push(bytes.toString('hex'));
    at = end;
  }
  return { issuer: fields[3] as string, subject: fields[5] as string };
}

/** The names in the request for a client certificate, as TLS 1.2 writes it (RFC 5246, 7.4.4). */
async function offeredNames(port: number): Promise<string[]> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const args = ['s_client', '-connect', `127.0.0.1:${port}`, '-msg', '-tls1_2'];
  execFile('openssl', args, (_error, printed) => resolve(printed)).stdin?.end();
  const lines = (await promise).split('\n');
  const rest = lines.slice(lines.findIndex((line) => line.includes('CertificateRequest')) + 1);
  const digits = rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('    ')),
    )
    .join('');
  const message = Buffer.from(digits.replaceAll(' ', ''), 'hex');
  const types = 4;
  const algorithms = types + 1 + message.readUInt8(types);
  const list = algorithms + 2 + message.readUInt16BE(algorithms);
  const names: string[] = [];
  for (let at = list + 2; at < list + 2 + message.readUInt16BE(list); ) {
    const length = message.readUInt16BE(at);
    names.push(message.subarray(at + 2, at + 2 + length).toString('hex'));
    at += 2 + length;
  }
  return names;
}

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Strict, as Go's decoder: anything else ends the pairing (runtime-agent.md 6). */
function certificatesIn(text: string): X509Certificate[] {
  const bytes = Buffer.from(text, 'base64');
  expect(bytes.toString('base64')).toBe(text);
  return (bytes.toString().match(pemBlock) ?? []).map((pem) => new X509Certificate(pem));
}

describe('An unmodified Kyma agent, byte by byte over real TLS', () => {
  let gateways: Gateways;
  let runtime: Machine;
  let application: Machine;
  beforeAll(async () => {
    gateways = await openGateways({}, freshSqlite, createDirectorSchema());
    runtime = await gateways.addMachine('RUNTIME', 'cluster');
    application = await gateways.addMachine('APPLICATION', 'shop');
    const seed = await createLandscape(gateways.database, { tenantId: runtime.tenantId, scenarios: ['campaign'] });
    await seed.membership(runtime.ownerId, 'RUNTIME', 'campaign');
    await seed.membership(application.ownerId, 'APPLICATION', 'campaign');
    const credentials = await pair(gateways, application);
    for (const input of [offer, basic, open]) {
      const query = 'mutation($id: ID!, $in: BundleCreateInput!) { addBundle(applicationID: $id, in: $in) { id } }';
      const body = JSON.stringify({ query, variables: { id: application.ownerId, in: input } });
      const answer = await gateways.send({ path: '/director/graphql', credentials, body });
      expect(answer.body.errors).toBeUndefined();
    }
  });
  afterAll(() => gateways.close());

  const wire = (credentials?: Credentials): Promise<Wire> => {
    const { gateway, mtls } = gateways.ports;
    const ca = gateways.connector.serverCA?.pem;
    return openWire(credentials ? { port: mtls, ca, credentials } : { port: gateway, ca });
  };

  /** One call; the answer is read as the agent of this document reads it. */
  async function ask<T>(on: Wire, query: string, own: Record<string, string>, shape: z.ZodType<T>): Promise<T> {
    const path = 'Tenant' in own ? '/director/graphql' : '/connector/graphql';
    const answer = (await on.send(goRequest({ port: on.port, path }, query, own))) as WireAnswer;
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    const { data, ...rest } = JSON.parse(answer.text);
    expect([answer.status, rest]).toEqual([200, {}]);
    return shape.parse(data);
  }

  /** From token to certificate on one connection, as Go's pooled client does it. */
  async function enrol(kind: KeyKind = 'RSA-2048') {
    const on = await wire();
    const token = await gateways.tokenFor(runtime);
    const { result } = await ask(on, agentConfiguration, { 'Connector-Token': token }, goShapes.configuration);
    const keys = await newKeys(kind);
    const subject = result.certificateSigningRequestInfo.subject
      .split(',')
      .map((piece) => piece.split('=')) as unknown as Subject;
    const csr = base64(await requestPem(keys, subject));
    const own = { 'Connector-Token': result.token.token };
    const signed = (await ask(on, agentSigning(csr), own, goShapes.certification)).result;
    on.close();
    const cert = Buffer.from(signed.certificateChain, 'base64').toString();
    return { info: result, signed, keys, credentials: { cert, key: await keyPem(keys) } };
  }

  test('pairs: two calls back to back on one connection, and certificates it can decode', async () => {
    const { info, signed, keys } = await enrol('RSA-4096');
    expect(info.managementPlaneInfo.directorURL).toMatch(/\/director\/graphql$/);
    expect(info.managementPlaneInfo.certificateSecuredConnectorURL).toMatch(/\/connector\/graphql$/);
    expect(info.certificateSigningRequestInfo.subject).toBe(
      `O=Org,OU=OrgUnit,L=locality,ST=province,C=DE,CN=${runtime.clientId}`,
    );
    const [own, ...more] = certificatesIn(signed.clientCertificate) as [X509Certificate];
    expect(more).toEqual([]);
    const chain = certificatesIn(signed.certificateChain);
    const authorities = certificatesIn(signed.caCertificate);
    expect(chain.map(({ fingerprint256 }) => fingerprint256)).toEqual(
      [own, ...authorities].map(({ fingerprint256 }) => fingerprint256),
    );
    const spki = Buffer.from(await crypto.subtle.exportKey('spki', keys.publicKey));
    expect(own.publicKey.equals(createPublicKey({ key: spki, format: 'der', type: 'spki' }))).toBe(true);
  });

  test('its issuer is, byte for byte, the subject of the CA and a name in the request for certificates', async () => {
    const { signed } = await enrol();
    const [own] = certificatesIn(signed.clientCertificate) as [X509Certificate];
    const [authority] = certificatesIn(signed.caCertificate) as [X509Certificate];
    expect(own.verify(authority.publicKey)).toBe(true);
    expect(namesOf(own).issuer).toBe(namesOf(authority).subject);
    const names = await offeredNames(gateways.ports.mtls);
    expect(names.length).toBeGreaterThan(0);
    expect(names).toContain(namesOf(own).issuer);
  });

  test('maintains its connection by certificate alone, and renews it', async () => {
    const { credentials } = await enrol();
    const on = await wire(credentials);
    const { result } = await ask(on, agentConfiguration, {}, goShapes.configuration);
    const subject = result.certificateSigningRequestInfo.subject.split(',').map((piece) => piece.split('='));
    const csr = base64(await requestPem(await newKeys('RSA-2048'), subject as unknown as Subject));
    const [renewed] = certificatesIn(
      (await ask(on, agentSigning(csr), {}, goShapes.certification)).result.clientCertificate,
    );
    expect(renewed?.subject).toContain(`CN=${runtime.clientId}`);
    // The pooled connection still shows the old one.
    await ask(on, agentConfiguration, {}, goShapes.configuration);
    on.close();
  });

  test('of 2020 decodes its Applications, then announces both addresses', async () => {
    const { credentials } = await enrol();
    const on = await wire(credentials);
    const own = { Tenant: 'default' };
    const { result } = await ask(on, agent2020(runtime.ownerId), own, goShapes.agent2020);
    const offers = result.data?.[0]?.packages?.data ?? [];
    expect(offers.map(({ name }) => name).sort()).toEqual([basic.name, open.name, offer.name].sort());
    const full = offers.find(({ name }) => name === offer.name);
    expect(full?.description).toBe(offer.description);
    expect(JSON.parse(full?.instanceAuthRequestInputSchema ?? '')).toEqual({ type: 'object', required: ['name'] });
    expect(full?.documents?.data).toMatchObject([{ applicationID: application.ownerId, data: '# Guide' }]);
    expect(full?.eventDefinitions?.data).toMatchObject([{ applicationID: application.ownerId, spec: null }]);
    for (const [key, value] of [
      ['runtime_eventServiceUrl', 'https://gateway.kyma.local'],
      ['runtime_consoleUrl', 'https://console.kyma.local'],
    ] as const) {
      const announced = await ask(on, announce2020(runtime.ownerId, key, value), own, goShapes.announced2020);
      expect(announced.result).toEqual({ key, value });
    }
    on.close();
  });

  test('of 2024 decodes labels, bundles and credentials, with an id of its own on every call', async () => {
    const { credentials } = await enrol();
    const on = await wire(credentials);
    const own = { Tenant: 'default', 'X-Request-Id': `${runtime.ownerId}_0f2a7f0e-0000-4000-8000-000000000000` };
    const answer = await ask(on, agent2024(runtime.ownerId), own, goShapes.agent2024);
    expect(answer.runtime.labels).toMatchObject({ scenarios: ['campaign'] });
    const auths = answer.applicationsForRuntime.data?.[0]?.bundles?.data?.map(({ name, defaultInstanceAuth }) => [
      name,
      Object.keys(defaultInstanceAuth?.credential ?? {}).sort(),
    ]);
    expect(Object.fromEntries(auths ?? [])).toEqual({
      [offer.name]: ['clientId', 'clientSecret', 'url'],
      [basic.name]: ['password', 'username'],
      [open.name]: [],
    });
    const key = 'runtime_consoleUrl';
    const value = 'https://console.kyma.local/?a=1&b=<2>';
    const announced = await ask(on, announce2024(runtime.ownerId, key, value), own, goShapes.announced2024);
    expect(announced.setRuntimeLabel).toEqual({ key, value });
    const again = await ask(on, agent2024(runtime.ownerId), own, goShapes.agent2024);
    expect(again.runtime.labels).toMatchObject({ [key]: value });
    on.close();
  });

  test('may keep an idle connection to the token host longer than its own 90 seconds', async () => {
    const { connector, platform } = gateways;
    // A hundred times as fast: what closes idle connections, and what closes those whose request takes too long.
    const speed = 100;
    const faster = Object.entries(standardLimits).map(([name, ms]) => [name, ms / speed]);
    const listener: Listener = await openListener(connector.gatewayApp(platform, Router()), {
      host: '127.0.0.1',
      port: 0,
      variable: 'COMPASS_GATEWAY_PORT',
      tls: connector.tls.gateway,
      keepAliveTimeoutMs: connector.keepAliveTimeoutMs / speed,
      limits: Object.fromEntries(faster),
    });
    const on = await openWire({ port: listener.port, ca: connector.serverCA?.pem });
    const ask = () => on.send(goRequest({ port: listener.port, path: '/connector/graphql' }, agentConfiguration, {}));
    const closed = new Promise<number>((resolve) => on.socket.once('close', () => resolve(performance.now())));
    expect((await ask())?.status).toBe(200);
    expect((await ask())?.status).toBe(200);
    const idleSince = performance.now();
    // The server ends it; what it kept is measured from the answer on.
    expect(((await closed) - idleSince) * speed).toBeGreaterThan(90_000);
    await listener.close(0);
  });
});
