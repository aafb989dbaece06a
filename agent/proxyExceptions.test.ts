import { describe, expect, test } from 'vitest';
import { readExceptions } from './proxyExceptions.ts';

describe('NO_PROXY', () => {
  test.each<[string, string, number, boolean]>([
    ['', 'compass.example', 443, false],
    ['', 'localhost', 443, true],
    ['', '127.8.0.1', 443, true],
    ['', '::1', 443, true],
    ['other.example', '127.0.0.1', 443, true],
    ['*', 'compass.example', 443, true],
    ['a.example, compass.EXAMPLE', 'Compass.example.', 443, true],
    ['example', 'compass.example', 443, true],
    ['ass.example', 'compass.example', 443, false],
    ['.example', 'compass.example', 443, true],
    ['.compass.example', 'compass.example', 443, false],
    ['*.example', 'compass.example', 443, true],
    ['compass.example:8443', 'compass.example', 443, false],
    ['compass.example:8443', 'compass.example', 8443, true],
    ['10.0.0.1', '10.0.0.1', 443, true],
    ['10.0.0.0/8', '10.9.8.7', 443, true],
    ['10.0.0.0/8', '11.0.0.1', 443, false],
    ['10.0.0.0/99', '10.0.0.1', 443, false],
    ['fd00::/8', 'fd12::1', 443, true],
    ['[fd12::1]:8443', 'fd12::1', 8443, true],
    ['fd12::1', 'fd12::1', 443, true],
  ])('"%s" and %s:%i: without the proxy is %s', (list, host, port, expected) => {
    expect(readExceptions(list)(host, port)).toBe(expected);
  });
});
