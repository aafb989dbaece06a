import { formatList, formatPlural } from '../../format/counts.ts';
import {
  RevertApiAdditionDocument,
  RevertContentDocument,
  RevertDocumentAdditionDocument,
  RevertEventAdditionDocument,
  RevertPackageAdditionDocument,
  RevertPackageDocument,
  type RevertPackageQuery,
  UpdatePackageDocument,
} from '../../graphql.generated.ts';
import { changedFields, fieldsOffer } from './fields.ts';
import { ask, leftNothing, revisionOf, type Step } from './step.ts';
import type { Told } from './told.ts';

type Package = NonNullable<NonNullable<RevertPackageQuery['application']>['package']>;

const idOf = ({ objects }: Told, kind: string): string | null =>
  objects.find((object) => object.kind === kind)?.id ?? null;

/** `2 APIs and 1 document`; empty for a package with nothing in it. */
function contentInWords({ apiDefinitions, eventDefinitions, documents, instanceAuths }: Package): string {
  const counts: [count: number, one: string, many?: string][] = [
    [apiDefinitions?.totalCount ?? 0, 'API'],
    [eventDefinitions?.totalCount ?? 0, 'event definition'],
    [documents?.totalCount ?? 0, 'document'],
    [instanceAuths.length, 'request for credentials', 'requests for credentials'],
  ];
  const there = counts.filter(([count]) => count > 0);
  return formatList(
    there.map((each) => formatPlural(...each)),
    counts.length,
  );
}

/** A package that was added goes, with what is in it by now. */
export function packageAdditionStep(entry: Told): Step | null {
  const [application, id] = [idOf(entry, 'APPLICATION'), idOf(entry, 'PACKAGE')];
  if (application === null || id === null) return null;
  return {
    rights: ['application:write'],
    title: 'Remove the package?',
    async read(client) {
      const since = await revisionOf(client, id);
      const found = (await ask(client, RevertPackageDocument, { application, package: id })).application?.package;
      if (!found) return leftNothing;
      const content = contentInWords(found);
      return {
        words: `Removes the package ${found.name}${content === '' ? '. Nothing is in it.' : ` with ${content}.`}`,
        beside: ['Runtimes that are connected to its application lose it at their next fetch.'],
        run: () => client.mutate({ mutation: RevertPackageAdditionDocument, variables: { id, since } }),
      };
    },
  };
}

/** Name, description and schema of a package; never its credentials, which the log does not hold. */
export function packageUpdateStep(entry: Told): Step | null {
  const [application, id] = [idOf(entry, 'APPLICATION'), idOf(entry, 'PACKAGE')];
  const changed = changedFields(entry, ['name', 'description', 'instanceAuthRequestInputSchema']);
  if (application === null || id === null || !changed) return null;
  return {
    rights: ['application:write', 'application.auths:read'],
    title: 'Set the package back?',
    async read(client) {
      const since = await revisionOf(client, id);
      const found = (await ask(client, RevertPackageDocument, { application, package: id })).application?.package;
      if (!found) return { why: 'The package no longer exists.' };
      if (found.defaultInstanceAuth) {
        return {
          why: 'It has credentials of its own, which an update would need anew. Edit it on the page of its application.',
        };
      }
      const { name, description, instanceAuthRequestInputSchema } = found;
      const now = {
        name,
        description: description ?? null,
        instanceAuthRequestInputSchema: instanceAuthRequestInputSchema ?? null,
      };
      return fieldsOffer(changed, now, (fields) =>
        client.mutate({ mutation: UpdatePackageDocument, variables: { id, since, in: fields } }),
      );
    },
  };
}

const contents = {
  API_DEFINITION: { called: 'API', mutation: RevertApiAdditionDocument },
  EVENT_DEFINITION: { called: 'event definition', mutation: RevertEventAdditionDocument },
  DOCUMENT: { called: 'document', mutation: RevertDocumentAdditionDocument },
} as const;

/** An API, an event or a document that was added goes. */
export function contentAdditionStep(entry: Told): Step | null {
  const [application, parent] = [idOf(entry, 'APPLICATION'), idOf(entry, 'PACKAGE')];
  const kind = (Object.keys(contents) as (keyof typeof contents)[]).find((each) => idOf(entry, each) !== null);
  const id = kind === undefined ? null : idOf(entry, kind);
  if (application === null || parent === null || kind === undefined || id === null) return null;
  const { called, mutation } = contents[kind];
  return {
    rights: ['application:write'],
    title: `Remove the ${called}?`,
    async read(client) {
      const since = await revisionOf(client, id);
      const answer = await ask(client, RevertContentDocument, { application, package: parent, id });
      const within = answer.application?.package;
      const name = within?.apiDefinition?.name ?? within?.eventDefinition?.name ?? within?.document?.title;
      if (!within || name === undefined) return leftNothing;
      return {
        words: `Removes the ${called} ${name} from the package ${within.name}.`,
        beside: ['Runtimes that are connected to its application lose it at their next fetch.'],
        run: () => client.mutate({ mutation, variables: { id, since } }),
      };
    },
  };
}
