import 'reflect-metadata';
import { parentPort } from 'node:worker_threads';
import { X509Certificate } from '@peculiar/x509';
import { CompassError } from '../../shared/errors.ts';
import type { Authority } from '../authorities/authority.ts';
import { issueCertificate } from './issue.ts';
import type { Answer, Task } from './signer.ts';

let known: { pem: string; certificate: X509Certificate } | null = null;

/** There is one issuing authority at a time: only another one is read anew. */
function authorityOf({ chain, key }: Task['options']['issuer']): Authority {
  const [pem = ''] = chain;
  if (known?.pem !== pem) known = { pem, certificate: new X509Certificate(pem) };
  return { certificate: known.certificate, chain, key };
}

async function run({ id, csr, clientId, options }: Task): Promise<Answer> {
  try {
    const issuer = authorityOf(options.issuer);
    return { id, issued: await issueCertificate(csr, clientId, { ...options, issuer }) };
  } catch (error) {
    if (!(error instanceof CompassError)) {
      return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    const { code, message, cause } = error;
    return { id, refusal: { code, message, cause: cause instanceof Error ? (cause.stack ?? cause.message) : null } };
  }
}

parentPort?.on('message', async (task: Task) => parentPort?.postMessage(await run(task)));
