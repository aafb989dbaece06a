import 'reflect-metadata';
import { createPrivateKey } from 'node:crypto';
import {
  Name,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { day } from '../shared/clock.ts';
import type { Answer, Credentials, Gateways, Machine } from './gateways.ts';

export type KeyKind = 'P-256' | 'P-384' | 'P-521' | 'RSA-1024' | 'RSA-2048' | 'RSA-4096' | 'Ed25519';

export async function newKeys(kind: KeyKind = 'P-256', hash = 'SHA-256'): Promise<CryptoKeyPair> {
  const [name, size] = kind.split('-');
  const parameters =
    name === 'P'
      ? { name: 'ECDSA', namedCurve: kind }
      : name === 'RSA'
        ? { name: 'RSASSA-PKCS1-v1_5', hash, modulusLength: Number(size), publicExponent: new Uint8Array([1, 0, 1]) }
        : { name: 'Ed25519' };
  return (await crypto.subtle.generateKey(parameters, true, ['sign', 'verify'])) as CryptoKeyPair;
}

export async function keyPem({ privateKey }: CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();
}

/** Attributes of a subject in the order given, each one RDN. */
export type Subject = readonly (readonly [string, string])[];

export const announced = (clientId: string): Subject => [
  ['O', 'Org'],
  ['OU', 'OrgUnit'],
  ['L', 'locality'],
  ['ST', 'province'],
  ['C', 'DE'],
  ['CN', clientId],
];

/** A PKCS#10 request as PEM. */
export async function requestPem(keys: CryptoKeyPair, subject: Subject, hash = 'SHA-256'): Promise<string> {
  const name = new Name(subject.map(([attribute, value]) => ({ [attribute]: [value] })));
  const { algorithm } = keys.privateKey;
  const request = await Pkcs10CertificateRequestGenerator.create({
    name,
    keys,
    signingAlgorithm: { name: algorithm.name, hash } as EcdsaParams,
  });
  return request.toString('pem');
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const signMutation = (csr: string) =>
  `mutation { result: signCertificateSigningRequest(csr: "${csr}") { certificateChain caCertificate clientCertificate } }`;

/** The PEM texts of a signing answer. */
export function signed(answer: Answer): { chain: string; ca: string; client: string } {
  if (!answer.body?.data) throw new Error(`nothing was signed: ${answer.text}`);
  const decode = (text: string) => Buffer.from(text, 'base64').toString();
  const { certificateChain, caCertificate, clientCertificate } = answer.body.data.result;
  return { chain: decode(certificateChain), ca: decode(caCertificate), client: decode(clientCertificate) };
}

/** Walks from a fresh token to a certificate the way a client does. */
export async function pair(gateways: Gateways, machine: Machine, kind: KeyKind = 'P-256'): Promise<Credentials> {
  const keys = await newKeys(kind);
  const csr = base64(await requestPem(keys, announced(machine.clientId)));
  const answer = await gateways.connect(signMutation(csr), { token: await gateways.tokenFor(machine) });
  return { cert: signed(answer).chain, key: await keyPem(keys) };
}

/** A certificate nobody of ours issued: self-signed. @param address of a server, if it is one of that. */
export async function selfSigned(subject: Subject, address?: string): Promise<Credentials> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: new Name(subject.map(([attribute, value]) => ({ [attribute]: [value] }))),
    keys,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' } as EcdsaParams,
    ...(address && { extensions: [new SubjectAlternativeNameExtension([{ type: 'ip', value: address }])] }),
  });
  return { cert: certificate.toString('pem'), key: await keyPem(keys) };
}
