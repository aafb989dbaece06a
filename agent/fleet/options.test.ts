import { expect, test } from 'vitest';
import { isLoopback, readFleetOptions } from './options.ts';

const environment = { COMPASS_ADMIN_TOKEN: 'token' };

test('a fleet has defaults for everything but the token', () => {
  expect(readFleetOptions([], environment)).toMatchObject({
    url: 'http://localhost:3000',
    adminToken: 'token',
    runtimes: 10,
    applications: 50,
    keyAlgorithm: 'ecdsa-p256',
    periodMs: 15_000,
    durationMs: 60_000,
  });
  const flags = ['--compass', 'http://127.0.0.1:1/', '--runtimes', '1000', '--rsa', '--duration', '10m', '--storm'];
  expect(readFleetOptions(flags, environment)).toMatchObject({
    url: 'http://127.0.0.1:1',
    runtimes: 1000,
    keyAlgorithm: 'rsa-2048',
    durationMs: 600_000,
    storm: true,
  });
});

test.each([
  [['--runtimes', '0'], '--runtimes: "0" is not a whole number from 1'],
  [['--runtimes', 'many'], '--runtimes: "many" is not a whole number from 1'],
  [['--period', '15'], '--period: "15" is not valid: write for example 15s'],
  [['--compass', 'localhost:3000'], '--compass: write http://host:port'],
  [['--fingerprint', 'AB:CD'], '--fingerprint: write the 64 hexadecimal digits'],
  [['--ca-file', '/nowhere'], '--ca-file: /nowhere cannot be read'],
  [['--ca-file', 'a', '--fingerprint', 'b'], 'exclude each other'],
  [['--swarm'], "Unknown option '--swarm'"],
])('%j is refused', (flags, message) => {
  expect(() => readFleetOptions(flags, environment)).toThrow(message);
});

test('without a token it says which variable is missing', () => {
  expect(() => readFleetOptions([], {})).toThrow('set COMPASS_ADMIN_TOKEN');
});

test('only this machine is this machine', () => {
  const own = ['http://localhost:3000', 'https://127.0.0.1:3443/connector/graphql', 'http://[::1]:1'];
  expect(own.map(isLoopback)).toEqual([true, true, true]);
  const others = ['http://localhost.example', 'https://127.example.org', 'http://10.0.0.1', 'http://[::2]'];
  expect(others.map(isLoopback)).toEqual([false, false, false, false]);
});
