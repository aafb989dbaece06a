import { Agent, buildConnector, request } from 'undici';
import { CallError, type CallProblem, safeLine } from './callError.ts';
import { moment } from './connection.ts';
import type { Route } from './route.ts';

/** Identity and trust of one TLS client. */
export interface ChannelOptions {
  /** PEM of whom to trust; undefined: whom the system trusts. */
  ca: string | undefined;
  /** PEM of the client certificate with its chain, and its key; null before pairing. */
  credentials: { cert: string; key: string } | null;
  route: Route;
  /** For a whole call, in milliseconds. */
  timeoutMs: number;
}

/** One TLS client with its own connections, that posts GraphQL. */
export interface Channel {
  /**
   * Posts to an `https:` address and answers `data`.
   * @param secrets what is sent and may not come back in a message.
   * @throws CallError
   */
  post(
    url: string,
    body: { query: string; variables: unknown },
    headers: Readonly<Record<string, string>>,
    secrets?: readonly string[],
  ): Promise<unknown>;
  close(): void;
}

/** A fleet's largest answer is a few MiB; more is an accident or an attack. */
const mostBytes = 64 * 1024 * 1024;

/** What TLS says of a client certificate it does not take (RFC 8446 6.2), in the words of OpenSSL. */
const refusingAlert =
  /ALERT_(CERTIFICATE_(EXPIRED|REVOKED|UNKNOWN|REQUIRED)|UNKNOWN_CA|BAD_CERTIFICATE|ACCESS_DENIED|UNSUPPORTED_CERTIFICATE)$/;

/** Compass's own server certificate, or its CA, is not valid now. */
const timeCodes = /^CERT_(NOT_YET_VALID|HAS_EXPIRED)$/;

/** It is not trusted. */
const distrust = /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_CERT_ALTNAME|ERR_TLS_)/;

const closedCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ECONNABORTED']);

export function openChannel({ ca, credentials, route, timeoutMs }: ChannelOptions): Channel {
  const connect = buildConnector({ ca, allowPartialTrustChain: true, ...credentials, timeout: timeoutMs });
  const agent = new Agent({
    connect(options, callback) {
      route.tunnelTo(`${options.protocol}//${options.host}`, timeoutMs).then(
        (httpSocket) => connect({ ...options, ...(httpSocket && { httpSocket }) }, callback),
        (error: Error) => callback(error, null),
      );
    },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: mostBytes,
  });
  return {
    async post(url, body, headers, secrets = []) {
      const { status, text } = await exchange(url, JSON.stringify(body), headers).catch((cause: unknown) => {
        throw problemOf(cause, url, credentials !== null);
      });
      return dataOf(url, status, text, secrets);
    },
    close() {
      // Nothing is under way on it any more, or what is may fail: the caller has turned away.
      agent.destroy().catch(() => undefined);
    },
  };

  async function exchange(url: string, body: string, headers: Readonly<Record<string, string>>) {
    const answer = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json', ...headers },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  }
}

const hostOf = (url: string) => new URL(url).host;

function codesOf(error: unknown): string[] {
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown[] };
  const inner = [...(cause === undefined ? [] : [cause]), ...(errors ?? [])].flatMap(codesOf);
  return typeof code === 'string' ? [code, ...inner] : inner;
}

function problemOf(error: unknown, url: string, withCertificate: boolean): CallError {
  if (error instanceof CallError) return error;
  const codes = codesOf(error);
  const code = codes[0] ?? (error as Error).name;
  const alert = codes.find((each) => refusingAlert.test(each));
  if (alert && withCertificate) {
    const words = (refusingAlert.exec(alert)?.[1] ?? '').toLowerCase().replaceAll('_', ' ');
    return new CallError('refused', `${hostOf(url)} ended the TLS handshake: ${words}`, { cause: error });
  }
  if (code === 'TimeoutError' || code === 'ABORT_ERR' || /TIMEOUT|TIMEDOUT/.test(code)) {
    return new CallError('failed', `${hostOf(url)} did not answer in time`, { cause: error });
  }
  const outOfTime = codes.find((each) => timeCodes.test(each));
  if (outOfTime !== undefined) {
    const state = outOfTime === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet';
    const clock = `by the clock of this machine (${moment(Date.now())})`;
    return new CallError('failed', `the server certificate of ${hostOf(url)} ${state} ${clock}: is that right?`, {
      cause: error,
    });
  }
  if (codes.some((each) => distrust.test(each))) {
    const advice = 'give its CA with --ca-file or CA_PEM, or its fingerprint with --fingerprint or CA_FINGERPRINT';
    return new CallError('failed', `the server certificate of ${hostOf(url)} is not trusted (${code}): ${advice}`, {
      cause: error,
    });
  }
  const closedEarly = codes.some((each) => closedCodes.has(each));
  return new CallError('failed', `${hostOf(url)} cannot be reached: ${code}`, { cause: error, closedEarly });
}

interface WireError {
  message?: unknown;
  extensions?: { error?: unknown } | null;
}

/** Connector: connector.md 9. Director: an identity that is nobody has no scopes (connector.md 11.1). */
function problemSaid({ message, extensions }: WireError): CallProblem {
  const said = typeof message === 'string' ? message : '';
  if (extensions?.error === 'Unauthorized' || /^Failed to authenticate /.test(said)) return 'refused';
  return /^insufficient scopes provided.* actual: \[\s*\]$/s.test(said) ? 'anonymous' : 'answered';
}

/** The body counts, whatever the status; any `errors` is a failure, even beside `data` (runtime-agent.md 7). */
function dataOf(url: string, status: number, text: string, secrets: readonly string[]): unknown {
  const answer = parse(text);
  const { errors, data } = (typeof answer === 'object' && answer !== null ? answer : {}) as {
    errors?: unknown;
    data?: unknown;
  };
  if (Array.isArray(errors) && errors.length > 0) {
    const wire = errors.filter((each): each is WireError => typeof each === 'object' && each !== null);
    const first = wire.find((each) => typeof each.message === 'string')?.message ?? 'no reason given';
    const said = wire.map(problemSaid);
    const problem = status >= 500 ? 'failed' : (said.find((each) => each !== 'answered') ?? 'answered');
    throw new CallError(problem, `${hostOf(url)} answered: ${safeLine(String(first), secrets)}`);
  }
  if (status === 401) throw new CallError('refused', `${hostOf(url)} answered with status 401`);
  if (status < 200 || status > 299 || typeof data !== 'object' || data === null) {
    throw new CallError('failed', `${hostOf(url)} answered with status ${status} and no GraphQL data`);
  }
  return data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever is not JSON is no answer; the status tells more than the parser.
    return null;
  }
}
