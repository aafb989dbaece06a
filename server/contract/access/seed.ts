import type { Consumer } from '../../shared/consumer.ts';
import type { Api } from '../../testing/api.ts';

/** What a mutation answers while the world is made; Packages only the registration of an Application. */
interface Made {
  id: string;
  packages: { data: ({ id: string } & Record<'apis' | 'events' | 'documents', { data: { id: string }[] }>)[] };
}

export interface Seed {
  /** By the names that the table uses after `$`. */
  ids: Record<string, string>;
  /** To which object of the world an id or a name in an answer belongs. */
  owners: Map<string, string>;
  make(as: string, owner: string, mutation: string, by: Consumer): Promise<Made>;
}

/** The password in the credentials of something. */
export const secretOf = (name: string) => `secret-of-${name}`;
const credentialOf = (name: string) => `{ credential: { basic: { username: "user", password: "${secretOf(name)}" } } }`;

/** Fetched from an address that is out of bounds, so that nothing is called. */
const specOf = (owner: string, type: string) =>
  `{ type: ${type}, format: JSON, fetchRequest: { url: "http://10.0.0.1/", auth: ${credentialOf(`${owner}-spec`)} } }`;

/** @param fetches each of them is an activity of its own. */
const packageOf = (owner: string, { fetches } = { fetches: true }) => `{
  name: "${owner}-package", defaultInstanceAuth: ${credentialOf(`${owner}-package`)},
  apiDefinitions: [{ name: "${owner}-api", targetURL: "https://api.example.com"${fetches ? `, spec: ${specOf(owner, 'OPEN_API')}` : ''} }],
  eventDefinitions: [{ name: "${owner}-event"${fetches ? `, spec: ${specOf(owner, 'ASYNC_API')}` : ''} }],
  documents: [{ title: "${owner}-document", displayName: "d", description: "d", format: MARKDOWN, data: "text" }] }`;

/**
 * Two tenants. In the first, `shop` and the Runtimes `one` (connected to it) and `near` share the scenario campaign, `crm`
 * and the Runtime `far` the scenario marketing. All that the second one has is called `foreign`.
 */
export async function seedWorld(api: Api, stranger: Consumer): Promise<Seed> {
  const { admin } = api;
  const ids: Seed['ids'] = {};
  const owners: Seed['owners'] = new Map();

  const make: Seed['make'] = async (as, owner, mutation, by) => {
    const { result } = await api.data<{ result: Made }>(`mutation { result: ${mutation} }`, {}, by);
    ids[as] = result.id;
    owners.set(result.id, owner);
    return result;
  };
  async function application(as: string, more: string, by = admin) {
    const name = `${as}-application`;
    const input = `{ name: "${name}", ${more}, packages: [${packageOf(as)}] }`;
    const { packages } = await make(
      as,
      as,
      `registerApplication(in: ${input}) { id packages { data { id
        apis: apiDefinitions { data { id } } events: eventDefinitions { data { id } } documents { data { id } } } } }`,
      by,
    );
    for (const { id, apis, events, documents } of packages.data) {
      const [API, Event, Document] = [apis, events, documents].map(({ data }) => data[0]?.id ?? '');
      for (const [kind, each = ''] of Object.entries({ Package: id, API, Event, Document })) {
        ids[`${as}${kind}`] = each;
        owners.set(each, as);
      }
    }
    owners.set(name, as);
  }
  async function runtime(as: string, labels: string, by = admin, owner = as) {
    await make(as, owner, `registerRuntime(in: { name: "${as}-runtime", labels: { ${labels} } }) { id }`, by);
    owners.set(`${as}-runtime`, owner);
  }
  async function identity(as: 'shop' | 'one', kind: 'Application' | 'Runtime') {
    await api.data(`mutation { requestOneTimeTokenFor${kind}(id: "${ids[as]}") { token } }`);
    const { owner } = await api.data(`{ owner: ${kind.toLowerCase()}(id: "${ids[as]}") { auths { id } } }`);
    ids[`${as}Auth`] = owner.auths[0].id;
    owners.set(owner.auths[0].id, as);
  }
  /** `$shopSecret` is the client secret. */
  async function credentials(as: string, kind: 'Application' | 'Runtime' | 'IntegrationSystem') {
    const { made } = await api.data(
      `mutation { made: requestClientCredentialsFor${kind}(id: "${ids[as]}") { id auth { credential { ... on OAuthCredentialData { clientSecret } } } } }`,
    );
    owners.set(made.id, as);
    ids[`${as}Secret`] = made.auth.credential.clientSecret;
  }
  async function system(as: string) {
    await make(as, as, `registerIntegrationSystem(in: { name: "${as}-system" }) { id }`, admin);
    owners.set(`${as}-system`, as);
  }

  for (const by of [admin, stranger]) {
    const create = ['campaign', 'marketing', 'empty'].map((name) => `${name}: createScenario(name: "${name}") { id }`);
    await api.data(
      `mutation { ${create.join(' ')} createLabelDefinition(in: { key: "unused" }) { key }
        createAutomaticScenarioAssignment(in: { scenarioName: "empty", selector: { key: "zone", value: "nowhere" } }) { scenarioName } }`,
      {},
      by,
    );
  }
  await system('pairing');
  await system('idle');
  await make('idleAuth', 'idle', `requestClientCredentialsForIntegrationSystem(id: "${ids['idle']}") { id }`, admin);
  const template = `{ name: "template-of-all", accessLevel: GLOBAL, placeholders: [{ name: "name" }],
    applicationInput: { name: "{{name}}", packages: [${packageOf('template', { fetches: false })}] } }`;
  await make('template', 'template', `createApplicationTemplate(in: ${template}) { id }`, admin);
  owners.set('template-of-all', 'template');
  await application(
    'shop',
    `labels: { scenarios: ["campaign"], colour: "red" }, integrationSystemID: "${ids['pairing']}"`,
  );
  await application('crm', 'labels: { scenarios: ["marketing"] }');
  await application('foreign', 'labels: { scenarios: ["campaign"] }', stranger);
  await runtime('one', 'scenarios: ["campaign"], colour: "blue"');
  await runtime('near', 'scenarios: ["campaign"]');
  await runtime('far', 'scenarios: ["marketing"], zone: "eu"');
  await runtime('alien', 'scenarios: ["campaign"]', stranger, 'foreign');
  await identity('shop', 'Application');
  await identity('one', 'Runtime');
  await credentials('shop', 'Application');
  await credentials('one', 'Runtime');
  await credentials('pairing', 'IntegrationSystem');
  await make('open', 'shop', `addPackage(applicationID: "${ids['shop']}", in: { name: "open" }) { id }`, admin);
  await api.data('mutation($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }', {
    a: ids['shop'],
    r: ids['one'],
  });
  const webhook = `in: { type: CONFIGURATION_CHANGED, url: "https://receiver.example.com", auth: ${credentialOf('shop-webhook')} }`;
  await make('shopWebhook', 'shop', `addWebhook(applicationID: "${ids['shop']}", ${webhook}) { id }`, admin);
  await make('shopDelivery', 'shop', `sendTestEvent(webhookID: "${ids['shopWebhook']}") { id }`, admin);
  return { ids, owners, make };
}
