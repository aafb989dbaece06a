import { expect, test } from 'vitest';
import { certificateFinding, certificateStates, consequence, shortSerial } from './certificateWords.ts';

test('a certificate that renews normally shows no alarm', () => {
  expect(certificateFinding('HEALTHY').family).toBe('connected');
  expect(certificateFinding('RENEWAL_DUE').family).toBe('connected');
  expect(certificateFinding('OVERDUE')).toMatchObject({ family: 'attention', word: 'Not renewing' });
});

test('every state has a word of its own', () => {
  expect(new Set(certificateStates.map((state) => certificateFinding(state).word)).size).toBe(7);
});

test('a lost certificate freezes connections and never stops them', () => {
  expect(consequence('RUNTIME', 14)).toBe(
    'Its 14 connections freeze: calls go on, but no change, removal or new credential reaches the runtime.',
  );
  expect(consequence('RUNTIME', 0)).toBe('It holds no connection, so nothing freezes.');
  expect(consequence('APPLICATION', 1)).toContain('can no longer call Compass');
});

test('serials are shortened to three bytes', () => {
  expect(shortSerial('4fa10899deadbeef')).toBe('4f:a1:08');
});
