import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '../shared/clock.ts';
import { horizonMs, outcomeOf, retryAfterMs } from './schedule.ts';

const at = Date.parse('2026-11-22T12:00:00Z');
const first = { waitingSince: at, failures: 1, at, random: 0.5 };

describe('An attempt', () => {
  it.each([200, 201, 204, 299])('that is answered %i delivers', (status) => {
    expect(outcomeOf({ status }, first)).toEqual({ state: 'DELIVERED' });
  });

  it.each([null, 100, 302, 400, 404, 429, 500, 503])('that is answered %s is made again', (status) => {
    expect(outcomeOf({ status }, first)).toEqual({ state: 'PENDING', nextAttemptAt: at + 5 * second });
  });

  it('that is answered 410 is the last', () => {
    expect(outcomeOf({ status: 410 }, first)).toEqual({ state: 'DEAD' });
  });
});

describe('The delay between attempts', () => {
  const delay = (failures: number, random = 0.5) => {
    const outcome = outcomeOf({ status: 500 }, { waitingSince: at, failures, at, random });
    return outcome.state === 'PENDING' ? outcome.nextAttemptAt - at : null;
  };

  it('doubles from five seconds to four hours', () => {
    expect([1, 2, 3, 4].map((failures) => delay(failures))).toEqual([5, 10, 20, 40].map((each) => each * second));
    expect(delay(12)).toBe(5 * 2 ** 11 * second);
    expect(delay(13)).toBe(4 * hour);
    expect(delay(2000)).toBe(4 * hour);
  });

  it('is up to a fifth shorter or longer', () => {
    expect([delay(1, 0), delay(1, 1)]).toEqual([4 * second, 6 * second]);
  });

  it('is at least what the receiver asks for, but never leads beyond the last attempt a day after the first', () => {
    const asked = (retryAfter: string) => outcomeOf({ status: 503, retryAfter }, first);
    expect(asked('120')).toMatchObject({ nextAttemptAt: at + 2 * minute });
    expect(asked('1')).toMatchObject({ nextAttemptAt: at + 5 * second });
    expect(asked('999999')).toMatchObject({ nextAttemptAt: at + horizonMs });
  });

  it('makes the attempt a day after the beginning the last', () => {
    const late = { waitingSince: at - horizonMs + hour, failures: 15, at, random: 0.5 };
    expect(outcomeOf({ status: 500 }, late)).toEqual({ state: 'PENDING', nextAttemptAt: at + hour });
    expect(outcomeOf({ status: 500 }, { ...late, at: at + hour })).toEqual({ state: 'DEAD' });
  });
});

describe('Retry-After', () => {
  it.each([
    ['90', 90 * second],
    [' 0 ', 0],
    ['Sun, 22 Nov 2026 12:05:00 GMT', 5 * minute],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['soon', 0],
    [undefined, 0],
  ])('%s is understood', (header, ms) => expect(retryAfterMs(header, at)).toBe(ms));
});
