import { z } from 'zod';

/** What Go's encoder makes of the body: three characters escaped, and a newline at the end. */
const goBody = (query: string): string =>
  `{"query":${JSON.stringify(query).replace(/[<>&]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`)},"variables":null}\n`;

/**
 * A request byte by byte as the agents send it (runtime-agent.md 7): their headers in Go's order, no `Connection`.
 * @param own `Connector-Token`, `Tenant`, `X-Request-Id`.
 */
export function goRequest(address: { port: number; path: string }, query: string, own: Record<string, string>): string {
  const body = goBody(query);
  const headers = {
    Accept: 'application/json; charset=utf-8',
    'Content-Type': 'application/json; charset=utf-8',
    ...own,
  };
  const sorted = Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    `POST ${address.path} HTTP/1.1`,
    `Host: localhost:${address.port}`,
    'User-Agent: Go-http-client/1.1',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...sorted.map(([name, value]) => `${name}: ${value}`),
    'Accept-Encoding: gzip',
    '',
    body,
  ].join('\r\n');
}

const nullable = <T extends z.ZodType>(type: T) => type.nullish();
const text = nullable(z.string());
const flag = nullable(z.boolean());
const goPage = <T extends z.ZodRawShape>(row: T) =>
  z.object({
    data: nullable(z.array(z.object(row))),
    pageInfo: nullable(z.object({ startCursor: text, endCursor: text, hasNextPage: flag })),
    totalCount: z.int(),
  });
const version = nullable(z.object({ value: text, deprecated: flag, deprecatedSince: text, forRemoval: flag }));
const application = {
  id: z.string(),
  name: z.string(),
  providerName: text,
  description: text,
  labels: nullable(z.record(z.string(), z.unknown())),
  auths: nullable(z.array(z.object({ id: z.string() }))),
};
const offer = { id: z.string(), name: z.string(), description: text, instanceAuthRequestInputSchema: text };
const api = { id: z.string(), name: z.string(), description: text, targetURL: z.string(), group: text, version };
const event = { id: z.string(), name: z.string(), description: text, group: text, version };
const lists = nullable(z.record(z.string(), z.array(z.string())));

/** What the structures of the agents take, field by field (runtime-agent.md 8.4). */
export const goShapes = {
  configuration: z.object({
    result: z.object({
      token: z.object({ token: z.string().min(1) }),
      certificateSigningRequestInfo: z.object({ subject: z.string().regex(/^[^ ]+$/), keyAlgorithm: z.string() }),
      managementPlaneInfo: z.object({ directorURL: z.url(), certificateSecuredConnectorURL: z.url() }),
    }),
  }),
  certification: z.object({
    result: z.object({
      certificateChain: z.string().min(1),
      caCertificate: z.string().min(1),
      clientCertificate: z.string().min(1),
    }),
  }),
  agent2020: z.object({
    result: goPage({
      ...application,
      packages: nullable(
        goPage({
          ...offer,
          apiDefinitions: nullable(
            goPage({ ...api, spec: nullable(z.object({ data: text, format: text, type: text })) }),
          ),
          eventDefinitions: nullable(
            goPage({
              ...event,
              applicationID: z.string(),
              spec: nullable(z.object({ data: text, type: text, format: text })),
            }),
          ),
          documents: nullable(
            goPage({
              id: z.string(),
              applicationID: z.string(),
              title: text,
              displayName: text,
              description: text,
              format: text,
              kind: text,
              data: text,
            }),
          ),
        }),
      ),
    }),
  }),
  agent2024: z.object({
    runtime: z.object({ labels: nullable(z.record(z.string(), z.unknown())) }),
    applicationsForRuntime: goPage({
      ...application,
      bundles: nullable(
        goPage({
          ...offer,
          apiDefinitions: nullable(goPage(api)),
          eventDefinitions: nullable(goPage(event)),
          defaultInstanceAuth: nullable(
            z.object({
              // The kind is inferred from which keys are there: exactly those of one.
              credential: nullable(
                z.union([
                  z.strictObject({ username: z.string(), password: z.string() }),
                  z.strictObject({ clientId: z.string(), clientSecret: z.string(), url: z.string() }),
                ]),
              ),
              additionalHeaders: lists,
              additionalQueryParams: lists,
              requestAuth: nullable(z.object({ csrf: nullable(z.object({ tokenEndpointURL: z.string() })) })),
            }),
          ),
        }),
      ),
    }),
  }),
  announced2020: z.object({ result: z.object({ key: z.string(), value: z.unknown() }) }),
  announced2024: z.object({ setRuntimeLabel: z.object({ key: z.string(), value: z.unknown() }) }),
};
