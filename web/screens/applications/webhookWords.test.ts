import { describe, expect, it } from 'vitest';
import { addressInWords, attemptsInWords, deliveryFinding } from './webhookWords.ts';

const row = { attempts: [], nextAttemptAt: null, endedAt: null };

describe('A delivery', () => {
  it('waits, is tried again, was delivered or was given up', () => {
    const word = (each: Parameters<typeof deliveryFinding>[0]) => deliveryFinding(each).word;
    expect(word({ ...row, state: 'PENDING' })).toBe('Waiting');
    expect(word({ ...row, state: 'PENDING', nextAttemptAt: '2026-11-22T12:01:00Z' })).toBe('Trying again');
    expect(word({ ...row, state: 'DELIVERED', endedAt: '2026-11-22T11:59:00Z' })).toBe('Delivered');
    expect(word({ ...row, state: 'DEAD', endedAt: '2026-11-22T11:59:00Z' })).toBe('Given up');
  });

  it('says what the last attempt came to', () => {
    const failed = { at: '2026-11-22T11:00:00Z', status: 500, error: 'the receiver answered 500' };
    expect(attemptsInWords([])).toBe('None yet');
    expect(attemptsInWords([failed])).toBe('1 attempt, the receiver answered 500');
    expect(attemptsInWords([failed, { ...failed, status: 204, error: null }])).toBe('2 attempts, answered 204');
  });
});

it('An address is shown without its query', () => {
  expect(addressInWords('https://receiver.example/hook?token=x')).toBe('https://receiver.example/hook');
});
