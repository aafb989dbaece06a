import { describe, expect, test } from 'vitest';
import { type AllowedTarget, createGuard, isPublic, parseTarget } from './targets.ts';

describe('Public addresses', () => {
  test.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.0', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s is one',
    (address) => expect(isPublic(address)).toBe(true),
  );

  test.each([
    ['this network', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local', '169.254.0.1'],
    ['metadata of clouds', '169.254.169.254'],
    ['metadata of another cloud', '100.100.100.200'],
    ['protocol assignments', '192.0.0.192'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['benchmarks', '198.19.255.255'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.250'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['mapped IPv4, private', '::ffff:10.0.0.1'],
    ['mapped IPv4 in hexadecimal', '::ffff:7f00:1'],
    ['mapped IPv4, public', '::ffff:8.8.8.8'],
    ['compatible IPv4', '::7f00:1'],
    ['NAT64', '64:ff9b::a9fe:a9fe'],
    ['local NAT64', '64:ff9b:1::1'],
    ['discard', '100::1'],
    ['unique-local', 'fc00::1'],
    ['metadata of a cloud in IPv6', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['Teredo', '2001::1'],
    ['6to4', '2002:7f00:1::'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['no address', 'example.com'],
  ])('%s is none: %s', (_what, address) => expect(isPublic(address)).toBe(false));
});

describe('Entries of COMPASS_ALLOWED_TARGETS', () => {
  test.each<[string, AllowedTarget]>([
    ['intranet.example', { host: 'intranet.example', port: null }],
    ['Intranet.Example:8443', { host: 'intranet.example', port: 8443 }],
    ['localhost', { host: 'localhost', port: null }],
    ['10.1.2.3', { network: '10.1.2.3', prefix: 32, port: null }],
    ['10.1.2.3:80', { network: '10.1.2.3', prefix: 32, port: 80 }],
    ['10.0.0.0/8', { network: '10.0.0.0', prefix: 8, port: null }],
    ['::1', { network: '::1', prefix: 128, port: null }],
    ['[fd00::1]:8080', { network: 'fd00::1', prefix: 128, port: 8080 }],
    ['fd00::/8', { network: 'fd00::', prefix: 8, port: null }],
  ])('%s is understood', (text, entry) => expect(parseTarget(text)).toEqual(entry));

  test.each([
    '',
    'http://intranet',
    'a b',
    'host:0',
    'host:65536',
    '10.0.0.0/33',
    'fd00::/129',
    '10.1',
    '0x7f.1',
    '*',
    'a/8',
  ])('"%s" is not', (text) => expect(parseTarget(text)).toBeNull());
});

describe('The guard', () => {
  const guard = createGuard(
    ['intranet.example', 'other.example:8443', '10.1.0.0/16', '192.168.0.7:8080'].flatMap(
      (text) => parseTarget(text) ?? [],
    ),
  );

  test.each([
    ['a public address', 'example.com', 443, '8.8.8.8'],
    ['a permitted host, wherever it is', 'intranet.example', 80, '192.168.3.3'],
    ['a permitted host with the dot of the root', 'Intranet.Example.', 80, '192.168.3.3'],
    ['a permitted host at its port', 'other.example', 8443, '192.168.3.3'],
    ['an address in a permitted range', 'anything.example', 80, '10.1.255.1'],
    ['a permitted address at its port', '192.168.0.7', 8080, '192.168.0.7'],
  ])('lets %s pass', (_what, host, port, address) => expect(guard({ host, port, address })).toBe(true));

  test.each([
    ['a private address', 'example.com', 443, '10.2.0.1'],
    ['a permitted host at another port', 'other.example', 443, '192.168.3.3'],
    ['a host below a permitted one', 'evil.intranet.example', 80, '192.168.3.3'],
    ['a permitted address at another port', '192.168.0.7', 22, '192.168.0.7'],
  ])('stops %s', (_what, host, port, address) => expect(guard({ host, port, address })).toBe(false));
});
