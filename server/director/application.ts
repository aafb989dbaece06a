import type { applications, StatusCondition } from '../db/tables/director.tables.ts';
import { type WebhookInput, webhookRule } from '../webhooks/webhook.ts';
import { labelsRule } from './label.ts';
import { type PackageCreation, packageList } from './package.ts';
import { all, check, dnsName, elements, length, required, schemedUrl } from './validation.ts';

export type ApplicationRecord = typeof applications.$inferSelect;

export interface ApplicationUpdate {
  providerName?: string | null;
  description?: string | null;
  healthCheckURL?: string | null;
  integrationSystemID?: string | null;
  statusCondition?: StatusCondition | null;
}

export interface ApplicationRegistration extends ApplicationUpdate {
  name: string;
  labels?: Record<string, unknown> | null;
  webhooks?: WebhookInput[] | null;
  packages?: PackageCreation[] | null;
  /** More Packages, under their other name. */
  bundles?: PackageCreation[] | null;
}

const updateRules = {
  providerName: length(0, 256),
  description: length(0, 2000),
  healthCheckURL: all(schemedUrl, length(0, 256)),
};

const registerRules = {
  ...updateRules,
  name: all(required, dnsName),
  labels: labelsRule,
  webhooks: elements(webhookRule),
  packages: packageList,
  bundles: packageList,
};

const replaced = (input: ApplicationUpdate, at: number) => ({
  providerName: input.providerName ?? null,
  description: input.description ?? null,
  healthCheckURL: input.healthCheckURL ?? null,
  integrationSystemID: input.integrationSystemID ?? null,
  statusCondition: input.statusCondition ?? ('INITIAL' as const),
  statusAt: at,
  updatedAt: at,
});

/** @throws InvalidData unless an Application may be registered with this. */
export function checkRegistration(input: ApplicationRegistration): void {
  check('ApplicationRegisterInput', registerRules, input);
}

/** The row of a new Application (director.md 5, 10.1). Throws InvalidData. */
export function newApplication(
  input: ApplicationRegistration,
  { id, tenantId, at }: { id: string; tenantId: string; at: number },
): ApplicationRecord {
  checkRegistration(input);
  return { id, tenantId, name: input.name, createdAt: at, ...replaced(input, at) };
}

/** What an update sets: every field, those left out to null and the condition to INITIAL (director.md 10.1). */
export function updatedApplication(input: ApplicationUpdate, at: number): ReturnType<typeof replaced> {
  check('ApplicationUpdateInput', updateRules, input);
  return replaced(input, at);
}

/** Labels the server keeps on every Application (director.md 7.1). */
export const serverLabels = ({
  name,
  integrationSystemID,
}: Pick<ApplicationRecord, 'name' | 'integrationSystemID'>): Record<string, unknown> => ({
  name,
  integrationSystemID: integrationSystemID ?? '',
});

/** What the activity log keeps of an Application. */
export const applicationFacts = (record: ApplicationRecord) => ({
  name: record.name,
  providerName: record.providerName,
  description: record.description,
  healthCheckURL: record.healthCheckURL,
  integrationSystemID: record.integrationSystemID,
  statusCondition: record.statusCondition,
});
