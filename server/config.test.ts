import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const hour = 3_600_000;

describe('Defaults', () => {
  test('an empty environment gives the documented defaults', () => {
    expect(readConfig({ PATH: '/bin', HOME: '/root' })).toMatchObject({
      databaseUrl: null,
      host: '127.0.0.1',
      consolePort: 3000,
      gatewayPort: 3443,
      mtlsPort: 3444,
      publicHost: 'localhost',
      consoleUrl: null,
      tls: null,
      ca: null,
      caKeyAlgorithm: 'ecdsa-p256',
      admin: null,
      adminToken: null,
      defaultScenario: 'default',
      certificateValidityMs: 2160 * hour,
      tokenTtlMs: { RUNTIME: hour, APPLICATION: hour / 12, CSR: hour / 12 },
      csrSubject: { O: 'Org', OU: 'OrgUnit', L: 'locality', ST: 'province', C: 'DE' },
      staleAfterMs: hour / 6,
      pairingAdapters: {},
      allowedTargets: [],
      logLevel: 'info',
    });
  });

  test('an empty value counts as not set', () => {
    expect(readConfig({ COMPASS_DATABASE_URL: '', COMPASS_CONSOLE_PORT: '' }).consolePort).toBe(3000);
  });

  test('variables of the agent are none of the server', () => {
    expect(readConfig({ COMPASS_AGENT_SYNC_PERIOD: '3s' })).toEqual(readConfig({}));
  });

  test('the master key lies in the data directory unless a file is named', () => {
    expect(readConfig({ COMPASS_DATA_DIR: '/srv/compass' }).secretKeyFile).toBe('/srv/compass/secret.key');
    expect(readConfig({ COMPASS_SECRET_KEY_FILE: '/run/key' }).secretKeyFile).toBe('/run/key');
  });
});

describe('Accepted values', () => {
  test.each([
    ['90s', 90_000],
    ['60m', hour],
    ['2160h', 2160 * hour],
    ['10m', hour / 6],
    ['7d', 168 * hour],
  ])('the duration %s is %d ms', (text, ms) => {
    expect(readConfig({ COMPASS_STALE_AFTER: text }).staleAfterMs).toBe(ms);
  });

  test.each([
    ['0', 0],
    ['65535', 65_535],
  ])('%s is a port', (text, number) => {
    expect(readConfig({ COMPASS_MTLS_PORT: text }).mtlsPort).toBe(number);
  });

  test('a trailing slash of a public address is cut', () => {
    expect(readConfig({ COMPASS_CONSOLE_URL: 'https://compass.example/' }).consoleUrl).toBe('https://compass.example');
  });

  test('pairs are kept together and the e-mail address is lower case', () => {
    const config = readConfig({
      COMPASS_TLS_CERT_FILE: 'a.pem',
      COMPASS_TLS_KEY_FILE: 'a.key',
      COMPASS_ADMIN_EMAIL: 'Mara@Example.com',
      COMPASS_ADMIN_PASSWORD: 'a long sentence works',
    });
    expect(config.tls).toEqual({ certFile: 'a.pem', keyFile: 'a.key' });
    expect(config.admin).toEqual({ email: 'mara@example.com', password: 'a long sentence works' });
  });

  test('pairing adapters are told by the id of their integration system', () => {
    const id = '6B3E7A52-8C0A-4E5B-9D7C-1F2A3B4C5D6E';
    const given = JSON.stringify({ [id]: 'https://adapter.example/token' });
    expect(readConfig({ COMPASS_PAIRING_ADAPTERS: given }).pairingAdapters).toEqual({
      [id.toLowerCase()]: 'https://adapter.example/token',
    });
  });

  test('targets may have blanks around them', () => {
    expect(readConfig({ COMPASS_ALLOWED_TARGETS: 'intranet.example, 10.0.0.0/8' }).allowedTargets).toEqual([
      { host: 'intranet.example', port: null },
      { network: '10.0.0.0', prefix: 8, port: null },
    ]);
  });

  test('the subject may contain spaces', () => {
    const { csrSubject } = readConfig({ COMPASS_CSR_SUBJECT: 'O=North Wind,OU=A B,L=Bonn,ST=NRW,C=DE' });
    expect(csrSubject).toEqual({ O: 'North Wind', OU: 'A B', L: 'Bonn', ST: 'NRW', C: 'DE' });
  });
});

describe('Refused values', () => {
  const longToken = 'short-token-1234567890';
  test.each<[Record<string, string>, RegExp]>([
    [{ COMPASS_CONSOLE_PORT: '65536' }, /^COMPASS_CONSOLE_PORT: "65536" is not valid: write a port from 0 to 65535/],
    [{ COMPASS_GATEWAY_PORT: 'http' }, /^COMPASS_GATEWAY_PORT: "http" .* port/],
    [{ COMPASS_MTLS_PORT: '-1' }, /^COMPASS_MTLS_PORT: "-1" .* port/],
    [{ COMPASS_STALE_AFTER: '10' }, /^COMPASS_STALE_AFTER: "10" .* 90s, 60m, 2160h or 7d$/],
    [{ COMPASS_STALE_AFTER: '0s' }, /^COMPASS_STALE_AFTER: "0s" .* above zero/],
    [{ COMPASS_CERTIFICATE_VALIDITY: '1y' }, /^COMPASS_CERTIFICATE_VALIDITY: "1y" /],
    [{ COMPASS_TOKEN_CSR_TTL: '1.5h' }, /^COMPASS_TOKEN_CSR_TTL: "1.5h" /],
    [{ COMPASS_TOKEN_RUNTIME_TTL: '999999999d' }, /^COMPASS_TOKEN_RUNTIME_TTL: .* at most 100 years/],
    [{ COMPASS_CA_KEY_ALGORITHM: 'rsa' }, /^COMPASS_CA_KEY_ALGORITHM: "rsa" .* ecdsa-p256, rsa-2048, rsa-4096$/],
    [{ COMPASS_LOG_LEVEL: 'loud' }, /^COMPASS_LOG_LEVEL: "loud" .* fatal, error/],
    [{ COMPASS_HOST: 'a b' }, /^COMPASS_HOST: "a b" .* host name or an IP address$/],
    [{ COMPASS_GATEWAY_URL: 'http://gateway' }, /^COMPASS_GATEWAY_URL: "http:\/\/gateway" .* https:\/\/$/],
    [{ COMPASS_CONSOLE_URL: 'https://compass.example/console' }, /^COMPASS_CONSOLE_URL: .* without a path$/],
    [{ COMPASS_CONSOLE_URL: 'compass.example' }, /^COMPASS_CONSOLE_URL: .* http:\/\/ or https:\/\/$/],
    [{ COMPASS_CSR_SUBJECT: 'O=a,b,OU=c,L=d,ST=e,C=DE' }, /^COMPASS_CSR_SUBJECT: .* in this order/],
    [{ COMPASS_CSR_SUBJECT: 'O=a=b,OU=c,L=d,ST=e,C=DE' }, /^COMPASS_CSR_SUBJECT: /],
    [{ COMPASS_CSR_SUBJECT: 'OU=c,O=a,L=d,ST=e,C=DE' }, /^COMPASS_CSR_SUBJECT: /],
    [
      { COMPASS_ALLOWED_TARGETS: 'http://intranet' },
      /^COMPASS_ALLOWED_TARGETS: "http:\/\/intranet" .* ranges with commas/,
    ],
    [{ COMPASS_PAIRING_ADAPTERS: '{"no-id":"https://a.example"}' }, /^COMPASS_PAIRING_ADAPTERS: .* JSON object/],
    [{ COMPASS_PAIRING_ADAPTERS: '{' }, /^COMPASS_PAIRING_ADAPTERS: .* JSON object/],
    [
      { COMPASS_PAIRING_ADAPTERS: '{"6b3e7a52-8c0a-4e5b-9d7c-1f2a3b4c5d6e":"ftp://a.example"}' },
      /^COMPASS_PAIRING_ADAPTERS: .* JSON object/,
    ],
    [{ COMPASS_ALLOWED_TARGETS: '10.0.0.0/33' }, /^COMPASS_ALLOWED_TARGETS: /],
    [{ COMPASS_ALLOWED_TARGETS: 'a,,b' }, /^COMPASS_ALLOWED_TARGETS: /],
    [{ COMPASS_DEFAULT_SCENARIO: 'a scenario' }, /^COMPASS_DEFAULT_SCENARIO: "a scenario" /],
    [
      { COMPASS_TLS_CERT_FILE: 'a' },
      /^COMPASS_TLS_CERT_FILE is set without COMPASS_TLS_KEY_FILE: set both or neither$/,
    ],
    [{ COMPASS_TLS_KEY_FILE: 'a' }, /^COMPASS_TLS_KEY_FILE is set without COMPASS_TLS_CERT_FILE/],
    [{ COMPASS_CA_KEY_FILE: 'a' }, /^COMPASS_CA_KEY_FILE is set without COMPASS_CA_CERT_FILE/],
    [{ COMPASS_ADMIN_EMAIL: 'a@example.com' }, /^COMPASS_ADMIN_EMAIL is set without COMPASS_ADMIN_PASSWORD/],
    [{ COMPASS_ADMIN_EMAIL: 'mara' }, /^COMPASS_ADMIN_EMAIL: "mara" .* e-mail address$/],
    [{ COMPASS_ADMIN_TOKEN: longToken }, /^COMPASS_ADMIN_TOKEN: the value given .* at least 32 characters/],
    [{ COMPASS_ADMIN_TOKEN: `${'x'.repeat(40)} y` }, /^COMPASS_ADMIN_TOKEN: .* no spaces$/],
    [{ COMPASS_DATABASE_URL: 'mysql://u:secret@h/d' }, /^COMPASS_DATABASE_URL: the value given .* postgres:\/\//],
    [
      { COMPASS_CONSOL_PORT: '1' },
      /^COMPASS_CONSOL_PORT is not a variable of Compass: did you mean COMPASS_CONSOLE_PORT\?$/,
    ],
    [
      { COMPASS_TOKEN_TTL_RUNTIME: '' },
      /^COMPASS_TOKEN_TTL_RUNTIME is not .* did you mean COMPASS_TOKEN_RUNTIME_TTL\?$/,
    ],
  ])('%j is refused in one line', (environment, line) => {
    let message = '';
    try {
      readConfig(environment);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(line);
    expect(message).not.toContain('\n');
  });

  test('no secret is repeated in the message', () => {
    for (const environment of [{ COMPASS_ADMIN_TOKEN: longToken }, { COMPASS_DATABASE_URL: 'mysql://u:secret@h/d' }]) {
      expect(() => readConfig(environment)).toThrow(expect.not.stringMatching(/short-token|secret@/));
    }
  });
});
