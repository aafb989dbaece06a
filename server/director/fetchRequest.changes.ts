import type { Read, Tx } from '../db/database.ts';
import { type Recorder, record } from '../events/activity.ts';
import { OutgoingError } from '../outgoing/outgoingError.ts';
import { SpecProblem } from '../specs/specProblem.ts';
import { findContentOfAnyKind, updateText } from './content.store.ts';
import { claimOf } from './content.ts';
import { contentWords } from './content.words.ts';
import { type FetchEnv, fetchText } from './fetchRequest.fetching.ts';
import { endAttempt, type FetchRequestRecord } from './fetchRequest.store.ts';
import { shownAddress } from './fetchRequest.ts';
import { objectsOf, packageWithOwner } from './package.changes.ts';

/** Who fetches, and what it needs; `RequestContext` fits. Without a consumer Compass itself acts. */
export interface Fetching extends FetchEnv, Recorder {
  read: Read;
  write<T>(body: (tx: Tx) => Promise<T>): Promise<T>;
}

/** Problems are either predicates, or begin with their place. */
const wrongText = (problem: string): string =>
  /^(is|has|must) /.test(problem) ? `What was fetched ${problem}.` : `What was fetched is not valid: ${problem}.`;

type Outcome = { text: string } | { problem: string };

async function outcomeOf(env: Fetching, request: FetchRequestRecord): Promise<Outcome> {
  try {
    const text = await fetchText(env, request);
    const content = await findContentOfAnyKind(env.read, request.tenantId, request.contentId);
    const claim = content && claimOf(content, text);
    const [problem] = claim ? await env.specs.judge([claim]) : [text.trim() === '' ? 'is empty' : null];
    return problem === null || problem === undefined ? { text } : { problem: wrongText(problem) };
  } catch (error) {
    if (error instanceof OutgoingError) return { problem: `It could not be fetched: ${error.reason}.` };
    if (error instanceof SpecProblem) return { problem: `It could not be fetched: ${error.message}.` };
    throw error;
  }
}

/** Keeps what came of an attempt, unless the request has been replaced meanwhile or another attempt has ended before. */
async function keep(tx: Tx, env: Fetching, request: FetchRequestRecord, outcome: Outcome): Promise<void> {
  const { tenantId, contentId } = request;
  const at = env.clock();
  const failed = 'problem' in outcome;
  const status = failed
    ? { condition: 'FAILED' as const, message: outcome.problem, statusAt: at }
    : { condition: 'SUCCEEDED' as const, message: 'It was fetched.', statusAt: at };
  if (!(await endAttempt(tx, request, status))) return;
  const content = await findContentOfAnyKind(tx, tenantId, contentId);
  const owned = content && (await packageWithOwner(tx, tenantId, content.packageId));
  if (!content || !owned) return;
  if (!failed) await updateText(tx, tenantId, contentId, { data: outcome.text, updatedAt: at });
  const { action, object } = contentWords[content.kind];
  const from = { url: shownAddress(request.url), mode: request.mode };
  await record(tx, env, {
    tenantId,
    action: `${action}.${failed ? 'fetchFailed' : 'fetched'}`,
    objects: [...objectsOf(owned), { kind: object, id: contentId, name: content.name }],
    after: failed ? { ...from, message: outcome.problem } : { ...from, dataLength: outcome.text.length },
    touched: { applicationIds: [owned.application.id] },
    changesLandscape: false,
  });
}

/**
 * Fetches once and keeps what came of it in a transaction of its own. A failed attempt keeps the text there was.
 * @param isStopping what was cut off by the end of the process is not a failure: the next start fetches it.
 */
export async function attempt(env: Fetching, request: FetchRequestRecord, isStopping: () => boolean): Promise<void> {
  const outcome = await outcomeOf(env, request);
  if (!isStopping()) await env.write((tx) => keep(tx, env, request, outcome));
}
