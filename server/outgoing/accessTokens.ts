import { z } from 'zod';
import { type Clock, second } from '../shared/clock.ts';
import type { TokenOf } from './authorization.ts';
import type { Answer } from './exchange.ts';
import { OutgoingError } from './outgoingError.ts';

/** Sends the grant to the token endpoint. */
type Ask = (url: string, headers: Record<string, string>, body: string) => Promise<Answer>;

type Credential = Parameters<TokenOf>[0];

export interface AccessTokens {
  /** @throws OutgoingError */
  get(credential: Credential): Promise<string>;
  /** After a server has refused the token. */
  forget(credential: Credential): void;
}

/** RFC 6749, 5.1; a token of another type would have to be sent in another way. */
const grant = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().nonnegative().optional(),
});

/** A token that expires on its way is of no use. */
const leewayMs = 30 * second;
const mostTokens = 1000;

/** As RFC 6749, 2.3.1 asks: form encoding before Base64. */
const formEncoded = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length);

function readGrant({ status, body }: Answer): z.infer<typeof grant> {
  if (status !== 200) throw new OutgoingError(`the token endpoint answered ${status}`);
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new OutgoingError('the token endpoint did not answer JSON', { cause: error });
  }
  const parsed = grant.safeParse(answer);
  if (!parsed.success) throw new OutgoingError('the token endpoint did not answer a bearer token');
  return parsed.data;
}

/** Access tokens of the client credentials grant (RFC 6749, 4.4), kept until they expire. */
export function createAccessTokens({ ask, clock }: { ask: Ask; clock: Clock }): AccessTokens {
  const kept = new Map<string, { token: string; until: number }>();
  const asked = new Map<string, Promise<string>>();
  const keyOf = ({ url, clientId, clientSecret }: Credential) => JSON.stringify([url, clientId, clientSecret]);

  async function fetchToken(credential: Credential): Promise<string> {
    const pair = `${formEncoded(credential.clientId)}:${formEncoded(credential.clientSecret)}`;
    const headers = {
      accept: 'application/json',
      authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const { access_token: token, expires_in: seconds } = readGrant(
      await ask(credential.url, headers, 'grant_type=client_credentials'),
    );
    // Without a stated life it serves one request.
    if (seconds !== undefined) keep(keyOf(credential), token, clock() + seconds * second - leewayMs);
    return token;
  }

  function keep(key: string, token: string, until: number): void {
    const [oldest] = kept.keys();
    if (kept.size >= mostTokens && oldest !== undefined) kept.delete(oldest);
    kept.set(key, { token, until });
  }

  return {
    get(credential) {
      const key = keyOf(credential);
      const known = kept.get(key);
      if (known && known.until > clock()) return Promise.resolve(known.token);
      const running = asked.get(key);
      if (running) return running;
      const promise = fetchToken(credential).finally(() => asked.delete(key));
      asked.set(key, promise);
      return promise;
    },
    forget: (credential) => {
      kept.delete(keyOf(credential));
    },
  };
}
