import type { ConsumerName } from './consumers.ts';
import { secretOf } from './seed.ts';

export interface SecretRow {
  /** The question; it selects an id beside the secret, so that null and out of reach can be told apart. */
  ask: string;
  /** `$shopSecret` stands for the client secret of `shop`. */
  secret: string;
  /** Who gets the secret; */
  value: readonly ConsumerName[];
  /** who gets null in its place; everybody else does not reach the object at all. */
  null: readonly ConsumerName[];
}

const auth = '{ credential { ... on BasicCredentialData { password } } }';
const client = '{ credential { ... on OAuthCredentialData { clientSecret } } }';
const people = ['viewer', 'operator'] as const;
const trusted = ['administrator', 'automation'] as const;

/** What Runtimes call the APIs of an Application with, and what a Runtime asked for, under either name. */
const under = (name: 'Package' | 'Bundle', lower: 'package' | 'bundle'): Readonly<Record<string, SecretRow>> => ({
  [`${name}.defaultInstanceAuth`]: {
    ask: `application(id: $shop) { ${lower}(id: $shopPackage) { id defaultInstanceAuth ${auth} } }`,
    secret: secretOf('shop-package'),
    value: [...trusted, 'runtime', 'application', 'integrationSystem'],
    null: [...people, 'sharingRuntime'],
  },
  [`${name}.defaultInstanceAuth of an Application that another system manages`]: {
    ask: `application(id: $crm) { ${lower}(id: $crmPackage) { id defaultInstanceAuth ${auth} } }`,
    secret: secretOf('crm-package'),
    value: [...trusted, 'otherApplication'],
    null: [...people, 'integrationSystem', 'otherRuntime'],
  },
  [`${name}InstanceAuth.auth`]: {
    ask: `application(id: $shop) { ${lower}(id: $shopPackage) { instanceAuth(id: $provided) { id auth ${auth} } } }`,
    secret: secretOf('shop-package'),
    value: [...trusted, 'runtime', 'application', 'integrationSystem'],
    null: people,
  },
});

/** Who reads which secret (product.md 3, Secrets): its owner, and whoever's scopes include secrets. */
export const secretRows: Readonly<Record<string, SecretRow>> = {
  ...under('Package', 'package'),
  ...under('Bundle', 'bundle'),
  'Webhook.auth': {
    ask: `application(id: $shop) { id webhooks { auth ${auth} } }`,
    secret: secretOf('shop-webhook'),
    value: [...trusted, 'application', 'integrationSystem'],
    null: [...people, 'runtime', 'sharingRuntime'],
  },
  'Webhook.signingSecret': {
    ask: 'application(id: $shop) { id webhooks { signingSecret } }',
    secret: 'whsec_',
    value: [...trusted, 'application', 'integrationSystem'],
    null: [...people, 'runtime', 'sharingRuntime'],
  },
  'FetchRequest.auth': {
    ask: `application(id: $shop) { package(id: $shopPackage) { id
      apiDefinition(id: $shopAPI) { spec { fetchRequest { auth ${auth} } } } } }`,
    secret: secretOf('shop-spec'),
    value: [...trusted, 'application', 'integrationSystem'],
    null: [...people, 'runtime', 'sharingRuntime'],
  },
  'SystemAuth.auth of an Application': {
    ask: `application(id: $shop) { id auths { auth ${client} } }`,
    secret: '$shopSecret',
    value: [...trusted, 'application', 'integrationSystem'],
    null: [...people, 'runtime', 'sharingRuntime'],
  },
  'SystemAuth.auth of a Runtime': {
    ask: `runtime(id: $one) { id auths { auth ${client} } }`,
    secret: '$oneSecret',
    value: [...trusted, 'runtime'],
    null: [...people, 'integrationSystem'],
  },
  'SystemAuth.auth of an integration system': {
    ask: `integrationSystem(id: $pairing) { id auths { auth ${client} } }`,
    secret: '$pairingSecret',
    value: [...trusted, 'integrationSystem'],
    null: [...people, 'stranger'],
  },
  'ApplicationTemplate.applicationInput': {
    ask: 'applicationTemplate(id: $template) { id applicationInput }',
    secret: secretOf('template-package'),
    value: [...trusted, 'stranger'],
    null: [...people, 'integrationSystem'],
  },
};
