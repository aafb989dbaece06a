import { formatPlural } from '../../format/counts.ts';
import {
  LabelDefinitionForEditDocument,
  PreviewLabelDefinitionDeletionDocument,
  PreviewLabelDefinitionDocument,
  RevertLabelDefinitionCreationDocument,
  UpdateLabelDefinitionDocument,
} from '../../graphql.generated.ts';
import { definitionRestoration } from './definitionRestoration.ts';
import { type Asking, ask, leftNothing, type Offer, recordOf, revisionOf, type Step } from './step.ts';
import type { Told } from './told.ts';

const elsewhere = 'under Administration, Label definitions';

const schemaIn = (side: unknown): string | null => {
  const { schema } = recordOf(side);
  return typeof schema === 'string' ? schema : null;
};

async function present(client: Asking, key: string) {
  const since = await revisionOf(client, key);
  const { labelDefinition } = await ask(client, LabelDefinitionForEditDocument, { key });
  return { since, definition: labelDefinition ? { schema: labelDefinition.schema ?? null } : null };
}

/** How many labels a schema would refuse; null if none. */
async function refusal(client: Asking, key: string, schema: string | null): Promise<string | null> {
  const { previewLabelDefinition } = await ask(client, PreviewLabelDefinitionDocument, { in: { key, schema } });
  const { refusedCount } = previewLabelDefinition;
  if (refusedCount === 0) return null;
  const labels = formatPlural(refusedCount, 'label');
  return `${labels} would not satisfy the former schema. Change ${refusedCount === 1 ? 'it' : 'them'} first; ${elsewhere} you see which.`;
}

async function undefine(client: Asking, key: string, left: string | null): Promise<Offer> {
  const { since, definition } = await present(client, key);
  if (!definition) return leftNothing;
  if (definition.schema !== left) return { why: `Somebody changed the definition since. Remove it ${elsewhere}.` };
  const { previewLabelDefinitionDeletion: preview } = await ask(client, PreviewLabelDefinitionDeletionDocument, {
    key,
  });
  if (preview.labelCount > 0) {
    const labels = formatPlural(preview.labelCount, 'label');
    return { why: `${labels} with that key would go with it. Remove it ${elsewhere}, which says what that does.` };
  }
  return {
    words: `Removes the definition of ${key}. No label has that key.`,
    run: () => client.mutate({ mutation: RevertLabelDefinitionCreationDocument, variables: { key, id: key, since } }),
  };
}

async function redefine(client: Asking, key: string, { was, left }: { was: string | null; left: string | null }) {
  const { since, definition } = await present(client, key);
  if (!definition) return { why: `The definition of ${key} no longer exists.` };
  if (definition.schema === was) return leftNothing;
  if (definition.schema !== left) return { why: 'Somebody changed the schema since.' };
  const why = await refusal(client, key, was);
  if (why !== null) return { why };
  return {
    words: was === null ? `Lets ${key} be any value again.` : `Sets the schema of ${key} back to what it was.`,
    beside: ['No label changes.'],
    run: () =>
      client.mutate({
        mutation: UpdateLabelDefinitionDocument,
        variables: { key, since, in: { key, schema: was } },
      }),
  };
}

/** A label definition that was made, changed or removed. */
export function definitionStep({ action, objects, before, after, sequence }: Told): Step | null {
  const key = objects.find(({ kind }) => kind === 'LABEL_DEFINITION')?.name;
  // The definition of scenarios is theirs: it follows from which there are.
  if (key === undefined || key === 'scenarios') return null;
  const [was, left] = [schemaIn(before), schemaIn(after)];
  const rights = ['label_definition:write'];
  if (action === 'labelDefinition.created') {
    return { rights, title: `Remove the definition of ${key}?`, read: (client) => undefine(client, key, left) };
  }
  if (action === 'labelDefinition.updated') {
    return { rights, title: `Set the schema of ${key} back?`, read: (client) => redefine(client, key, { was, left }) };
  }
  return {
    rights,
    title: `Define ${key} again?`,
    read: (client) => definitionRestoration(client, key, sequence),
  };
}
