import { z } from 'zod';
import { type CompassConnection, connectionApiVersion, connectionKind, connectionName } from '../connection.ts';
import { TargetError } from '../target.ts';

const time = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const error = z.string().optional();
const states = [
  '',
  'Connected',
  'ConnectionFailed',
  'ConnectionMaintenanceFailed',
  'SynchronizationFailed',
  'ResourceApplicationFailed',
  'MetadataUpdateFailed',
  'Synchronized',
] as const;

const noAddresses = { directorUrl: '', connectorUrl: '' };
const noStatus = { connectionState: '', connectionStatus: null, synchronizationStatus: null } as const;
const noDates = { acquired: null, notBefore: null, notAfter: null };

/** The resource as people may have written it: what is missing is unset, what is there has to be of its type. */
const shape = z.object({
  apiVersion: z.literal(connectionApiVersion),
  kind: z.literal(connectionKind),
  metadata: z.looseObject({ name: z.literal(connectionName) }),
  spec: z
    .object({
      managementInfo: z
        .object({ directorUrl: z.string().default(''), connectorUrl: z.string().default('') })
        .default(noAddresses),
      resyncNow: z.boolean().optional(),
      refreshCredentialsNow: z.boolean().optional(),
    })
    .default({ managementInfo: noAddresses }),
  status: z
    .object({
      connectionState: z.enum(states).default(''),
      connectionStatus: z
        .object({
          established: time,
          renewed: time,
          lastSync: time,
          lastSuccess: time,
          certificateStatus: z.object({ acquired: time, notBefore: time, notAfter: time }).default(noDates),
          error,
        })
        .nullish()
        .transform((value) => value ?? null),
      synchronizationStatus: z
        .object({ lastAttempt: time, lastSuccessfulFetch: time, lastSuccessfulApplication: time, error })
        .nullish()
        .transform((value) => value ?? null),
    })
    .default(noStatus),
});

/** @param from for the message: a file, or an address in a cluster. @throws TargetError that says where it is wrong. */
export function readConnectionResource(resource: unknown, from: string): CompassConnection {
  const read = shape.safeParse(resource);
  if (read.success) return withoutUndefined(read.data) as CompassConnection;
  const [issue] = read.error.issues;
  throw new TargetError(`${from} is not a CompassConnection: ${issue?.path.join('.') || 'its top'} is not as agreed`);
}

/** YAML and JSON know no undefined. */
const withoutUndefined = (value: object): unknown => JSON.parse(JSON.stringify(value));
