import { isIP } from 'node:net';
import type { Logger } from 'pino';
import type { AuthRecord } from '../director/auth.ts';
import { type Clock, second } from '../shared/clock.ts';
import { createAccessTokens } from './accessTokens.ts';
import { type Access, cookieHeader, type Draft, safeHeaders, withAccess } from './authorization.ts';
import { type Answer, createExchanger, type Limits, refusedTarget, unlessAborted } from './exchange.ts';
import { OutgoingError } from './outgoingError.ts';
import { type AllowedTarget, createGuard, plainHost } from './targets.ts';

export interface OutgoingRequest {
  method: 'GET' | 'POST';
  /** http or https, without user name and password. */
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  auth: AuthRecord | null;
  /** For everything together: resolving, tokens, redirects and the whole body. */
  timeoutMs: number;
  /** Of the body, unpacked; null if only status and headers count: then the body is not read and empty in the answer. */
  mostBytes: number | null;
}

export interface OutgoingAnswer {
  /** Also of a redirect, if the request was a POST: those are never followed. */
  status: number;
  /** Names in lower case, repeated ones joined; without cookies. */
  headers: Record<string, string>;
  body: Buffer;
}

/** The only way Compass calls servers that others have named. */
export interface Outgoing {
  /** @throws OutgoingError with a sentence that tells why no answer came; any status that came is an answer. */
  send(request: OutgoingRequest): Promise<OutgoingAnswer>;
  /** Why this address is never called, as far as that can be told without resolving its name; null if nothing is against it. */
  refusal(url: string): string | null;
  /** Ends what is under way. */
  close(): Promise<void>;
}

const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const tokenTimeoutMs = 10 * second;
const tokenMostBytes = 64 * 1024;

const ownHeaders = { 'user-agent': 'Compass', accept: '*/*', 'accept-encoding': 'gzip, deflate, br' };

/**
 * An address Compass calls.
 * @throws OutgoingError unless it is http or https without user name and password, which would end up in logs.
 */
function targetOf(text: string, base?: URL): URL {
  if (!URL.canParse(text, base)) throw new OutgoingError('the address is not a URL');
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new OutgoingError('only http and https are called');
  if (url.username !== '' || url.password !== '') {
    throw new OutgoingError('the address has a user name or a password in it, which belong into the auth');
  }
  url.hash = '';
  return url;
}

/**
 * @param options.allowed what may be called although it is not public.
 * @param options.trust certificates of authorities (PEM) instead of those Node.js trusts.
 */
export function createOutgoing(options: {
  allowed: readonly AllowedTarget[];
  log: Logger;
  clock: Clock;
  trust?: string;
}): Outgoing {
  const { allowed, log, clock, trust } = options;
  const guard = createGuard(allowed);
  const exchanger = createExchanger({ guard, ...(trust === undefined ? {} : { trust }) });
  const closing = new AbortController();

  /** Runs something that ends in time, or when Compass stops. */
  async function limited<T>(timeoutMs: number, body: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const deadline = new AbortController();
    const reason = new OutgoingError(`there was no complete answer within ${timeoutMs / second} s`);
    const timer = setTimeout(() => deadline.abort(reason), timeoutMs);
    const signal = AbortSignal.any([deadline.signal, closing.signal]);
    try {
      return await body(signal);
    } finally {
      clearTimeout(timer);
    }
  }

  const tokens = createAccessTokens({
    clock,
    // With a deadline of its own, because whoever asks for the same token meanwhile waits for this answer, too.
    ask: (url, headers, body) =>
      limited(tokenTimeoutMs, (signal) =>
        exchanger.perform(
          { method: 'POST', url: targetOf(url), headers: { ...ownHeaders, ...headers }, body },
          { signal, mostBytes: tokenMostBytes },
        ),
      ),
  });

  /** The access token, unless the request runs out of time before. */
  const tokenWithin =
    (signal: AbortSignal) =>
    (credential: Parameters<typeof tokens.get>[0]): Promise<string> =>
      unlessAborted(signal, tokens.get(credential));

  /**
   * Asks for a CSRF token the SAP way and puts it on the request, with the cookies it is bound to. The endpoint gets its own
   * credential; if it has none and lies at the origin of the request, that of the request.
   */
  async function withCsrf(draft: Draft, auth: AuthRecord, limits: Limits): Promise<Draft> {
    const csrf = auth.requestAuth?.csrf;
    if (!csrf) return draft;
    const url = targetOf(csrf.tokenEndpointURL);
    const inherited = url.origin === draft.url.origin ? auth.credential : null;
    const access: Access = { ...csrf, credential: csrf.credential ?? inherited };
    const headers = { ...ownHeaders, 'x-csrf-token': 'Fetch' };
    const asking = await withAccess({ url, headers }, access, tokenWithin(limits.signal));
    const answer = await exchanger.perform({ method: 'GET', ...asking }, { ...limits, mostBytes: tokenMostBytes });
    const token = answer.headers['x-csrf-token'];
    if (token === undefined || token === '') {
      throw new OutgoingError(`the CSRF token endpoint answered ${answer.status} without a token`);
    }
    const given = draft.headers['cookie'];
    const cookie = [...(given === undefined ? [] : [given]), cookieHeader(answer.setCookies)]
      .filter(Boolean)
      .join('; ');
    const added = safeHeaders({ 'x-csrf-token': token, ...(cookie === '' ? {} : { cookie }) });
    return { ...draft, headers: { ...draft.headers, ...added } };
  }

  /** One hop with the credentials. A token that the server refuses is replaced once. */
  async function authorized(request: OutgoingRequest, draft: Draft, limits: Limits): Promise<Answer> {
    const { method, body, auth } = request;
    if (!auth) return exchanger.perform({ method, ...draft, body }, limits);
    const attempt = async () => {
      const ready = await withCsrf(await withAccess(draft, auth, tokenWithin(limits.signal)), auth, limits);
      return exchanger.perform({ method, ...ready, body }, limits);
    };
    const answer = await attempt();
    const { credential } = auth;
    if (answer.status !== 401 || credential === null || !('clientId' in credential)) return answer;
    tokens.forget(credential);
    return attempt();
  }

  async function follow(request: OutgoingRequest, limits: Limits): Promise<Answer> {
    const headers = { ...ownHeaders, ...safeHeaders(request.headers ?? {}) };
    let url = targetOf(request.url);
    let answer = await authorized(request, { url, headers }, limits);
    let trusted = true;
    for (let hops = 0; request.method === 'GET' && redirects.has(answer.status); hops += 1) {
      const { location } = answer.headers;
      if (location === undefined) return answer;
      if (hops === mostRedirects) throw new OutgoingError(`there were more than ${mostRedirects} redirects`);
      const next = targetOf(location, url);
      if (url.protocol === 'https:' && next.protocol === 'http:') {
        throw new OutgoingError('a redirect leads from https to http');
      }
      // Once elsewhere, the way back does not bring the credentials back either: the detour could have chosen it.
      trusted &&= next.origin === url.origin;
      url = next;
      answer = trusted
        ? await authorized(request, { url, headers }, limits)
        : await exchanger.perform({ method: 'GET', url, headers: { ...ownHeaders } }, limits);
    }
    return answer;
  }

  return {
    async send(request) {
      try {
        const { timeoutMs, mostBytes } = request;
        const { status, headers, body } = await limited(timeoutMs, (signal) => follow(request, { signal, mostBytes }));
        return { status, headers, body };
      } catch (error) {
        // Never the address beyond its host: paths and queries may carry secrets.
        const host = URL.canParse(request.url) ? new URL(request.url).host : null;
        if (error instanceof OutgoingError) log.info({ host, reason: error.reason }, 'outgoing request failed');
        throw error;
      }
    },
    refusal(text) {
      try {
        const url = targetOf(text);
        const host = plainHost(url.hostname);
        const address = host === 'localhost' ? '127.0.0.1' : host;
        const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
        return isIP(address) === 0 || guard({ host, port, address }) ? null : refusedTarget(host).reason;
      } catch (error) {
        if (error instanceof OutgoingError) return error.reason;
        throw error;
      }
    },
    async close() {
      closing.abort(new OutgoingError('Compass is stopping'));
      await exchanger.close();
    },
  };
}
