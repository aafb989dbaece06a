import { Budget } from './budget.ts';
import {
  isObject,
  listOf,
  type Members,
  member,
  membersOf,
  nameOf,
  type Referring,
  referring,
  text,
} from './document.ts';
import {
  type OutlineEntry,
  type OutlineGroup,
  type OutlineSection,
  type SpecOutline,
  UnreadableSpec,
} from './outline.ts';
import { contentOf, fieldOf, propertiesOf } from './schemaFields.ts';

/** AsyncAPI 2.x and 3.x: channels with what is sent and received over them. */
export function outlineOfAsyncApi(root: unknown): SpecOutline {
  const version = text(member(root, 'asyncapi'));
  if (!isObject(root) || version === null) throw new UnreadableSpec('names no version of AsyncAPI');
  const budget = new Budget();
  const document = referring(root);
  const info = member(root, 'info');
  const channels: OutlineGroup = { name: 'Channels', description: null, entries: [] };
  const operations = version.startsWith('2.') ? operationsOf2(root, document) : operationsOf3(root, document);
  for (const operation of operations) budget.entry(channels, () => entryOf(operation, document, budget));
  const components = member(root, 'components');
  return {
    standard: `AsyncAPI ${version}`,
    title: text(member(info, 'title')),
    version: text(member(info, 'version')),
    description: text(member(info, 'description')),
    facts: factsOf(root, document),
    groups: channels.entries.length > 0 ? [channels] : [],
    models: budget.models(membersOf(member(components, 'schemas')), ([name, schema]) => {
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

function factsOf(root: Members, { resolve }: Referring) {
  const servers = membersOf(member(root, 'servers')).map(([name, given]) => {
    const server = resolve(given);
    const address = text(member(server, 'url')) ?? text(member(server, 'host')) ?? '?';
    return `${name}: ${address} (${text(member(server, 'protocol')) ?? 'unknown'})`;
  });
  return [
    { term: 'Servers', value: servers.slice(0, 10).join(', ') },
    { term: 'Content', value: text(member(root, 'defaultContentType')) ?? '' },
  ].filter(({ value }) => value !== '');
}

interface Operation {
  badge: string;
  address: string;
  operation: unknown;
  channel: unknown;
  messages: readonly unknown[];
}

function* operationsOf2(root: Members, { resolve }: Referring): Generator<Operation> {
  for (const [address, given] of membersOf(member(root, 'channels'))) {
    const channel = resolve(given);
    for (const badge of ['subscribe', 'publish']) {
      const operation = member(channel, badge);
      if (!isObject(operation)) continue;
      const message = member(operation, 'message');
      const several = listOf(member(message, 'oneOf'));
      yield { badge, address, operation, channel, messages: several.length > 0 ? several : [message] };
    }
  }
}

function* operationsOf3(root: Members, { resolve }: Referring): Generator<Operation> {
  const used = new Set<unknown>();
  for (const [, given] of membersOf(member(root, 'operations'))) {
    const operation = resolve(given);
    const reference = member(member(operation, 'channel'), '$ref');
    const channel = resolve(member(operation, 'channel'));
    used.add(channel);
    const own = listOf(member(operation, 'messages'));
    yield {
      badge: text(member(operation, 'action')) ?? 'operation',
      address: text(member(channel, 'address')) ?? (typeof reference === 'string' ? nameOf(reference) : '?'),
      operation,
      channel,
      messages: own.length > 0 ? own : messagesOf(channel),
    };
  }
  for (const [name, given] of membersOf(member(root, 'channels'))) {
    const channel = resolve(given);
    if (used.has(channel)) continue;
    const address = text(member(channel, 'address')) ?? name;
    yield { badge: 'channel', address, operation: channel, channel, messages: messagesOf(channel) };
  }
}

const messagesOf = (channel: unknown) => membersOf(member(channel, 'messages')).map(([, message]) => message);

function entryOf(
  { badge, address, operation, channel, messages }: Operation,
  document: Referring,
  budget: Budget,
): OutlineEntry {
  const parameters = membersOf(member(channel, 'parameters')).map(([name, given]) => {
    const parameter = document.resolve(given);
    return fieldOf(name, member(parameter, 'schema') ?? { ...(isObject(parameter) ? parameter : {}), type: 'string' }, {
      required: true,
      description: member(parameter, 'description'),
    });
  });
  return {
    badge,
    title: address,
    summary: text(member(operation, 'summary')) ?? text(member(operation, 'operationId')),
    description: text(member(operation, 'description')) ?? text(member(channel, 'description')),
    deprecated: member(operation, 'deprecated') === true,
    sections: [
      { title: 'Parameters', note: null, fields: budget.fields(parameters) },
      ...messages.slice(0, 50).flatMap((message) => messageSections(message, document, budget)),
    ].filter(({ title, fields }) => fields.length > 0 || title !== 'Parameters'),
  };
}

function messageSections(given: unknown, document: Referring, budget: Budget): OutlineSection[] {
  const message = document.resolve(given);
  if (!isObject(message)) return [];
  const reference = member(given, '$ref');
  const name = text(member(message, 'name')) ?? (typeof reference === 'string' ? nameOf(reference) : 'unnamed');
  const about = [
    text(member(message, 'title')),
    text(member(message, 'summary')),
    text(member(message, 'contentType')),
  ];
  const note = about.filter((each) => each !== null && each !== name).join(' · ');
  const payload = member(message, 'payload');
  // From 3.0 on a payload may bring its format along.
  const format = text(member(message, 'schemaFormat')) ?? text(member(payload, 'schemaFormat'));
  const isJsonSchema = format === null || /json|asyncapi|yaml/i.test(format);
  const schema = member(payload, 'schemaFormat') === undefined ? payload : member(payload, 'schema');
  const headers = member(message, 'headers');
  return [
    {
      title: `Message ${name}`,
      note: [note, isJsonSchema ? '' : `Payload in ${format}: see the source.`].filter(Boolean).join(' ') || null,
      fields: isJsonSchema && schema !== undefined ? budget.fields(contentOf(schema, document)) : [],
    },
    ...(headers === undefined
      ? []
      : [{ title: `Headers of ${name}`, note: null, fields: budget.fields(contentOf(headers, document)) }]),
  ];
}
