/**
 * The `CompassConnection` resource: what the seed's runtime-agent.md and runtime-agent.md 3 say it holds, and how each
 * outcome of a phase changes it (section 4). Pure.
 */
export type ConnectionState =
  | 'Connected'
  | 'ConnectionFailed'
  | 'ConnectionMaintenanceFailed'
  | 'SynchronizationFailed'
  | 'ResourceApplicationFailed'
  | 'MetadataUpdateFailed'
  | 'Synchronized';

/** RFC 3339 in UTC with whole seconds; null while it has not happened. */
export type Moment = string | null;

export interface CertificateStatus {
  acquired: Moment;
  notBefore: Moment;
  notAfter: Moment;
}

export interface ConnectionStatus {
  established: Moment;
  renewed: Moment;
  lastSync: Moment;
  lastSuccess: Moment;
  certificateStatus: CertificateStatus;
  error?: string;
}

export interface SynchronizationStatus {
  lastAttempt: Moment;
  lastSuccessfulFetch: Moment;
  lastSuccessfulApplication: Moment;
  error?: string;
}

export interface ManagementInfo {
  directorUrl: string;
  connectorUrl: string;
}

export const connectionApiVersion = 'compass.kyma-project.io/v1alpha1';
export const connectionKind = 'CompassConnection';
export const connectionName = 'compass-connection';

export interface CompassConnection {
  apiVersion: typeof connectionApiVersion;
  kind: typeof connectionKind;
  /** `name` is always `compass-connection`; targets keep here what they need, a `resourceVersion` for example. */
  metadata: { name: string; [key: string]: unknown };
  spec: {
    managementInfo: ManagementInfo;
    resyncNow?: boolean;
    refreshCredentialsNow?: boolean;
  };
  status: {
    connectionState: ConnectionState | '';
    connectionStatus: ConnectionStatus | null;
    synchronizationStatus: SynchronizationStatus | null;
  };
}

/** Milliseconds to the form of the resource. */
export const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Dates of a client certificate, in milliseconds. */
export interface CertificateDates {
  notBefore: number;
  notAfter: number;
}

const noCertificate: CertificateStatus = { acquired: null, notBefore: null, notAfter: null };

const emptyStatus: ConnectionStatus = {
  established: null,
  renewed: null,
  lastSync: null,
  lastSuccess: null,
  certificateStatus: noCertificate,
};

/** The resource as it is before anything has succeeded. */
export const newConnection = (): CompassConnection => ({
  apiVersion: connectionApiVersion,
  kind: connectionKind,
  metadata: { name: connectionName },
  spec: { managementInfo: { directorUrl: '', connectorUrl: '' } },
  status: { connectionState: '', connectionStatus: null, synchronizationStatus: null },
});

const certificateStatus = ({ notBefore, notAfter }: CertificateDates): CertificateStatus => ({
  acquired: moment(notBefore),
  notBefore: moment(notBefore),
  notAfter: moment(notAfter),
});

/** Pairing succeeded: `connectionStatus` is replaced as a whole. */
export function connected(
  connection: CompassConnection,
  { urls, dates, now }: { urls: ManagementInfo; dates: CertificateDates; now: number },
): CompassConnection {
  const at = moment(now);
  const connectionStatus = {
    established: at,
    renewed: null,
    lastSync: at,
    lastSuccess: at,
    certificateStatus: certificateStatus(dates),
  };
  return {
    ...connection,
    spec: { ...withoutFlag(connection.spec, 'refreshCredentialsNow'), managementInfo: urls },
    status: { ...connection.status, connectionState: 'Connected', connectionStatus },
  };
}

/** Pairing failed, or Compass refuses the certificate. */
export function connectionFailed(connection: CompassConnection, error: string, now: number): CompassConnection {
  return failedToConnect(connection, 'ConnectionFailed', error, now);
}

/** The Connector could not be asked, or the certificate not be renewed: the certificate is kept. */
export function maintenanceFailed(connection: CompassConnection, reason: string, now: number): CompassConnection {
  const error = `Error while trying to maintain connection: ${reason}`;
  return failedToConnect(connection, 'ConnectionMaintenanceFailed', error, now);
}

function failedToConnect(
  connection: CompassConnection,
  connectionState: ConnectionState,
  error: string,
  now: number,
): CompassConnection {
  const known = connection.status.connectionStatus ?? emptyStatus;
  const connectionStatus = { ...known, lastSync: moment(now), error };
  return { ...connection, status: { ...connection.status, connectionState, connectionStatus } };
}

interface MaintenanceOutcome {
  urls: ManagementInfo;
  dates: CertificateDates;
  renewed: boolean;
  asked: boolean;
  now: number;
}

/**
 * The Connector answered; `renewed` if a certificate was issued with it, `asked` if refreshCredentialsNow was set when the
 * pass began: if it was set since, it stays for the next one. The state stays: a synchronisation follows.
 * Unlike the reference we keep the addresses the Connector announces, and drop an error that is over.
 */
export function maintained(
  connection: CompassConnection,
  { urls, dates, renewed, asked, now }: MaintenanceOutcome,
): CompassConnection {
  const at = moment(now);
  const { error: _over, ...known } = connection.status.connectionStatus ?? emptyStatus;
  const connectionStatus = {
    ...known,
    lastSync: at,
    lastSuccess: at,
    renewed: renewed ? at : known.renewed,
    certificateStatus: certificateStatus(dates),
  };
  const spec = renewed && asked ? withoutFlag(connection.spec, 'refreshCredentialsNow') : connection.spec;
  return {
    ...connection,
    spec: { ...spec, managementInfo: urls },
    status: { ...connection.status, connectionStatus },
  };
}

/** A certificate that was refused is taken again: the connection is what it was. */
export function regained(connection: CompassConnection): CompassConnection {
  return { ...connection, status: { ...connection.status, connectionState: 'Connected' } };
}

/** The Director could not be asked: the other times stay. */
export function synchronizationFailed(connection: CompassConnection, error: string, now: number): CompassConnection {
  const known = connection.status.synchronizationStatus;
  const synchronizationStatus = {
    lastAttempt: moment(now),
    lastSuccessfulFetch: known?.lastSuccessfulFetch ?? null,
    lastSuccessfulApplication: known?.lastSuccessfulApplication ?? null,
    error,
  };
  const connectionState = 'SynchronizationFailed';
  return { ...connection, status: { ...connection.status, connectionState, synchronizationStatus } };
}

/** What is in the Runtime could not be listed; nothing was applied. */
export function applicationFailed(connection: CompassConnection, reason: string, now: number): CompassConnection {
  const error = `Failed to apply configuration: ${reason}`;
  return fetchedOnly(connection, 'ResourceApplicationFailed', error, now);
}

/** Everything was applied, but a label of the Runtime could not be set. */
export function labellingFailed(connection: CompassConnection, reason: string, now: number): CompassConnection {
  const error = `Failed to reconcile Runtime labels with proper URLs: ${reason}`;
  return fetchedOnly(connection, 'MetadataUpdateFailed', error, now);
}

function fetchedOnly(
  connection: CompassConnection,
  connectionState: ConnectionState,
  error: string,
  now: number,
): CompassConnection {
  const at = moment(now);
  const synchronizationStatus = { lastAttempt: at, lastSuccessfulFetch: at, lastSuccessfulApplication: null, error };
  return { ...connection, status: { ...connection.status, connectionState, synchronizationStatus } };
}

/** A whole cycle succeeded. `asked`: resyncNow was set when it began; if it was set since, it stays for the next one. */
export function synchronized(connection: CompassConnection, asked: boolean, now: number): CompassConnection {
  const at = moment(now);
  return {
    ...connection,
    spec: asked ? withoutFlag(connection.spec, 'resyncNow') : connection.spec,
    status: {
      ...connection.status,
      connectionState: 'Synchronized',
      synchronizationStatus: { lastAttempt: at, lastSuccessfulFetch: at, lastSuccessfulApplication: at },
    },
  };
}

function withoutFlag(
  spec: CompassConnection['spec'],
  flag: 'resyncNow' | 'refreshCredentialsNow',
): CompassConnection['spec'] {
  const { [flag]: _cleared, ...rest } = spec;
  return rest;
}
