import type { ApolloClient } from '@apollo/client';
import { expect } from 'vitest';
import { CreateLabelDefinitionDocument } from '../../../web/graphql.generated.ts';
import { type LabelOwner, labelEdit, labelRemoval } from '../../../web/labels/ownedLabels.ts';
import { ruleCreation, ruleDeletion } from '../../../web/rules/ruleChanges.ts';
import { definitionEdit, definitionRemoval } from '../../../web/screens/administration/labels/definitionEdit.ts';
import { applicationEdit } from '../../../web/screens/applications/applicationEdit.ts';
import { applicationLabels } from '../../../web/screens/applications/applicationLabels.ts';
import { runtimeEdit } from '../../../web/screens/runtimes/runtimeEdit.ts';
import { runtimeLabels } from '../../../web/screens/runtimes/runtimeLabels.ts';
import { asShown, type ShownSource } from '../../../web/twoPeople/asShown.ts';
import { createEdit, type EditSource } from '../../../web/twoPeople/edit.ts';
import { differencesOf, type Values } from '../../../web/twoPeople/merge.ts';
import { type Model, removeDefinition, rename, setLabel, setRules } from './model.ts';

/** What one administrator was told: that it is done, or what stands against it. */
export type Told = { done: (model: Model) => unknown } | { shown: string[] };

/** Something one administrator sets out to do: first looked at, then, after a while, confirmed. */
export type Proposal = () => Promise<Told>;

export interface Hands {
  client: ApolloClient;
  /** The time somebody takes between looking and confirming. */
  ponder: () => Promise<void>;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** An edit as the dialogs have it: what is shown as a conflict is not stored. */
async function edited<V extends Values>(
  { client, ponder }: Hands,
  source: EditSource<V>,
  { change, store }: { change: (values: V) => V; store: (model: Model, seen: V, written: V) => void },
): Promise<Told> {
  let isWritten = false;
  try {
    const edit = createEdit(client, {
      ...source,
      async write(values, since) {
        await source.write(values, since);
        isWritten = true;
      },
    });
    const seen = await edit.begin();
    await ponder();
    const written = change(seen);
    const against = await edit.save(written);
    // Where the other has stored the same meanwhile, nothing is left to write.
    if (!against) return { done: (model) => isWritten && store(model, seen, written) };
    const theirs = Object.entries(differencesOf(against.base, against.theirs, written));
    return { shown: theirs.filter(([, side]) => side !== 'yours').map(([field, side]) => `${field}: ${side}`) };
  } catch (error) {
    return { shown: [messageOf(error)] };
  }
}

/** Something asked about before it is done. */
async function confirmed<V>(
  { client, ponder }: Hands,
  source: ShownSource<V>,
  store: (model: Model, agreed: V) => void,
): Promise<Told> {
  try {
    const agreed = await source.read();
    await ponder();
    const other = await asShown(client, source, agreed);
    return other === null ? { done: (model) => store(model, agreed) } : { shown: [JSON.stringify(other)] };
  } catch (error) {
    return { shown: [messageOf(error)] };
  }
}

const textsOf = (model: Model, id: string) => {
  const texts = model.texts.get(id);
  if (!texts) throw new Error(`the model does not know ${id}`);
  return texts;
};

export const editApplication = (hands: Hands, id: string, field: 'description' | 'providerName', text: string) =>
  edited(hands, applicationEdit(hands.client, id), {
    change: (values) => ({ ...values, [field]: text }),
    store(model, seen, written) {
      expect(textsOf(model, id), 'what was overwritten had been seen').toEqual(seen);
      model.texts.set(id, written);
    },
  });

export const editRuntime = (hands: Hands, id: string, field: 'name' | 'description', text: string) =>
  edited(hands, runtimeEdit(hands.client, id), {
    change: (values) => ({ ...values, [field]: text }),
    store(model, seen, written) {
      expect(textsOf(model, id), 'what was overwritten had been seen').toEqual(seen);
      model.texts.set(id, written);
      rename(model, id, written.name);
    },
  });

export interface Owner {
  kind: 'APPLICATION' | 'RUNTIME';
  id: string;
}

const labelsOf = ({ client }: Hands, { kind, id }: Owner): LabelOwner => ({
  kind,
  id,
  name: id,
  ...(kind === 'APPLICATION' ? applicationLabels : runtimeLabels)(client, id),
});

export const editLabel = (hands: Hands, owner: Owner, key: string, value: unknown) =>
  edited(
    hands,
    labelEdit(labelsOf(hands, owner), () => key),
    {
      change: () => ({ value }),
      store(model, seen) {
        expect(model.labels.get(owner.id)?.[key], 'the value that was replaced had been seen').toEqual(seen.value);
        setLabel(model, owner.id, key, value);
      },
    },
  );

export const removeLabel = (hands: Hands, owner: Owner, key: string) =>
  confirmed(hands, labelRemoval(labelsOf(hands, owner), key), (model, agreed) => {
    expect(model.labels.get(owner.id)?.[key], 'the value that was removed had been shown').toEqual(agreed.value);
    setLabel(model, owner.id, key, undefined);
  });

export async function defineLabel({ client, ponder }: Hands, key: string, schema: string): Promise<Told> {
  await ponder();
  try {
    await client.mutate({ mutation: CreateLabelDefinitionDocument, variables: { in: { key, schema } } });
  } catch (error) {
    return { shown: [messageOf(error)] };
  }
  return {
    done(model) {
      expect(model.definitions.has(key), 'nobody had defined it').toBe(false);
      model.definitions.set(key, schema);
    },
  };
}

const compact = (schema: string) => (schema === '' ? '' : JSON.stringify(JSON.parse(schema)));

export const editDefinition = (hands: Hands, key: string, schema: string) =>
  edited(hands, definitionEdit(hands.client, key), {
    change: () => ({ schema }),
    store(model, seen) {
      expect(model.definitions.get(key), 'the schema that was replaced had been seen').toBe(compact(seen.schema));
      model.definitions.set(key, schema);
    },
  });

export const deleteDefinition = (hands: Hands, key: string) =>
  confirmed(hands, definitionRemoval(hands.client, key), (model, agreed) => {
    const labels = [...model.labels.values()].filter((own) => key in own).length;
    expect(agreed.previewLabelDefinitionDeletion.labelCount, 'the labels that went had been told of').toBe(labels);
    expect(agreed.labelDefinition?.schema ?? '', 'the schema that went had been shown').toBe(
      model.definitions.get(key),
    );
    removeDefinition(model, key);
  });

const counted = (model: Model, { kind, key, value }: { kind: Owner['kind']; key: string; value: string }) =>
  (kind === 'APPLICATION' ? model.facts.applications : model.facts.runtimes).filter(
    ({ id }) => model.labels.get(id)?.[key] === value,
  ).length;

export const createRule = (
  hands: Hands,
  { scenario, kind, value }: { scenario: string; kind: Owner['kind']; value: string },
  key = 'team',
) =>
  confirmed(
    hands,
    ruleCreation(hands.client, { scenario, matches: [kind], selector: { key, value } }),
    (model, { applicationCount, runtimeCount }) => {
      expect(applicationCount + runtimeCount, 'whom it concerns had been told').toBe(
        counted(model, { kind, key, value }),
      );
      setRules(model, [...model.rules, { scenario, kind, key, value }]);
    },
  );

export const deleteRule = (hands: Hands, scenario: string, kind: Owner['kind']) =>
  confirmed(hands, ruleDeletion(hands.client, { scenario, matches: [kind] }), (model, { rules }) => {
    const isIt = (rule: { scenario: string; kind: string }) => rule.scenario === scenario && rule.kind === kind;
    expect(
      model.rules.filter(isIt).map(({ key, value }) => ({ key, value })),
      'the rule that went had been shown',
    ).toEqual(rules.map(({ selector: { key, value } }) => ({ key, value })));
    setRules(
      model,
      model.rules.filter((rule) => !isIt(rule)),
    );
  });
