import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { selfSigned } from '../../server/testing/certificates.ts';
import { isAllowed, type Use } from './access.ts';
import { Refused, type ResourceKind, Resources } from './resources.ts';

type Any = any;

/** A Kubernetes API over HTTPS with the semantics the agent relies on; nothing runs behind it but garbage collection. */
export interface ApiServer {
  /** Text of a kubeconfig of the agent's service account, or of an administrator. */
  kubeconfig(as?: 'agent' | 'admin'): string;
  /** Writes the files of the agent's service account as the kubelet does. @returns the variables of the pod. */
  mount(root: string): Record<string, string>;
  /** Of the service account. */
  readonly token: string;
  /** Only a new token is taken from now on. */
  rotate(): void;
  /** Applies manifests as an administrator: definitions make kinds known. */
  apply(...manifests: Any[]): void;
  /** Direct access, as an administrator has it. */
  of(plural: string): Resources;
  forget(plural: string): void;
  /** Every use of the agent's, in order. */
  readonly uses: Use[];
  /** Those among them that the roles did not allow. */
  readonly refused: Use[];
  /** Role manifests the agent is held to; null allows everything. */
  access: Any[] | null;
  /** Told before a request is answered; may change things, or answer false to drop the connection. */
  onRequest: (use: Use, request: IncomingMessage) => boolean;
  /** Lists under way, and watches from before now, have expired. */
  expire(): void;
  /** Watches that are open. */
  watches(): number;
  stop(): Promise<void>;
  start(): Promise<void>;
}

const core = (kind: string, plural: string, namespaced: boolean): ResourceKind => ({
  group: '',
  version: 'v1',
  kind,
  plural,
  namespaced,
  schema: null,
});
const host = '127.0.0.1';
const account = { namespace: 'compass-system', name: 'compass-agent' };
const statusOf = (code: number, reason: string, message: string, details: object = {}) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: code < 300 ? 'Success' : 'Failure',
  message,
  reason,
  details,
  code,
});

export async function startApiServer(): Promise<ApiServer> {
  const kinds = new Map<string, Resources>();
  const revisions = { last: 100 };
  const tokens = { agent: randomUUID(), admin: randomUUID() };
  const pages = new Map<string, { items: Any[]; revision: number }>();
  const open = new Set<ServerResponse>();
  const { cert, key } = await selfSigned([['CN', 'kubernetes']], host);
  let listener: Server | null = null;
  let port = 0;

  const server: ApiServer = {
    kubeconfig(as = 'agent') {
      const cluster = { server: `https://${host}:${port}`, 'certificate-authority-data': btoa(cert) };
      return stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'test',
        contexts: [{ name: 'test', context: { cluster: 'test', user: as } }],
        clusters: [{ name: 'test', cluster: { ...cluster, 'tls-server-name': 'kubernetes' } }],
        users: [{ name: as, user: { token: tokens[as] } }],
      });
    },
    mount(root) {
      const folder = join(root, 'var/run/secrets/kubernetes.io/serviceaccount');
      mkdirSync(folder, { recursive: true });
      const files = { token: tokens.agent, 'ca.crt': cert, namespace: account.namespace };
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      return { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: String(port) };
    },
    get token() {
      return tokens.agent;
    },
    rotate() {
      tokens.agent = randomUUID();
    },
    apply(...manifests) {
      for (const manifest of manifests) {
        if (manifest.kind === 'CustomResourceDefinition') {
          const { group, names, versions } = manifest.spec;
          const [{ name: version, schema }] = versions;
          const kind = { group, version, kind: names.kind, plural: names.plural, namespaced: false };
          kinds.set(names.plural, new Resources({ ...kind, schema: schema.openAPIV3Schema }, revisions));
        } else {
          const found = [...kinds.values()].find(({ kind }) => kind.kind === manifest.kind);
          found?.create(manifest.metadata.namespace ?? '', manifest, false);
        }
      }
    },
    of: (plural) => kinds.get(plural) as Resources,
    forget: (plural) => void kinds.delete(plural),
    uses: [],
    refused: [],
    access: null,
    onRequest: () => true,
    expire() {
      pages.clear();
      for (const resources of kinds.values()) resources.compacted = revisions.last;
      for (const response of open) response.destroy();
    },
    watches: () => open.size,
    async start() {
      const started = createServer({ cert, key }, (request, response) => void answer(request, response));
      listener = started;
      await new Promise<void>((resolve) => started.listen(port, host, resolve));
      port = (started.address() as AddressInfo).port;
    },
    async stop() {
      const closed = new Promise((resolve) => listener?.close(resolve));
      listener?.closeAllConnections();
      await closed;
    },
  };
  const coreKinds = [
    core('Namespace', 'namespaces', false),
    core('Node', 'nodes', false),
    core('ConfigMap', 'configmaps', true),
    core('Secret', 'secrets', true),
  ];
  for (const kind of coreKinds) kinds.set(kind.plural, new Resources(kind, revisions));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    try {
      const result = perform(request, text === '' ? {} : JSON.parse(text), response);
      if (result !== undefined) send(response, request.method === 'POST' ? 201 : 200, result);
    } catch (error) {
      if (error instanceof Refused)
        send(response, error.code, statusOf(error.code, error.reason, error.message, error.details));
      else if (error === dropped) response.destroy();
      else send(response, 500, statusOf(500, 'InternalError', String(error)));
    }
  }

  /** @returns undefined if it answers by itself. */
  function perform(request: IncomingMessage, body: Any, response: ServerResponse): Any {
    const url = new URL(request.url ?? '/', 'https://unused');
    const bearer = request.headers.authorization?.replace('Bearer ', '');
    if (bearer !== tokens.agent && bearer !== tokens.admin) throw new Refused(401, 'Unauthorized', 'Unauthorized');
    if (url.pathname === '/version') return { gitVersion: 'v1.33.1', major: '1', minor: '33' };
    const discovered = discover(url.pathname, kinds);
    if (discovered) return discovered;
    const match = /^\/(?:api|apis\/([^/]+))\/([^/]+)(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?$/.exec(
      url.pathname,
    );
    const [, group = '', version, namespace = '', plural = '', name = ''] = match ?? [];
    const resources = kinds.get(plural);
    const query = url.searchParams;
    if (resources?.kind.group !== group || resources.kind.version !== version) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
      return undefined;
    }
    const use = {
      verb: verbOf(request.method, name, query),
      group,
      resource: plural,
      namespace,
      name: name || one(query),
    };
    if (bearer === tokens.agent) {
      if (!server.onRequest(use, request)) throw dropped;
      server.uses.push(use);
      if (server.access && !isAllowed(server.access, account, use)) {
        server.refused.push(use);
        const message = `${plural} is forbidden: User "system:serviceaccount:compass-system:compass-agent" cannot ${use.verb} resource`;
        throw new Refused(403, 'Forbidden', message, { name, group, kind: plural });
      }
    }
    const dryRun = query.get('dryRun') === 'All';
    if (use.verb === 'get') return resources.get(namespace, name);
    if (use.verb === 'list') return list(resources, namespace, query);
    if (use.verb === 'watch') return watch(resources, namespace, query, response);
    if (use.verb === 'update') return resources.replace(namespace, name, body, dryRun);
    if (use.verb === 'delete') return remove(resources, namespace, name, body);
    if (use.verb !== 'create') throw new Refused(405, 'MethodNotAllowed', `no ${use.verb} here`);
    if (namespace) kinds.get('namespaces')?.get('', namespace);
    return resources.create(namespace, body, dryRun);
  }

  function remove(resources: Resources, namespace: string, name: string, { preconditions }: Any): Any {
    const { metadata } = resources.remove(namespace, name, preconditions);
    for (const each of kinds.values()) {
      for (const owned of [...each.all.values()]) {
        const owners = owned.metadata.ownerReferences ?? [];
        if (owners.some(({ uid }: Any) => uid === metadata.uid))
          each.remove(owned.metadata.namespace ?? '', owned.metadata.name);
      }
    }
    return statusOf(200, '', '', { name, uid: metadata.uid });
  }

  function list(resources: Resources, namespace: string, query: URLSearchParams): Any {
    const { kind, group, version } = resources.kind;
    const token = query.get('continue');
    const known = token ? pages.get(token) : { items: select(resources, namespace, query), revision: revisions.last };
    if (!known) throw new Refused(410, 'Expired', 'The provided continue parameter is too old');
    const limit = Number(query.get('limit')) || known.items.length;
    const [items, rest] = [known.items.slice(0, limit), known.items.slice(limit)];
    const next = rest.length > 0 ? randomUUID() : '';
    if (next) pages.set(next, { ...known, items: rest });
    // Only custom resources say what they are inside a list.
    const shown = group ? items : items.map(({ apiVersion: _, kind: __, ...item }: Any) => item);
    const metadata = { resourceVersion: String(known.revision), ...(next && { continue: next }) };
    return { kind: `${kind}List`, apiVersion: group ? `${group}/${version}` : version, metadata, items: shown };
  }

  function watch(resources: Resources, namespace: string, query: URLSearchParams, response: ServerResponse): undefined {
    const from = Number(query.get('resourceVersion')) || 0;
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    const write = (type: string, object: Any) => response.write(`${JSON.stringify({ type, object })}\n`);
    if (from < resources.compacted) {
      write('ERROR', statusOf(410, 'Expired', `too old resource version: ${from}`));
      response.end();
      return;
    }
    const fits = matching(namespace, query);
    const tell = ({ type, revision, object }: Resources['events'][number]) => {
      if (revision > from && fits(object)) write(type, object);
    };
    for (const event of resources.events) tell(event);
    resources.listeners.add(tell);
    open.add(response);
    const timer = setTimeout(() => response.end(), Number(query.get('timeoutSeconds') ?? 60) * 1000);
    response.on('close', () => {
      clearTimeout(timer);
      open.delete(response);
      resources.listeners.delete(tell);
    });
  }

  await server.start();
  return server;
}

const dropped = Symbol('dropped');

function send(response: ServerResponse, status: number, body: Any): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function verbOf(method: string | undefined, name: string, query: URLSearchParams): string {
  if (method === 'GET') return query.get('watch') === 'true' ? 'watch' : name ? 'get' : 'list';
  return { POST: 'create', PUT: 'update', DELETE: 'delete' }[method ?? ''] ?? `${method}`.toLowerCase();
}

/** A list of one by field selector counts as of this name. */
const one = (query: URLSearchParams) => /^metadata\.name=(.+)$/.exec(query.get('fieldSelector') ?? '')?.[1] ?? '';

function matching(namespace: string, query: URLSearchParams): (object: Any) => boolean {
  const name = one(query);
  const labels = query.get('labelSelector')?.split(',') ?? [];
  return ({ metadata }) =>
    (!namespace || metadata.namespace === namespace) &&
    (!name || metadata.name === name) &&
    labels.every((label) => metadata.labels?.[label] !== undefined);
}

const select = (resources: Resources, namespace: string, query: URLSearchParams): Any[] =>
  [...resources.all.values()].filter(matching(namespace, query));

/** What `kubectl` asks first. */
function discover(path: string, kinds: ReadonlyMap<string, Resources>): Any {
  const all = [...kinds.values()].map(({ kind }) => kind);
  const groups = [...new Set(all.filter(({ group }) => group).map(({ group, version }) => `${group}/${version}`))];
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  if (path === '/apis') {
    const described = groups.map((groupVersion) => {
      const [name = '', version = ''] = groupVersion.split('/');
      return { name, versions: [{ groupVersion, version }], preferredVersion: { groupVersion, version } };
    });
    return { kind: 'APIGroupList', apiVersion: 'v1', groups: described };
  }
  const groupVersion = path === '/api/v1' ? 'v1' : path.replace('/apis/', '');
  if (path !== '/api/v1' && !groups.includes(groupVersion)) return null;
  const resources = all
    .filter(({ group, version }) => (group ? `${group}/${version}` : version) === groupVersion)
    .map(({ plural, kind, namespaced }) => ({
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced,
      kind,
      verbs: ['get', 'list', 'watch', 'create', 'update', 'delete'],
    }));
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}
