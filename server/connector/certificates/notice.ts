import { randomUUID } from 'node:crypto';
import { type Recorder, record } from '../../events/activity.ts';
import type { Platform } from '../../graphql/context.ts';
import { day } from '../../shared/clock.ts';
import { forgetNoticed, type NoticedState, notice, noticedStates, type Unnoticed, unnoticed } from './notice.store.ts';

const batch = 200;
/** What expired earlier, while no server ran, is no news. */
const news = 7 * day;

/** Actions of the entries. */
const actions: Readonly<Record<NoticedState, string>> = {
  OVERDUE: 'certificate.overdue',
  CRITICAL: 'certificate.critical',
  EXPIRED: 'certificate.expired',
};

type Noticing = Pick<Platform, 'database' | 'clock' | 'newId' | 'feed' | 'onEntry'>;

/**
 * Enters in the activity log what happened to certificates by time alone, each once whoever notices it first: several
 * instances may do this at the same time. One that comes back after the certificate was well is news again. A state that
 * passed unseen, because no server ran, is left out.
 * @returns how many entries were made.
 */
export async function noticeStates(platform: Noticing): Promise<number> {
  let noticed = 0;
  await platform.database.write((tx) => forgetNoticed(tx, platform.clock()));
  for (const state of noticedStates.toReversed()) {
    for (;;) {
      const now = platform.clock();
      const rows = await unnoticed(platform.database.read, state, { now, expiredAfter: now - news, most: batch });
      for (const row of rows) if (await enter(platform, row, state)) noticed += 1;
      if (rows.length < batch) break;
    }
  }
  return noticed;
}

async function enter(platform: Noticing, row: Unnoticed, state: NoticedState): Promise<boolean> {
  const { clock, newId, feed, onEntry } = platform;
  const recorder: Recorder = { consumer: null, clock, newId, feed, onEntry, correlationId: randomUUID() };
  const { tenantId, ownerKind, ownerId, ownerName, presentName, serial, sha256, notAfter } = row;
  return platform.database.write(async (tx) => {
    if (!(await notice(tx, row, state))) return false;
    await record(tx, recorder, {
      tenantId,
      action: actions[state],
      objects: [{ kind: ownerKind, id: ownerId, name: presentName ?? ownerName }],
      before: row.noticedState === null ? null : { state: row.noticedState },
      after: { state, serial, sha256, notAfter },
      touched: ownerKind === 'RUNTIME' ? { runtimeIds: [ownerId] } : { applicationIds: [ownerId] },
      changesLandscape: false,
    });
    return true;
  });
}
