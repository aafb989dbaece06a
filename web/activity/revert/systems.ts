import { RevertIntegrationSystemDocument, UpdateIntegrationSystemDocument } from '../../graphql.generated.ts';
import { changedFields, fieldsOffer } from './fields.ts';
import { ask, revisionOf, type Step } from './step.ts';
import type { Told } from './told.ts';

/** Name and description of an integration system. */
export function systemUpdateStep(entry: Told): Step | null {
  const id = entry.objects.find(({ kind }) => kind === 'INTEGRATION_SYSTEM')?.id;
  const changed = changedFields(entry, ['name', 'description']);
  if (id === undefined || !changed) return null;
  return {
    rights: ['integration_system:write'],
    title: 'Set the integration system back?',
    async read(client) {
      const since = await revisionOf(client, id);
      const { integrationSystem: found } = await ask(client, RevertIntegrationSystemDocument, { id });
      if (!found) return { why: 'The integration system no longer exists.' };
      const now = { name: found.name, description: found.description ?? null };
      return fieldsOffer(changed, now, (fields) =>
        client.mutate({ mutation: UpdateIntegrationSystemDocument, variables: { id, since, in: fields } }),
      );
    },
  };
}
