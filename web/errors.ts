import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

export interface DescribedError {
  /** Safe to show; without the error id. */
  message: string;
  /** Name in the error vocabulary, for example `InvalidData`; null if the request did not get that far. */
  code: string | null;
  /** Leads to the server's log entry. */
  errorID: string | null;
}

/** Reads what went wrong from whatever an operation threw. */
export function describeError(error: unknown): DescribedError {
  if (CombinedGraphQLErrors.is(error)) {
    const [first] = error.errors;
    const code = first?.extensions?.['error'];
    return { ...splitID(first?.message ?? error.message), code: typeof code === 'string' ? code : null };
  }
  if (ServerError.is(error)) {
    const fromBody = readBody(error.bodyText);
    if (fromBody) return fromBody;
    return {
      message: `Compass answered with status ${error.statusCode}`,
      code: error.statusCode === 401 ? 'Unauthorized' : null,
      errorID: null,
    };
  }
  if (error instanceof TypeError) return { message: 'Compass does not answer', code: null, errorID: null };
  return { ...splitID(error instanceof Error ? error.message : String(error)), code: null };
}

/** Why, with what leads to the server's log entry, for a line of text: `The disk is full. Error id 8c1f-20d4`. */
export function explain(error: unknown): string {
  const { message, errorID } = describeError(error);
  return errorID === null ? message : `${message}. Error id ${errorID}`;
}

/** What the server answered to a request that it refused as a whole; null if the answer is not from Compass. */
export const answerIn = (error: unknown): unknown => (ServerError.is(error) ? parsedJson(error.bodyText) : null);

function splitID(text: string): { message: string; errorID: string | null } {
  const found = /^(.*?)\s*\[errorID=([^\]]+)\]$/s.exec(text);
  return found ? { message: found[1] ?? text, errorID: found[2] ?? null } : { message: text, errorID: null };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not from Compass itself, for example a proxy's page: the status says more than the body.
    return null;
  }
}

function readBody(text: string): DescribedError | null {
  const body = parsedJson(text);
  const first = (body as { errors?: { message?: unknown; extensions?: { error?: unknown } }[] } | null)?.errors?.[0];
  if (typeof first?.message !== 'string') return null;
  const code = first.extensions?.error;
  return { ...splitID(first.message), code: typeof code === 'string' ? code : null };
}
