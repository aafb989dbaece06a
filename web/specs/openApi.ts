import { Budget } from './budget.ts';
import { isObject, listOf, type Members, member, membersOf, type Referring, referring, text } from './document.ts';
import {
  type OutlineEntry,
  type OutlineFact,
  type OutlineGroup,
  type OutlineSection,
  type SpecOutline,
  UnreadableSpec,
} from './outline.ts';
import { contentOf, fieldOf, propertiesOf } from './schemaFields.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** Swagger 2.0 and OpenAPI 3.x: operations by tag, and the schemas they use. */
export function outlineOfOpenApi(root: unknown): SpecOutline {
  const version = text(member(root, 'openapi')) ?? text(member(root, 'swagger'));
  if (!isObject(root) || version === null) throw new UnreadableSpec('names no version of OpenAPI');
  const budget = new Budget();
  const info = member(root, 'info');
  const groups = groupsOf(root, budget);
  const schemas = membersOf(member(member(root, 'components'), 'schemas') ?? member(root, 'definitions'));
  return {
    standard: `${member(root, 'openapi') ? 'OpenAPI' : 'Swagger'} ${version}`,
    title: text(member(info, 'title')),
    version: text(member(info, 'version')),
    description: text(member(info, 'description')),
    facts: factsOf(root),
    groups,
    models: budget.models(schemas, ([name, schema]) => {
      const fields = budget.fields(propertiesOf(schema));
      return {
        name,
        kind: 'Schema',
        description: text(member(schema, 'description')),
        fields: fields.length > 0 ? fields : [fieldOf('(whole)', schema)],
      };
    }),
    omitted: budget.omitted('operations'),
  };
}

function factsOf(root: Members): OutlineFact[] {
  const host = text(member(root, 'host'));
  const servers = host
    ? [`${text(listOf(member(root, 'schemes'))[0]) ?? 'https'}://${host}${text(member(root, 'basePath')) ?? ''}`]
    : listOf(member(root, 'servers')).map((server) => text(member(server, 'url')));
  const security = membersOf(
    member(member(root, 'components'), 'securitySchemes') ?? member(root, 'securityDefinitions'),
  ).map(([name, scheme]) => `${name} (${text(member(scheme, 'scheme')) ?? text(member(scheme, 'type')) ?? 'unknown'})`);
  return [
    {
      term: 'Servers',
      value: servers
        .filter((each) => each !== null)
        .slice(0, 10)
        .join(', '),
    },
    { term: 'Security', value: security.slice(0, 10).join(', ') },
    { term: 'Licence', value: text(member(member(member(root, 'info'), 'license'), 'name')) ?? '' },
  ].filter(({ value }) => value !== '');
}

function groupsOf(root: Members, budget: Budget): OutlineGroup[] {
  const document = referring(root);
  const byName = new Map<string, OutlineGroup>();
  const group = (name: string, description: string | null = null) => {
    const known = byName.get(name) ?? { name, description, entries: [] };
    byName.set(name, known);
    return known;
  };
  for (const tag of listOf(member(root, 'tags'))) {
    const name = text(member(tag, 'name'));
    if (name !== null) group(name, text(member(tag, 'description')));
  }
  for (const [path, given] of [...membersOf(member(root, 'paths')), ...membersOf(member(root, 'webhooks'))]) {
    const item = document.resolve(given);
    for (const method of methods) {
      const operation = member(item, method);
      if (!isObject(operation)) continue;
      const tags = listOf(member(operation, 'tags')).filter((each) => typeof each === 'string');
      for (const tag of tags.length > 0 ? new Set(tags) : ['Operations']) {
        budget.entry(group(tag), () => entryOf(method, path, operation, member(item, 'parameters'), document, budget));
      }
    }
  }
  return [...byName.values()].filter(({ entries }) => entries.length > 0);
}

function entryOf(
  method: string,
  path: string,
  operation: Members,
  shared: unknown,
  document: Referring,
  budget: Budget,
): OutlineEntry {
  const parameters = parametersOf(shared, member(operation, 'parameters'), document);
  const body = document.resolve(member(operation, 'requestBody'));
  const sections: OutlineSection[] = [
    {
      title: 'Parameters',
      note: null,
      fields: budget.fields(
        parameters
          .filter((each) => member(each, 'in') !== 'body')
          .map((each) =>
            fieldOf(text(member(each, 'name')) ?? '?', member(each, 'schema') ?? each, {
              required: member(each, 'required') === true,
              note: `in ${text(member(each, 'in')) ?? '?'}`,
              description: member(each, 'description'),
            }),
          ),
      ),
    },
    ...parameters
      .filter((each) => member(each, 'in') === 'body')
      .map((each) =>
        bodySection('Request body', member(each, 'schema'), text(member(each, 'description')), document, budget),
      ),
    ...contentSections('Request body', body, document, budget),
    ...membersOf(member(operation, 'responses')).flatMap(([status, given]) => {
      const response = document.resolve(given);
      const sections = contentSections(`Response ${status}`, response, document, budget);
      const note = text(member(response, 'description'));
      const schema = member(response, 'schema');
      if (sections.length > 0) return sections;
      return schema === undefined
        ? [{ title: `Response ${status}`, note, fields: [] }]
        : [bodySection(`Response ${status}`, schema, note, document, budget)];
    }),
  ].filter(({ fields, note }) => fields.length > 0 || note !== null);
  return {
    badge: method.toUpperCase(),
    title: path,
    summary: text(member(operation, 'summary')) ?? text(member(operation, 'operationId')),
    description: text(member(operation, 'description')),
    deprecated: member(operation, 'deprecated') === true,
    sections,
  };
}

/** Those of the path and of the operation, which win. */
function parametersOf(shared: unknown, own: unknown, { resolve }: Referring): unknown[] {
  const all = new Map<string, unknown>();
  for (const each of [...listOf(shared), ...listOf(own)].map(resolve)) {
    if (isObject(each)) all.set(`${String(member(each, 'in'))} ${String(member(each, 'name'))}`, each);
  }
  return [...all.values()];
}

const bodySection = (
  title: string,
  schema: unknown,
  note: string | null,
  document: Referring,
  budget: Budget,
): OutlineSection => ({ title, note, fields: budget.fields(contentOf(schema, document)) });

/** One section for each media type of a body; the description stands at the first. */
function contentSections(title: string, body: unknown, document: Referring, budget: Budget): OutlineSection[] {
  return membersOf(member(body, 'content')).map(([mediaType, content], at) =>
    bodySection(
      `${title}, ${mediaType}`,
      member(content, 'schema'),
      at === 0 ? text(member(body, 'description')) : null,
      document,
      budget,
    ),
  );
}
