import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ConnectFacts } from './connectFacts.ts';
import { checkCommand, configMapSnippet, folderSnippet, rawSnippet, secretSnippet, snippetsFor } from './snippets.ts';

const facts: ConnectFacts = {
  kind: 'RUNTIME',
  id: '1ae04041-17e5-478f-91f8-3a2ddc7700de',
  name: 'kyma-eu',
  tenant: '3e64ebae-38b5-46a0-b1ed-9ccee153a0ae',
  token: 'cPq1Yd0xkV7mZ3uTn9aGhQ==',
  connectorURL: 'https://compass.example:3443/connector/graphql',
  serverCAPEM: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  serverCAFingerprint: '4F:9A:C0:27',
};
const all = (['APPLICATION', 'RUNTIME'] as const).flatMap((kind) => [
  ...snippetsFor({ ...facts, kind }),
  ...snippetsFor({ ...facts, kind, serverCAPEM: null, serverCAFingerprint: null }),
]);

describe('connect snippets', () => {
  it('offer the Config Map to Runtimes only', () => {
    expect(snippetsFor(facts).map(({ id }) => id)).toEqual(['configmap', 'secret', 'helm', 'folder', 'shell', 'raw']);
    expect(snippetsFor({ ...facts, kind: 'APPLICATION' }).map(({ id }) => id)).toEqual(['shell', 'raw']);
  });

  it('leave no placeholder and never switch verification off', () => {
    for (const { code, with: other } of all) {
      expect(`${code}${other?.code ?? ''}`).toContain(facts.token);
      expect(code).toContain(facts.id);
      expect(code).not.toMatch(/\{[A-Z_]+\}|<[a-z-]+>|undefined|REPLACE|YOUR/);
      expect(code).not.toMatch(/curl[^\n]*\s(-k|--insecure)\b/);
    }
  });

  it('write the Config Map of the seed with exactly its keys', () => {
    expect(configMapSnippet(facts).split('\n')).toEqual([
      'cat <<EOF | kubectl -n compass-system apply -f -',
      'apiVersion: v1',
      'data:',
      '  CONNECTOR_URL: https://compass.example:3443/connector/graphql',
      '  RUNTIME_ID: 1ae04041-17e5-478f-91f8-3a2ddc7700de',
      '  TENANT: 3e64ebae-38b5-46a0-b1ed-9ccee153a0ae',
      '  TOKEN: cPq1Yd0xkV7mZ3uTn9aGhQ==',
      'kind: ConfigMap',
      'metadata:',
      '  name: compass-agent-configuration',
      '  namespace: compass-system',
      'EOF',
      '',
    ]);
  });

  it('write the Secret of the last Kyma agents with the same keys, in their namespace', () => {
    const [, ...lines] = secretSnippet(facts).split('\n');
    const { kind, metadata, stringData } = parse(lines.slice(0, -2).join('\n'));
    expect({ kind, metadata }).toEqual({
      kind: 'Secret',
      metadata: { name: 'compass-agent-configuration', namespace: 'kyma-system' },
    });
    const lead = '  ';
    const ofConfigMap = configMapSnippet(facts)
      .split('\n')
      .filter((line) => line.startsWith(lead) && /^ {2}[A-Z_]+:/.test(line));
    expect(Object.entries(stringData).map(([key, value]) => `${lead}${key}: ${value}`)).toEqual(ofConfigMap);
  });

  it('give the chart of the Kyma agents values that name the Secret beside them, check certificates and hold no token', () => {
    const helm = snippetsFor(facts).find(({ id }) => id === 'helm');
    const values = parse(helm?.code ?? '').compassRuntimeAgent;
    const [, ...secret] = (helm?.with?.code ?? '').split('\n');
    const { metadata, stringData } = parse(secret.slice(0, -2).join('\n'));
    expect(values.config.secret).toEqual(metadata);
    expect(stringData.TOKEN).toBe(facts.token);
    expect(helm?.code).not.toContain(facts.token);
    expect([
      values.config.insecureConfigurationFetch,
      values.compass.skipTLSVerification,
      values.director.proxy.insecureSkipVerify,
    ]).toEqual([false, false, false]);
    expect(helm?.code).toContain(facts.serverCAFingerprint);
  });

  it('write the same Config Map as a file, with the fingerprint of the CA if there is one', () => {
    const data = {
      CONNECTOR_URL: facts.connectorURL,
      RUNTIME_ID: facts.id,
      TENANT: facts.tenant,
      TOKEN: facts.token,
    };
    expect(parse(folderSnippet(facts))).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'compass-agent-configuration', namespace: 'compass-system' },
      data: { ...data, CA_FINGERPRINT: facts.serverCAFingerprint },
    });
    const unpinned = { ...facts, serverCAPEM: null, serverCAFingerprint: null };
    expect(parse(folderSnippet(unpinned)).data).toEqual(data);
  });

  it('pin the server CA where there is one', () => {
    const pinned = snippetsFor(facts).find(({ id }) => id === 'shell')?.code;
    expect(pinned).toContain('--cacert server-ca.pem');
    expect(pinned).toContain(facts.serverCAFingerprint);
    expect(checkCommand(facts)).toContain('-connect compass.example:3443');
    expect(checkCommand({ ...facts, serverCAPEM: null })).toBeNull();
  });

  it('give the raw data as JSON', () => {
    expect(JSON.parse(rawSnippet(facts))).toMatchObject({ token: facts.token, serverCAFingerprint: '4F:9A:C0:27' });
  });
});
