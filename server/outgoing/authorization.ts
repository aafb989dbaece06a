import type { AuthRecord } from '../director/auth.ts';
import { OutgoingError } from './outgoingError.ts';

/** What every part of an Auth that sends requests has: the Auth itself and its CSRF part (director.md 15). */
export type Access = Omit<AuthRecord, 'requestAuth'>;

export interface Draft {
  url: URL;
  /** Names in lower case. */
  headers: Record<string, string>;
}

/** Headers that say where a message begins and ends, where it goes or how a connection is kept. */
const framing: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Headers in lower case, fit to be sent.
 * @throws OutgoingError for a name that is not a token, a value with a line break or another control character (RFC 9110,
 * 5.5 and 5.6.2), or a header that only the client itself may set.
 */
export function safeHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => {
    const plain = name.toLowerCase();
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(plain)) {
      throw new OutgoingError('the name of an additional header is not one that HTTP knows');
    }
    if (framing.has(plain)) throw new OutgoingError(`the header ${plain} may not be set`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new OutgoingError(`the value of the header ${plain} has characters that a header may not have`);
    }
    return [plain, value];
  });
  return Object.fromEntries(entries);
}

/** `Authorization: Basic` of RFC 7617, in UTF-8. */
function basic(username: string, password: string): string {
  if (username.includes(':')) throw new OutgoingError('a user name with a colon cannot be sent');
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

export type TokenOf = (credential: { clientId: string; clientSecret: string; url: string }) => Promise<string>;

/** A request with credential, additional headers and query parameters of an Auth. What the Auth says replaces. */
export async function withAccess({ url, headers }: Draft, access: Access, tokenOf: TokenOf): Promise<Draft> {
  const { credential, additionalHeaders, additionalQueryParams } = access;
  const target = new URL(url);
  for (const [name, values] of Object.entries(additionalQueryParams ?? {})) {
    target.searchParams.delete(name);
    for (const value of values) target.searchParams.append(name, value);
  }
  const additional = Object.entries(additionalHeaders ?? {}).map(([name, values]) => [name, values.join(', ')]);
  const sent = { ...headers, ...safeHeaders(Object.fromEntries(additional)) };
  if (credential !== null) {
    sent['authorization'] =
      'username' in credential
        ? basic(credential.username, credential.password)
        : `Bearer ${await tokenOf(credential)}`;
  }
  return { url: target, headers: sent };
}

/** `name=value` of each cookie an answer sets, as a request sends them; attributes are of no use for one request. */
export const cookieHeader = (setCookies: readonly string[]): string =>
  setCookies
    .map((cookie) => (cookie.split(';')[0] ?? '').trim())
    .filter((pair) => pair.includes('='))
    .join('; ');
