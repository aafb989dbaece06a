import { formatSpan } from '../format/moments.ts';

export interface ChecklistFacts {
  kind: 'application' | 'runtime';
  now: number;
  /** As the server knows the last token; null if there never was one. Moments in milliseconds. */
  token: {
    createdAt: number;
    createdBy: string;
    expiresAt: number;
    usedAt: number | null;
    revokedAt: number | null;
  } | null;
  signingRequestAt: number | null;
  certificateAt: number | null;
  firstCallAt: number | null;
  firstFetchAt: number | null;
  firstHeartbeatAt: number | null;
}

export interface ChecklistStep {
  id: 'generated' | 'used' | 'requested' | 'issued' | 'fetched' | 'heartbeat';
  label: string;
  detail: string;
  /** `now` is what is waited for; `failed` cannot happen any more without a new token. */
  status: 'done' | 'now' | 'waiting' | 'failed';
  /** When it happened. */
  at: number | null;
}

function usedDetail({ token, now }: ChecklistFacts, who: string): string {
  if (!token) return `the ${who} exchanges it once`;
  if (token.usedAt !== null) return 'it cannot be used again';
  if (token.revokedAt !== null) return 'it was revoked, generate a new one';
  return token.expiresAt <= now ? 'it expired unused, generate a new one' : `not yet, the ${who} has not called`;
}

/** How far a client has come with its last token; each step is what the server has seen. */
export function checklist(facts: ChecklistFacts): ChecklistStep[] {
  const { kind, now, token } = facts;
  const who = kind === 'runtime' ? 'agent' : 'system';
  const over = token !== null && token.usedAt === null && (token.revokedAt !== null || token.expiresAt <= now);
  const all: Omit<ChecklistStep, 'status'>[] = [
    {
      id: 'generated',
      label: 'Token generated',
      detail: token ? `by ${token.createdBy}` : 'press Generate token',
      at: token?.createdAt ?? null,
    },
    { id: 'used', label: 'Token used', detail: usedDetail(facts, who), at: token?.usedAt ?? null },
    {
      id: 'requested',
      label: 'Signing request received',
      detail: `the ${who} makes a key and sends what is to be signed`,
      at: facts.signingRequestAt,
    },
    {
      id: 'issued',
      label: 'Certificate issued',
      detail: facts.certificateAt === null ? 'Compass signs it' : `the ${who} now has an identity`,
      at: facts.certificateAt,
    },
    kind === 'runtime'
      ? { id: 'fetched', label: 'First fetch', detail: 'the agent reads its applications', at: facts.firstFetchAt }
      : {
          id: 'fetched',
          label: 'First call with the certificate',
          detail: 'the system calls Compass over mTLS',
          at: facts.firstCallAt,
        },
    ...(kind === 'runtime'
      ? [
          {
            id: 'heartbeat' as const,
            label: 'First heartbeat',
            detail:
              facts.firstHeartbeatAt === null
                ? 'an agent comes back by itself; a script does not'
                : 'the agent came back by itself',
            at: facts.firstHeartbeatAt,
          },
        ]
      : []),
  ];
  const current = all.findIndex(({ at }) => at === null);
  return all.map((step, position) => {
    if (step.at !== null) return { ...step, status: 'done' };
    if (position !== current) return { ...step, status: 'waiting' };
    return { ...step, status: over && step.id === 'used' ? 'failed' : 'now' };
  });
}

/** Connected in every sense but the heartbeat, which scripts never send. */
export const mayFinish = (steps: readonly ChecklistStep[]): boolean =>
  steps.some(({ id, status }) => id === 'fetched' && status === 'done');

/** When something last happened: what is waited for counts from then. */
export const lastProgressAt = (steps: readonly ChecklistStep[]): number | null =>
  steps.reduce<number | null>((last, { at }) => (at !== null && (last === null || at > last) ? at : last), null);

/** How long something is waited for, to the second below an hour: `2 min 18 s`. */
export function waitedFor(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes < 1 || minutes >= 60 ? formatSpan(ms) : `${minutes} min ${Math.floor(ms / 1000) % 60} s`;
}

/** `57:42`, or `1:02:03` above an hour. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}
