import { randomUUID } from 'node:crypto';
import { Ajv, type ValidateFunction } from 'ajv';

type Any = any;

/** A kind of resource an API server knows. */
export interface ResourceKind {
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced: boolean;
  /** `openAPIV3Schema`; null: anything goes. */
  schema: Any;
}

/** What an API server answers when it does not do as asked: a `Status`. */
export class Refused extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: object;

  constructor(code: number, reason: string, message: string, details: object = {}) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }
}

interface Event {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  revision: number;
  object: Any;
}

/** Resources of one kind with revisions, as etcd and the generic registry of Kubernetes keep them. */
export class Resources {
  readonly kind: ResourceKind;
  readonly all = new Map<string, Any>();
  readonly events: Event[] = [];
  readonly listeners = new Set<(event: Event) => void>();
  readonly #validate: ValidateFunction | null;
  readonly #revisions: { last: number };
  /** Older revisions cannot be watched from. */
  compacted = 0;

  /** @param revisions counted over all kinds of one server. */
  constructor(kind: ResourceKind, revisions: { last: number }) {
    this.kind = kind;
    this.#revisions = revisions;
    const ajv = new Ajv({ strict: false, formats: { 'date-time': (text: string) => !Number.isNaN(Date.parse(text)) } });
    this.#validate = kind.schema ? ajv.compile(kind.schema) : null;
  }

  static keyOf = (namespace: string, name: string) => `${namespace}/${name}`;

  get(namespace: string, name: string): Any {
    const found = this.all.get(Resources.keyOf(namespace, name));
    const { plural, group } = this.kind;
    if (!found) throw new Refused(404, 'NotFound', `${plural} "${name}" not found`, { name, group, kind: plural });
    return found;
  }

  create(namespace: string, body: Any, dryRun: boolean): Any {
    const name = this.#nameOf(body, namespace);
    const { plural, group, kind } = this.kind;
    if (this.all.has(Resources.keyOf(namespace, name))) {
      throw new Refused(409, 'AlreadyExists', `${plural} "${name}" already exists`, { name, group, kind: plural });
    }
    if (body.metadata.resourceVersion) {
      throw new Refused(400, 'BadRequest', 'resourceVersion should not be set on objects to be created', { kind });
    }
    const now = new Date().toISOString().replace(/\.\d+Z/, 'Z');
    const made = { ...body.metadata, ...(namespace && { namespace }), uid: randomUUID(), creationTimestamp: now };
    return this.#store('ADDED', { ...this.#checked(body), metadata: made }, dryRun);
  }

  replace(namespace: string, name: string, body: Any, dryRun: boolean): Any {
    const present = this.get(namespace, name);
    if (this.#nameOf(body, namespace) !== name) throw new Refused(400, 'BadRequest', 'the name does not match');
    const { resourceVersion, uid } = body.metadata;
    const details = { name, group: this.kind.group, kind: this.kind.plural };
    if (!resourceVersion && this.kind.schema) {
      throw new Refused(422, 'Invalid', 'metadata.resourceVersion: must be specified for an update', details);
    }
    if (
      (resourceVersion && resourceVersion !== present.metadata.resourceVersion) ||
      (uid && uid !== present.metadata.uid)
    ) {
      throw new Refused(409, 'Conflict', `the object "${name}" has been modified`, details);
    }
    const { creationTimestamp } = present.metadata;
    const metadata = {
      ...body.metadata,
      namespace: present.metadata.namespace,
      uid: present.metadata.uid,
      creationTimestamp,
    };
    return this.#store('MODIFIED', { ...this.#checked(body), metadata }, dryRun);
  }

  remove(namespace: string, name: string, preconditions: { uid?: string; resourceVersion?: string } = {}): Any {
    const present = this.get(namespace, name);
    for (const key of ['uid', 'resourceVersion'] as const) {
      if (preconditions[key] !== undefined && preconditions[key] !== present.metadata[key]) {
        const details = { name, group: this.kind.group, kind: this.kind.plural };
        throw new Refused(409, 'Conflict', `the ${key} in the precondition does not match`, details);
      }
    }
    return this.#store('DELETED', present, false);
  }

  #nameOf(body: Any, namespace: string): string {
    const { group, version, kind, namespaced } = this.kind;
    const apiVersion = group ? `${group}/${version}` : version;
    if (body?.apiVersion !== apiVersion || body.kind !== kind) {
      throw new Refused(400, 'BadRequest', `the object is not a ${apiVersion} ${kind}`);
    }
    if (namespaced && body.metadata?.namespace && body.metadata.namespace !== namespace) {
      throw new Refused(400, 'BadRequest', 'the namespace does not match');
    }
    const name = body.metadata?.name;
    if (typeof name !== 'string' || !/^[a-z0-9][-a-z0-9.]*$/.test(name)) {
      throw new Refused(422, 'Invalid', `metadata.name: Invalid value: "${name}"`);
    }
    return name;
  }

  #checked(body: Any): Any {
    if (!this.#validate) return body;
    const pruned = prune(body, { ...this.kind.schema, properties: { ...this.kind.schema.properties, metadata: null } });
    if (!this.#validate(pruned)) {
      const [error] = this.#validate.errors ?? [];
      throw new Refused(422, 'Invalid', `${error?.instancePath.slice(1).replaceAll('/', '.')}: ${error?.message}`);
    }
    return pruned;
  }

  #store(type: Event['type'], body: Any, dryRun: boolean): Any {
    const revision = this.#revisions.last + 1;
    const object = structuredClone({ ...body, metadata: { ...body.metadata, resourceVersion: String(revision) } });
    if (dryRun) return object;
    this.#revisions.last = revision;
    const key = Resources.keyOf(object.metadata.namespace ?? '', object.metadata.name);
    if (type === 'DELETED') this.all.delete(key);
    else this.all.set(key, object);
    const event = { type, revision, object };
    this.events.push(event);
    for (const listener of this.listeners) listener(event);
    return object;
  }
}

/** Structural schemas: what they do not know is dropped. */
function prune(value: Any, schema: Any): Any {
  if (schema === null || schema === undefined || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((each) => prune(each, schema.items));
  const keepsAll = schema['x-kubernetes-preserve-unknown-fields'] === true;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const known =
        schema.properties && key in schema.properties ? schema.properties[key] : schema.additionalProperties;
      if (known === undefined && !keepsAll) return [];
      return [[key, prune(each, known ?? null)]];
    }),
  );
}
