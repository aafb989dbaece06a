import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContext } from '../../graphql/context.ts';
import { createDirectorSchema } from '../../graphql/schema.ts';
import { allScopes } from '../../graphql/scopes.ts';
import { hour, minute } from '../../shared/clock.ts';
import { announced, base64, newKeys, pair, requestPem, signMutation } from '../../testing/certificates.ts';
import { databases } from '../../testing/databases.ts';
import { type Gateways, type Machine, openGateways } from '../../testing/gateways.ts';

const schema = createDirectorSchema();
const rotate = 'mutation ($f: String!) { rotateCertificateAuthority(fingerprint: $f) { subject state } }';
const query = `{ certificateAuthorities { fingerprint subject state certificateCount issuedCount lastExpiry crlURLs
  serial keyType above { subject } crl { number nextUpdate signedAt revokedCount } } }`;

describe.each(databases)('authorities, as administrators see them on $name', ({ open }) => {
  let gateways: Gateways;
  let machine: Machine;
  beforeAll(async () => {
    gateways = await openGateways({}, open, schema);
    machine = await gateways.addMachine('RUNTIME', 'runtime-1');
  });
  afterAll(() => gateways.close());

  const ask = (source: string, variableValues: Record<string, unknown> = {}): Promise<any> => {
    const consumer = { type: 'USER', id: 'ada', name: 'Ada', tenantId: machine.tenantId, scopes: allScopes } as const;
    const contextValue = createContext(gateways.platform, consumer);
    return graphql({ schema, source, variableValues, contextValue }) as Promise<any>;
  };
  const listed = async (): Promise<any[]> => (await ask(query)).data.certificateAuthorities;

  test('a rotation is entered once, and what is left of the former authority is shown until nothing is', async () => {
    const credentials = await pair(gateways, machine);
    const [first] = await listed();
    expect(first).toMatchObject({
      ...{ state: 'ACTIVE', certificateCount: 1, issuedCount: 1, lastExpiry: expect.any(String) },
      ...{ serial: expect.stringMatching(/^[0-9a-f]{30,32}$/), keyType: 'ECDSA P-256', above: [], crl: null },
    });
    expect(first.crlURLs).toEqual(
      ['https://localhost:3443', 'http://localhost:3000'].map((base) => `${base}/pki/${first.fingerprint}.crl`),
    );

    const { data } = await ask(rotate, { f: first.fingerprint });
    expect(data.rotateCertificateAuthority).toEqual([
      { subject: 'O=Compass, CN=Compass Client CA 2', state: 'ACTIVE' },
      { subject: 'O=Compass, CN=Compass Client CA 1', state: 'RETIRING' },
    ]);
    const [again] = (await ask(rotate, { f: first.fingerprint })).errors;
    expect(again.originalError).toMatchObject({ code: 'ConcurrentUpdate' });
    const entries = `{ activity(actions: ["certificateAuthority."]) { data { action actor { name } objects { name } before after } } }`;
    const [second] = await listed();
    expect((await ask(entries)).data.activity.data).toEqual([
      {
        action: 'certificateAuthority.rotated',
        actor: { name: 'Ada' },
        objects: [{ name: second.subject }],
        before: { fingerprint: first.fingerprint, subject: first.subject },
        after: { fingerprint: second.fingerprint, subject: second.subject },
      },
    ]);
    expect((await listed()).map(({ certificateCount }) => certificateCount)).toEqual([0, 1]);

    await expect.poll(() => gateways.connector.tls.mtls.ca).toHaveLength(2);
    gateways.ahead = minute;
    const csr = base64(await requestPem(await newKeys(), announced(machine.clientId)));
    await gateways.connect(signMutation(csr), { credentials });
    expect((await listed()).map(({ certificateCount }) => certificateCount)).toEqual([1, 1]);
    await ask('mutation ($id: ID!) { revokeCertificatesOf(ownerID: $id) { serial } }', { id: machine.ownerId });
    expect((await listed()).map((each) => [each.certificateCount, each.lastExpiry])).toEqual([
      [0, null],
      [0, null],
    ]);
    expect((await listed()).map(({ issuedCount }) => issuedCount)).toEqual([1, 1]);
    expect((await gateways.send({ method: 'GET', path: `/pki/${first.fingerprint}.crl` })).status).toBe(200);
    const [, { crl }] = await listed();
    expect(crl).toMatchObject({ number: 1, revokedCount: 1 });
    expect(Date.parse(crl.nextUpdate) - Date.parse(crl.signedAt)).toBe(24 * hour);
  });
});
