/** The `Application` resource as agents write it (runtime-agent.md 9.2), and the Secrets beside it (9.4). */
export const applicationApiVersion = 'applicationconnector.kyma-project.io/v1alpha1';
export const applicationKind = 'Application';
export const managedByLabel = 'applicationconnector.kyma-project.io/managed-by';
export const managedByValue = 'compass-runtime-agent';

export interface EntryCredentials {
  type: 'Basic' | 'OAuth' | '';
  secretName: string;
  authenticationUrl?: string;
  csrfInfo?: { tokenEndpointURL: string };
}

export interface ApiEntry {
  type: 'API';
  id: string;
  name: string;
  targetUrl: string;
  gatewayUrl: '';
  centralGatewayUrl: string;
  credentials: EntryCredentials;
  requestParametersSecretName?: string;
}

export interface EventEntry {
  type: 'Events';
  id: string;
  name: string;
  targetUrl: '';
  centralGatewayUrl: '';
}

export interface Service {
  id: string;
  identifier: '';
  name: string;
  displayName: string;
  description: string;
  providerDisplayName: '';
  authCreateParameterSchema?: string;
  /** APIs first, then events. */
  entries: (ApiEntry | EventEntry)[];
}

export interface CompassMetadata {
  applicationId: string;
  authentication: { clientIds: string[] };
}

/** What the agent writes. */
export type Application = {
  apiVersion: typeof applicationApiVersion;
  kind: typeof applicationKind;
  metadata: { name: string; labels: Record<string, string> };
  spec: {
    description: string;
    skipVerify: boolean;
    encodeUrl: boolean;
    labels: Record<string, string>;
    compassMetadata: CompassMetadata;
    displayName: '';
    providerDisplayName: '';
    longDescription: '';
    services: Service[];
  };
  status: { installationStatus: { status: ''; description: '' } };
};

/** What is there, whoever wrote it: nothing but the name is certain. */
export interface PresentApplication {
  metadata: { name: string; uid?: string; labels?: Record<string, string>; [key: string]: unknown };
  spec?: Record<string, unknown>;
  [key: string]: unknown;
}

/** A Secret that belongs to one Application: labels `app` and `bundleId`, owned by the Application. */
export interface ApplicationSecret {
  name: string;
  application: string;
  bundleId: string;
  /** Plain values, not base64. */
  data: Record<string, string>;
}
