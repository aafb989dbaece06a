import type { ErrorCode } from '../../shared/errors.ts';
import type { ConsumerName } from './consumers.ts';

/**
 * What an operation answers:
 * `ok` data; a mutation has written exactly one entry to the activity log of the caller's tenant, and nothing elsewhere;
 * `shows a b` data in which exactly these objects of the world appear, and nothing is written;
 * `null` a null and no error, and nothing is written;
 * anything else is an error with its whole text, and nothing is written.
 */
export type Outcome = string;

export interface Row {
  /** All of these scopes, as director.md 3.1 lists them; whoever lacks one is refused. */
  requires: string;
  /** `$shop` stands for the id of `shop`. */
  args?: string;
  /** What those with the scopes get, ... */
  answers: Outcome;
  /** ... unless they are named here. */
  but?: Partial<Record<ConsumerName, Outcome>>;
  /** Its data is that of another tenant, or of none; the entry is in the caller's all the same. */
  writesElsewhere?: boolean;
}

export type Table = Readonly<Record<string, Row>>;

export const ok: Outcome = 'ok';
/** Written, and of no interest to anybody else. */
export const unnoted: Outcome = `${ok} but noted 0 activities`;
/** What it did is in its entry, or in settings, not in what is counted for a write. */
export const onlyNoted: Outcome = `${ok} but wrote nothing`;
/** A mutation that only looks, because what it looks at is too long for the address of a query. */
export const looked: Outcome = `${ok} but wrote nothing but noted 0 activities`;
export const nothing: Outcome = 'null';
export const shows = (...objects: string[]): Outcome => ['shows', ...objects.sort()].join(' ');
export const refused = (code: ErrorCode, text: string): Outcome => `${code}: ${text}`;
export const notFound = (text: string): Outcome => refused('NotFound', text);

/** The same answer for several. */
export const each = (consumers: readonly ConsumerName[], outcome: Outcome): Partial<Record<ConsumerName, Outcome>> =>
  Object.fromEntries(consumers.map((consumer) => [consumer, outcome]));
