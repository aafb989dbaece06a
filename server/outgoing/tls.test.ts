import 'reflect-metadata';
import { BasicConstraintsExtension, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import pino from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { keyPem, newKeys } from '../testing/certificates.ts';
import { openTarget } from '../testing/targetServer.ts';
import { createOutgoing } from './outgoing.ts';
import type { OutgoingError } from './outgoingError.ts';
import { parseTarget } from './targets.ts';

const day = 86_400_000;
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as EcdsaParams;

/** An authority and a server certificate of it. */
async function certificates({ host = '127.0.0.1', from = -day, to = day } = {}) {
  const authority = await newKeys();
  const ca = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Test authority',
    keys: authority,
    signingAlgorithm,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${host}`,
    issuer: ca.subjectName,
    publicKey: keys.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm,
    notBefore: new Date(Date.now() + from),
    notAfter: new Date(Date.now() + to),
    extensions: [new SubjectAlternativeNameExtension([{ type: /^[\d.]+$/.test(host) ? 'ip' : 'dns', value: host }])],
  });
  return { ca: ca.toString('pem'), cert: certificate.toString('pem'), key: await keyPem(keys) };
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

/** What comes of calling a server with this certificate, if `trust` is what is trusted. */
async function outcome(server: { cert: string; key: string }, trust?: string, host = '127.0.0.1') {
  const target = await openTarget(undefined, server);
  const allowed = ['127.0.0.1', 'localhost'].flatMap((text) => parseTarget(text) ?? []);
  const options = { allowed, log: pino({ level: 'silent' }), clock: Date.now };
  const outgoing = createOutgoing(trust === undefined ? options : { ...options, trust });
  opened.push(target, outgoing);
  const url = `https://${host}:${target.port}/`;
  return outgoing.send({ method: 'GET', url, auth: null, timeoutMs: 5000, mostBytes: 100 }).then(
    ({ body }) => body.toString(),
    (error: OutgoingError) => error.reason,
  );
}

const untrusted = 'the certificate of the server is not trusted';

describe('TLS', () => {
  test('a certificate of a trusted authority is accepted, by address and by name', async () => {
    const byAddress = await certificates();
    expect(await outcome(byAddress, byAddress.ca)).toBe('ok');
    const byName = await certificates({ host: 'localhost' });
    expect(await outcome(byName, byName.ca, 'localhost')).toBe('ok');
  });

  test('one of an unknown authority is not, whatever the environment says', async () => {
    expect(await outcome(await certificates())).toBe(`${untrusted}: its authority is not known`);
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(await outcome(await certificates())).toBe(`${untrusted}: its authority is not known`);
  });

  test('one that has expired or is not valid yet is not', async () => {
    const expired = await certificates({ from: -2 * day, to: -day });
    expect(await outcome(expired, expired.ca)).toBe(`${untrusted}: it has expired`);
    const early = await certificates({ from: day, to: 2 * day });
    expect(await outcome(early, early.ca)).toBe(`${untrusted}: it is not valid yet`);
  });

  test('one for another host is not', async () => {
    const other = await certificates({ host: 'other.example' });
    expect(await outcome(other, other.ca)).toBe(`${untrusted}: it was issued for another host`);
  });

  test('a server without TLS is named as such', async () => {
    const plain = await openTarget();
    const allowed = [parseTarget('127.0.0.1') ?? []].flat();
    const outgoing = createOutgoing({ allowed, log: pino({ level: 'silent' }), clock: Date.now });
    opened.push(plain, outgoing);
    const url = plain.url.replace('http:', 'https:');
    await expect(outgoing.send({ method: 'GET', url, auth: null, timeoutMs: 5000, mostBytes: 100 })).rejects.toThrow(
      'the server does not speak TLS as it should',
    );
  });
});
