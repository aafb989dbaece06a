import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const registered = { clientID: 'compass', clientSecret: 'the secret of the registration' };

export interface TestIdentityProvider {
  issuer: string;
  /** Claims of whoever signs in next; `sub` tells people apart. */
  person: { sub: string } & Record<string, unknown>;
  /** Parameters of the last request for authorization. */
  asked: URLSearchParams;
  /** Follows the redirects of a sign-in as a browser would, to the address that leads back to Compass. */
  signIn(authorization: string): Promise<URL>;
  close(): Promise<void>;
}

/** An OpenID provider on a free port of this machine, where whoever comes is signed in as `person` without being asked. */
export async function startIdentityProvider(redirectUri: string): Promise<TestIdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: registered.clientID,
        client_secret: registered.clientSecret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'k' }] as never },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ ...known.person, sub }) }),
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next();
    await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: known.person.sub } });
    ctx.respond = false;
  });
  server.on('request', provider.callback());

  const known: TestIdentityProvider = {
    issuer,
    person: { sub: 'nobody' },
    asked: new URLSearchParams(),
    async signIn(authorization) {
      const cookies = new Map<string, string>();
      let address = new URL(authorization);
      known.asked = address.searchParams;
      while (address.origin === issuer) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(address, { redirect: 'manual', headers: { cookie } });
        for (const each of response.headers.getSetCookie()) {
          const [name = '', value = ''] = each.split(';')[0]?.split(/=(.*)/s) ?? [];
          cookies.set(name, value);
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
        address = new URL(location, address);
      }
      return address;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return known;
}
