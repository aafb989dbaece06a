import { each, notFound, type Outcome, ok, type Row, refused, type Table } from './row.ts';

/** What belongs to an Application is changed by it, and by nobody of another Application or tenant. */
const offer = (args: string, hidden: Outcome): Row => ({
  requires: 'application:write',
  args,
  answers: ok,
  but: each(['otherApplication', 'stranger'], hidden),
});

/** Credentials are asked for by the Runtime that is connected, and given back by the one that asked. */
const asking = (args: string, hidden: Outcome): Row => ({
  requires: 'runtime:write',
  args,
  answers: ok,
  but: {
    ...each(['otherRuntime', 'stranger'], hidden),
    sharingRuntime: refused('InvalidOperation', 'Application "shop-application" is not connected to this Runtime'),
  },
});
const givingBack = (args: string, hidden: Outcome): Row => ({
  requires: 'runtime:write',
  args,
  answers: ok,
  but: each(['sharingRuntime', 'otherRuntime', 'stranger'], hidden),
});

const noApplication = notFound('while getting Application with ID $shop: Object was not found');
const no = (what: string) => notFound(`while getting ${what}: Object was not found`);
const noAPI = no('APIDefinition');
const noEvent = no('EventDefinition');
const api = 'name: "new", targetURL: "https://api.example.com"';
const document = 'title: "t", displayName: "d", description: "d", format: MARKDOWN';
const given = 'auth: { credential: { basic: { username: "u", password: "p" } } }';

/** Packages and Bundles are two names for the same. */
const under = (name: 'Package' | 'Bundle', lower: 'package' | 'bundle'): Table => ({
  [`add${name}`]: offer('applicationID: $shop, in: { name: "new" }', noApplication),
  [`update${name}`]: offer('id: $shopPackage, in: { name: "new" }', no(`${name} with ID: [$shopPackage]`)),
  [`delete${name}`]: offer('id: $shopPackage', no(`${name} with ID: [$shopPackage]`)),
  [`addAPIDefinitionTo${name}`]: offer(
    `${lower}ID: $shopPackage, in: { ${api} }`,
    notFound(`Cannot add API to not existing ${lower}`),
  ),
  [`addEventDefinitionTo${name}`]: offer(
    `${lower}ID: $shopPackage, in: { name: "new" }`,
    notFound(`Cannot add Event Definition to not existing ${name}`),
  ),
  [`addDocumentTo${name}`]: offer(
    `${lower}ID: $shopPackage, in: { ${document} }`,
    notFound(`Cannot add Document to not existing ${name}`),
  ),
  [`request${name}InstanceAuthCreation`]: asking(
    `${lower}ID: $shopPackage, in: { context: "{}" }`,
    no(`${name} with ID: [$shopPackage]`),
  ),
  [`request${name}InstanceAuthDeletion`]: givingBack('authID: $request', no(`${name} Instance Auth with ID $request`)),
  [`set${name}InstanceAuth`]: offer(`authID: $request, in: { ${given} }`, no(`${name} Instance Auth with ID $request`)),
  [`delete${name}InstanceAuth`]: offer('authID: $request', no(`${name} Instance Auth with ID $request`)),
});

export const packageRows: Table = {
  ...under('Package', 'package'),
  ...under('Bundle', 'bundle'),
  updateAPIDefinition: offer(`id: $shopAPI, in: { ${api} }`, noAPI),
  deleteAPIDefinition: offer('id: $shopAPI', noAPI),
  refetchAPISpec: offer('apiID: $shopAPI', noAPI),
  refetchEventDefinitionSpec: offer('eventID: $shopEvent', noEvent),
  updateEventDefinition: offer('id: $shopEvent, in: { name: "new" }', noEvent),
  deleteEventDefinition: offer('id: $shopEvent', noEvent),
  deleteDocument: offer('id: $shopDocument', no('Document')),
};
