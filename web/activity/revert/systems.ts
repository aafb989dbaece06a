import { RevertIntegrationSystemDocument, UpdateIntegrationSystemDocument } from '../../graphql.generated.ts';
import { ask, leftNothing, recordOf, revisionOf, type Step } from './step.ts';
import type { Told } from './told.ts';
import { changedInWords, restoring, restoringInWords } from './values.ts';

const fields = ['name', 'description'] as const;

/** Name and description of an integration system. */
export function systemUpdateStep({ objects, before, after }: Told): Step | null {
  const id = objects.find(({ kind }) => kind === 'INTEGRATION_SYSTEM')?.id;
  const [was, left] = [recordOf(before), recordOf(after)];
  const differing = fields.filter((field) => was[field] !== left[field]);
  if (id === undefined || differing.length === 0) return null;
  const only = (side: Record<string, unknown>) =>
    Object.fromEntries(differing.map((field) => [field, side[field] ?? null]));
  return {
    rights: ['integration_system:write'],
    title: 'Set the integration system back?',
    async read(client) {
      const since = await revisionOf(client, id);
      const { integrationSystem: found } = await ask(client, RevertIntegrationSystemDocument, { id });
      if (!found) return { why: 'The integration system no longer exists.' };
      const now = { name: found.name, description: found.description ?? null };
      const restored = restoring({ before: only(was), after: only(left) }, now);
      const changed = changedInWords(restored);
      if (restored.back.length === 0) {
        return changed === '' ? leftNothing : { why: `Somebody changed it since: ${changed}.` };
      }
      const back = Object.fromEntries(restored.back.map((each) => [each.field, each.was]));
      return {
        words: restoringInWords(restored),
        beside: changed === '' ? [] : [`What somebody changed since stays: ${changed}.`],
        run: () =>
          client.mutate({
            mutation: UpdateIntegrationSystemDocument,
            variables: { id, since, in: { ...now, ...back } },
          }),
      };
    },
  };
}
