import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { loadKubeconfig } from './kubernetesConfig.ts';

const kubeconfig = (server: string, current = 'c') =>
  stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': current,
    contexts: [{ name: 'c', context: { cluster: 'k', user: 'u' } }],
    clusters: [{ name: 'k', cluster: { server } }],
    users: [{ name: 'u', user: { token: 'SECRET-TOKEN' } }],
  });

describe('The way to the cluster', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'compass-kubeconfig-'));
    vi.stubEnv('HOME', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const serverOf = (config: ReturnType<typeof loadKubeconfig>) => config?.getCurrentCluster()?.server;

  test('is the file that is named, else KUBECONFIG, else that of the user, else none', () => {
    expect(loadKubeconfig(null, {})).toBeNull();
    mkdirSync(join(folder, '.kube'));
    write('.kube/config', kubeconfig('https://of-user'));
    expect(serverOf(loadKubeconfig(null, {}))).toBe('https://of-user');
    const variable = write('variable', kubeconfig('https://of-variable'));
    vi.stubEnv('KUBECONFIG', variable);
    expect(serverOf(loadKubeconfig(null, { KUBECONFIG: variable }))).toBe('https://of-variable');
    const named = write('named', kubeconfig('https://named'));
    expect(serverOf(loadKubeconfig(named, { KUBECONFIG: variable }))).toBe('https://named');
  });

  test.each([
    ['is missing', null, /missing cannot be used: ENOENT$/],
    ['is no YAML', 'token: SECRET-TOKEN\n  x: [', /cannot be used: it is not a kubeconfig$/],
    ['names no cluster', kubeconfig('https://k', 'other'), /names no current cluster/],
    ['would send the token in the clear', kubeconfig('http://k'), /does not begin with https/],
  ])('is refused in one line when it %s', (_what, text, message) => {
    const file = text === null ? join(folder, 'missing') : write('config', text);
    const load = () => loadKubeconfig(file, {});
    expect(load).toThrow(message);
    expect(load).not.toThrow(/SECRET-TOKEN/);
  });
});
