export interface RequestProblem {
  message: string;
  /** Name of the field it is about, if the server said so. */
  field: string | null;
}

export interface SetupState {
  /** The link may be used; it closes at `expiresAt`. */
  open: boolean;
  expiresAt: number | null;
}

const unreachable: RequestProblem = {
  message: 'Compass does not answer. Check the connection and try again.',
  field: null,
};

async function post(path: string, body: unknown): Promise<Response | RequestProblem> {
  try {
    return await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch (error) {
    if (error instanceof TypeError) return unreachable;
    throw error;
  }
}

async function problemOf(response: Response): Promise<RequestProblem> {
  const body: unknown = await response.json().catch(() => null);
  const { message, field } = (body ?? {}) as { message?: unknown; field?: unknown };
  return {
    message: typeof message === 'string' && message ? message : `Compass answered with status ${response.status}.`,
    field: typeof field === 'string' ? field : null,
  };
}

/** Answers what went wrong, or null once the session cookie is set. */
export async function signIn(email: string, password: string): Promise<RequestProblem | null> {
  const response = await post('/api/auth/sign-in/email', { email, password });
  if (!(response instanceof Response)) return response;
  if (response.ok) return null;
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after') ?? response.headers.get('x-retry-after'));
    const wait = seconds > 0 ? `${Math.ceil(seconds / 60)} min` : 'a few minutes';
    return { message: `Too many tries. Wait ${wait} and try again.`, field: null };
  }
  if (response.status === 401 || response.status === 403) {
    return { message: 'E-mail and password do not match.', field: null };
  }
  return problemOf(response);
}

export async function signOut(): Promise<void> {
  await post('/api/auth/sign-out', {});
}

export interface NewAdministrator {
  token: string;
  email: string;
  password: string;
  name: string;
  tenantName: string;
}

/** Uses the set-up link up; answers what went wrong, or null. */
export async function createAdministrator(administrator: NewAdministrator): Promise<RequestProblem | null> {
  const response = await post('/api/setup', administrator);
  if (!(response instanceof Response)) return response;
  return response.ok ? null : problemOf(response);
}
