import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tenants } from '../db/tables/tenant.tables.ts';
import { webhooks } from '../db/tables/webhook.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { errorOf, runtimeConsumer } from '../testing/landscapeWords.ts';
import { applicationConsumer, registerApplication, viewer } from '../testing/webhookWords.ts';

const fields =
  'id applicationID type url auth { credential { ... on BasicCredentialData { username password } } } signingSecret formerSecretUntil';
const add = `mutation ($a: ID!, $in: WebhookInput!) { addWebhook(applicationID: $a, in: $in) { ${fields} } }`;
const update = `mutation ($id: ID!, $in: WebhookInput!) { updateWebhook(webhookID: $id, in: $in) { ${fields} } }`;
const remove = `mutation ($id: ID!) { deleteWebhook(webhookID: $id) { ${fields} } }`;
const rotate = `mutation ($id: ID!) { rotateWebhookSecret(webhookID: $id) { ${fields} } }`;
const list = `query ($a: ID!) { application(id: $a) { webhooks { ${fields} } } }`;
const basic = { credential: { basic: { username: 'compass', password: 'a very secret word' } } };
const input = (url: string, auth?: unknown) => ({ type: 'CONFIGURATION_CHANGED', url, ...(auth ? { auth } : {}) });

describe.each(databases)('Webhooks of an Application ($name)', ({ open }) => {
  let api: Api;
  let applicationId: string;

  beforeEach(async () => {
    api = await createApi(open);
    applicationId = await registerApplication(api, 'billing');
  });
  afterEach(() => api.close());

  it('are null without any, and listed oldest first', async () => {
    expect((await api.data(list, { a: applicationId })).application.webhooks).toBeNull();
    for (const path of ['one', 'two']) {
      await api.data(add, { a: applicationId, in: input(`https://receiver.example/${path}`) });
      api.now += 1000;
    }
    const { webhooks: listed } = (await api.data(list, { a: applicationId })).application;
    expect(listed.map((each: any) => each.url)).toEqual([
      'https://receiver.example/one',
      'https://receiver.example/two',
    ]);
    expect(listed[0]).toMatchObject({ applicationID: applicationId, type: 'CONFIGURATION_CHANGED', auth: null });
  });

  it('come with the registration, and what is wrong with one is said by its place in the list', async () => {
    const register = `mutation ($in: ApplicationRegisterInput!) { registerApplication(in: $in) { webhooks { ${fields} } } }`;
    const good = { name: 'shop', webhooks: [input('receiver.example/hook', basic)] };
    const { registerApplication: shop } = await api.data(register, { in: good });
    expect(shop.webhooks).toMatchObject([
      { url: 'receiver.example/hook', auth: basic.credential.basic ? { credential: basic.credential.basic } : null },
    ]);
    const bad = await api.run(register, { in: { name: 'other', webhooks: [input('https://ok.example'), input('x')] } });
    expect(errorOf(bad).message).toBe(
      'validation error for type ApplicationRegisterInput: webhooks: (1: (url: must be a valid URL.).).',
    );
  });

  it('are replaced by an update, but for id and secret', async () => {
    const { addWebhook: before } = await api.data(add, { a: applicationId, in: input('https://one.example', basic) });
    const { updateWebhook: after } = await api.data(update, { id: before.id, in: input('https://two.example') });
    expect(after).toEqual({ ...before, url: 'https://two.example', auth: null });
  });

  it('are deleted with the answer as they were', async () => {
    const { addWebhook: before } = await api.data(add, { a: applicationId, in: input('https://one.example') });
    expect((await api.data(remove, { id: before.id })).deleteWebhook).toEqual(before);
    expect((await api.data(list, { a: applicationId })).application.webhooks).toBeNull();
    const again = await api.run(remove, { id: before.id });
    expect(errorOf(again)).toEqual({
      message: `while getting Webhook with ID ${before.id}: Object was not found`,
      error: 'NotFound',
    });
  });

  it.each([
    ['', 'cannot be blank'],
    ['nothing', 'must be a valid URL'],
    ['ftp://files.example/in', 'only http and https are called'],
    ['https://user:word@receiver.example', 'must not contain a user name or a password: give them as auth'],
    [
      'http://10.1.2.3/hook',
      '10.1.2.3 is not a public address; who runs Compass may permit it in COMPASS_ALLOWED_TARGETS',
    ],
    ['http://[::1]:8080/', '::1 is not a public address; who runs Compass may permit it in COMPASS_ALLOWED_TARGETS'],
    [
      'http://169.254.169.254/latest/meta-data',
      '169.254.169.254 is not a public address; who runs Compass may permit it in COMPASS_ALLOWED_TARGETS',
    ],
    [`https://receiver.example/${'x'.repeat(256)}`, 'the length must be no more than 256'],
  ])('refuse the address %s', async (url, problem) => {
    const refused = await api.run(add, { a: applicationId, in: input(url) });
    expect(errorOf(refused)).toEqual({
      message: `validation error for type WebhookInput: url: ${problem}.`,
      error: 'InvalidData',
    });
    expect(await api.platform.database.read.select().from(webhooks)).toEqual([]);
  });

  it('keep their count right, so that a tenant without webhooks costs nothing', async () => {
    const countOf = async () => (await api.platform.database.read.select().from(tenants))[0]?.webhookCount;
    const { addWebhook: one } = await api.data(add, { a: applicationId, in: input('https://one.example') });
    await api.data(add, { a: applicationId, in: input('https://two.example') });
    expect(await countOf()).toBe(2);
    await api.data(remove, { id: one.id });
    expect(await countOf()).toBe(1);
    await api.data('mutation ($id: ID!) { unregisterApplication(id: $id) { id } }', { id: applicationId });
    expect(await countOf()).toBe(0);
  });

  it('show secrets to the Application and to who may read secrets, and to nobody else', async () => {
    const { addWebhook: own } = await api.data(add, { a: applicationId, in: input('https://one.example', basic) });
    expect(own.signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const shown = async (as: any) => (await api.data(list, { a: applicationId }, as)).application.webhooks[0];
    expect(await shown(applicationConsumer(api, applicationId))).toEqual(own);
    expect(await shown(viewer(api))).toEqual({ ...own, auth: null, signingSecret: null });
    const secretive = input('receiver.example/hook?token=abc');
    await api.data(update, { id: own.id, in: secretive });
    expect((await shown(applicationConsumer(api, applicationId))).url).toBe(secretive.url);
    const holding = (...scopes: string[]) => ({ ...viewer(api), scopes: new Set(scopes) });
    expect((await shown(holding('application:read', 'application:write'))).url).toBe(secretive.url);
    expect((await shown(holding('application:read'))).url).toBe('receiver.example/hook');
    const rows = JSON.stringify(await api.platform.database.read.select().from(webhooks));
    expect(rows).not.toContain('a very secret word');
    expect(rows).not.toContain(own.signingSecret);
  });

  it('belong to their Application: no other one and no Runtime changes or tests them', async () => {
    const { addWebhook: own } = await api.data(add, { a: applicationId, in: input('https://one.example') });
    const stranger = applicationConsumer(api, await registerApplication(api, 'stranger'));
    const runtime = { ...runtimeConsumer(api, '5b3a5a52-7f3c-4a3e-9a5f-0e6e3a4c1f11'), scopes: api.admin.scopes };
    for (const consumer of [stranger, runtime, { ...api.admin, tenantId: await api.newTenant(`other-${api.now}`) }]) {
      for (const text of [remove, rotate, 'mutation ($id: ID!) { sendTestEvent(webhookID: $id) { id } }']) {
        expect(errorOf(await api.run(text, { id: own.id }, consumer)).error).toBe('NotFound');
      }
      const refused = await api.run(add, { a: applicationId, in: input('https://evil.example') }, consumer);
      expect(errorOf(refused)).toEqual({
        message: 'Cannot add Webhook to not existing Application',
        error: 'NotFound',
      });
    }
  });

  it('get a new secret by rotation, the former one being known to sign for a day', async () => {
    const { addWebhook: before } = await api.data(add, { a: applicationId, in: input('https://one.example') });
    const { rotateWebhookSecret: after } = await api.data(rotate, { id: before.id });
    expect(after.signingSecret).not.toBe(before.signingSecret);
    expect(Date.parse(after.formerSecretUntil)).toBe(Math.floor((api.now + 24 * 3600_000) / 1000) * 1000);
    api.now += 25 * 3600_000;
    expect((await api.data(list, { a: applicationId })).application.webhooks[0].formerSecretUntil).toBeNull();
  });

  it('leave entries without secrets in the activity log', async () => {
    const { addWebhook: own } = await api.data(add, {
      a: applicationId,
      in: input('https://one.example/hook?token=in-the-query', basic),
    });
    await api.data(update, { id: own.id, in: input('https://two.example/hook?token=in-the-query', basic) });
    await api.data(rotate, { id: own.id });
    await api.data(remove, { id: own.id });
    const { activity } = await api.data(
      'query ($a: ID!) { activity(objectID: $a, actions: ["webhook."]) { data { action objects { kind name } before after } } }',
      { a: applicationId },
    );
    expect(activity.data.map(({ action }: any) => action)).toEqual([
      'webhook.deleted',
      'webhook.secretRotated',
      'webhook.updated',
      'webhook.added',
    ]);
    const text = JSON.stringify(activity);
    expect(text).toContain('https://two.example/hook');
    for (const secret of ['in-the-query', 'a very secret word', own.signingSecret]) expect(text).not.toContain(secret);
  });
});
