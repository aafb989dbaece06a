import { type ClientRequest, request as requestPlain } from 'node:http';
import { request as requestOverTls } from 'node:https';
import type { Socket } from 'node:net';
import { CallError } from './callError.ts';
import { OptionsError } from './options.ts';
import { readExceptions } from './proxyExceptions.ts';

/** How servers are reached: straight, or through a proxy, which sees names and ports only. */
export interface Route {
  /**
   * A connection to the server of an `https:` address, through the proxy; undefined: there is none on the way.
   * @throws CallError
   */
  tunnelTo(url: string, timeoutMs: number): Promise<Socket | undefined>;
}

export const straight: Route = { tunnelTo: async () => undefined };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * As `HTTPS_PROXY` and `NO_PROXY` say (runtime-agent.md 7). Undici's own agent for that does not serve here: the
 * fingerprint is looked up, and a refusal looked into, on TLS connections without a request.
 * @throws OptionsError
 */
export function readRoute(environment: Environment): Route {
  const said = (name: string) => environment[name] || environment[name.toLowerCase()] || '';
  const proxy = readProxy(said('HTTPS_PROXY'));
  if (!proxy) return straight;
  const isException = readExceptions(said('NO_PROXY'));
  return {
    async tunnelTo(url, timeoutMs) {
      const { hostname, port } = new URL(url);
      const server = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443) };
      if (isException(server.host, server.port)) return undefined;
      return connectThrough(proxy, `${hostname}:${server.port}`, timeoutMs);
    },
  };
}

/** The value may hold a password, so it is not repeated. */
function readProxy(text: string): URL | null {
  if (text === '') return null;
  const url = text.includes('://') ? text : `http://${text}`;
  if (URL.canParse(url) && /^https?:\/\//i.test(url)) return new URL(url);
  throw new OptionsError('HTTPS_PROXY is not valid: write for example http://proxy.example:3128');
}

function connectThrough(proxy: URL, server: string, timeoutMs: number): Promise<Socket> {
  const failure = (what: string, cause?: unknown) =>
    new CallError('failed', `the proxy ${proxy.host} ${what}`, { cause });
  return new Promise((resolve, reject) => {
    const asked = ask(proxy, server);
    asked.setTimeout(timeoutMs, () => asked.destroy(failure('does not answer in time')));
    asked.once('connect', ({ statusCode }, socket: Socket) => {
      socket.setTimeout(0);
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(failure(`answers ${statusCode} for ${server}`));
    });
    asked.once('error', (error: NodeJS.ErrnoException) =>
      reject(error instanceof CallError ? error : failure(`cannot be reached: ${error.code ?? error.name}`, error)),
    );
    asked.end();
  });
}

function ask({ protocol, hostname, port, username, password }: URL, server: string): ClientRequest {
  const isSecure = protocol === 'https:';
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return (isSecure ? requestOverTls : requestPlain)({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (isSecure ? 443 : 80)),
    method: 'CONNECT',
    path: server,
    headers: {
      host: server,
      ...(username && { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }),
    },
    agent: false,
  });
}
