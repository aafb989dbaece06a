import { z } from 'zod';

/** The console's API with an administrator's token. */
export interface Administrator {
  /** Runs an operation. @throws Error with what Compass answered, or why it could not be asked. */
  ask<T>(data: z.ZodType<T>, query: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
  /** Resident memory of the server in bytes; null if it does not say. */
  residentBytes(): Promise<number | null>;
  isReady(): Promise<boolean>;
}

export interface AdministratorOptions {
  /** Address of the console, without a trailing slash. */
  url: string;
  token: string;
  /** External id. */
  tenant: string;
}

const answer = z.object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() });
const timeoutMs = 30_000;

export function createAdministrator({ url, token, tenant }: AdministratorOptions): Administrator {
  const get = (path: string) => fetch(`${url}${path}`, { signal: AbortSignal.timeout(timeoutMs) });
  return {
    async ask(data, query, variables = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, tenant },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const told = answer.safeParse(await response.json().catch(() => null));
      if (!told.success) throw new Error(`${url} answered with status ${response.status} and no GraphQL`);
      const [problem] = told.data.errors ?? [];
      if (problem) throw new Error(`${url} answered: ${problem.message}`);
      return data.parse(told.data.data);
    },
    async residentBytes() {
      // While Compass is away there is nothing to read; that it is away shows elsewhere.
      const text = await get('/metrics').then(
        (response) => response.text(),
        () => '',
      );
      const bytes = Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
      return Number.isFinite(bytes) ? bytes : null;
    },
    isReady: () =>
      get('/readyz').then(
        (response) => response.ok,
        () => false,
      ),
  };
}
