import type { OnTheWayQuery } from '../../graphql.generated.ts';
import type { RuntimeRow } from '../../members/rows.ts';
import type { StateFamily } from '../../ui/StateGlyph.tsx';

/** An Application or Runtime that has not connected yet; `next`: the step of the wizard that goes on with it. */
export interface Waiting {
  id: string;
  name: string;
  scenarios: string[];
  waitsFor: { family: StateFamily; word: string };
  /** When the token ends that somebody has in hand, in milliseconds since 1970. */
  endsAt: number | null;
  next: 'connect' | 'wait';
}

type WaitingApplication = OnTheWayQuery['waitingApplications']['data'][number];

const noToken = { waitsFor: { family: 'idle', word: 'A token' }, endsAt: null, next: 'connect' } as const;

const handedOut = (endsAt: number) =>
  ({ waitsFor: { family: 'pending', word: 'Its token to be used' }, endsAt, next: 'wait' }) as const;

export const waitingRuntime = ({ id, name, scenarios, tokenExpiresAt }: RuntimeRow): Waiting => ({
  id,
  name,
  scenarios: scenarios.map((each) => each.name),
  ...(tokenExpiresAt === null ? noToken : handedOut(tokenExpiresAt)),
});

function progressOf(token: WaitingApplication['token'], now: number): Pick<Waiting, 'waitsFor' | 'endsAt' | 'next'> {
  if (token === null) return noToken;
  if (token.state === 'USED') {
    return { waitsFor: { family: 'pending', word: 'A request for its certificate' }, endsAt: null, next: 'wait' };
  }
  if (token.state === 'REVOKED')
    return { ...noToken, waitsFor: { family: 'idle', word: 'A token: its last was revoked' } };
  const endsAt = Date.parse(token.expiresAt);
  if (token.state === 'LIVE' && endsAt > now) return handedOut(endsAt);
  return { ...noToken, waitsFor: { family: 'attention', word: 'A token: its last expired unused' } };
}

export const waitingApplication = (
  { id, name, token }: WaitingApplication,
  scenarios: readonly { name: string }[],
  now: number,
): Waiting => ({ id, name, scenarios: scenarios.map((each) => each.name), ...progressOf(token, now) });
