import { setImmediate as turn } from 'node:timers/promises';
import { type CertificateThresholds, certificateState } from '../../landscape/certificateState.ts';
import type { CredentialFacts } from '../../landscape/delta.ts';
import { byText } from '../../landscape/facts.ts';
import type { Membership } from '../../landscape/model.ts';
import { type LandscapeState, undo } from '../../landscape/past.ts';
import { runtimeState } from '../../landscape/runtimeState.ts';
import { thresholdsOf } from '../connector/certificates/thresholds.store.ts';
import type { Read } from '../db/database.ts';
import type { Landscape } from '../graphql/director.generated.ts';
import { second } from '../shared/clock.ts';
import { CompassError, invalidData, notFound } from '../shared/errors.ts';
import { deltasAfter, type Entry, entryOf, lastChange, lastEntryUntil, presentState, versionAsOf } from './at.store.ts';
import type { LandscapeEnv } from './landscape.ts';

/** Which past is meant: by moment in milliseconds, or by the number of an entry. */
type Past = { at: number } | { sequence: number };

/** Null for the present. @throws InvalidData for both. */
export function pastOf(at: number | null, sequence: number | null): Past | null {
  if (at !== null && sequence !== null) throw invalidData('landscape: give at or sequence, not both');
  return at !== null ? { at } : sequence !== null ? { sequence } : null;
}

/** Timestamps are printed in whole seconds: one of them means all that happened in that second. */
const endOf = (at: number): number => (at % second === 0 ? at + second - 1 : at);

/** @throws InvalidData for the future, NotFound for the number of no entry. */
async function lastEntryOf(read: Read, tenantId: string, past: Past, now: number): Promise<Entry> {
  if ('at' in past) {
    if (past.at > now) throw invalidData(`at: ${new Date(past.at).toISOString()} is in the future`);
    const at = Math.min(endOf(past.at), now);
    return { ...(await lastEntryUntil(read, tenantId, at)), at };
  }
  const { sequence } = past;
  const entry = await entryOf(read, tenantId, sequence);
  if (!entry) throw notFound(`there is no activity entry with number ${sequence}`);
  return entry;
}

/**
 * The landscape as it was, rebuilt from the present by taking back what the entries since then did (decision 0015).
 * @throws InvalidData for the future; NotFound for the number of no entry; InvalidOperation for a time of which nothing is
 * known.
 */
export async function landscapeAt(read: Read, env: LandscapeEnv, tenantId: string, past: Past): Promise<Landscape> {
  const { sequence, at } = await lastEntryOf(read, tenantId, past, env.clock());
  const version = await versionAsOf(read, tenantId, sequence);
  if (version === null) {
    throw new CompassError(
      'InvalidOperation',
      'the landscape of that time is not known: its changes were not recorded yet',
    );
  }
  const state = await presentState(read, tenantId);
  for await (const page of deltasAfter(read, tenantId, sequence)) {
    for (const delta of page) undo(state, delta);
    await turn();
  }
  // States follow today's thresholds: they are a way of looking, not a part of the landscape.
  const certificateThresholds = await thresholdsOf(read, tenantId);
  const { defaultScenario } = env.settings;
  return {
    version,
    sequence,
    at,
    defaultScenario,
    certificateThresholds,
    ...shownAt(state, at, certificateThresholds),
  };
}

/** The number to ask for the landscape before its last change; null before the first. */
export async function previousSequence(read: Read, tenantId: string, sequence: number): Promise<number | null> {
  const last = await lastChange(read, tenantId, sequence);
  return last === null ? null : last - 1;
}

const byName = (a: { name: string; id: string }, b: { name: string; id: string }) =>
  byText(a.name, b.name) || byText(a.id, b.id);

/** Whether the Runtime had been in contact at all; where no entry says so, whether it had a certificate. */
const hadCalled = ({ runtimes, credentials }: LandscapeState, id: string): boolean =>
  runtimes.get(id)?.called ?? (credentials.get(id)?.certificate ?? null) !== null;

/**
 * What only contacts tell is not known: nobody is stale, nothing is unenforced, and what an administrator has connected is
 * pending only on Runtimes that had never called.
 */
function shownAt(state: LandscapeState, at: number, thresholds: CertificateThresholds) {
  const members = <Facts extends { name: string }>(facts: ReadonlyMap<string, Facts>) =>
    [...facts].map(([id, own]) => ({ ...own, id, memberships: membershipsOf(state, id) })).sort(byName);
  return {
    connectionPolicy: state.connectionPolicy,
    // A tenant's first scenario comes with it, without an entry.
    scenarios: [...state.scenarios]
      .map(([id, scenario]) => ({ id, ...scenario }))
      .filter(({ createdAt }) => createdAt <= at)
      .sort(byName),
    applications: members(state.applications),
    runtimes: members(state.runtimes).map(({ failed, called: _, ...runtime }) => ({
      ...runtime,
      ...identifiedBy(state.credentials.get(runtime.id), failed, at, thresholds),
      lastContactAt: null,
      lastFetchAt: null,
      unenforcedRemovals: 0,
    })),
    connections: [...state.connections.values()]
      .sort((a, b) => a.since - b.since || byText(a.applicationId, b.applicationId) || byText(a.runtimeId, b.runtimeId))
      .map(({ applicationId, runtimeId, since, startedBy }) => ({
        applicationID: applicationId,
        runtimeID: runtimeId,
        since,
        pending: startedBy === 'ADMINISTRATOR' && !hadCalled(state, runtimeId),
      })),
  };
}

function identifiedBy(
  credentials: CredentialFacts | undefined,
  failed: boolean,
  at: number,
  thresholds: CertificateThresholds,
) {
  const { certificate = null, tokenExpiresAt = null } = credentials ?? {};
  return {
    state: runtimeState({ certificate, lastContactAt: at, failed }, at, 0),
    certificate: certificate && {
      state: certificateState({ ...certificate, superseded: false }, at, thresholds),
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
    },
    tokenExpiresAt: tokenExpiresAt !== null && tokenExpiresAt > at ? tokenExpiresAt : null,
  };
}

function membershipsOf(state: LandscapeState, objectId: string): Membership[] {
  return [...(state.memberships.get(objectId) ?? [])]
    .flatMap(([scenarioId, origins]) => {
      const scenario = state.scenarios.get(scenarioId)?.name;
      return scenario === undefined ? [] : [{ scenario, manual: origins.has('MANUAL'), rule: origins.has('RULE') }];
    })
    .sort((a, b) => byText(a.scenario, b.scenario));
}
