import 'reflect-metadata';
import { parentPort } from 'node:worker_threads';
import { X509Certificate } from '@peculiar/x509';
import { CompassError } from '../../shared/errors.ts';
import type { Authority } from '../authorities/authority.ts';
import { issueCertificate } from './issue.ts';
import type { Answer, Issuer, Task } from './signer.ts';

let issuer: Authority | null = null;

async function run({ id, csr, clientId, options }: Task): Promise<Answer> {
  try {
    if (!issuer) throw new Error('no issuer was told');
    return { id, issued: await issueCertificate(csr, clientId, { ...options, issuer }) };
  } catch (error) {
    if (!(error instanceof CompassError)) {
      return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    const { code, message, cause } = error;
    return { id, refusal: { code, message, cause: cause instanceof Error ? (cause.stack ?? cause.message) : null } };
  }
}

parentPort?.on('message', async (message: Issuer | Task) => {
  if ('key' in message) issuer = { ...message, certificate: new X509Certificate(message.chain[0] ?? '') };
  else parentPort?.postMessage(await run(message));
});
