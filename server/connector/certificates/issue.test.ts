import 'reflect-metadata';
import { X509Certificate as NodeCertificate } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsagesExtension,
  Name,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { beforeAll, describe, expect, test } from 'vitest';
import { day, minute } from '../../shared/clock.ts';
import { CompassError } from '../../shared/errors.ts';
import {
  announced,
  base64,
  type KeyKind,
  keyPem,
  newKeys,
  requestPem,
  type Subject,
} from '../../testing/certificates.ts';
import { type Authority, generateAuthority, parseAuthority } from '../authorities/authority.ts';
import type { KeyAlgorithm } from '../authorities/keys.ts';
import { certificationResult, type IssueOptions, issueCertificate } from './issue.ts';

const clientId = '5d0ae4a8-1b1c-4c76-9f3e-27a0a4e5e7a1';
const now = Date.parse('2026-11-19T14:32:00.700Z');
const subject = { O: 'Org', OU: 'OrgUnit', L: 'locality', ST: 'province', C: 'DE' };
const signing = 'Error while signing Certificate Signing Request: ';

const authorityOf = async (algorithm: KeyAlgorithm): Promise<Authority> => {
  const { certificate, key } = await generateAuthority('Test CA', algorithm, now - day);
  return parseAuthority(certificate, key);
};

let options: IssueOptions;
let keys: CryptoKeyPair;
beforeAll(async () => {
  options = { issuer: await authorityOf('ecdsa-p256'), subject, validityMs: 90 * day, now };
  keys = await newKeys();
});

const issue = (csr: string) => issueCertificate(csr, clientId, options);
const issueText = async (pem: string) => issue(base64(pem));
const accepted = expect.objectContaining({ subject: `O=Org,OU=OrgUnit,L=locality,ST=province,C=DE,CN=${clientId}` });
const without = (attribute: string): Subject => announced(clientId).filter(([name]) => name !== attribute);
const instead = (attribute: string, value: string): Subject =>
  announced(clientId).map(([name, old]) => [name, name === attribute ? value : old]);

describe('what is refused, with the words clients know', () => {
  const badBase64 =
    'Error while decoding Certificate Signing Request: Error while parsing base64 content. Incorrect value provided.';
  test.each([
    ['a stray character', 'abc*'],
    ['a blank inside', 'QUJD REVG'],
    ['the URL-safe alphabet', 'ab-_'],
    ['missing padding', 'QQ'],
    ['padding in the middle', 'QQ==QUJD'],
  ])('%s', async (_, csr) => {
    await expect(issue(csr)).rejects.toThrow(badBase64);
  });

  test.each([
    ['an empty text', ''],
    ['no PEM block', base64('hello')],
    ['a block without end', base64('-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n')],
  ])('%s', async (_, csr) => {
    await expect(issue(csr)).rejects.toThrow(`${signing}Error while decoding pem block.`);
  });

  test('a block that holds no request', async () => {
    const pem = '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n';
    await expect(issueText(pem)).rejects.toThrow(`${signing}Error while parsing CSR: `);
  });

  test('a request that another key signed', async () => {
    const der = Buffer.from((await requestPem(keys, announced(clientId))).replace(/-----[^-]+-----|\s/g, ''), 'base64');
    der[der.length - 5]! ^= 1;
    const pem = `-----BEGIN X-----\n${der.toString('base64')}\n-----END X-----\n`;
    await expect(issueText(pem)).rejects.toThrow(`${signing}CSR signature invalid: `);
  });

  test.each<[string, Subject, string]>([
    ['another common name', instead('CN', 'somebody-else'), 'CSR: Invalid common name provided.'],
    ['no common name', without('CN'), 'CSR: Invalid common name provided.'],
    ['a last common name that differs', [...announced(clientId), ['CN', 'x']], 'CSR: Invalid common name provided.'],
    ['no country', without('C'), 'CSR: No country provided.'],
    ['another country', instead('C', 'PL'), 'CSR: Invalid country provided.'],
    ['no organization', without('O'), 'CSR: No organization provided.'],
    ['another case', instead('O', 'org'), 'CSR: Invalid organization provided.'],
    ['no organizational unit', without('OU'), 'CSR: No organizational unit provided.'],
    ['another organizational unit', instead('OU', 'X'), 'CSR: Invalid organizational unit provided.'],
    ['no locality', without('L'), 'CSR: No locality provided.'],
    ['another locality', instead('L', 'Locality'), 'CSR: Invalid locality provided.'],
    ['no province', without('ST'), 'CSR: No province provided.'],
    ['another province', instead('ST', 'State'), 'CSR: Invalid province provided.'],
    ['a first country that differs', [['C', 'PL'], ...announced(clientId)], 'CSR: Invalid country provided.'],
    ['several faults: the first check speaks', [['O', 'X']], 'CSR: Invalid common name provided.'],
    ['several faults of constants', [['CN', clientId]], 'CSR: No country provided.'],
  ])('%s', async (_, faulty, message) => {
    await expect(issueText(await requestPem(keys, faulty))).rejects.toThrow(`${signing}${message}`);
  });

  test.each<[KeyKind, string]>([
    ['RSA-1024', 'RSA 1024'],
    ['P-521', 'ECDSA P-521'],
    ['Ed25519', 'ed25519'],
  ])('a key of type %s', async (kind, name) => {
    const csr = await requestPem(await newKeys(kind), announced(clientId));
    await expect(issueText(csr)).rejects.toThrow(
      `${signing}Error while creating certificate: a key of type ${name} is not accepted`,
    );
  });

  test('a signature by an authority that has expired', async () => {
    const csr = base64(await requestPem(keys, announced(clientId)));
    await expect(issueCertificate(csr, clientId, { ...options, now: now + 11 * 365 * day })).rejects.toThrow(
      `${signing}Error while creating certificate: the certificate expired at`,
    );
  });
});

describe('what is accepted', () => {
  test.each<KeyKind>(['P-256', 'P-384', 'RSA-2048', 'RSA-4096'])('a key of type %s', async (kind) => {
    const certificate = await issueText(await requestPem(await newKeys(kind), announced(clientId)));
    expect(certificate.keyType).toBe(kind.startsWith('P-') ? `ECDSA ${kind}` : kind.replace('-', ' '));
  });

  test('another order of the attributes, and additional ones', async () => {
    const more: Subject = [...announced(clientId)].reverse().concat([
      ['E', 'me@example.com'],
      ['DC', 'example'],
    ]);
    expect(await issueText(await requestPem(keys, more))).toEqual(accepted);
  });

  test('a last common name that is right and repeated constants of which the first is right', async () => {
    const repeated: Subject = [['CN', 'x'], ...announced(clientId), ['O', 'Other']];
    const certificate = await issueText(await requestPem(keys, repeated));
    expect(certificate).toEqual(accepted);
    expect(new X509Certificate(certificate.pem).subjectName.getField('O')).toEqual(['Org']);
  });

  test('base64 in lines, text around the block, any label, CR LF', async () => {
    const pem = (await requestPem(keys, announced(clientId))).replaceAll(
      'CERTIFICATE REQUEST',
      'NEW CERTIFICATE REQUEST',
    );
    const around = `Certificate Request:\n    Data: x\n${pem}\nsomething\n`.replaceAll('\n', '\r\n');
    const wrapped = base64(around).replace(/.{64}/g, '$&\r\n');
    expect(await issue(wrapped)).toEqual(accepted);
  });
});

describe('the issued certificate', () => {
  const issued = async (algorithm: KeyAlgorithm = 'ecdsa-p256', hash = 'SHA-256') => {
    const issuer = await authorityOf(algorithm);
    const csr = base64(await requestPem(await newKeys('RSA-2048', hash), announced(clientId), hash));
    const row = await issueCertificate(csr, clientId, { ...options, issuer });
    return { row, issuer, certificate: new X509Certificate(row.pem) };
  };

  test.each<KeyAlgorithm>(['ecdsa-p256', 'rsa-2048'])(
    'follows section 8, signed by a CA of type %s',
    async (algorithm) => {
      const { row, issuer, certificate } = await issued(algorithm);
      const seconds = Math.floor(now / 1000) * 1000;
      expect(certificate.serialNumber).toMatch(/^[0-9a-f]{30,34}$/);
      expect(row.serial).toMatch(/^[0-9a-f]{32}$/);
      expect(BigInt(`0x${row.serial}`)).toBe(BigInt(`0x${certificate.serialNumber}`));
      expect(certificate.notBefore.getTime()).toBe(row.notBefore);
      expect(row.notBefore).toBe(seconds - minute);
      expect(certificate.notAfter.getTime()).toBe(row.notAfter);
      expect(row.notAfter).toBe(seconds + 90 * day);
      expect(certificate.subject).toBe(`C=DE, O=Org, OU=OrgUnit, L=locality, ST=province, CN=${clientId}`);

      const usage = certificate.getExtension(KeyUsagesExtension);
      expect([usage?.critical, usage?.usages]).toEqual([true, 1]);
      const extended = certificate.getExtension(ExtendedKeyUsageExtension);
      expect([extended?.critical, extended?.usages]).toEqual([false, ['1.3.6.1.5.5.7.3.2']]);
      const authorityKey = certificate.getExtension(AuthorityKeyIdentifierExtension)?.keyId;
      expect(authorityKey).toBe(issuer.certificate.getExtension(SubjectKeyIdentifierExtension)?.keyId);
      expect(certificate.extensions).toHaveLength(3);

      const node = new NodeCertificate(row.pem);
      expect(node.verify(new NodeCertificate(issuer.chain[0]!).publicKey)).toBe(true);
      expect(row.sha256).toBe(node.fingerprint256.replaceAll(':', '').toLowerCase());
      expect(row.keyType).toBe('RSA 2048');
    },
  );

  test.each(['SHA-384', 'SHA-512'])('an RSA authority signs with the hash of the request, %s', async (hash) => {
    const { certificate } = await issued('rsa-2048', hash);
    expect(certificate.signatureAlgorithm).toMatchObject({ name: 'RSASSA-PKCS1-v1_5', hash: { name: hash } });
  });

  test('serials do not repeat', async () => {
    const csr = base64(await requestPem(keys, announced(clientId)));
    const serials = await Promise.all(Array.from({ length: 20 }, async () => (await issue(csr)).serial));
    expect(new Set(serials).size).toBe(20);
  });

  test('values that are not printable become UTF8String, the others PrintableString', async () => {
    const constants = { ...subject, O: 'Örg & Söhne' };
    const csr = base64(await requestPem(keys, instead('O', constants.O)));
    const row = await issueCertificate(csr, clientId, { ...options, subject: constants });
    const der = Buffer.from(new X509Certificate(row.pem).rawData);
    expect(der.includes(Buffer.concat([Buffer.from([0x0c, 13]), Buffer.from(constants.O)]))).toBe(true);
    expect(der.includes(Buffer.concat([Buffer.from([0x13, 7]), Buffer.from('OrgUnit')]))).toBe(true);
  });

  test('the three fields are base64 of PEM with 64 columns: leaf, then the chain of the authority', async () => {
    const { row, issuer } = await issued();
    const result = certificationResult(row.pem, { ...issuer, chain: [...issuer.chain, 'ROOT\n'] });
    const decode = (text: string) => Buffer.from(text, 'base64').toString();
    expect(decode(result.clientCertificate)).toBe(row.pem);
    expect(decode(result.caCertificate)).toBe(`${issuer.chain[0]}ROOT\n`);
    expect(decode(result.certificateChain)).toBe(`${row.pem}${issuer.chain[0]}ROOT\n`);
    expect(row.pem).toMatch(/^-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END CERTIFICATE-----\n$/);
  });
});

test('issuer bytes are the bytes of the CA subject, whatever string types it was made with', async () => {
  const caKeys = await newKeys();
  const own = await X509CertificateGenerator.createSelfSigned({
    name: new Name([{ O: [{ utf8String: 'Org' }] }, { CN: [{ bmpString: 'Own CA' }] }]),
    keys: caKeys,
    notBefore: new Date(now - day),
    notAfter: new Date(now + day),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' } as EcdsaParams,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  const issuer = parseAuthority(own.toString('pem'), await keyPem(caKeys));
  const subjectBytes = Buffer.from(issuer.certificate.subjectName.toArrayBuffer());
  expect(subjectBytes).not.toEqual(Buffer.from(new Name(issuer.certificate.subject).toArrayBuffer()));
  expect(Buffer.from(own.rawData).includes(subjectBytes)).toBe(true);

  const csr = base64(await requestPem(keys, announced(clientId)));
  const row = await issueCertificate(csr, clientId, { ...options, issuer });
  const certificate = new X509Certificate(row.pem);
  expect(Buffer.from(certificate.rawData).includes(subjectBytes)).toBe(true);
  expect(certificate.getExtension(AuthorityKeyIdentifierExtension)).toBeNull();
});

test('a damaged request is refused in words, never an internal error', async () => {
  const pem = await requestPem(keys, announced(clientId));
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  // The outermost header and how the signature is wrapped are not signed, and may be read leniently.
  const signedAt = der[1] === 0x82 ? 4 : 3;
  const signatureAt = der.indexOf(Buffer.from('2a8648ce3d040302', 'hex')) - 4;
  for (let position = 0; position < der.length; position += 3) {
    for (const bits of [0x01, 0x80, 0xff]) {
      const damaged = Buffer.from(der);
      damaged[position]! ^= bits;
      const text = `-----BEGIN CERTIFICATE REQUEST-----\n${damaged.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
      const outcome = await issueText(text).then(
        () => 'signed',
        (error: Error) => error,
      );
      if (outcome === 'signed' && (position < signedAt || position >= signatureAt)) continue;
      expect(outcome, `byte ${position} ^ ${bits}`).toBeInstanceOf(CompassError);
      expect((outcome as Error).message.startsWith(signing)).toBe(true);
    }
  }
});
