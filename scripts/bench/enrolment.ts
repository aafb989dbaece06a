import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { Client } from 'undici';
import { inParallel } from '../../agent/fleet/inParallel.ts';
import { type RunningCompass, startCompass } from '../../e2e/fixtures/server.ts';
import { generateAuthority, parseAuthority } from '../../server/connector/authorities/authority.ts';
import { crlUrlsOf } from '../../server/connector/authorities/crl.ts';
import { issueCertificate } from '../../server/connector/certificates/issue.ts';
import { announced, base64, newKeys, requestPem, signMutation } from '../../server/testing/certificates.ts';
import { configuration } from '../../server/testing/connectorWords.ts';
import { type Figure, percentile } from './measure.ts';

const rounds = 7;
const ofRound = 120;
const atOnce = 8;
const subject = { O: 'Org', OU: 'OrgUnit', L: 'locality', ST: 'province', C: 'DE' };

/** What a Runtime has in hand before its first call. */
interface Candidate {
  token: string;
  csr: string;
  clientId: string;
}

interface Answer {
  data: { result: { token?: { token: string }; clientCertificate?: string } } | null;
}

async function prepare(compass: RunningCompass, count: number): Promise<Candidate[]> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return inParallel(numbers, atOnce, async (index) => {
    const { runtime } = await compass.graphql(
      'mutation ($in: RuntimeInput!) { runtime: registerRuntime(in: $in) { id } }',
      { in: { name: `runtime-${index}` } },
    );
    const { issued } = await compass.graphql(
      'mutation ($id: ID!) { issued: requestOneTimeTokenForRuntime(id: $id) { token } }',
      { id: runtime.id },
    );
    const { owner } = await compass.graphql('query ($id: ID!) { owner: runtime(id: $id) { auths { id } } }', {
      id: runtime.id,
    });
    const clientId: string = owner.auths[0].id;
    const csr = base64(await requestPem(await newKeys(), announced(clientId)));
    return { token: issued.token, csr, clientId };
  });
}

async function post(client: Client, token: string, query: string): Promise<Answer> {
  const { body } = await client.request({
    path: '/connector/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'connector-token': token },
    body: JSON.stringify({ query, variables: null }),
  });
  return (await body.json()) as Answer;
}

/** A handshake, then `configuration` and the signing on the same connection, as Kyma's agents do it. */
async function enrol(origin: string, secureContext: SecureContext, { token, csr }: Candidate): Promise<void> {
  const client = new Client(origin, { connect: { secureContext, maxCachedSessions: 0 } });
  try {
    const { data } = await post(client, token, configuration);
    const signed = await post(client, data?.result.token?.token ?? '', signMutation(csr));
    if (!signed.data?.result.clientCertificate) throw new Error(JSON.stringify(signed));
  } finally {
    await client.destroy();
  }
}

async function perSecond<T>(items: readonly T[], body: (item: T) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await inParallel(items, atOnce, body);
  return (items.length * 1000) / (performance.now() - startedAt);
}

/**
 * Enrolments through the real Connector, beside a bare loop of what the library does for one: it reads and verifies the request
 * and signs the same certificate. Both in turn, in short rounds: what else the machine does meets both alike.
 */
export async function bench(): Promise<Figure[]> {
  const compass = await startCompass();
  try {
    const trust = createSecureContext({ ca: readFileSync(join(compass.dataDir, 'server-ca.crt')) });
    // No name is looked up for each connection.
    const origin = compass.gatewayUrl.replace('localhost', '127.0.0.1');
    const pair = await generateAuthority('bench', 'ecdsa-p256', Date.now());
    const issuer = parseAuthority(pair.certificate, pair.key);
    const urls = { consoleURL: compass.consoleUrl, connectorURL: `${compass.gatewayUrl}/connector/graphql` };
    const crlUrls = crlUrlsOf(urls, issuer.certificate);
    const candidates = await prepare(compass, (rounds + 1) * ofRound);
    const samples: { ours: number; bare: number }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const some = candidates.slice(round * ofRound, (round + 1) * ofRound);
      const ours = await perSecond(some, (candidate) => enrol(origin, trust, candidate));
      const bare = await perSecond(some, ({ csr, clientId }) =>
        issueCertificate(csr, clientId, { issuer, subject, validityMs: 90 * 86_400_000, crlUrls, now: Date.now() }),
      );
      // The first round compiles.
      if (round > 0) samples.push({ ours, bare });
    }
    const median = (of: (sample: (typeof samples)[number]) => number) => percentile(samples.map(of), 0.5);
    return [
      {
        name: 'bare signing per second / enrolments',
        value: median(({ ours, bare }) => bare / ours),
        unit: 'x',
        limit: 1 / 0.6,
      },
      { name: 'enrolments: handshake, configuration, signing', value: median(({ ours }) => ours), unit: '/s' },
      { name: 'requests read, verified and signed in a bare loop', value: median(({ bare }) => bare), unit: '/s' },
    ];
  } finally {
    await compass.stop();
  }
}
