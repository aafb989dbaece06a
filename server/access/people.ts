import { randomBytes } from 'node:crypto';
import type { Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import type { RequestContext } from '../graphql/context.ts';
import { lockLandscape } from '../landscape/facts.store.ts';
import { defaultTenantId } from '../shared/defaultTenant.ts';
import { invalidData, invalidOperation, notFound } from '../shared/errors.ts';
import { sha256 } from '../shared/ids.ts';
import { revokeTokensOf } from './apiToken.store.ts';
import {
  deleteSessions,
  insertPerson,
  personByEmail,
  putRole,
  removeRole,
  setDisabled,
  tenantById,
} from './people.store.ts';
import { administratesAlone, type PersonRow, peopleOf } from './peopleOfTenant.store.ts';
import { type PersonInput, personFrom, signInLinkLifetimeMs, stateOf } from './person.ts';
import type { Role } from './roles.ts';
import { dropSignInLink, putSignInLink } from './signInLink.store.ts';

export interface Link {
  url: string;
  expiresAt: number;
}

const objectOf = ({ id, name }: { id: string; name: string }) => [{ kind: 'USER', id, name }];

async function personHere(tx: Tx, { clock }: RequestContext, tenantId: string, userId: string): Promise<PersonRow> {
  const [person] = await peopleOf(tx, tenantId, clock(), userId);
  if (!person) throw notFound('Nobody with this id has a role in this tenant');
  return person;
}

/** What concerns a person in every tenant is not for administrators of one of several. */
async function requireReach(tx: Tx, tenantId: string, { name, isElsewhere }: PersonRow): Promise<void> {
  if (!isElsewhere || (await tenantById(tx, tenantId))?.externalId === defaultTenantId) return;
  throw invalidOperation(`${name} works in other tenants too: only administrators of the default tenant can do this`);
}

/** @throws InvalidOperation if a tenant, or the one given, would be left without an administrator who can sign in. */
async function keepAdministrated(tx: Tx, person: PersonRow, tenantId: string | null): Promise<void> {
  const [alone] = await administratesAlone(tx, person.id, tenantId);
  if (alone === undefined) return;
  const tenant = await tenantById(tx, alone);
  throw invalidOperation(
    `${person.name} is the last administrator of ${tenant?.name ?? tenant?.externalId}: make somebody else administrator first`,
  );
}

async function newLink(tx: Tx, { clock, settings }: RequestContext, userId: string): Promise<Link> {
  const secret = randomBytes(32).toString('base64url');
  const createdAt = clock();
  const expiresAt = createdAt + signInLinkLifetimeMs;
  await putSignInLink(tx, { hash: sha256(secret), userId, createdAt, expiresAt });
  return { url: `${settings.consoleURL}/welcome?token=${secret}`, expiresAt };
}

/** Gives a role to somebody who has none in this tenant; who has no way to sign in gets a link. */
export async function invite(tx: Tx, context: RequestContext, tenantId: string, input: PersonInput) {
  const { clock, newId } = context;
  const { email, name, role } = personFrom(input);
  await lockLandscape(tx, tenantId);
  const known = await personByEmail(tx, email);
  const id = known?.id ?? newId();
  if (known && (await peopleOf(tx, tenantId, clock(), id)).length > 0) {
    throw invalidData(`validation error for type PersonInput: email: ${email} has a role in this tenant already.`);
  }
  if (!known) await insertPerson(tx, { id, accountId: newId(), name, email, passwordHash: null, at: clock() }, null);
  await putRole(tx, { userId: id, tenantId, role, providerId: null });
  const person = await personHere(tx, context, tenantId, id);
  // A link opens the whole account: for somebody from another tenant it is not this tenant's to give.
  const needsLink = stateOf(person) === 'INVITED' && !person.isElsewhere;
  const link = needsLink ? await newLink(tx, context, id) : null;
  await record(tx, context, {
    tenantId,
    action: 'person.invited',
    objects: objectOf(person),
    after: { email, role },
    changesLandscape: false,
  });
  return { person: await personHere(tx, context, tenantId, id), link };
}

export async function createLink(tx: Tx, context: RequestContext, tenantId: string, userId: string): Promise<Link> {
  const person = await personHere(tx, context, tenantId, userId);
  await requireReach(tx, tenantId, person);
  if (person.disabledAt !== null) throw invalidOperation(`${person.name} is disabled: enable the account first`);
  const link = await newLink(tx, context, userId);
  await record(tx, context, {
    tenantId,
    action: 'person.linkCreated',
    objects: objectOf(person),
    after: { expiresAt: new Date(link.expiresAt).toISOString() },
    changesLandscape: false,
  });
  return link;
}

export async function changeRole(tx: Tx, context: RequestContext, tenantId: string, userId: string, role: Role) {
  await lockLandscape(tx, tenantId);
  const person = await personHere(tx, context, tenantId, userId);
  if (person.role === role && person.roleFrom === null) throw invalidOperation(`${person.name} has this role already`);
  if (role !== 'ADMINISTRATOR') await keepAdministrated(tx, person, tenantId);
  await putRole(tx, { userId, tenantId, role, providerId: null });
  await record(tx, context, {
    tenantId,
    action: 'person.roleChanged',
    objects: objectOf(person),
    before: { role: person.role, ...(person.roleFrom !== null && { by: person.roleFrom }) },
    after: { role },
    changesLandscape: false,
  });
  return personHere(tx, context, tenantId, userId);
}

export async function remove(tx: Tx, context: RequestContext, tenantId: string, userId: string): Promise<PersonRow> {
  await lockLandscape(tx, tenantId);
  const person = await personHere(tx, context, tenantId, userId);
  await keepAdministrated(tx, person, tenantId);
  const apiTokens = await revokeTokensOf(tx, { tenantId, userId, at: context.clock() });
  await removeRole(tx, userId, tenantId);
  // Whoever works nowhere has nothing to sign in to, and nobody who could invite them anew would need the old link.
  if (!person.isElsewhere) await dropSignInLink(tx, userId);
  await record(tx, context, {
    tenantId,
    action: 'person.removed',
    objects: objectOf(person),
    before: { email: person.email, role: person.role },
    after: { revokedApiTokens: apiTokens },
    changesLandscape: false,
  });
  return person;
}

export async function disable(tx: Tx, context: RequestContext, tenantId: string, userId: string): Promise<PersonRow> {
  await lockLandscape(tx, tenantId);
  const person = await personHere(tx, context, tenantId, userId);
  await requireReach(tx, tenantId, person);
  if (person.disabledAt !== null) throw invalidOperation(`${person.name} is disabled already`);
  await keepAdministrated(tx, person, null);
  await setDisabled(tx, userId, context.clock());
  await dropSignInLink(tx, userId);
  const endedSessions = await deleteSessions(tx, userId);
  await record(tx, context, {
    tenantId,
    action: 'person.disabled',
    objects: objectOf(person),
    after: { endedSessions },
    changesLandscape: false,
  });
  return personHere(tx, context, tenantId, userId);
}

export async function enable(tx: Tx, context: RequestContext, tenantId: string, userId: string): Promise<PersonRow> {
  const person = await personHere(tx, context, tenantId, userId);
  await requireReach(tx, tenantId, person);
  if (person.disabledAt === null) throw invalidOperation(`${person.name} is not disabled`);
  await setDisabled(tx, userId, null);
  await record(tx, context, {
    tenantId,
    action: 'person.enabled',
    objects: objectOf(person),
    changesLandscape: false,
  });
  return personHere(tx, context, tenantId, userId);
}

export async function endSessions(tx: Tx, context: RequestContext, tenantId: string, userId: string): Promise<number> {
  const person = await personHere(tx, context, tenantId, userId);
  const endedSessions = await deleteSessions(tx, userId);
  await record(tx, context, {
    tenantId,
    action: 'person.sessionsEnded',
    objects: objectOf(person),
    after: { endedSessions },
    changesLandscape: false,
  });
  return endedSessions;
}
