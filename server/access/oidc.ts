import * as client from 'openid-client';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { second } from '../shared/clock.ts';
import type { Claims } from './identityProvider.ts';

/** What a provider knows Compass by. */
export interface Registration {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** What has to be the same when the person comes back from the provider. */
export interface Checks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

const timeoutMs = 10 * second;
const mostBytes = 1024 * 1024;

/** `fetch` for the library over the one guarded way out: addresses in a discovery document are others' words, too. */
const guardedFetch =
  (outgoing: Outgoing): client.CustomFetch =>
  async (url, { method, headers, body }) => {
    const answer = await outgoing.send({
      method: method === 'POST' ? 'POST' : 'GET',
      url,
      headers,
      ...(body == null ? {} : { body: String(body) }),
      auth: null,
      timeoutMs,
      mostBytes,
    });
    const { status } = answer;
    const { 'content-encoding': _, 'content-length': __, ...plain } = answer.headers;
    // Statuses that by definition have no body must not be given one.
    return new Response(status === 204 || status === 304 ? null : new Uint8Array(answer.body), {
      status,
      headers: plain,
    });
  };

async function configurationOf(outgoing: Outgoing, registration: Registration): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = registration;
  const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  return client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    execute: insecure,
    timeout: timeoutMs / second,
    [client.customFetch]: guardedFetch(outgoing),
  });
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Why no provider answers at the address; null if one does. */
export async function issuerProblem(outgoing: Outgoing, issuer: string): Promise<string | null> {
  try {
    const { authorization_endpoint, token_endpoint } = (
      await configurationOf(outgoing, { issuer, clientId: 'compass', clientSecret: '' })
    ).serverMetadata();
    return authorization_endpoint && token_endpoint ? null : 'the provider names no authorization or token endpoint';
  } catch (error) {
    return sentence(error);
  }
}

/** Where to send the browser (authorization code with PKCE), and what to check when it is back. */
export async function beginSignIn(
  outgoing: Outgoing,
  registration: Registration,
  redirectUri: string,
): Promise<{ url: URL; checks: Checks }> {
  const configuration = await configurationOf(outgoing, registration);
  const checks = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
  };
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(checks.codeVerifier),
    code_challenge_method: 'S256',
  });
  return { url, checks };
}

/**
 * Redeems the code and answers what the provider says of the person: the claims of the ID token, completed by those of the
 * user info endpoint. @throws whatever is wrong with the answer, its signature, issuer, audience, nonce or state.
 */
export async function finishSignIn(
  outgoing: Outgoing,
  registration: Registration,
  callback: URL,
  { state, nonce, codeVerifier }: Checks,
): Promise<Claims & { sub: string }> {
  const configuration = await configurationOf(outgoing, registration);
  const tokens = await client.authorizationCodeGrant(configuration, callback, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: codeVerifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('the provider sent no ID token');
  if (!configuration.serverMetadata().userinfo_endpoint) return { ...claims };
  const more = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
  return { ...more, ...claims };
}
