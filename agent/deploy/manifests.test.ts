import * as kubernetes from '@kubernetes/client-node';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { connected, connectionFailed, newConnection } from '../connection.ts';
import { readOptions } from '../options.ts';
import { clusterNames, manifestsOf } from '../testing/cluster.ts';

type Any = any;

const manifests = manifestsOf();
const one = (kind: string, name?: string) =>
  manifests.find((manifest) => manifest.kind === kind && (!name || manifest.metadata.name === name));
const schemaOf = (plural: string) => {
  const { versions } = manifests.find(({ spec }) => spec?.names?.plural === plural).spec;
  return versions[0].schema.openAPIV3Schema;
};
const accepts = (plural: string, resource: object) => {
  const ajv = new Ajv({ strict: false, formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/ } });
  return ajv.validate(schemaOf(plural), JSON.parse(JSON.stringify(resource)));
};

interface Attribute {
  baseName: string;
  type: string;
}
/** Members of a Kubernetes type by their names on the wire; null if it is none. */
const membersOf = (type: string): Map<string, string> | null => {
  const model = (kubernetes as unknown as Record<string, { getAttributeTypeMap?(): Attribute[] }>)[type];
  const members = model?.getAttributeTypeMap?.();
  return members ? new Map(members.map(({ baseName, type: own }) => [baseName, own])) : null;
};
/** Paths of what the type does not have; `kubectl apply` refuses those. */
function unknownIn(value: Any, type: string, path: string): string[] {
  const [, element] = /^Array<(.+)>$/.exec(type) ?? [];
  if (element) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((each, index) => unknownIn(each, element, `${path}[${index}]`));
  }
  const [, values] = /^\{ \[key: string\]: (.+); \}$/.exec(type) ?? [];
  if (values) return Object.entries(value).flatMap(([key, each]) => unknownIn(each, values, `${path}.${key}`));
  const members = membersOf(type);
  if (!members) {
    const isText = type === 'string' && typeof value !== 'string';
    const isOther = ['number', 'boolean'].includes(type) && typeof value !== type;
    return isText || isOther ? [`${path} is no ${type}`] : [];
  }
  return Object.entries(value).flatMap(([key, each]) => {
    const member = members.get(key);
    return member === undefined ? [`${path}.${key}`] : unknownIn(each, member, `${path}.${key}`);
  });
}

describe('What kubectl apply -k agent/deploy applies', () => {
  test('defines both resources in the one version agents know, cluster-wide, without a status subresource', () => {
    const definitions = manifests.filter(({ kind }) => kind === 'CustomResourceDefinition');
    expect(definitions.map(({ metadata }) => metadata.name)).toEqual([
      'compassconnections.compass.kyma-project.io',
      'applications.applicationconnector.kyma-project.io',
    ]);
    for (const { spec } of definitions) {
      expect(spec.scope).toBe('Cluster');
      expect(spec.versions).toHaveLength(1);
      expect(spec.versions[0]).toMatchObject({ name: 'v1alpha1', served: true, storage: true });
      expect(spec.versions[0].subresources).toBeUndefined();
    }
  });

  test('says nothing that a cluster does not know', () => {
    const versions = ['v1', 'apps/v1', 'rbac.authorization.k8s.io/v1', 'apiextensions.k8s.io/v1'];
    for (const manifest of manifests) {
      const { apiVersion, kind } = manifest;
      expect(versions).toContain(apiVersion);
      expect(membersOf(`V1${kind}`), kind).not.toBeNull();
      expect(unknownIn(manifest, `V1${kind}`, kind)).toEqual([]);
    }
    const [container] = one('Deployment').spec.template.spec.containers;
    expect(unknownIn({ ...container, imagePull: 'x', env: [{ name: 1 }] }, 'V1Container', 'c')).toEqual([
      'c.env[0].name is no string',
      'c.imagePull',
    ]);
  });

  test('has structural schemas: every part says its type', () => {
    const untyped: string[] = [];
    const walk = (schema: Any, path: string) => {
      if (typeof schema.type !== 'string') untyped.push(path);
      for (const [key, value] of Object.entries(schema.properties ?? {})) walk(value, `${path}.${key}`);
      if (schema.items) walk(schema.items, `${path}[]`);
      if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties, `${path}{}`);
    };
    for (const plural of ['compassconnections', 'applications']) walk(schemaOf(plural), plural);
    expect(untyped).toEqual([]);
  });

  test('takes every form of a connection, and refuses another name, missing addresses and times that are none', () => {
    const urls = { directorUrl: 'https://d', connectorUrl: 'https://c' };
    const paired = connected(newConnection(), { urls, dates: { notBefore: 0, notAfter: 1 }, now: 0 });
    for (const connection of [newConnection(), paired, connectionFailed(newConnection(), 'why', 0)]) {
      expect(accepts('compassconnections', connection)).toBe(true);
    }
    const wrong = [
      { ...paired, metadata: { name: 'another' } },
      { ...paired, spec: {} },
      { ...paired, spec: { managementInfo: urls, resyncNow: 'true' } },
      { ...paired, status: { ...paired.status, connectionStatus: { certificateStatus: {}, lastSync: 'today' } } },
    ];
    for (const connection of wrong) expect(accepts('compassconnections', connection)).toBe(false);
  });

  test('gives the agent no wildcard, no escalation, and the Secrets of its own namespace only', () => {
    const roles = manifests.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole');
    const rules = roles.flatMap((role) => role.rules.map((rule: Any) => ({ kind: role.kind, ...rule })));
    for (const { kind, apiGroups, resources, verbs } of rules) {
      expect([...apiGroups, ...resources, ...verbs]).not.toContain('*');
      if (kind === 'ClusterRole') expect(resources).not.toContain('secrets');
    }
    const subject = { kind: 'ServiceAccount', name: 'compass-agent', namespace: 'compass-system' };
    for (const kind of ['RoleBinding', 'ClusterRoleBinding']) expect(one(kind).subjects).toEqual([subject]);
  });

  test('runs one agent without privileges, with the options and names it has rights for', () => {
    const { replicas, strategy, template } = one('Deployment').spec;
    expect([replicas, strategy.type]).toEqual([1, 'Recreate']);
    const { securityContext, containers, serviceAccountName } = template.spec;
    expect(serviceAccountName).toBe('compass-agent');
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    const [container] = containers;
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const variables = Object.fromEntries(container.env.map(({ name, value }: Any) => [name, value]));
    const options = readOptions([], variables);
    expect(options.healthPort).toBe(container.ports[0].containerPort);
    expect(container.livenessProbe.httpGet).toEqual({ path: '/healthz', port: container.ports[0].name });
    const { client, ca, integrationNamespace, configMap } = clusterNames;
    expect(options).toMatchObject({ clientSecret: client, caSecret: ca, integrationNamespace, configMap });
  });
});
