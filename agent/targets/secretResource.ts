import { TargetError } from '../target.ts';
import type { Resource } from './resourceFile.ts';

interface SecretContent {
  name: string;
  namespace: string;
  labels?: Record<string, string>;
  /** Plain values. */
  data: Record<string, string>;
}

/** A Secret as a cluster takes it, its values in base64. */
export function secretResource({ name, namespace, labels, data }: SecretContent): object {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, ...(labels && { labels }) },
    type: 'Opaque',
    data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')])),
  };
}

/** Plain values of `data` and `stringData`. @throws TargetError that names the key, never the value. */
export function readSecretData(resource: Resource, file: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(resource['data'] ?? {})) {
    if (typeof value !== 'string' || Buffer.from(value, 'base64').toString('base64') !== value) {
      throw new TargetError(`${file}: data.${key} is not base64`);
    }
    values[key] = Buffer.from(value, 'base64').toString();
  }
  for (const [key, value] of Object.entries(resource['stringData'] ?? {})) {
    if (typeof value !== 'string') throw new TargetError(`${file}: stringData.${key} is not a text`);
    values[key] = value;
  }
  return values;
}
