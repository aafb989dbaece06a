import { isAPIError } from 'better-auth/api';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { sendErrors } from '../graphql/endpoint.ts';
import type { Clock } from '../shared/clock.ts';
import { CompassError } from '../shared/errors.ts';
import { type Auth, addressHeader } from './auth.ts';
import { cookieHeaders } from './consumer.ts';
import type { FirstStart } from './firstStart.ts';
import type { SignInLimit } from './signInLimit.ts';
import type { SignInLinks } from './signInLinks.ts';
import type { SignInRefusals } from './signInRefusals.ts';

const text = (most: number) => z.string().trim().max(most);
const email = z.email({ error: 'write an e-mail address' }).max(254);
const signInBody = z.object({ email: text(254).min(1), password: z.string().min(1).max(256) });
const welcomeBody = z.object({ token: text(100).min(1), password: z.string().max(1000) });
const setupBody = z.object({
  token: text(100).min(1),
  email,
  password: z.string().max(1000),
  name: text(100).optional(),
  tenantName: text(100).optional(),
});

export interface AccessRoutesOptions {
  auth: Auth;
  firstStart: FirstStart;
  signInLinks: SignInLinks;
  limit: SignInLimit;
  signInRefusals: SignInRefusals;
  clock: Clock;
}

/** `4 tries`, `1 try`. */
const tries = (count: number) => (count === 1 ? '1 try' : `${count} tries`);

function wrongPassword(triesLeft: number): string {
  const left =
    triesLeft === 0 ? 'Sign-in pauses for 5 minutes.' : `${tries(triesLeft)} left before a pause of 5 minutes.`;
  return `E-mail and password do not match. ${left}`;
}

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CompassError('InvalidData', `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}

const headersFor = (request: Request): Headers => {
  const headers = cookieHeaders(request.headers);
  headers.set(addressHeader, request.socket.remoteAddress ?? '');
  headers.set('user-agent', request.get('user-agent') ?? '');
  return headers;
};

function sendCookies(response: Response, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) response.append('Set-Cookie', cookie);
}

/**
 * Sign-in, sign-out, session and first set-up, as JSON; every failure carries `errors` like the GraphQL endpoints.
 * `POST /auth/sign-in/email`, `POST /auth/sign-out`, `GET /auth/get-session`, `GET` and `POST` of `/setup` and `/welcome`.
 */
export function createAccessRoutes(options: AccessRoutesOptions): Router {
  const { auth, firstStart, signInLinks, limit, signInRefusals, clock } = options;
  /** A sign-in replaces the session the browser had: the new one has a new secret. */
  async function signIn(request: Request, response: Response, credentials: { email: string; password: string }) {
    const headers = headersFor(request);
    const { headers: answered, response: session } = await auth.api.signInEmail({
      body: credentials,
      headers,
      returnHeaders: true,
    });
    if (request.headers.cookie !== undefined) await auth.api.signOut({ headers: cookieHeaders(request.headers) });
    sendCookies(response, answered);
    const { id, name, email } = session.user;
    return { id, name, email };
  }

  const signInRoute: RequestHandler = async (request, response) => {
    const body = parsed(signInBody, request.body);
    const credentials = { ...body, email: body.email.toLowerCase() };
    const address = request.socket.remoteAddress ?? '';
    const turn = limit.begin(address, credentials.email);
    if (!turn.allowed) {
      const minutes = Math.ceil(turn.retryAfterMs / 60_000);
      response.set('Retry-After', String(Math.ceil(turn.retryAfterMs / 1000)));
      sendErrors(
        response,
        429,
        'Unauthorized',
        `Too many tries. Sign-in with this e-mail address goes on in ${minutes} min.`,
      );
      await signInRefusals.note(credentials.email, 'PAUSED', address);
      return;
    }
    try {
      const user = await signIn(request, response, credentials);
      limit.succeeded(address, credentials.email);
      response.json({ user });
    } catch (error) {
      if (!isAPIError(error) || error.statusCode >= 500) throw error;
      const isDisabled = error.statusCode === 403;
      if (isDisabled) sendErrors(response, 403, 'Unauthorized', error.message);
      else sendErrors(response, 401, 'Unauthorized', wrongPassword(turn.triesLeft));
      // After the answer, so that the time it takes does not tell which accounts exist.
      await signInRefusals.note(credentials.email, isDisabled ? 'DISABLED' : 'WRONG_PASSWORD', address);
    }
  };

  const setupRoute: RequestHandler = async (request, response) => {
    const { token, ...person } = parsed(setupBody, request.body);
    await firstStart.setUp(token, person);
    const user = await signIn(request, response, { email: person.email.toLowerCase(), password: person.password });
    response.status(201).json({ user });
  };

  const welcomeRoute: RequestHandler = async (request, response) => {
    const { token, password } = parsed(welcomeBody, request.body);
    const email = await signInLinks.use(token, password);
    const user = await signIn(request, response, { email, password });
    response.json({ user });
  };

  return Router()
    .use(express.json({ limit: '16kb' }))
    .post('/auth/sign-in/email', signInRoute)
    .post('/auth/sign-out', async (request, response) => {
      const { headers } = await auth.api.signOut({ headers: cookieHeaders(request.headers), returnHeaders: true });
      sendCookies(response, headers);
      response.json({ success: true });
    })
    .get('/auth/get-session', async (request, response) => {
      const { headers, response: session } = await auth.api.getSession({
        headers: cookieHeaders(request.headers),
        returnHeaders: true,
      });
      sendCookies(response, headers);
      if (!session) {
        response.json(null);
        return;
      }
      const { id, name, email: address } = session.user;
      response.json({ user: { id, name, email: address }, expiresAt: session.session.expiresAt.toISOString() });
    })
    .get('/setup', async (request, response) => {
      const { token } = request.query;
      const expiresAt = typeof token === 'string' ? await firstStart.setupExpiry(token) : null;
      if (expiresAt === null) {
        sendErrors(
          response,
          410,
          'InvalidOperation',
          'This link was used already or has expired. Restart Compass to get a new one.',
        );
        return;
      }
      const remainingSeconds = Math.floor((expiresAt - clock()) / 1000);
      response.json({ expiresAt: new Date(expiresAt).toISOString(), remainingSeconds });
    })
    .post('/setup', setupRoute)
    .get('/welcome', async (request, response) => {
      const { token } = request.query;
      const { name, email, expiresAt } = await signInLinks.look(typeof token === 'string' ? token : '');
      response.json({ name, email, remainingSeconds: Math.floor((expiresAt - clock()) / 1000) });
    })
    .post('/welcome', welcomeRoute);
}
