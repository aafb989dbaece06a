import { describe, expect, test } from 'vitest';
import { createTriedTokens, readParameters } from './parameters.ts';

const data = { CONNECTOR_URL: 'https://c/connector/graphql', RUNTIME_ID: 'r', TENANT: 't', TOKEN: 'token==' };
const print = 'AB:'.repeat(32).slice(0, -1);

describe('The Config Map', () => {
  test('has the four keys of the seed, and two of ours that may be missing', () => {
    const expected = { connectorUrl: data.CONNECTOR_URL, token: 'token==', runtimeId: 'r', tenant: 't' };
    expect(readParameters(data)).toEqual({ ...expected, trust: { ca: null, fingerprint: null } });
    const pinned = readParameters({ ...data, TOKEN: ' token==\n', CA_FINGERPRINT: print });
    expect(pinned).toEqual({ ...expected, trust: { ca: null, fingerprint: 'ab'.repeat(32) } });
  });

  test.each([
    [{ CONNECTOR_URL: '' }, 'CONNECTOR_URL is missing in the Config Map'],
    [{ RUNTIME_ID: undefined }, 'RUNTIME_ID is missing in the Config Map'],
    [{ TOKEN: 'to ken' }, 'TOKEN in the Config Map is not one line of visible characters'],
    [{ TENANT: 'a\nb' }, 'TENANT in the Config Map is not plain text'],
    [{ CA_FINGERPRINT: 'AB' }, 'CA_FINGERPRINT in the Config Map is not a SHA-256 fingerprint'],
    [{ CA_PEM: 'x' }, 'CA_PEM in the Config Map is not a certificate in PEM'],
  ])('with %j is refused by the name of the key', (wrong, message) => {
    expect(() => readParameters({ ...data, ...wrong } as Record<string, string>)).toThrow(message);
  });
});

describe('Tokens that were tried', () => {
  const parameters = readParameters(data);

  test('are fresh once for each set of parameters', () => {
    const tried = createTriedTokens();
    expect(tried.isFresh(parameters)).toBe(true);
    tried.noteTried(parameters);
    expect(tried.isFresh(parameters)).toBe(false);
    expect(tried.isFresh({ ...parameters, token: 'new' })).toBe(true);
    expect(tried.isFresh({ ...parameters, connectorUrl: 'https://other' })).toBe(true);
    tried.forgetTries();
    expect(tried.isFresh(parameters)).toBe(true);
  });

  test('are never fresh again once they are spent, here or in an earlier process', () => {
    const tried = createTriedTokens();
    const digest = tried.noteSpent(parameters.token);
    tried.forgetTries();
    expect([tried.isSpent(parameters.token), tried.isFresh(parameters)]).toEqual([true, false]);
    expect(digest).not.toContain(parameters.token);
    const later = createTriedTokens();
    later.restore(digest);
    expect(later.isFresh({ ...parameters, tenant: 'other' })).toBe(false);
  });
});
