import { randomUUID } from 'node:crypto';
import { insertApiToken } from '../../access/apiToken.store.ts';
import { insertProvider } from '../../access/identityProvider.store.ts';
import { insertPerson, setDisabled } from '../../access/people.store.ts';
import { insertTenant, updateTenant } from '../../access/tenant.store.ts';
import { addAuthority } from '../../connector/authorities/authority.store.ts';
import { fingerprintOf, generateAuthority } from '../../connector/authorities/authority.ts';
import { putCalendar } from '../../connector/calendar/calendar.store.ts';
import { sessions } from '../../db/tables/access.tables.ts';
import { certificates, oneTimeTokens } from '../../db/tables/connector.tables.ts';
import { tenants } from '../../db/tables/tenant.tables.ts';
import { webhookDeliveries } from '../../db/tables/webhook.tables.ts';
import type { Consumer } from '../../shared/consumer.ts';
import { type Api, createApi } from '../../testing/api.ts';
import { type Dump, openRewindable, type RewindableDatabase } from '../../testing/rewindable.ts';
import { type ConsumerName, scopesOf } from './consumers.ts';
import { type Seed, seedWorld } from './seed.ts';

export interface World {
  api: Api;
  database: RewindableDatabase;
  /** What it holds before each cell. */
  atFirst: Dump;
  ids: Readonly<Record<string, string>>;
  /** The objects of which an id or a name appears in the text. */
  seenIn(text: string): Set<string>;
  consumers: Readonly<Record<ConsumerName, Consumer>>;
}

function consumersOf({ tenantId }: Api, { ids }: Seed, foreignTenantId: string): World['consumers'] {
  const as = (name: ConsumerName, type: Consumer['type'], id = '', tenant: string | null = tenantId): Consumer => ({
    type,
    id,
    name,
    tenantId: tenant,
    scopes: new Set(scopesOf(name)),
  });
  return {
    viewer: as('viewer', 'USER', randomUUID()),
    operator: as('operator', 'USER', randomUUID()),
    administrator: as('administrator', 'USER', randomUUID()),
    automation: as('automation', 'AUTOMATION', 'admin-token'),
    runtime: as('runtime', 'RUNTIME', ids['one']),
    sharingRuntime: as('sharingRuntime', 'RUNTIME', ids['near']),
    otherRuntime: as('otherRuntime', 'RUNTIME', ids['far']),
    application: as('application', 'APPLICATION', ids['shop']),
    otherApplication: as('otherApplication', 'APPLICATION', ids['crm']),
    integrationSystem: as('integrationSystem', 'INTEGRATION_SYSTEM', ids['pairing']),
    nobody: as('nobody', 'ANONYMOUS', '', null),
    stranger: as('stranger', 'USER', randomUUID(), foreignTenantId),
  };
}

/** People with their roles and a certificate in each tenant: what no operation of the Director makes. */
async function addWhatOthersMake(
  { platform, now }: Api,
  { ids }: Seed,
  consumers: World['consumers'],
): Promise<string> {
  const authority = await generateAuthority('CA', 'ecdsa-p256', now);
  const roles = { viewer: 'VIEWER', operator: 'OPERATOR', administrator: 'ADMINISTRATOR', stranger: 'ADMINISTRATOR' };
  const validity = { issuedAt: now, notBefore: now, notAfter: now + 1_000_000 };
  const certificate = { subject: 's', issuer: 'i', keyType: 'ECDSA P-256', pem: 'pem', ownerName: '', ...validity };
  await platform.database.write(async (tx) => {
    for (const [name, role] of Object.entries(roles) as [keyof typeof roles, 'VIEWER'][]) {
      const { id, tenantId } = consumers[name];
      const person = { id, accountId: randomUUID(), name, email: `${name}@example.com`, passwordHash: '', at: now };
      await insertPerson(tx, person, { tenantId: tenantId ?? '', role });
    }
    const home = consumers.administrator.tenantId ?? '';
    const dormant = {
      id: ids['dormant'] ?? '',
      accountId: randomUUID(),
      name: 'dormant',
      email: 'dormant@example.com',
    };
    await insertPerson(tx, { ...dormant, passwordHash: '', at: now }, { tenantId: home, role: 'VIEWER' });
    await setDisabled(tx, dormant.id, now);
    const session = { id: randomUUID(), userId: consumers.viewer.id, token: 'session', expiresAt: now + 1_000_000 };
    await tx.insert(sessions).values({ ...session, createdAt: now, updatedAt: now });
    const token = { id: ids['apiToken'] ?? '', tenantId: home, userId: consumers.operator.id, name: 'pipeline' };
    await insertApiToken(tx, { ...token, hash: 'hash', scopes: [], createdAt: now, expiresAt: now + 1_000_000 });
    await insertProvider(tx, {
      id: ids['provider'] ?? '',
      name: 'Okta',
      issuer: 'https://id.example.com',
      clientId: 'c',
      sealedSecret: 'sealed',
      emailDomains: [],
      trustsEmail: false,
      claim: 'groups',
      enabled: true,
      createdAt: now,
    });
    const closed = { id: randomUUID(), externalId: 'closed', name: 'closed', createdAt: now };
    await insertTenant(tx, closed, { id: randomUUID(), name: 'default' });
    await updateTenant(tx, closed.id, { status: 'INACTIVE' });
    for (const [as, { tenantId }] of [
      ['one', consumers.administrator],
      ['alien', consumers.stranger],
    ] as const) {
      await tx.insert(certificates).values({
        ...certificate,
        sha256: `sha-of-${as}`,
        serial: `serial-of-${as}`,
        tenantId: tenantId ?? '',
        clientId: ids[`${as}Auth`] ?? randomUUID(),
        ownerKind: 'RUNTIME',
        ownerId: ids[as] ?? '',
        issuedBy: 'TOKEN',
      });
    }
    await tx.insert(oneTimeTokens).values({
      hash: 'hash-of-token',
      tenantId: consumers.administrator.tenantId ?? '',
      clientId: ids['oneAuth'] ?? '',
      kind: 'RUNTIME',
      createdAt: now,
      createdBy: 'somebody',
      expiresAt: now + 1_000_000,
    });
    const { id: userId, tenantId } = consumers.administrator;
    await putCalendar(tx, { hash: 'calendar', tenantId: tenantId ?? '', userId, createdAt: now });
    await addAuthority(tx, {
      id: 'client-1',
      purpose: 'CLIENT',
      certificate: authority.certificate,
      encryptedKey: 'sealed',
      createdAt: now,
    });
    await tx.update(webhookDeliveries).set({ state: 'DEAD', endedAt: now });
    await tx.update(tenants).set({ landscapeVersion: 100 });
  });
  return fingerprintOf(authority.certificate);
}

/** The Director with the landscape that every cell of the table starts from. */
export async function createWorld(): Promise<World> {
  const database = openRewindable();
  const api = await createApi(async () => database);
  const foreignTenantId = await api.newTenant('foreign');
  const seed = await seedWorld(api, { ...api.admin, tenantId: foreignTenantId });
  const { ids, owners, make } = seed;
  const consumers = consumersOf(api, seed, foreignTenantId);
  Object.assign(ids, {
    viewerPerson: consumers.viewer.id,
    dormant: randomUUID(),
    apiToken: randomUUID(),
    provider: randomUUID(),
  });
  Object.assign(ids, { authority: await addWhatOthersMake(api, seed, consumers) });
  const request = (packageId = '') => `requestPackageInstanceAuthCreation(packageID: "${packageId}", in: {}) { id }`;
  await make('request', 'request', request(ids['open']), consumers.runtime);
  await make('provided', 'request', request(ids['shopPackage']), consumers.runtime);
  await database.keep();
  return {
    api,
    database,
    atFirst: database.dump(),
    ids,
    consumers,
    seenIn: (text) => new Set([...owners].filter(([mark]) => text.includes(mark)).map(([, owner]) => owner)),
  };
}
