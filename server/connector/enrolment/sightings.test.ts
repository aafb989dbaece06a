import { expect, test } from 'vitest';
import { createSightings, tlsSighting } from './sightings.ts';

function open() {
  const time = { now: 1000 };
  return { time, sightings: createSightings({ clock: () => time.now }) };
}

test('what is known to concern the owner comes first, and only what was seen since then counts', () => {
  const { time, sightings } = open();
  sightings.see('TOKEN_UNKNOWN');
  time.now = 2000;
  sightings.see('TOKEN_EXPIRED', { ownerId: 'a' });
  sightings.see('TOKEN_USED', { ownerId: 'b' });
  time.now = 3000;
  sightings.see('TOKEN_UNKNOWN');
  expect(sightings.since('a', 1500)).toEqual([
    { kind: 'TOKEN_EXPIRED', count: 1, lastAt: 2000, message: null, isAttributed: true },
    { kind: 'TOKEN_UNKNOWN', count: 1, lastAt: 3000, message: null, isAttributed: false },
  ]);
  expect(sightings.since('a', 3001)).toEqual([]);
});

test('ten thousand strangers take no more room than the last fifty, and owners no more than the last two thousand', () => {
  const { sightings } = open();
  for (let at = 0; at < 10_000; at += 1) {
    sightings.see('HUNG_UP');
    sightings.see('TOKEN_USED', { ownerId: `owner-${at}`, message: 'x'.repeat(10_000) });
  }
  expect(sightings.since('owner-1', 0)).toEqual([
    { kind: 'HUNG_UP', count: 50, lastAt: 1000, message: null, isAttributed: false },
  ]);
  expect(sightings.since('owner-9999', 0)[0]?.message).toHaveLength(300);
});

test('a heartbeat is what comes after the first fetch, and both keep their first moments', () => {
  const { sightings } = open();
  sightings.fetched('r', 1);
  expect(sightings.progressOf('r')).toBeNull();
  sightings.begin('r');
  sightings.heard('r', 2);
  sightings.fetched('r', 3);
  expect(sightings.progressOf('r')).toEqual({ fetchAt: 3, heartbeatAt: null });
  sightings.heard('r', 4);
  sightings.fetched('r', 5);
  expect(sightings.progressOf('r')).toEqual({ fetchAt: 3, heartbeatAt: 4 });
});

test.each([
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'AUTHORITY_NOT_TRUSTED'],
  ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_UNKNOWN', 'SERVER_CERTIFICATE_REFUSED'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'SERVER_CERTIFICATE_REFUSED'],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'CLOCK_AHEAD'],
  ['ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE', 'CERTIFICATE_MISSING'],
  ['ERR_SSL_HTTP_REQUEST', 'PLAIN_HTTP'],
  ['ECONNRESET', 'HUNG_UP'],
  ['', 'HANDSHAKE_FAILED'],
])('%s is told as %s', (code, kind) => {
  expect(tlsSighting(code)).toBe(kind);
});
