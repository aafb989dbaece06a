import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hour, minute } from '../../shared/clock.ts';
import { activityOf } from '../../testing/activityOf.ts';
import { configuration } from '../../testing/connectorWords.ts';
import { databases } from '../../testing/databases.ts';
import { type Gateways, type Machine, openGateways } from '../../testing/gateways.ts';
import { noticeExpiredTokens } from './noticeExpired.ts';

describe.each(databases)('one-time tokens that expire on $name', ({ open }) => {
  let gateways: Gateways;
  let runtime: Machine;
  beforeEach(async () => {
    gateways = await openGateways({}, open);
    runtime = await gateways.addMachine('RUNTIME', 'cluster-eu');
  });
  afterEach(() => gateways.close());

  const look = async () => {
    await Promise.all([noticeExpiredTokens(gateways.platform), noticeExpiredTokens(gateways.platform)]);
    const entries = await activityOf(gateways.database, runtime.tenantId);
    return entries.filter(({ action }) => action === 'oneTimeToken.expired');
  };

  test('without having been used are entered once, by the system, with whose they were', async () => {
    await gateways.tokenFor(runtime);
    expect(await look()).toEqual([]);
    gateways.ahead = 61 * minute;
    const [entry, ...more] = await look();
    expect(entry).toMatchObject({
      actorType: 'SYSTEM',
      objects: [{ kind: 'RUNTIME', id: runtime.ownerId, name: 'cluster-eu' }],
      after: { generatedAt: expect.stringMatching(/Z$/), expiredAt: expect.stringMatching(/Z$/) },
    });
    expect(more).toEqual([]);
    expect(await look()).toHaveLength(1);
  });

  test('after they were used, or long ago, are no news', async () => {
    await gateways.connect(configuration, { token: await gateways.tokenFor(runtime) });
    const silent = await gateways.addMachine('RUNTIME', 'silent');
    await gateways.tokenFor(silent);
    gateways.ahead = 3 * hour;
    expect(await look()).toEqual([]);
  });
});
