import { graphql } from 'graphql';
import type { Database } from '../db/database.ts';
import { createContext } from '../graphql/context.ts';
import { createDirectorSchema } from '../graphql/schema.ts';
import { allScopes } from '../graphql/scopes.ts';
import type { Consumer } from '../shared/consumer.ts';
import { freshSqlite } from './databases.ts';
import { type Answer, type Gateways, openGateways } from './gateways.ts';
import { createLandscape } from './landscape.ts';

export interface Client {
  id: string;
  secret: string;
}

type Form = Record<string, string>;

/** The gateways with the Director behind them, and the calls of OAuth2 clients. */
export interface OAuthWorld {
  gateways: Gateways;
  admin: Consumer;
  /** Runs an operation in process as an administrator, or `as` somebody; fails the test on any error. */
  run(text: string, as?: Consumer): Promise<any>;
  register(kind: 'Application' | 'Runtime' | 'IntegrationSystem', name: string): Promise<string>;
  clientOf(kind: 'Application' | 'Runtime' | 'IntegrationSystem', ownerId: string): Promise<Client>;
  /** Posts a form to the token endpoint. */
  post(form: Form | string, headers?: Record<string, string>): Promise<Answer>;
  /** An access token by `client_secret_basic`. */
  tokenOf(client: Client, scope: string): Promise<string>;
  /** Asks the Director on the gateway. */
  ask(token: string, query: string, headers?: Record<string, string>): Promise<Answer>;
}

export const basic = ({ id, secret }: Client) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
});

export async function openOAuthWorld(open: () => Promise<Database> = freshSqlite): Promise<OAuthWorld> {
  const schema = createDirectorSchema();
  const gateways = await openGateways({}, open, schema);
  const { tenantId } = await gateways.addMachine('APPLICATION', 'bystander');
  await createLandscape(gateways.database, { tenantId, scenarios: ['default', 'campaign'] });
  const admin: Consumer = { type: 'USER', id: 'admin', name: 'Admin', tenantId, scopes: allScopes };

  const world: OAuthWorld = {
    gateways,
    admin,
    async run(source, as = admin) {
      const { data, errors } = await graphql({ schema, source, contextValue: createContext(gateways.platform, as) });
      if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
      return data;
    },
    async register(kind, name) {
      return (await world.run(`mutation { made: register${kind}(in: { name: "${name}" }) { id } }`)).made.id;
    },
    async clientOf(kind, ownerId) {
      const { made } = await world.run(
        `mutation { made: requestClientCredentialsFor${kind}(id: "${ownerId}") {
          id auth { credential { ... on OAuthCredentialData { clientId clientSecret url } } } } }`,
      );
      return { id: made.id, secret: made.auth.credential.clientSecret };
    },
    post: (form, headers = {}) =>
      gateways.send({
        path: '/oauth2/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
      }),
    async tokenOf(client, scope) {
      const answer = await world.post({ grant_type: 'client_credentials', scope }, basic(client));
      if (answer.status !== 200) throw new Error(`no token: ${answer.text}`);
      return answer.body.access_token;
    },
    ask: (token, query, headers = {}) =>
      gateways.connect(query, {
        path: '/director/graphql',
        headers: { authorization: `Bearer ${token}`, ...headers },
      }),
  };
  return world;
}
