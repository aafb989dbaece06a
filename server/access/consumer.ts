import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { fromNodeHeaders } from 'better-auth/node';
import type { Database } from '../db/database.ts';
import { allScopes } from '../graphql/scopes.ts';
import type { Clock } from '../shared/clock.ts';
import { type Consumer, staticTokenId } from '../shared/consumer.ts';
import { defaultTenantId } from '../shared/defaultTenant.ts';
import { CompassError } from '../shared/errors.ts';
import { sha256 } from '../shared/ids.ts';
import { noteUse, usableApiToken } from './apiToken.store.ts';
import type { Auth } from './auth.ts';
import { activeTenants, membershipsOf } from './people.store.ts';
import { scopesIn } from './roles.ts';

/** The part of a request that says who is asking and for which tenant. */
export interface Credentials {
  headers: IncomingHttpHeaders;
  /** `?tenant=` of the address, for event streams opened without headers; the header `Tenant` wins. */
  tenantParameter?: string | undefined;
}

export interface Caller {
  consumer: Consumer;
  /** `Set-Cookie` headers of a session that was prolonged. */
  cookies: string[];
}

/** Only the cookie leaves our hands: no header of the client can pass for an address or a protocol. */
export const cookieHeaders = (headers: IncomingHttpHeaders) => fromNodeHeaders({ cookie: headers.cookie });

const bearer = /^Bearer +(\S+) *$/i;

const equal = (a: string, b: string) => timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));

const unauthorized = (message: string) => new CompassError('Unauthorized', message);

function chosen<T>(candidates: readonly T[], externalId: (each: T) => string, asked: string | undefined): T {
  const found = asked === undefined ? candidates[0] : candidates.find((each) => externalId(each) === asked);
  if (found) return found;
  throw new CompassError(
    'TenantNotFound',
    asked === undefined ? 'Tenant not found' : `Tenant not found [externalTenantID=${asked}]`,
  );
}

/**
 * Who asks on the console listener, the one place where that is decided: a person by session cookie, automation by an
 * API token or the static one. Looked up on every request, so that a revoked session or token or a changed role counts at once.
 * @throws CompassError Unauthorized without a valid credential, TenantNotFound if the caller may not work there.
 */
export function createConsoleCallers(options: {
  auth: Auth;
  database: Database;
  clock: Clock;
  adminToken: string | null;
}) {
  const { auth, database, clock, adminToken } = options;

  async function automation(authorization: string, asked: string | undefined): Promise<Caller> {
    const [, token] = bearer.exec(authorization) ?? [];
    if (token === undefined) throw unauthorized('The bearer token is not valid');
    if (adminToken === null || !equal(token, adminToken)) return byApiToken(token, asked);
    const tenant = chosen(await activeTenants(database.read), ({ externalId }) => externalId, asked ?? defaultTenantId);
    return {
      consumer: { type: 'AUTOMATION', id: staticTokenId, name: 'Automation', tenantId: tenant.id, scopes: allScopes },
      cookies: [],
    };
  }

  /** A token may never do more than who made it may do now. */
  async function byApiToken(text: string, asked: string | undefined): Promise<Caller> {
    const now = clock();
    const found = await usableApiToken(database.read, sha256(text), now);
    if (!found?.role) throw unauthorized('The bearer token is not valid');
    const { token, role, tenant } = found;
    chosen([tenant], ({ externalId }) => externalId, asked);
    const held = scopesIn(role, { isDefault: tenant.externalId === defaultTenantId });
    await noteUse(database, token, now);
    return {
      consumer: {
        type: 'AUTOMATION',
        id: token.id,
        name: token.name,
        tenantId: tenant.id,
        scopes: held.intersection(new Set(token.scopes)),
      },
      cookies: [],
    };
  }

  async function person(headers: IncomingHttpHeaders, asked: string | undefined): Promise<Caller> {
    const { headers: answered, response: session } = await auth.api.getSession({
      headers: cookieHeaders(headers),
      returnHeaders: true,
    });
    if (!session) throw unauthorized('Sign in first');
    const memberships = await membershipsOf(database.read, session.user.id, defaultTenantId);
    const { tenant, role } = chosen(memberships, (each) => each.tenant.externalId, asked);
    const { id, name } = session.user;
    const scopes = scopesIn(role, { isDefault: tenant.externalId === defaultTenantId });
    return {
      consumer: { type: 'USER', id, name, tenantId: tenant.id, scopes },
      cookies: answered.getSetCookie(),
    };
  }

  return {
    async resolve({ headers, tenantParameter }: Credentials): Promise<Caller> {
      const header = headers['tenant'];
      const asked = (typeof header === 'string' && header !== '' ? header : tenantParameter) || undefined;
      if (headers.authorization !== undefined) return automation(headers.authorization, asked);
      if (headers.cookie !== undefined) return person(headers, asked);
      throw unauthorized('Sign in or send a bearer token');
    },
  };
}

export type ConsoleCallers = ReturnType<typeof createConsoleCallers>;
