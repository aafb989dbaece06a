import { randomUUID } from 'node:crypto';
import { record } from '../../events/activity.ts';
import type { Platform } from '../../graphql/context.ts';
import { hour } from '../../shared/clock.ts';
import { clientById } from '../identity.store.ts';
import { noteTokenExpiry, type TokenRow, tokensExpiredUnused } from './token.store.ts';

const batch = 200;
/** What expired earlier, while no server ran, is no news; tokens of Applications are gone by then anyway (sweep.ts). */
const news = hour;

const iso = (at: number) => new Date(at).toISOString();

type Noticing = Pick<Platform, 'database' | 'clock' | 'newId' | 'feed' | 'onEntry'>;

/** Enters in the activity log which one-time tokens expired unused, each once whichever instance notices it first. */
export async function noticeExpiredTokens(platform: Noticing): Promise<void> {
  for (;;) {
    const to = platform.clock();
    const rows = await tokensExpiredUnused(platform.database.read, { from: to - news, to, most: batch });
    for (const row of rows) await enter(platform, row);
    if (rows.length < batch) return;
  }
}

async function enter({ database, ...recorder }: Noticing, { hash, tenantId, clientId, ...token }: TokenRow) {
  await database.write(async (tx) => {
    if (!(await noteTokenExpiry(tx, hash, recorder.clock()))) return;
    const client = await clientById(tx, tenantId, clientId);
    if (!client) return;
    const { kind, ownerId: id, ownerName: name } = client;
    await record(
      tx,
      { ...recorder, consumer: null, correlationId: randomUUID() },
      {
        tenantId,
        action: 'oneTimeToken.expired',
        objects: [{ kind, id, name }],
        after: { generatedAt: iso(token.createdAt), expiredAt: iso(token.expiresAt) },
        touched: kind === 'RUNTIME' ? { runtimeIds: [id] } : { applicationIds: [id] },
        changesLandscape: false,
      },
    );
  });
}
