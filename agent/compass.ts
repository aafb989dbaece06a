import { type DocumentNode, print } from 'graphql';
import type { z } from 'zod';
import {
  announced,
  moreApis,
  moreBundles,
  moreEvents,
  pairingConfiguration,
  readAnswer,
  runtimeConfiguration,
  signedCertificate,
} from './answers.ts';
import { CallError } from './callError.ts';
import { type Channel, openChannel } from './channel.ts';
import {
  PairingConfigurationDocument,
  type PairingConfigurationQuery,
  SignCertificateDocument,
  type SignCertificateMutation,
} from './connector.generated.ts';
import type { Credentials, Identity } from './credentials.ts';
import {
  AnnounceUrlDocument,
  type ApisOfBundleFragment,
  type BundlesOfApplicationFragment,
  type EventsOfBundleFragment,
  MoreApisDocument,
  MoreBundlesDocument,
  MoreEventsDocument,
  ReportStatusDocument,
  RuntimeConfigurationDocument,
  type RuntimeConfigurationQuery,
  type RuntimeStatusInput,
} from './director.generated.ts';
import type { Route } from './route.ts';

export interface Connector {
  configuration(): Promise<PairingConfigurationQuery['configuration']>;
  sign(csr: string): Promise<SignCertificateMutation['signCertificateSigningRequest']>;
}

/** Pages of what the Runtime is configured with; `after` is the end of the page before. */
export interface Director {
  configuration(after: string | null): Promise<RuntimeConfigurationQuery>;
  bundles(applicationId: string, after: string): Promise<BundlesOfApplicationFragment>;
  apis(applicationId: string, bundleId: string, after: string): Promise<ApisOfBundleFragment>;
  events(applicationId: string, bundleId: string, after: string): Promise<EventsOfBundleFragment>;
  announce(key: string, value: string): Promise<void>;
  report(status: RuntimeStatusInput): Promise<void>;
}

/** Compass as a paired Runtime sees it, over connections of its own. */
export interface PairedCompass {
  connector(url: string): Connector;
  director(url: string, identity: Identity): Director;
  close(): void;
}

/** How Compass is reached. All calls throw CallError. */
export interface Compass {
  /** The Connector for one-time tokens; the first call spends the token. */
  byToken(url: string, token: string, ca: string | undefined): Connector & { close(): void };
  byCertificate(credentials: Pick<Credentials, 'crtChain' | 'key'>, ca: string | undefined): PairedCompass;
}

export interface CompassOptions {
  route: Route;
  timeoutMs: number;
  newRequestId: () => string;
}

/** A generated document; what it answers is read by its own rules. */
type Typed<Variables> = DocumentNode & { __apiType?: (variables: Variables) => unknown };

/** Documents are printed once. */
const texts = new WeakMap<object, string>();
function textOf(document: DocumentNode): string {
  const known = texts.get(document) ?? print(document);
  texts.set(document, known);
  return known;
}

const connectorOver = (
  channel: Channel,
  url: string,
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Connector => ({
  async configuration() {
    const body = { query: textOf(PairingConfigurationDocument), variables: {} };
    return readAnswer(pairingConfiguration, await channel.post(secure(url), body, headers, secrets)).configuration;
  },
  async sign(csr) {
    const body = { query: textOf(SignCertificateDocument), variables: { csr } };
    const data = await channel.post(secure(url), body, headers, secrets);
    return readAnswer(signedCertificate, data).signCertificateSigningRequest;
  },
});

/** @throws CallError for anything but an `https:` address. */
function secure(url: string): string {
  if (URL.canParse(url) && new URL(url).protocol === 'https:') return url;
  throw new CallError('failed', 'the address of Compass does not begin with https://');
}

export function createCompass({ route, timeoutMs, newRequestId }: CompassOptions): Compass {
  return {
    byToken(url, token, ca) {
      const channel = openChannel({ ca, credentials: null, route, timeoutMs });
      const headers = { 'connector-token': token, 'x-request-id': newRequestId() };
      return { ...connectorOver(channel, url, headers, [token]), close: () => channel.close() };
    },
    byCertificate({ crtChain: cert, key }, ca) {
      const channel = openChannel({ ca, credentials: { cert, key }, route, timeoutMs });
      return {
        connector: (url) => connectorOver(channel, url, { 'x-request-id': newRequestId() }, []),
        director: (url, identity) => directorOver(channel, url, identity, newRequestId()),
        close: () => channel.close(),
      };
    },
  };
}

function directorOver(channel: Channel, url: string, { runtimeId, tenant }: Identity, requestId: string): Director {
  const headers = { tenant, 'x-request-id': `${runtimeId}_${requestId}` };
  const ask = async <Variables, Read>(
    document: Typed<Variables>,
    variables: Variables,
    answer: z.ZodType<Read>,
  ): Promise<Read> => readAnswer(answer, await say(document, variables));
  const say = <Variables>(document: Typed<Variables>, variables: Variables) =>
    channel.post(secure(url), { query: textOf(document), variables }, headers);

  return {
    configuration: (after) =>
      ask(RuntimeConfigurationDocument, { runtimeId, ...(after !== null && { after }) }, runtimeConfiguration),
    async bundles(applicationId, after) {
      return (await ask(MoreBundlesDocument, { applicationId, after }, moreBundles)).application.bundles;
    },
    async apis(applicationId, bundleId, after) {
      const answer = await ask(MoreApisDocument, { applicationId, bundleId, after }, moreApis);
      return answer.application.bundle.apiDefinitions;
    },
    async events(applicationId, bundleId, after) {
      const answer = await ask(MoreEventsDocument, { applicationId, bundleId, after }, moreEvents);
      return answer.application.bundle.eventDefinitions;
    },
    async announce(key, value) {
      await ask(AnnounceUrlDocument, { runtimeId, key, value }, announced);
    },
    async report(status) {
      await say(ReportStatusDocument, { status });
    },
  };
}
