export interface RequestProblem {
  message: string;
  /** Name of the field it is about, if the server said so. */
  field: string | null;
}

export interface NewAdministrator {
  token: string;
  email: string;
  password: string;
  tenantName: string;
}

const unreachable: RequestProblem = {
  message: 'Compass does not answer. Check the connection and try again.',
  field: null,
};

/** Answers null if the network failed. */
async function ask(path: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const post = (path: string, body: unknown) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** The server writes `field: what is wrong`, or a sentence. */
export function readProblem(body: unknown, status: number, fields: readonly string[]): RequestProblem {
  const text = (body as { errors?: { message?: unknown }[] } | null)?.errors?.[0]?.message;
  if (typeof text !== 'string' || !text) return { message: `Compass answered with status ${status}.`, field: null };
  const [, field, problem] = /^(\w+): (.+)$/s.exec(text) ?? [];
  if (!field || !problem || !fields.includes(field)) return { message: text, field: null };
  return { message: `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`, field };
}

async function problemOf(response: Response | null, fields: readonly string[] = []): Promise<RequestProblem | null> {
  if (!response) return unreachable;
  if (response.ok) return null;
  const body: unknown = await response.json().catch(() => null);
  return readProblem(body, response.status, fields);
}

/** Answers what went wrong, or null once the session cookie is set. */
export async function signIn(email: string, password: string): Promise<RequestProblem | null> {
  return problemOf(await post('/api/auth/sign-in/email', { email, password }), ['email', 'password']);
}

/** Whether there is a session; unlike a refused query, asking leaves no error in the browser's log. */
export async function isSignedIn(): Promise<boolean> {
  const response = await ask('/api/auth/get-session', {});
  if (!response?.ok) throw new Error((await problemOf(response))?.message);
  return (await response.json()) !== null;
}

/** Answers what went wrong, or null once the session is over. */
export async function signOut(): Promise<RequestProblem | null> {
  return problemOf(await post('/api/auth/sign-out', {}));
}

/** Until when the set-up link may be used, or why it may not. Does not use it up. */
export async function readSetupLink(token: string): Promise<{ expiresAt: number } | RequestProblem> {
  const response = await ask(`/api/setup?token=${encodeURIComponent(token)}`, {});
  const problem = await problemOf(response);
  if (problem || !response) return problem ?? unreachable;
  const { remainingSeconds } = (await response.json()) as { remainingSeconds: number };
  return { expiresAt: Date.now() + remainingSeconds * 1000 };
}

/** Uses the set-up link up and signs in; answers what went wrong, or null. */
export async function createAdministrator(administrator: NewAdministrator): Promise<RequestProblem | null> {
  return problemOf(await post('/api/setup', administrator), ['email', 'password', 'tenantName']);
}

/** Whose link to a password this is and until when it may be used, or why it may not. Does not use it up. */
export async function readWelcomeLink(
  token: string,
): Promise<{ name: string; email: string; expiresAt: number } | RequestProblem> {
  const response = await ask(`/api/welcome?token=${encodeURIComponent(token)}`, {});
  const problem = await problemOf(response);
  if (problem || !response) return problem ?? unreachable;
  const { name, email, remainingSeconds } = (await response.json()) as {
    name: string;
    email: string;
    remainingSeconds: number;
  };
  return { name, email, expiresAt: Date.now() + remainingSeconds * 1000 };
}

/** Uses the link up, sets the password and signs in; answers what went wrong, or null. */
export async function choosePassword(token: string, password: string): Promise<RequestProblem | null> {
  return problemOf(await post('/api/welcome', { token, password }), ['password']);
}

export interface SignInProvider {
  id: string;
  name: string;
}

/** Providers with which people may sign in; none if that cannot be read: the password is always there. */
export async function readProviders(): Promise<SignInProvider[]> {
  const response = await ask('/api/auth/providers', {});
  return response?.ok ? ((await response.json()) as SignInProvider[]) : [];
}

const refusals: Readonly<Record<string, string>> = {
  'no-email': 'The provider did not tell your e-mail address.',
  'not-verified': 'The provider has not verified your e-mail address.',
  domain: 'Addresses like yours may not sign in with this provider.',
  'no-access': 'Nobody gave you a role here yet. Ask an administrator.',
  disabled: 'This account is disabled. An administrator can enable it again.',
  failed: 'The provider could not confirm the sign-in. Try again.',
  interrupted: 'The sign-in took too long, or did not begin in this browser. Try again.',
  unavailable: 'The provider does not answer. Try again later, or sign in with a password.',
};

/** Why a sign-in with a provider led back to the sign-in page. */
export const refusalInWords = (problem: string | undefined): string | undefined =>
  problem === undefined ? undefined : (refusals[problem] ?? refusals['failed']);
