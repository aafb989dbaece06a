import type { Request } from 'express';
import type { Logger } from 'pino';
import { noteConnected } from '../connector/identify.ts';
import type { Client } from '../connector/identity.store.ts';
import { machineScopes } from '../connector/machineScopes.ts';
import type { Platform } from '../graphql/context.ts';
import type { Asking } from '../graphql/repeatedAnswers.ts';
import { anonymous } from '../shared/consumer.ts';
import type { ErrorCode } from '../shared/errors.ts';
import { sha256 } from '../shared/ids.ts';
import { findAccessToken } from './accessToken.store.ts';
import { findActiveTenant, findMachine, type SystemClient } from './client.store.ts';

/** Why a request is not looked at any further. */
export interface Refusal {
  status: 400 | 401;
  code: ErrorCode;
  message: string;
  /** For `WWW-Authenticate` (RFC 6750 section 3). */
  challenge?: string;
}

const missing: Refusal = { status: 400, code: 'Unauthorized', message: 'invalid bearer token', challenge: 'Bearer' };

const invalid: Refusal = {
  status: 401,
  code: 'Unauthorized',
  message: 'while parsing token: the access token is unknown or has expired',
  challenge: 'Bearer error="invalid_token", error_description="the access token is unknown or has expired"',
};

/** RFC 6750 2.1; in a form or in the address a token is not looked for. */
const bearer = /^Bearer +([\w.~+/-]+=*) *$/i;

const granted = (scope: string, kind: Client['kind'] | SystemClient['kind']): ReadonlySet<string> =>
  new Set(scope.split(' ').filter((each) => machineScopes[kind].has(each)));

/**
 * Who asks the Director with an access token, found out anew for every request: a token whose client, owner or tenant is
 * gone is worth nothing from then on. The tenant of an Application or Runtime is its own, and a `Tenant` header has to agree, as
 * over mTLS; an integration system works in the tenant it names, or in none (director.md 2.2).
 */
export async function askingByToken(
  request: Request,
  { platform, log }: { platform: Platform; log: Logger },
): Promise<Asking | Refusal> {
  const [, token] = bearer.exec(request.get('authorization') ?? '') ?? [];
  if (token === undefined) return missing;
  const { database, clock } = platform;
  const known = await findAccessToken(database.read, sha256(token), clock());
  const machine = known && (await findMachine(database.read, known.clientId));
  if (!known || !machine) return invalid;
  const { ownerId: id, ownerName: name } = machine;
  const scopes = granted(known.scope, machine.kind);
  const asked = request.get('tenant') || undefined;

  if (machine.kind === 'INTEGRATION_SYSTEM') {
    const tenantId = asked === undefined ? null : await findActiveTenant(database.read, asked);
    if (tenantId === undefined) {
      return { status: 400, code: 'TenantNotFound', message: `Tenant not found [externalTenantID=${asked}]` };
    }
    return { consumer: { type: machine.kind, id, name, tenantId, scopes }, sequence: 0 };
  }

  if (asked !== undefined && asked !== machine.externalTenantId) return { consumer: anonymous, sequence: 0 };
  if (machine.condition !== 'CONNECTED') {
    await noteConnected(machine, platform).catch((error) => log.error({ err: error }, 'A status could not be written'));
  }
  const { kind: type, tenantId, sequence } = machine;
  return { consumer: { type, id, name, tenantId, scopes }, sequence };
}
