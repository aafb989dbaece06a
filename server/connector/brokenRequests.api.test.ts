import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDirectorSchema } from '../graphql/schema.ts';
import { pair } from '../testing/certificates.ts';
import { configuration } from '../testing/connectorWords.ts';
import { freshSqlite } from '../testing/databases.ts';
import { type Credentials, type Gateways, openGateways } from '../testing/gateways.ts';
import { openWire, type WireAnswer } from '../testing/wire.ts';

/**
 * Agents take an answer that is JSON without `errors` for success and crash on what is missing (runtime-agent.md 8.4, 12):
 * each answer is either no JSON, or has `errors`, or has data that is there.
 */
function faultOf({ text }: WireAnswer): string | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  const { errors, data } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  if (Array.isArray(errors) && errors.length > 0) return null;
  if (errors !== undefined) return `errors that are none: ${text}`;
  const isData = typeof data === 'object' && data !== null && !Object.values(data).includes(null);
  return isData ? null : `neither errors nor data: ${text}`;
}

const crlf = '\r\n';
const query = JSON.stringify({ query: configuration, variables: null });

const methods = fc.constantFrom(
  'POST',
  'POST',
  'POST',
  'GET',
  'PUT',
  'DELETE',
  'PATCH',
  'HEAD',
  'OPTIONS',
  'BREW',
  'post',
);
const paths = fc.oneof(
  fc.constantFrom(
    '/connector/graphql',
    '/director/graphql',
    '/connector/graphql/',
    '/director/graphql?',
    '/connector/graphql?query=%7B__typename%7D',
    '/connector/graphql?query=%7B',
    '/director/graphql?query=%7Bviewer%7Bid%7D%7D&variables=%7B',
    '/director/graphql?extensions=[',
    '/connector/graphql?token=x&token=y',
    '/connector//graphql',
    '/connector/../director/graphql',
    '/connector/graphql%00',
    '/%zz',
    '/',
    '*',
    '//',
    'https://elsewhere.example/connector/graphql',
  ),
  fc.webPath(),
);
const bodies = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    'null',
    'true',
    '0',
    '""',
    '[]',
    '{}',
    '[{"query":"{__typename}"},{"query":"{__typename}"}]',
    '{"query":null}',
    '{"query":[]}',
    '{"query":"{__typename}","variables":[1]}',
    '{"query":"{__typename}","variables":"x"}',
    '{"query":"{__typename}","operationName":"other"}',
    '{"query":"{__typename}","extensions":5}',
    '{"query":"subscription{landscape{sequence}}"}',
    '{"query":"mutation{result:revokeCertificate"}',
    '{"__proto__":null,"query":"{nothing}"}',
    '\ufeff{"query":"{__typename}"}',
    `${query}${query}`,
    query,
  ),
  fc.json(),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const types = fc.constantFrom(
  'application/json; charset=utf-8',
  'application/json',
  'application/json; charset=utf-16',
  'application/json; charset=nonsense',
  'application/graphql',
  'application/graphql-response+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/plain;application/json',
  ';',
  null,
);
const accepts = fc.constantFrom(
  'application/json; charset=utf-8',
  'application/graphql-response+json',
  'text/event-stream',
  'multipart/mixed',
  'text/html',
  'image/png',
  '*/*',
  null,
);
const lengths = fc.constantFrom(
  'right',
  'right',
  'right',
  'right',
  'short',
  'none',
  'twice',
  'letters',
  'chunked',
  'both',
);
const extras = fc.subarray([
  'Content-Encoding: gzip',
  'Content-Encoding: br',
  'Content-Encoding: unknown',
  'Connector-Token: wrong',
  'Tenant: elsewhere',
  'Expect: nothing',
  'X-HTTP-Method-Override: DELETE',
  'Transfer-Encoding: identity',
  'Upgrade: h2c',
  'Range: bytes=0-0',
  'If-None-Match: *',
  'Origin: null',
  ': no name',
  'Bad Name: x',
]);
const versions = fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', '');

const requests = fc.record({
  method: methods,
  path: paths,
  body: bodies,
  type: types,
  accept: accepts,
  length: lengths,
  extra: extras,
  version: versions,
  hasHost: fc.boolean(),
});
type BrokenRequest = typeof requests extends fc.Arbitrary<infer T> ? T : never;

function lengthLines(length: string, size: number): string[] {
  if (length === 'none') return [];
  if (length === 'chunked') return ['Transfer-Encoding: chunked'];
  if (length === 'both') return [`Content-Length: ${size}`, 'Transfer-Encoding: chunked'];
  if (length === 'twice') return [`Content-Length: ${size}`, `Content-Length: ${size + 1}`];
  if (length === 'letters') return ['Content-Length: many'];
  return [`Content-Length: ${length === 'short' ? Math.floor(size / 2) : size}`];
}

/** Every request asks for the end of the connection, so that the server answers and closes, whatever it was given. */
function bytesOf({ method, path, body, type, accept, length, extra, version, hasHost }: BrokenRequest): Buffer {
  const content = Buffer.from(body);
  const isChunked = length === 'chunked' || length === 'both';
  const head = [
    `${method} ${path.replace(/[\r\n]/g, '')} ${version}`.trimEnd(),
    ...(hasHost ? ['Host: localhost'] : []),
    'Connection: close',
    ...(type === null ? [] : [`Content-Type: ${type}`]),
    ...(accept === null ? [] : [`Accept: ${accept}`]),
    ...lengthLines(length, content.byteLength),
    ...extra,
    '',
    '',
  ].join(crlf);
  const chunk = [
    Buffer.from(`${content.byteLength.toString(16)}${crlf}`),
    content,
    Buffer.from(`${crlf}0${crlf}${crlf}`),
  ];
  return Buffer.concat([Buffer.from(head), ...(isChunked && content.byteLength > 0 ? chunk : [content])]);
}

describe('Whatever is asked of a gateway', () => {
  let gateways: Gateways;
  let credentials: Credentials;
  beforeAll(async () => {
    gateways = await openGateways({}, freshSqlite, createDirectorSchema());
    credentials = await pair(gateways, await gateways.addMachine('RUNTIME', 'cluster'));
  });
  afterAll(() => gateways.close());

  const wire = (name: 'gateway' | 'mtls', servername?: string) =>
    openWire({
      port: gateways.ports[name],
      ca: gateways.connector.serverCA?.pem,
      ...(name === 'mtls' && { credentials }),
      ...(servername !== undefined && { servername }),
    });

  async function answerTo(name: 'gateway' | 'mtls', bytes: Buffer | string, method = 'POST') {
    const on = await wire(name);
    try {
      return await on.send(bytes, method);
    } finally {
      on.close();
    }
  }

  test.each(['gateway', 'mtls'] as const)(
    'the %s never answers JSON that is neither errors nor data',
    async (name) => {
      const seen = new Set<number>();
      const property = fc.asyncProperty(requests, async (request) => {
        const answer = await answerTo(name, bytesOf(request), request.method);
        if (!answer) return;
        seen.add(answer.status);
        expect(faultOf(answer)).toBeNull();
        expect(answer.status).toBeLessThan(500);
      });
      await fc.assert(property, { numRuns: 400, seed: 20_261_122 });
      for (const status of [200, 400, 404, 405, 422]) expect(seen).toContain(status);
    },
    60_000,
  );

  test.each(['gateway', 'mtls'] as const)('the %s refuses what is too large, at once and in full', async (name) => {
    const size = 3 * 1024 * 1024;
    const start = [
      'POST /connector/graphql HTTP/1.1',
      'Host: localhost',
      'Connection: close',
      'Content-Type: application/json',
    ];
    const body = `{"query":"${' '.repeat(size - 12)}"}`;
    const announced = await answerTo(name, [...start, `Content-Length: ${size}`, '', body].join(crlf));
    expect(announced).toMatchObject({ status: 413 });
    expect(JSON.parse(announced?.text ?? '').errors).toHaveLength(1);
    const chunked = [...start, 'Transfer-Encoding: chunked', '', size.toString(16), body, '0', '', ''].join(crlf);
    const grown = await answerTo(name, chunked);
    expect(grown).toMatchObject({ status: 413 });
    const heads = [...start, `X-Large: ${'a'.repeat(40_000)}`, 'Content-Length: 2', '', '{}'].join(crlf);
    expect(await answerTo(name, heads)).toMatchObject({ status: 431, text: '' });
  });

  test.each(['gateway', 'mtls'] as const)(
    'the %s answers a connection for another name as it answers its own',
    async (name) => {
      const on = await wire(name, 'elsewhere.example');
      const answer = await on.send(
        `POST /nowhere HTTP/1.1${crlf}Host: elsewhere.example${crlf}Content-Length: 0${crlf}${crlf}`,
      );
      on.close();
      expect(answer?.status).toBe(404);
      expect(JSON.parse(answer?.text ?? '').errors).toHaveLength(1);
    },
  );
});
