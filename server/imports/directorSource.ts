import type { Outgoing } from '../outgoing/outgoing.ts';
import { OutgoingError } from '../outgoing/outgoingError.ts';
import { minute, second } from '../shared/clock.ts';
import { invalidData, invalidOperation } from '../shared/errors.ts';
import { checkedDocument, type ImportDocument, importFormat } from './importDocument.ts';

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
const page = 'pageInfo { endCursor hasNextPage }';
const version = 'version { value deprecated deprecatedSince forRemoval }';

/** Nothing in it is secret: no auth, no credentials, no webhooks. */
function applicationsQuery(offers: 'packages' | 'bundles', specifications: boolean): string {
  const spec = specifications ? 'spec { type format data }' : '';
  return `query ($after: PageCursor) { result: applications(first: 100, after: $after) { ${page} data {
    name providerName description healthCheckURL labels
    ${offers}(first: 100) { ${page} data { name description instanceAuthRequestInputSchema
      apiDefinitions(first: 100) { ${page} data { name description targetURL group ${version} ${spec} } }
      eventDefinitions(first: 100) { ${page} data { name description group ${version} ${spec} } } } } } } }`;
}
const runtimesQuery = `query ($after: PageCursor) { result: runtimes(first: 100, after: $after) { ${page}
  data { name description labels } } }`;

interface Page {
  data: Record<string, unknown>[];
  pageInfo: { endCursor: string; hasNextPage: boolean };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function pageOf(value: unknown, what: string): Page {
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

class UnknownField extends Error {}

/** One import from another Director, and what it may still take. */
interface Reading {
  outgoing: Pick<Outgoing, 'send'>;
  source: DirectorSource;
  until: number;
  bytesLeft: number;
}

const tooMuch = (what: string) =>
  invalidOperation(`${what} than can be imported at once: leave the texts of specifications out`);

/** One question to the other Director. The token is in the header of this call and nowhere else. */
async function ask(reading: Reading, query: string, after: string | null) {
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
  if (messages.length > 0) throw invalidOperation(`the other Director answered: ${messages.join('; ').slice(0, 300)}`);
  return isRecord(value) && isRecord(value['data']) ? value['data']['result'] : undefined;
}

async function all(reading: Reading, query: string, what: string) {
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

/** A list inside an object, which has to be complete. */
function complete(value: unknown, what: string): Record<string, unknown>[] {
  if (value === null || value === undefined) return [];
  const { data, pageInfo } = pageOf(value, what);
  if (pageInfo.hasNextPage) throw invalidOperation(`the other Director has more than 100 ${what} in one place`);
  return data;
}

const specOf = (value: unknown) => (isRecord(value) && typeof value['data'] === 'string' ? value : undefined);

function definitions(value: unknown, what: string) {
  return complete(value, what).map(({ spec, ...rest }) => ({ ...rest, spec: specOf(spec) }));
}

/** Labels without what a Director keeps by itself, and the scenarios among them. */
function labelled(object: Record<string, unknown>, own: readonly string[]) {
  const { scenarios, ...rest } = isRecord(object['labels']) ? object['labels'] : {};
  const labels = Object.fromEntries(Object.entries(rest).filter(([key]) => !own.includes(key)));
  return { labels, scenarios: Array.isArray(scenarios) ? scenarios : [] };
}

/** Reads Applications and Runtimes of another Director. @throws InvalidOperation or InvalidData with what is wrong. */
export async function readDirector(outgoing: Pick<Outgoing, 'send'>, source: DirectorSource): Promise<ImportDocument> {
  const specifications = source.specifications ?? true;
  const reading = { outgoing, source, until: performance.now() + longestMs, bytesLeft: mostBytesTogether };
  const applications = (offers: 'packages' | 'bundles') =>
    all(reading, applicationsQuery(offers, specifications), 'Applications');
  let found: Record<string, unknown>[];
  let offers: 'packages' | 'bundles' = 'packages';
  let runtimes: Record<string, unknown>[];
  try {
    found = await applications('packages').catch((error) => {
      if (!(error instanceof UnknownField)) throw error;
      offers = 'bundles';
      return applications('bundles');
    });
    runtimes = await all(reading, runtimesQuery, 'Runtimes');
  } catch (error) {
    if (error instanceof UnknownField) throw invalidOperation('the address answers, but not as a Director does');
    throw error;
  }
  // The default scenario is called otherwise in each installation; Applications are in it by themselves.
  const isDefault = (name: unknown) => typeof name === 'string' && name.toLowerCase() === 'default';
  return checkedDocument({
    format: importFormat,
    applications: found.map(({ [offers]: given, labels, ...rest }) => {
      const own = labelled({ labels }, ['name', 'integrationSystemID']);
      return {
        ...rest,
        ...own,
        scenarios: own.scenarios.filter((name) => !isDefault(name)),
        packages: complete(given, offers).map(({ apiDefinitions, eventDefinitions, ...offer }) => ({
          ...offer,
          apiDefinitions: definitions(apiDefinitions, 'API definitions'),
          eventDefinitions: definitions(eventDefinitions, 'event definitions'),
        })),
      };
    }),
    runtimes: runtimes.map(({ labels, ...rest }) => ({ ...rest, ...labelled({ labels }, []) })),
  });
}
