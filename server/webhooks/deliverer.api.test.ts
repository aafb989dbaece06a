import { HTTP } from 'cloudevents';
import pino from 'pino';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webhooks } from '../db/tables/webhook.tables.ts';
import { createOutgoing } from '../outgoing/outgoing.ts';
import { hour, minute, second } from '../shared/clock.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { errorOf } from '../testing/landscapeWords.ts';
import { openReceiver, type Receiver } from '../testing/receiver.ts';
import {
  addWebhook,
  applicationConsumer,
  delivererFor,
  deliveriesOf,
  mark,
  registerApplication,
} from '../testing/webhookWords.ts';
import type { Deliverer } from './deliverer.ts';
import { failedWebhooks } from './failedWebhooks.store.ts';

const replay = 'mutation ($ids: [ID!]!) { replayWebhookDeliveries(ids: $ids) { id state } }';
const sendTest = 'mutation ($id: ID!) { sendTestEvent(webhookID: $id) { id type state } }';

describe.each(databases)('Deliveries to webhooks ($name)', ({ open }) => {
  let api: Api;
  let deliverer: Deliverer;
  let receiver: Receiver;
  let applicationId: string;
  let counted: string[];

  beforeEach(async () => {
    api = await createApi(open);
    // The library of the receivers looks at the real clock.
    api.now = Date.now();
    receiver = await openReceiver();
    applicationId = await registerApplication(api, 'billing');
    counted = [];
    deliverer = delivererFor(api, (outcome) => counted.push(outcome));
  });
  afterEach(async () => {
    await deliverer.stop();
    await receiver.close();
    await api.close();
  });

  it('are CloudEvents 1.0, signed so that the library of Standard Webhooks accepts them', async () => {
    const { signingSecret } = await addWebhook(api, applicationId, receiver.url);
    await mark(api, applicationId, 1);
    await deliverer.settle();
    const [first] = receiver.received;
    const event = HTTP.toEvent<any>({ headers: first!.headers, body: first!.body });
    expect(event).toMatchObject({
      specversion: '1.0',
      type: 'compass.application.updated.v1',
      source: 'http://localhost:3000/t/default',
      subject: applicationId,
      time: new Date(api.now).toISOString(),
      data: { application: { id: applicationId, name: 'billing' }, change: 'label.set', changed: ['labels.mark'] },
    });
    expect(first!.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(first!.headers['webhook-id']).toBe(first!.event.id);
    const verified = new Webhook(signingSecret).verify(first!.body, first!.headers as Record<string, string>);
    expect(verified).toEqual(first!.event);
    const [delivery] = await deliveriesOf(api, applicationId);
    expect(delivery).toMatchObject({ state: 'DELIVERED', eventID: first!.event.id, nextAttemptAt: null });
    expect(delivery!.attempts).toMatchObject([{ status: 204, error: null }]);
    expect(counted).toEqual(['delivered']);
  });

  it('are signed by the former secret, too, for a day after a rotation', async () => {
    const former = await addWebhook(api, applicationId, receiver.url);
    const rotate = 'mutation ($id: ID!) { rotateWebhookSecret(webhookID: $id) { signingSecret } }';
    const { rotateWebhookSecret: present } = await api.data(rotate, { id: former.id });
    const signedBy = async ({ signingSecret }: { signingSecret: string }) => {
      await api.data(sendTest, { id: former.id });
      await deliverer.settle();
      const { headers, body, event } = receiver.received.at(-1)!;
      const at = new Date(Number(headers['webhook-timestamp']) * 1000);
      return String(headers['webhook-signature'])
        .split(' ')
        .includes(new Webhook(signingSecret).sign(event.id, at, body));
    };
    expect([await signedBy(former), await signedBy(present)]).toEqual([true, true]);
    api.now += 24 * hour + second;
    expect([await signedBy(former), await signedBy(present)]).toEqual([false, true]);
  });

  it('carry the auth of the webhook', async () => {
    const auth = {
      credential: { basic: { username: 'compass', password: 'secret' } },
      additionalHeaders: { 'x-api-key': ['key'] },
      additionalQueryParams: { version: ['1'] },
    };
    await addWebhook(api, applicationId, receiver.url, auth);
    await mark(api, applicationId, 1);
    await deliverer.settle();
    const [{ headers, path }] = receiver.received as [Receiver['received'][number]];
    expect(headers.authorization).toBe(`Basic ${Buffer.from('compass:secret').toString('base64')}`);
    expect(headers['x-api-key']).toBe('key');
    expect(path).toBe('/hook?version=1');
  });

  it('keep the order: while one is tried again the next one waits', async () => {
    receiver.answers = [204, 500, { status: 503, headers: { 'retry-after': '60' } }];
    await addWebhook(api, applicationId, receiver.url);
    for (const number of [1, 2, 3]) await mark(api, applicationId, number);
    await deliverer.settle();
    expect(receiver.received).toHaveLength(2);
    const [, second_, third] = await deliveriesOf(api, applicationId);
    expect(second_!.attempts).toMatchObject([{ status: 500, error: 'the receiver answered 500' }]);
    expect(third!.attempts).toEqual([]);

    api.now += 5 * second - 1;
    await deliverer.settle();
    expect(receiver.received).toHaveLength(2);
    api.now += 1;
    await deliverer.settle();
    expect(receiver.received).toHaveLength(3);
    // Longer than the 10 s that would be next.
    api.now += 59 * second;
    await deliverer.settle();
    expect(receiver.received).toHaveLength(3);
    api.now += second;
    await deliverer.settle();
    const ids = (await deliveriesOf(api, applicationId)).map(({ eventID }) => eventID);
    expect(receiver.received.map(({ event }) => event.id)).toEqual([ids[0], ids[1], ids[1], ids[1], ids[2]]);
    expect(counted).toEqual(['delivered', 'failed', 'failed', 'delivered', 'delivered']);
  });

  it('become dead letters after a day, and the next one follows', async () => {
    receiver.answers = new Array(100).fill(500);
    await addWebhook(api, applicationId, receiver.url);
    await mark(api, applicationId, 1);
    const start = api.now;
    const stateOf = async () => (await deliveriesOf(api, applicationId))[0]!;
    await deliverer.settle();
    while ((await stateOf()).state === 'PENDING') {
      api.now = Math.max(api.now + second, Date.parse((await stateOf()).nextAttemptAt!) + second);
      await deliverer.settle();
    }
    expect(api.now - start).toBeGreaterThanOrEqual(24 * hour);
    expect(api.now - start).toBeLessThan(24 * hour + minute);
    const attempts = (await stateOf()).attempts.length;
    expect(attempts).toBeGreaterThan(12);
    expect(attempts).toBeLessThan(25);
    const [failed] = await failedWebhooks(api.platform.database.read, api.tenantId, api.now);
    expect(failed).toMatchObject({ applicationName: 'billing', dead: true, error: 'the receiver answered 500' });

    receiver.answers = [];
    await mark(api, applicationId, 2);
    await deliverer.settle();
    expect((await deliveriesOf(api, applicationId)).map(({ state }) => state)).toEqual(['DEAD', 'DELIVERED']);
    expect(await failedWebhooks(api.platform.database.read, api.tenantId, api.now)).toEqual([]);
  });

  it('that were given up or delivered are replayed with the same id of the event', async () => {
    receiver.answers = [410];
    await addWebhook(api, applicationId, receiver.url);
    await mark(api, applicationId, 1);
    await deliverer.settle();
    const [dead] = await deliveriesOf(api, applicationId, ', states: [DEAD]');
    expect(dead!.attempts).toMatchObject([{ status: 410, error: 'the receiver answered 410' }]);

    const own = applicationConsumer(api, applicationId);
    const { replayWebhookDeliveries: again } = await api.data(replay, { ids: [dead!.id] }, own);
    expect(again).toEqual([{ id: dead!.id, state: 'PENDING' }]);
    expect(errorOf(await api.run(replay, { ids: [dead!.id] }))).toEqual({
      message: `the webhook delivery with ID ${dead!.id} is waiting already`,
      error: 'InvalidOperation',
    });
    await deliverer.settle();
    await api.data(replay, { ids: [dead!.id] });
    await deliverer.settle();
    expect(new Set(receiver.received.map(({ event }) => event.id))).toEqual(new Set([dead!.eventID]));
    expect(receiver.received).toHaveLength(3);
    const [delivered] = await deliveriesOf(api, applicationId);
    expect(delivered).toMatchObject({
      state: 'DELIVERED',
      attempts: [{ status: 410 }, { status: 204 }, { status: 204 }],
    });
    const stranger = applicationConsumer(api, await registerApplication(api, 'stranger'));
    expect(errorOf(await api.run(replay, { ids: [dead!.id] }, stranger)).error).toBe('NotFound');
  });

  it('go to the new address once it is corrected, at once', async () => {
    const { id } = await addWebhook(api, applicationId, 'http://127.0.0.1:1/hook');
    await mark(api, applicationId, 1);
    await deliverer.settle();
    const [failed] = await deliveriesOf(api, applicationId);
    expect(failed!.attempts).toMatchObject([{ status: null, error: 'the server refused the connection' }]);
    const update = 'mutation ($id: ID!, $in: WebhookInput!) { updateWebhook(webhookID: $id, in: $in) { id } }';
    await api.data(update, { id, in: { type: 'CONFIGURATION_CHANGED', url: receiver.url } });
    await deliverer.settle();
    expect(receiver.types()).toEqual(['compass.application.updated.v1']);
  });

  it('go to an address that was corrected during the attempt, at once', async () => {
    receiver.answers = [null];
    const { id } = await addWebhook(api, applicationId, receiver.url);
    await mark(api, applicationId, 1);
    await receiver.until(1);
    const update = 'mutation ($id: ID!, $in: WebhookInput!) { updateWebhook(webhookID: $id, in: $in) { id } }';
    api.now += second;
    await api.data(update, { id, in: { type: 'CONFIGURATION_CHANGED', url: `${receiver.url}/new` } });
    receiver.drop();
    await deliverer.settle();
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/hook/new']);
  });

  it('that are replayed while a later one is tried again come first', async () => {
    receiver.answers = [410, 500];
    await addWebhook(api, applicationId, receiver.url);
    for (const number of [1, 2]) await mark(api, applicationId, number);
    await deliverer.settle();
    const [dead, failing] = await deliveriesOf(api, applicationId);
    expect([dead!.state, failing!.state]).toEqual(['DEAD', 'PENDING']);
    await api.data(replay, { ids: [dead!.id] });
    await deliverer.settle();
    const ids = () => receiver.received.map(({ event }) => event.id);
    expect(ids()).toEqual([dead!.eventID, failing!.eventID, dead!.eventID]);
    api.now += 5 * second;
    await deliverer.settle();
    expect(ids().at(-1)).toBe(failing!.eventID);
  });

  it('follow no redirect', async () => {
    receiver.answers = [{ status: 307, headers: { location: `${receiver.url}/elsewhere` } }];
    await addWebhook(api, applicationId, receiver.url);
    await mark(api, applicationId, 1);
    await deliverer.settle();
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
    const [delivery] = await deliveriesOf(api, applicationId);
    expect(delivery!.attempts).toMatchObject([{ status: 307, error: 'the receiver answered 307' }]);
  });

  it('are refused to a name that leads to a private address, and say so', async () => {
    await deliverer.stop();
    await addWebhook(api, applicationId, receiver.url.replace('127.0.0.1', 'localhost'));
    await mark(api, applicationId, 1);
    const outgoing = createOutgoing({ allowed: [], log: pino({ level: 'silent' }), clock: () => api.now });
    deliverer = delivererFor({ ...api, platform: { ...api.platform, outgoing } });
    await deliverer.settle();
    await outgoing.close();
    expect(receiver.received).toEqual([]);
    const [delivery] = await deliveriesOf(api, applicationId);
    expect(delivery!.attempts[0]!.error).toContain('localhost is not a public address');
  });

  it('of an unregistered Application still go out, the last being that it was unregistered', async () => {
    receiver.answers = [500];
    const { signingSecret } = await addWebhook(api, applicationId, receiver.url);
    await mark(api, applicationId, 1);
    await deliverer.settle();
    await api.data('mutation ($id: ID!) { unregisterApplication(id: $id) { id webhooks { id } } }', {
      id: applicationId,
    });
    api.now += minute;
    await deliverer.settle();
    expect(receiver.types()).toEqual([
      'compass.application.updated.v1',
      'compass.application.updated.v1',
      'compass.application.unregistered.v1',
    ]);
    const { body, headers } = receiver.received.at(-1)!;
    expect(() => new Webhook(signingSecret).verify(body, headers as Record<string, string>)).not.toThrow();
    expect((await deliveriesOf(api, applicationId)).map(({ state }) => state)).toEqual(['DELIVERED', 'DELIVERED']);
  });

  it('are taken up by the next process, whatever the last one left behind', async () => {
    receiver.answers = [500, null];
    await addWebhook(api, applicationId, receiver.url);
    for (const number of [1, 2]) await mark(api, applicationId, number);
    await deliverer.settle();
    // Or it may be the one that takes up what `left` leaves.
    await deliverer.stop();
    api.now += minute;
    const left = delivererFor(api);
    await receiver.until(2);
    // The attempt of `left` hangs; its answer is never written down.
    receiver.answers = [];
    await left.stop(0);
    api.now += 2 * minute;
    const next = delivererFor(api);
    await next.settle();
    await next.stop();
    expect((await deliveriesOf(api, applicationId)).map(({ state }) => state)).toEqual(['DELIVERED', 'DELIVERED']);
  });

  it('are made once each when two instances share the database', async () => {
    const second_ = delivererFor(api);
    const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => registerApplication(api, name)));
    for (const id of ids) await addWebhook(api, id, receiver.url);
    for (const number of [1, 2, 3]) for (const id of ids) await mark(api, id, number);
    await Promise.all([deliverer.settle(), second_.settle()]);
    await receiver.until(15);
    await Promise.all([deliverer.settle(), second_.settle()]);
    await second_.stop();
    expect(receiver.received).toHaveLength(15);
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(15);
  });

  it('are swept after a week, dead letters after a month, and then the webhook of an Application that is no more', async () => {
    receiver.answers = [204, 410];
    await addWebhook(api, applicationId, receiver.url);
    for (const number of [1, 2]) await mark(api, applicationId, number);
    await deliverer.settle();
    api.now += 8 * 24 * hour;
    await deliverer.settle();
    expect((await deliveriesOf(api, applicationId)).map(({ state }) => state)).toEqual(['DEAD']);
    await api.data('mutation ($id: ID!) { unregisterApplication(id: $id) { id } }', { id: applicationId });
    await deliverer.settle();
    const kept = () => api.platform.database.read.select().from(webhooks);
    expect(await kept()).toHaveLength(1);
    api.now += 23 * 24 * hour;
    await deliverer.settle();
    expect(await deliveriesOf(api, applicationId)).toEqual([]);
    expect(await kept()).toEqual([]);
  });
});

describe('Ten receivers that never answer', () => {
  it('do not delay twenty that do', async () => {
    const api = await createApi();
    const slow = await Promise.all(Array.from({ length: 10 }, () => openReceiver({ hangs: true })));
    const fast = await Promise.all(Array.from({ length: 20 }, () => openReceiver()));
    const deliverer = delivererFor(api);
    const ids: string[] = [];
    for (const [index, { url }] of [...slow, ...fast].entries()) {
      const id = await registerApplication(api, `app-${index}`);
      await addWebhook(api, id, url);
      ids.push(id);
    }
    const started = performance.now();
    for (const number of [1, 2, 3]) for (const id of ids) await mark(api, id, number);
    await Promise.all([...fast.map((each) => each.until(3)), ...slow.map((each) => each.until(1))]);
    // Shorter than one time-out of the slow ones.
    expect(performance.now() - started).toBeLessThan(9 * second);
    for (const { received } of fast) expect(received.map(({ event }) => event.data['changed'])).toHaveLength(3);
    for (const { received } of slow) expect(received).toHaveLength(1);
    await deliverer.stop(0);
    for (const each of [...slow, ...fast]) await each.close();
    await api.close();
  });
});
