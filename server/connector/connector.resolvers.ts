import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { createSchema } from 'graphql-yoga';
import { CompassError } from '../shared/errors.ts';
import { announcedSubject, certificationResult } from './certificates/issue.ts';
import type { Resolvers } from './connector.generated.ts';
import { assertStands, type ConnectorContext, certificateOf, clientOf } from './connectorContext.ts';
import type { Client } from './identity.store.ts';
import { issueFor, noteRefusedRenewal, revokeOf } from './operations.ts';

/** Counts the call as a contact of the Runtime, with its outcome. */
async function observed<T>(context: ConnectorContext, client: Client, call: () => Promise<T>): Promise<T> {
  const { contacts, clock } = context.platform;
  const count = (ok: boolean) => client.kind === 'RUNTIME' && contacts.connectorCall(client.ownerId, ok, clock());
  try {
    const answer = await call();
    count(true);
    return answer;
  } catch (error) {
    count(false);
    throw error;
  }
}

/** The three operations of connector.md sections 6, 7 and 10. */
const resolvers = {
  Query: {
    configuration(_parent, _args, context) {
      const { platform, subject } = context;
      const client = clientOf(context);
      return observed(context, client, async () => {
        const { clientId, tenantId, ownerId } = client;
        const { token } = await platform.database.write(async (tx) => {
          await assertStands(tx, context, platform.clock());
          return platform.oneTimeTokens.issue(tx, { tenantId, clientId, kind: 'CSR', createdBy: ownerId });
        }, 'MEMORY');
        const { directorURL, certificateSecuredConnectorURL } = platform.settings;
        return {
          token: { token },
          certificateSigningRequestInfo: { subject: announcedSubject(subject, clientId), keyAlgorithm: 'rsa2048' },
          managementPlaneInfo: { directorURL, certificateSecuredConnectorURL },
        };
      });
    },
  },
  Mutation: {
    signCertificateSigningRequest(_parent, { csr }, context) {
      const client = clientOf(context, 'Failed to authenticate with token: ');
      return observed(context, client, async () => {
        try {
          return certificationResult(await issueFor(context, client, csr), context.issuer);
        } catch (error) {
          const { token, certificate } = context;
          if (error instanceof CompassError) {
            const concerning = { ownerId: client.ownerId, message: error.message };
            context.platform.sightings.see('SIGNING_REQUEST_REFUSED', concerning);
          }
          if (error instanceof CompassError && token === null && certificate) {
            await noteRefusedRenewal(context, certificate, error.message);
          }
          throw error;
        }
      });
    },
    revokeCertificate(_parent, _args, context) {
      const certificate = certificateOf(context);
      return observed(context, certificate.client, () => revokeOf(context, certificate));
    },
  },
} satisfies Resolvers;

/** The Connector's contract with its resolvers. Nothing in it is behind scopes: the credential decides. */
export function createConnectorSchema(): GraphQLSchema {
  return createSchema<ConnectorContext>({
    typeDefs: readFileSync(join(import.meta.dirname, '../contract/connector.graphql'), 'utf8'),
    resolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}
