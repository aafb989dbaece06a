import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OptionsError, readOptions, usage } from './options.ts';

const print = 'AB:'.repeat(32).slice(0, -1);

describe('Options', () => {
  test('have the defaults of the reference chart, ECDSA keys and no announced addresses', () => {
    expect(readOptions([], { COMPASS_ADMIN_TOKEN: 'of the server', PATH: '/bin' })).toEqual({
      directory: null,
      kubeconfig: null,
      podRoot: '/',
      trust: { ca: null, fingerprint: null },
      syncPeriodMs: 15_000,
      minimalSyncTimeMs: 10_000,
      requestTimeoutMs: 30_000,
      renewalThreshold: 0.3,
      keyAlgorithm: 'ecdsa-p256',
      announced: { runtime_eventServiceUrl: null, runtime_consoleUrl: null },
      centralGatewayUrl: 'http://central-application-gateway.kyma-system.svc.cluster.local:8082',
      skipAppsTlsVerify: false,
      configMap: { namespace: 'compass-system', name: 'compass-agent-configuration' },
      clientSecret: { namespace: 'compass-system', name: 'cluster-client-certificates' },
      caSecret: { namespace: 'istio-system', name: 'ca-certificates' },
      integrationNamespace: 'compass-system',
      healthPort: null,
      logLevel: 'info',
    });
  });

  test('come from flags, and from variables where there is no flag', () => {
    const options = readOptions(['--directory', './r', '--sync-period=3s', '--fingerprint', print], {
      COMPASS_AGENT_SYNC_PERIOD: '5s',
      COMPASS_AGENT_MINIMAL_SYNC_TIME: '500ms',
      COMPASS_AGENT_CONFIG_MAP: 'one',
      COMPASS_AGENT_RUNTIME_EVENTS_URL: 'https://events.example/',
      COMPASS_AGENT_LOG_LEVEL: '',
    });
    expect(options).toMatchObject({
      directory: './r',
      syncPeriodMs: 3000,
      minimalSyncTimeMs: 500,
      trust: { fingerprint: 'ab'.repeat(32) },
      configMap: { namespace: 'default', name: 'one' },
      announced: { runtime_eventServiceUrl: 'https://events.example' },
    });
  });

  test.each([
    [['--derectory', 'x'], /derectory/],
    [['--sync-period', '15'], /--sync-period: "15" is not valid: write for example 15s/],
    [['--renewal-threshold', '1.5'], /--renewal-threshold/],
    [['--health-port', '70000'], /--health-port/],
    [['--key-algorithm', 'dsa'], /ecdsa-p256\|ecdsa-p384\|rsa-2048\|rsa-4096/],
    [['--fingerprint', 'AB:CD'], /64 hexadecimal digits/],
    [['--ca-file', '/does/not/exist'], /cannot be read: ENOENT/],
    [['--config-map', 'a/b/c'], /NAMESPACE\/NAME/],
    [['--directory', 'x', '--kubeconfig', 'y'], /exclude each other/],
    [['positional'], /positional/],
  ])('%j are refused with what to write', (flags, message) => {
    expect(() => readOptions(flags, {})).toThrow(message);
    expect(() => readOptions(flags, {})).toThrow(OptionsError);
  });

  test('refuse a variable of the agent that does not exist', () => {
    expect(() => readOptions([], { COMPASS_AGENT_SYNC_PERIODE: '1s' })).toThrow(/COMPASS_AGENT_SYNC_PERIODE is not/);
  });

  test('refuse a CA file that holds no certificate', () => {
    const folder = mkdtempSync(join(tmpdir(), 'compass-options-'));
    const file = join(folder, 'ca.pem');
    writeFileSync(file, 'not a certificate');
    expect(() => readOptions(['--ca-file', file], {})).toThrow(/is not a certificate in PEM/);
    rmSync(folder, { recursive: true });
  });

  test('are all in the usage text', () => {
    expect(usage().match(/^ {2}--/gm)).toHaveLength(20);
    expect(usage()).toContain('--sync-period 15s');
  });
});
