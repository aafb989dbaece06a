import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import {
  foundApiTokens,
  foundApplications,
  foundCertificates,
  foundDefinitions,
  foundLabelDefinitions,
  foundLabels,
  foundPackages,
  foundPeople,
  foundRules,
  foundRuntimes,
  foundScenarios,
  foundSystems,
  foundTemplates,
  foundWebhooks,
} from './search.store.ts';
import { ranked, readSearch } from './search.ts';

/** What each kind takes to be read. */
const kinds = [
  { scope: 'application:read', find: foundApplications },
  { scope: 'runtime:read', find: foundRuntimes },
  { scope: 'landscape:read', find: foundScenarios },
  { scope: 'application:read', find: foundPackages },
  { scope: 'application:read', find: foundDefinitions },
  { scope: 'application:read', find: foundWebhooks },
  { scope: 'application:read', find: foundLabels('APPLICATION') },
  { scope: 'runtime:read', find: foundLabels('RUNTIME') },
  { scope: 'label_definition:read', find: foundLabelDefinitions },
  { scope: 'landscape:read', find: foundRules },
  { scope: 'certificate:read', find: foundCertificates },
  { scope: 'user:read', find: foundPeople },
  { scope: 'api_token:read', find: foundApiTokens },
  { scope: 'application_template:read', find: foundTemplates },
  { scope: 'integration_system:read', find: foundSystems },
] as const;

export const searchResolvers = {
  Query: {
    async search(_parent, { text, first }, { read, consumer }) {
      const wanted = readSearch(text, first ?? 20);
      if (!wanted) return { found: [], more: false };
      const tenantId = tenantOf(consumer);
      const mayRead = kinds.filter(({ scope }) => consumer.scopes.has(scope));
      const found = await Promise.all(mayRead.map(({ find }) => find(read, tenantId, wanted)));
      return ranked(found.flat(), wanted);
    },
  },
} satisfies Resolvers;
