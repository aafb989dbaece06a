import { createHash } from 'node:crypto';
import {
  type ApiEntry,
  type Application,
  type ApplicationSecret,
  applicationApiVersion,
  applicationKind,
  type EntryCredentials,
  type EventEntry,
  managedByLabel,
  managedByValue,
  type Service,
} from './application.ts';
import type { BundlesOfApplicationFragment, RuntimeConfigurationQuery } from './director.generated.ts';

export type Bundle = BundlesOfApplicationFragment['data'][number];
type Auth = NonNullable<Bundle['defaultInstanceAuth']>;

/** An Application of the Director with all its bundles and all their definitions. */
export interface DirectorApplication
  extends Omit<RuntimeConfigurationQuery['applicationsForRuntime']['data'][number], 'bundles'> {
  bundles: Bundle[];
}

export interface ResourceOptions {
  /** Base of `centralGatewayUrl`, without a trailing slash. */
  centralGatewayUrl: string;
  /** `spec.skipVerify` of new Applications. */
  skipVerify: boolean;
}

/** What is to be in the Runtime for one Application of the Director. */
export interface Wanted {
  application: Application;
  secrets: ApplicationSecret[];
}

const noDescription = 'Description not provided';

/** The Director's data as agents write it (runtime-agent.md 9.2 to 9.4). */
export function resourcesOf(application: DirectorApplication, options: ResourceOptions): Wanted {
  const { id, name, description, auths, bundles } = application;
  return {
    application: {
      apiVersion: applicationApiVersion,
      kind: applicationKind,
      metadata: { name, labels: { [managedByLabel]: managedByValue } },
      spec: {
        description: description || noDescription,
        skipVerify: options.skipVerify,
        encodeUrl: false,
        labels: { 'connected-app': name },
        compassMetadata: { applicationId: id, authentication: { clientIds: (auths ?? []).map((auth) => auth.id) } },
        displayName: '',
        providerDisplayName: '',
        longDescription: '',
        services: bundles.map((bundle) => serviceOf(name, bundle, options)),
      },
      status: { installationStatus: { status: '', description: '' } },
    },
    secrets: bundles.flatMap((bundle) => secretsOf(name, bundle)),
  };
}

function serviceOf(application: string, bundle: Bundle, { centralGatewayUrl }: ResourceOptions): Service {
  const { id, name, description, instanceAuthRequestInputSchema: schema, defaultInstanceAuth: auth } = bundle;
  const parameters = auth && requestParameters(auth) ? parametersSecretName(application, id) : null;
  const apis = (bundle.apiDefinitions?.data ?? []).map(
    (api): ApiEntry => ({
      type: 'API',
      id: api.id,
      name: api.name,
      targetUrl: api.targetURL,
      gatewayUrl: '',
      centralGatewayUrl: `${centralGatewayUrl}/${application}/${normalised(name)}/${normalised(api.name)}`,
      credentials: entryCredentials(application, bundle),
      ...(parameters !== null && { requestParametersSecretName: parameters }),
    }),
  );
  const events = (bundle.eventDefinitions?.data ?? []).map(
    (event): EventEntry => ({ type: 'Events', id: event.id, name: event.name, targetUrl: '', centralGatewayUrl: '' }),
  );
  return {
    id,
    identifier: '',
    name: serviceName(name, id),
    displayName: name,
    description: description || noDescription,
    providerDisplayName: '',
    ...(schema !== null && { authCreateParameterSchema: schema }),
    entries: [...apis, ...events],
  };
}

function entryCredentials(application: string, { id, defaultInstanceAuth: auth }: Bundle): EntryCredentials {
  const credential = auth?.credential;
  if (!credential) return { type: '', secretName: '' };
  const tokenEndpointURL = auth.requestAuth?.csrf?.tokenEndpointURL;
  const csrf = tokenEndpointURL === undefined ? {} : { csrfInfo: { tokenEndpointURL } };
  const secretName = credentialsSecretName(application, id);
  return 'username' in credential
    ? { type: 'Basic', secretName, ...csrf }
    : { type: 'OAuth', secretName, authenticationUrl: credential.url, ...csrf };
}

/** The Secrets of a bundle (9.4); credentials that are half empty are not written, though the entry names them. */
function secretsOf(application: string, { id: bundleId, defaultInstanceAuth: auth }: Bundle): ApplicationSecret[] {
  const common = { application, bundleId };
  const secrets: ApplicationSecret[] = [];
  const data = auth?.credential ? credentialData(auth.credential) : null;
  if (data) secrets.push({ ...common, name: credentialsSecretName(application, bundleId), data });
  const parameters = auth && requestParameters(auth);
  if (parameters) secrets.push({ ...common, name: parametersSecretName(application, bundleId), data: parameters });
  return secrets;
}

function credentialData(credential: NonNullable<Auth['credential']>): Record<string, string> | null {
  if ('username' in credential) {
    const { username, password } = credential;
    return username && password ? { username, password } : null;
  }
  const { clientId, clientSecret } = credential;
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}

function requestParameters({ additionalHeaders, additionalQueryParams }: Auth): Record<string, string> | null {
  const [headers, queryParameters] = [additionalHeaders ?? {}, additionalQueryParams ?? {}];
  if (Object.keys(headers).length === 0 && Object.keys(queryParameters).length === 0) return null;
  return { headers: JSON.stringify(headers), queryParameters: JSON.stringify(queryParameters) };
}

/** 9.3 without the id: parts of the gateway path. */
export const normalised = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
    .replace(/-$/, '')
    .slice(0, 57)
    .replace(/^-/, '');

/** 9.3: unique by the id, readable by the name. */
export function serviceName(name: string, id: string): string {
  const readable = name
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
    .replace(/-$/, '')
    .slice(0, 57);
  return `${readable}-${createHash('sha1').update(id).digest('hex').slice(0, 5)}`.replace(/^-/, '');
}

/** With the dash and a UUID these make the 63 characters a name may have. */
const longestPrefix = 26;

export const credentialsSecretName = (application: string, bundleId: string): string =>
  `${application.slice(0, longestPrefix)}-${bundleId}`;

export const parametersSecretName = (application: string, bundleId: string): string =>
  `${`params-${application}`.slice(0, longestPrefix)}-${bundleId}`;
