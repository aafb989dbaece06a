import { apiTokenResolvers } from '../access/apiToken.resolvers.ts';
import { identityProviderResolvers } from '../access/identityProvider.resolvers.ts';
import { personResolvers } from '../access/person.resolvers.ts';
import { preferenceResolvers } from '../access/preference.resolvers.ts';
import { sessionResolvers } from '../access/session.resolvers.ts';
import { tenantOverviewResolvers } from '../access/tenant.resolvers.ts';
import { bulkResolvers } from '../bulk/bulk.resolvers.ts';
import { authorityResolvers } from '../connector/authorities/authority.resolvers.ts';
import { calendarResolvers } from '../connector/calendar/calendar.resolvers.ts';
import { certificateResolvers } from '../connector/certificates/certificate.resolvers.ts';
import { enrolmentResolvers } from '../connector/enrolment/enrolment.resolvers.ts';
import { applicationResolvers } from '../director/application.resolvers.ts';
import { applicationTemplateResolvers } from '../director/applicationTemplate.resolvers.ts';
import { authResolvers } from '../director/auth.resolvers.ts';
import { contentResolvers } from '../director/content.resolvers.ts';
import { fetchRequestResolvers } from '../director/fetchRequest.resolvers.ts';
import { instanceAuthResolvers } from '../director/instanceAuth.resolvers.ts';
import { integrationSystemResolvers } from '../director/integrationSystem.resolvers.ts';
import { labelDefinitionResolvers } from '../director/labelDefinition.resolvers.ts';
import { packageResolvers } from '../director/package.resolvers.ts';
import { runtimeResolvers } from '../director/runtime.resolvers.ts';
import { systemAuthResolvers } from '../director/systemAuth.resolvers.ts';
import { tenantResolvers } from '../director/tenant.resolvers.ts';
import { activityResolvers } from '../events/activity.resolvers.ts';
import { healthResolvers } from '../health/health.resolvers.ts';
import { importResolvers } from '../imports/import.resolvers.ts';
import { landscapeResolvers } from '../landscape/landscape.resolvers.ts';
import { scenarioAssignmentResolvers } from '../landscape/scenarioAssignment.resolvers.ts';
import { settingsResolvers } from '../landscape/settings.resolvers.ts';
import { overviewResolvers } from '../overview/overview.resolvers.ts';
import { searchResolvers } from '../search/search.resolvers.ts';
import { tableResolvers } from '../tables/table.resolvers.ts';
import { deliveryResolvers } from '../webhooks/delivery.resolvers.ts';
import { webhookResolvers } from '../webhooks/webhook.resolvers.ts';
import type { Resolvers } from './director.generated.ts';
import { scalarResolvers } from './scalars.ts';

/** Every owner of root fields and types of the Director, in one list; complete.ts proves that nothing is missing or owned twice. */
export const owners = [
  applicationResolvers,
  labelDefinitionResolvers,
  runtimeResolvers,
  systemAuthResolvers,
  packageResolvers,
  authResolvers,
  instanceAuthResolvers,
  contentResolvers,
  fetchRequestResolvers,
  webhookResolvers,
  deliveryResolvers,
  tenantResolvers,
  activityResolvers,
  certificateResolvers,
  authorityResolvers,
  calendarResolvers,
  enrolmentResolvers,
  sessionResolvers,
  preferenceResolvers,
  searchResolvers,
  personResolvers,
  identityProviderResolvers,
  apiTokenResolvers,
  tenantOverviewResolvers,
  settingsResolvers,
  applicationTemplateResolvers,
  integrationSystemResolvers,
  healthResolvers,
  landscapeResolvers,
  importResolvers,
  scenarioAssignmentResolvers,
  tableResolvers,
  bulkResolvers,
  overviewResolvers,
] as const satisfies readonly Resolvers[];

export const directorResolvers: Resolvers[] = [scalarResolvers, ...owners];
