export interface ChecklistFacts {
  kind: 'application' | 'runtime';
  generatedAt: number | null;
  expiresAt: number | null;
  now: number;
  /** Certificates of the object that were not there when the token was generated; moments in milliseconds. */
  fresh: readonly { lastUsedAt: number | null }[];
  /** When the first of them was seen: its own validity begins a little before it is issued. */
  freshSeenAt: number | null;
  /** The feed no longer knows an unused token that ends with ours. */
  tokenGone: boolean;
  /** Last fetch of a Runtime. */
  lastFetchAt: number | null;
}

export interface ChecklistStep {
  id: 'generated' | 'used' | 'issued' | 'fetched';
  label: string;
  detail: string;
  /** `now` is what is waited for; `failed` cannot happen any more without a new token. */
  status: 'done' | 'now' | 'waiting' | 'failed';
  /** When it happened, if known. */
  at: number | null;
}

/** How far a client has come since the token was generated; each step follows from what the server has seen. */
export function checklist(facts: ChecklistFacts): ChecklistStep[] {
  const { kind, generatedAt, expiresAt, now, fresh, freshSeenAt, tokenGone, lastFetchAt } = facts;
  const runtime = kind === 'runtime';
  const generated = generatedAt !== null;
  const certificate = fresh[0];
  const issued = generated && certificate !== undefined;
  const used = issued || (generated && tokenGone && now < (expiresAt ?? 0));
  const firstUse = runtime
    ? lastFetchAt !== null && generated && lastFetchAt >= generatedAt - 1000
      ? lastFetchAt
      : null
    : (certificate?.lastUsedAt ?? null);
  const fetched = issued && firstUse !== null;
  const expired = generated && !used && expiresAt !== null && now >= expiresAt;
  const who = runtime ? 'agent' : 'system';

  const done = [generated, used, issued, fetched];
  const current = done.indexOf(false);
  const status = (at: number): ChecklistStep['status'] => {
    if (done[at]) return 'done';
    if (at !== current) return 'waiting';
    return expired && at === 1 ? 'failed' : 'now';
  };
  const usedDetail = used
    ? 'it cannot be used again'
    : expired
      ? 'it expired unused, generate a new one'
      : generated
        ? `not yet, the ${who} has not called`
        : `the ${who} exchanges it once`;
  return [
    {
      id: 'generated',
      label: 'Token generated',
      detail: generated ? 'shown once, on this page' : 'press Generate token',
      status: status(0),
      at: generatedAt,
    },
    { id: 'used', label: 'Token used', detail: usedDetail, status: status(1), at: null },
    {
      id: 'issued',
      label: 'Certificate issued',
      detail: issued ? `the ${who} now has an identity` : `after the ${who}'s signing request`,
      status: status(2),
      at: issued ? freshSeenAt : null,
    },
    {
      id: 'fetched',
      label: runtime ? 'First fetch' : 'First call with the certificate',
      detail: runtime ? 'the agent reads its applications' : 'the system calls Compass over mTLS',
      status: status(3),
      at: fetched ? firstUse : null,
    },
  ];
}

/** `57:42`, or `1:02:03` above an hour. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}
