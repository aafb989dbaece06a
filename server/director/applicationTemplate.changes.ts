import type { Read, Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { CompassError, invalidData, notFound } from '../shared/errors.ts';
import type { WebhookEnv } from '../webhooks/webhook.changes.ts';
import { register } from './application.registration.ts';
import { type ApplicationRecord, type ApplicationRegistration, checkRegistration } from './application.ts';
import {
  deleteTemplate,
  findTemplate,
  findTemplateByName,
  insertTemplate,
  updateTemplate,
} from './applicationTemplate.store.ts';
import {
  type ApplicationTemplateInput,
  type ApplicationTemplateRecord,
  checkTemplate,
  checkValues,
  substitute,
  type TemplateValue,
} from './applicationTemplate.ts';
import type { CredentialCipher } from './auth.ts';
import type { Offering } from './package.changes.ts';

const purposeOf = (id: string) => `applicationTemplate:${id}`;

/** The ApplicationRegisterInput with its placeholders. */
export const storedInput = (cipher: CredentialCipher, { id, sealedInput }: ApplicationTemplateRecord): unknown =>
  JSON.parse(cipher.decrypt(sealedInput, purposeOf(id)));

const named = ({ id, name }: ApplicationTemplateRecord) => [{ kind: 'APPLICATION_TEMPLATE', id, name }];
/** Without the application input: it may contain credentials. */
const factsOf = ({ name, description, placeholders }: ApplicationTemplateRecord) => ({
  name,
  description,
  placeholders: placeholders.map((each) => each.name),
});

function fieldsOf(env: Offering, id: string, input: ApplicationTemplateInput) {
  checkTemplate(input);
  return {
    id,
    name: input.name,
    description: input.description ?? null,
    sealedInput: env.cipher.encrypt(JSON.stringify(input.applicationInput), purposeOf(id)),
    placeholders: (input.placeholders ?? []).map(({ name, description }) => ({
      name,
      description: description ?? null,
    })),
    accessLevel: input.accessLevel,
    updatedAt: env.clock(),
  };
}

/** @param tenantId of whoever acts: in its activity log the entry is found. */
export async function create(
  tx: Tx,
  env: Offering,
  tenantId: string,
  input: ApplicationTemplateInput,
): Promise<ApplicationTemplateRecord> {
  const template = { ...fieldsOf(env, env.newId(), input), createdAt: env.clock() };
  await insertTemplate(tx, template);
  await record(tx, env, {
    tenantId,
    action: 'applicationTemplate.created',
    objects: named(template),
    after: factsOf(template),
    changesLandscape: false,
  });
  return template;
}

/** Replaces everything. */
export async function update(
  tx: Tx,
  env: Offering,
  tenantId: string,
  id: string,
  input: ApplicationTemplateInput,
): Promise<ApplicationTemplateRecord> {
  const fields = fieldsOf(env, id, input);
  const before = await findTemplate(tx, id);
  if (!before) {
    throw notFound(`while updating Application Template with ID ${id}: should update single row, but updated 0 rows`);
  }
  const after = { ...fields, createdAt: before.createdAt };
  await updateTemplate(tx, after);
  await record(tx, env, {
    tenantId,
    action: 'applicationTemplate.updated',
    objects: named(before),
    before: factsOf(before),
    after: factsOf(after),
    changesLandscape: false,
  });
  return after;
}

/** Applications made from it stay. @returns its last state. */
export async function remove(tx: Tx, env: Offering, tenantId: string, id: string): Promise<ApplicationTemplateRecord> {
  const template = await findTemplate(tx, id);
  if (!template) throw notFound(`while getting Application Template with ID ${id}: Object was not found`);
  await deleteTemplate(tx, id);
  await record(tx, env, {
    tenantId,
    action: 'applicationTemplate.deleted',
    objects: named(template),
    before: factsOf(template),
    changesLandscape: false,
  });
  return template;
}

/** Says of which template an input was wrong. */
function ofTemplate<T>(name: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof CompassError)) throw error;
    throw invalidData(`while validating application input from application template [name=${name}]: ${error.message}`);
  }
}

/**
 * The input of a template with its placeholders substituted (director.md 19), not yet checked.
 * @param parse reads it as an ApplicationRegisterInput, or throws InvalidData.
 */
export async function filledInput(
  read: Read,
  cipher: CredentialCipher,
  input: { templateName: string; values?: TemplateValue[] | null },
  parse: (value: unknown) => ApplicationRegistration,
): Promise<ApplicationRegistration> {
  checkValues(input);
  const { templateName: name } = input;
  const template = await findTemplateByName(read, name);
  if (!template) throw notFound(`while getting Application Template with name ${name}: Object was not found`);
  const filled = substitute(storedInput(cipher, template), template.placeholders, input.values ?? []);
  return ofTemplate(name, () => parse(filled));
}

/** Registers an Application as if the filled input of the template had been sent. */
export function registerFromTemplate(
  tx: Tx,
  env: Offering & WebhookEnv,
  tenantId: string,
  name: string,
  filled: ApplicationRegistration,
): Promise<ApplicationRecord> {
  ofTemplate(name, () => checkRegistration(filled));
  return register(tx, env, tenantId, filled);
}
