import { expect, test } from 'vitest';
import {
  type CertificateView,
  certificateFinding,
  certificateStates,
  consequence,
  renewalInWords,
  shortSerial,
} from './certificateWords.ts';

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

test('a renewal is due, missed or refused', () => {
  const day = 86_400_000;
  const now = 100 * day;
  const words = (state: CertificateView['state'], lived: number, renewalFailedAt: number | null = null) => {
    const notBefore = now - lived * day;
    return renewalInWords(
      {
        state,
        notBefore,
        notAfter: notBefore + 10 * day,
        renewalDueAt: notBefore + 7 * day,
        renewalFailedAt,
      } as CertificateView,
      now,
    );
  };
  expect(words('HEALTHY', 2)).toBe('due in 5 d');
  expect(words('RENEWAL_DUE', 8)).toBe('due now');
  expect(words('CRITICAL', 9.5)).toBe('missed 2 d ago');
  expect(words('OVERDUE', 2, now - 40_000)).toBe('refused 40 s ago');
  expect(words('REVOKED', 2)).toBeNull();
});
