import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { RunningCompass } from '../../e2e/fixtures/server.ts';
import { announced, base64, keyPem, newKeys, requestPem, signMutation } from '../../server/testing/certificates.ts';

/** What a machine needs for mTLS, as PEM. */
export interface MachineCredentials {
  cert: string;
  key: string;
  /** Who signed the server's certificate. */
  ca: string;
  /** Who signed the machine's. */
  clientCA: string;
}

function post(url: string, options: { ca: string; token: string }, query: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'connector-token': options.token };
    const outgoing = request(url, { method: 'POST', ca: options.ca, headers, agent: false }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.on('end', () => resolve(text)).on('error', reject);
    });
    outgoing.on('error', reject).end(JSON.stringify({ query }));
  });
}

/** Walks from a one-time token to a certificate as the Runtime's agent does. */
export async function pairRuntime(compass: RunningCompass, runtimeId: string): Promise<MachineCredentials> {
  const { issued } = await compass.graphql<{ issued: { token: string } }>(
    'mutation ($id: ID!) { issued: requestOneTimeTokenForRuntime(id: $id) { token } }',
    { id: runtimeId },
  );
  const { runtime } = await compass.graphql<{ runtime: { auths: { id: string }[] } }>(
    'query ($id: ID!) { runtime(id: $id) { auths { id } } }',
    { id: runtimeId },
  );
  const keys = await newKeys();
  const csr = base64(await requestPem(keys, announced(runtime.auths[0]?.id ?? '')));
  const ca = readFileSync(join(compass.dataDir, 'server-ca.crt'), 'utf8');
  const answer = await post(`${compass.gatewayUrl}/connector/graphql`, { ca, token: issued.token }, signMutation(csr));
  const { result } = (JSON.parse(answer) as { data: { result: Record<string, string> } }).data;
  const pem = (name: string) => Buffer.from(result[name] ?? '', 'base64').toString();
  const clientCA = new X509Certificate(pem('caCertificate')).toString();
  return { cert: pem('certificateChain'), key: await keyPem(keys), ca, clientCA };
}
