import type { Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import type { Platform } from '../graphql/context.ts';
import { lockLandscape } from '../landscape/facts.store.ts';
import { defaultTenantId } from '../shared/defaultTenant.ts';
import { grantsOf, insertAccount, personOfAccount, rolesOfPerson } from './identityProvider.store.ts';
import { type Claims, type IdentityProviderRecord, rolesFor } from './identityProvider.ts';
import { insertPerson, membershipsOf, personByEmail, personById, putRole, removeRole } from './people.store.ts';
import { administratesAlone } from './peopleOfTenant.store.ts';
import type { Role } from './roles.ts';

/** Why somebody the provider knows does not get in; the words are those of the sign-in page's address. */
export type Refusal = 'no-email' | 'not-verified' | 'domain' | 'no-access' | 'disabled';

type Person = NonNullable<Awaited<ReturnType<typeof personById>>>;

const text = (value: unknown, most: number): string => (typeof value === 'string' ? value.trim().slice(0, most) : '');

function emailRefusal({ emailDomains, trustsEmail }: IdentityProviderRecord, claims: Claims, email: string) {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return 'no-email';
  if (claims['email_verified'] !== true && !trustsEmail) return 'not-verified';
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return emailDomains.length === 0 || emailDomains.includes(domain) ? null : 'domain';
}

/**
 * Finds or makes the person behind the claims, and gives them the roles that the grants of the provider say. A role given by
 * hand stays as it is; one that the provider gave and gives no more is taken, unless nobody else administrates that tenant.
 * @returns the id of the person, or why they do not get in.
 */
export async function admit(
  tx: Tx,
  platform: Platform,
  provider: IdentityProviderRecord,
  claims: Claims & { sub: string },
): Promise<{ userId: string } | { refusal: Refusal }> {
  const { clock, newId } = platform;
  const email = text(claims['email'], 254).toLowerCase();
  const refusal = emailRefusal(provider, claims, email);
  if (refusal) return { refusal };
  const roles = rolesFor(await grantsOf(tx, [provider.id]), claims, provider.claim);
  const knownId = await personOfAccount(tx, provider.id, claims.sub);
  const known = knownId === undefined ? await personByEmail(tx, email) : await personById(tx, knownId);
  if (known && known.disabledAt !== null) return { refusal: 'disabled' };
  if (!known && roles.size === 0) return { refusal: 'no-access' };

  const person = known ?? (await makePerson(tx, platform, email, text(claims['name'], 100) || email));
  if (knownId === undefined) {
    const at = clock();
    await insertAccount(tx, { id: newId(), userId: person.id, providerId: provider.id, accountId: claims.sub, at });
  }
  await bringRoles(tx, platform, provider, person, roles);
  const memberships = await membershipsOf(tx, person.id, defaultTenantId);
  return memberships.length > 0 ? { userId: person.id } : { refusal: 'no-access' };
}

async function makePerson(tx: Tx, { clock, newId }: Platform, email: string, name: string): Promise<Person> {
  const id = newId();
  await insertPerson(tx, { id, accountId: newId(), name, email, passwordHash: null, at: clock() }, null);
  const person = await personById(tx, id);
  if (!person) throw new Error(`the person ${id} was not stored`);
  return person;
}

async function bringRoles(
  tx: Tx,
  platform: Platform,
  provider: IdentityProviderRecord,
  person: Person,
  granted: ReadonlyMap<string, Role>,
): Promise<void> {
  const before = new Map((await rolesOfPerson(tx, person.id)).map((each) => [each.tenantId, each]));
  for (const tenantId of [...new Set([...granted.keys(), ...before.keys()])].sort()) {
    const role = granted.get(tenantId) ?? null;
    const had = before.get(tenantId);
    if (had && (had.providerId !== provider.id || had.role === role)) continue;
    await lockLandscape(tx, tenantId);
    const weakens = had?.role === 'ADMINISTRATOR' && role !== 'ADMINISTRATOR';
    if (weakens && (await administratesAlone(tx, person.id, tenantId)).length > 0) continue;
    if (role === null) await removeRole(tx, person.id, tenantId);
    else await putRole(tx, { userId: person.id, tenantId, role, providerId: provider.id });
    await record(
      tx,
      {
        ...platform,
        consumer: { type: 'USER', id: person.id, name: person.name },
        correlationId: platform.newId(),
      },
      {
        tenantId,
        action: role === null ? 'person.roleWithdrawn' : 'person.roleGranted',
        objects: [
          { kind: 'USER', id: person.id, name: person.name },
          { kind: 'IDENTITY_PROVIDER', id: provider.id, name: provider.name },
        ],
        ...(had && { before: { role: had.role } }),
        ...(role !== null && { after: { role } }),
        changesLandscape: false,
      },
    );
  }
}
