import { z } from 'zod';
import { CallError } from './callError.ts';
import type { PairingConfigurationQuery, SignCertificateMutation } from './connector.generated.ts';
import type {
  ApisOfBundleFragment,
  BundlesOfApplicationFragment,
  EventsOfBundleFragment,
  RuntimeConfigurationQuery,
} from './director.generated.ts';

/**
 * What answers have to look like before anything is done because of them. The types are those of the contract; what
 * runtime-agent.md 8.4 says other servers leave out may be missing.
 */
type Answer<T> = z.ZodType<T>;

const noMore = { endCursor: '', hasNextPage: false };
const pageInfo = z
  .object({ endCursor: z.string().nullish(), hasNextPage: z.boolean() })
  .transform(({ endCursor, hasNextPage }) => ({ endCursor: endCursor ?? '', hasNextPage }))
  .nullish()
  .transform((info) => info ?? noMore);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

/** A page whose count, if there is one, is not smaller than what it holds. */
const page = <T>(row: z.ZodType<T>) =>
  z
    .object({ data: z.array(row), pageInfo, totalCount: z.int().nullish() })
    .transform((answer) => ({ ...answer, totalCount: answer.totalCount ?? answer.data.length }));

const apis: Answer<ApisOfBundleFragment> = page(z.object({ id: z.string(), name: z.string(), targetURL: z.string() }));
const events: Answer<EventsOfBundleFragment> = page(z.object({ id: z.string(), name: z.string() }));
const lists = z
  .record(z.string(), z.array(z.string()))
  .nullish()
  .transform((value) => value ?? null);
const basic = z.object({ username: z.string(), password: z.string() });
const oauth = z.object({ clientId: z.string(), clientSecret: z.string(), url: z.string() });
const auth = z
  .object({
    // The kind is told by the members that are there (runtime-agent.md 8.4).
    credential: z
      .union([basic, oauth])
      .nullish()
      .transform((value) => value ?? null),
    additionalHeaders: lists,
    additionalQueryParams: lists,
    requestAuth: z
      .object({
        csrf: z
          .object({ tokenEndpointURL: z.string() })
          .nullish()
          .transform((value) => value ?? null),
      })
      .nullish()
      .transform((value) => value ?? null),
  })
  .nullish()
  .transform((value) => value ?? null);

const bundles: Answer<BundlesOfApplicationFragment> = page(
  z.object({
    id: z.string(),
    name: z.string(),
    description: text,
    instanceAuthRequestInputSchema: text,
    apiDefinitions: apis.nullish().transform((value) => value ?? null),
    eventDefinitions: events.nullish().transform((value) => value ?? null),
    defaultInstanceAuth: auth,
  }),
);

const application = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  description: text,
  auths: z
    .array(z.object({ id: z.string() }))
    .nullish()
    .transform((value) => value ?? null),
  bundles: bundles.nullish().transform((value) => value ?? emptyPage),
});
const emptyPage = { data: [], pageInfo: noMore, totalCount: 0 };

export const runtimeConfiguration: Answer<RuntimeConfigurationQuery> = z.object({
  // Null would be a Runtime that is not there; nothing may be deleted because of that.
  runtime: z.object({
    labels: z
      .record(z.string(), z.unknown())
      .nullish()
      .transform((value) => value ?? null),
  }),
  applicationsForRuntime: page(application),
});

export const moreBundles = z.object({ application: z.object({ bundles }) });
export const moreApis = z.object({ application: z.object({ bundle: z.object({ apiDefinitions: apis }) }) });
export const moreEvents = z.object({ application: z.object({ bundle: z.object({ eventDefinitions: events }) }) });

export const announced = z.object({ setRuntimeLabel: z.object({ key: z.string() }) });

export const pairingConfiguration: Answer<PairingConfigurationQuery> = z.object({
  configuration: z.object({
    token: z.object({ token: z.string().min(1) }).nullable(),
    certificateSigningRequestInfo: z.object({ subject: z.string() }).nullable(),
    managementPlaneInfo: z
      .object({ directorURL: z.string().nullable(), certificateSecuredConnectorURL: z.string().nullable() })
      .nullable(),
  }),
});

export const signedCertificate: Answer<SignCertificateMutation> = z.object({
  signCertificateSigningRequest: z.object({
    certificateChain: z.string().min(1),
    caCertificate: z.string().min(1),
    clientCertificate: z.string().min(1),
  }),
});

/** @throws CallError that names where the answer differs, never what it holds. */
export function readAnswer<T>(answer: z.ZodType<T>, data: unknown): T {
  const read = answer.safeParse(data);
  if (read.success) return read.data;
  const path = read.error.issues[0]?.path.join('.');
  throw new CallError('failed', `the answer of Compass is not as agreed at ${path || 'its top'}`);
}
