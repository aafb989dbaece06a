import type { Outgoing } from '../outgoing/outgoing.ts';
import { OutgoingError } from '../outgoing/outgoingError.ts';
import { minute, second } from '../shared/clock.ts';
import { invalidData, invalidOperation } from '../shared/errors.ts';

export interface DirectorSource {
  url: string;
  token: string;
  tenant?: string | null;
  specifications?: boolean | null;
}

const timeoutMs = 20 * second;
/** Of all answers together. */
const longestMs = 4 * minute;
/** Of one answer, and of all together. */
const mostBytes = 8 * 1024 * 1024;
const mostBytesTogether = 64 * 1024 * 1024;
const mostPages = 201;
interface Page {
  data: Record<string, unknown>[];
  pageInfo: { endCursor: string; hasNextPage: boolean };
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function pageOf(value: unknown, what: string): Page {
  if (!isRecord(value) || !Array.isArray(value['data']) || !value['data'].every(isRecord)) {
    throw invalidOperation(`the other Director did not answer with a list of ${what}`);
  }
  const info = isRecord(value['pageInfo']) ? value['pageInfo'] : {};
  const { endCursor, hasNextPage } = info;
  return {
    data: value['data'],
    pageInfo: { endCursor: typeof endCursor === 'string' ? endCursor : '', hasNextPage: hasNextPage === true },
  };
}

export function list(value: unknown, what: string): Record<string, unknown>[] {
  if (Array.isArray(value) && value.every(isRecord)) return value;
  throw invalidOperation(`the other Director did not answer with a list of ${what}`);
}

export class UnknownField extends Error {}
/** It answers, but not that to whom the token belongs. */
export class Refused extends Error {}

/** @returns what one import from another Director may take. */
export const openReading = (outgoing: Reading['outgoing'], source: DirectorSource): Reading => ({
  ...{ outgoing, source, until: performance.now() + longestMs, bytesLeft: mostBytesTogether },
});

/** One import from another Director, and what it may still take. */
export interface Reading {
  outgoing: Pick<Outgoing, 'send'>;
  source: DirectorSource;
  until: number;
  bytesLeft: number;
}

const tooMuch = (what: string) =>
  invalidOperation(`${what} than can be imported at once: leave the texts of specifications out`);

/** One question to the other Director. The token is in the header of this call and nowhere else. */
export async function ask(reading: Reading, query: string, after: string | null) {
  const { outgoing, source } = reading;
  if (performance.now() > reading.until) throw tooMuch('reading the other Director takes longer');
  if (/[^\x21-\x7e]/.test(source.token)) throw invalidData('token: has characters that no token has');
  if (/[^\x20-\x7e]/.test(source.tenant ?? '')) throw invalidData('tenant: has characters that no header can have');
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${source.token}`,
    ...(source.tenant ? { tenant: source.tenant } : {}),
  };
  const body = JSON.stringify({ query, variables: { after } });
  const answer = await outgoing
    .send({ method: 'POST', url: source.url, headers, body, auth: null, timeoutMs, mostBytes })
    .catch((error) => {
      if (error instanceof OutgoingError)
        throw invalidOperation(`the other Director could not be read: ${error.reason}`);
      throw error;
    });
  reading.bytesLeft -= answer.body.length;
  if (reading.bytesLeft < 0) throw tooMuch('the other Director answers with more');
  if (answer.status === 401 || answer.status === 403) {
    throw invalidOperation(`the other Director refused the token: it answered ${answer.status}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(answer.body.toString());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalidOperation(`the address is not a Director: it answered ${answer.status} without JSON`);
  }
  const errors = isRecord(value) && Array.isArray(value['errors']) ? value['errors'] : [];
  const messages = errors.map((each) => (isRecord(each) ? String(each['message']) : ''));
  if (messages.some((message) => /cannot query field|unknown argument/i.test(message))) throw new UnknownField();
  if (messages.some((message) => /insufficient scopes/i.test(message)))
    throw new Refused(messages.join('; ').slice(0, 300));
  if (messages.length > 0) throw invalidOperation(`the other Director answered: ${messages.join('; ').slice(0, 300)}`);
  return isRecord(value) && isRecord(value['data']) ? value['data']['result'] : undefined;
}

export async function all(reading: Reading, query: string, what: string) {
  const rows: Record<string, unknown>[] = [];
  let after: string | null = null;
  for (let count = 0; count < mostPages; count += 1) {
    const { data, pageInfo } = pageOf(await ask(reading, query, after), what);
    rows.push(...data);
    if (!pageInfo.hasNextPage) return rows;
    after = pageInfo.endCursor;
  }
  throw invalidOperation(`the other Director has more ${what} than can be imported at once`);
}
