import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkCommand } from './checkCommands.ts';
import type { ConnectFacts } from './connectFacts.ts';
import { type ConnectSnippet, mask, masked, snippetsFor } from './snippets.ts';

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
const unpinned = { ...facts, serverCAPEM: null, serverCAFingerprint: null };
const all = (['APPLICATION', 'RUNTIME'] as const).flatMap((kind) => [
  ...snippetsFor({ ...facts, kind }),
  ...snippetsFor({ ...unpinned, kind }),
]);
const textOf = ({ code, with: more = [] }: ConnectSnippet) => [code, ...more.map((each) => each.code)].join('');
const codeOf = (id: ConnectSnippet['id'], of = facts) => snippetsFor(of).find((each) => each.id === id)?.code ?? '';

describe('connect snippets', () => {
  it('offer the Config Map to Runtimes only', () => {
    expect(snippetsFor(facts).map(({ id }) => id)).toEqual(['configmap', 'secret', 'helm', 'folder', 'shell', 'raw']);
    expect(snippetsFor({ ...facts, kind: 'APPLICATION' }).map(({ id }) => id)).toEqual(['shell', 'raw']);
  });

  it('leave no placeholder and never switch verification off', () => {
    for (const snippet of all) {
      expect(textOf(snippet)).toContain(facts.token);
      expect(snippet.code).toContain(facts.id);
      expect(textOf(snippet)).not.toMatch(/\{[A-Z_]+\}|<[a-z-]+>|undefined|REPLACE|YOUR/);
      expect(textOf(snippet)).not.toMatch(/curl[^\n]*\s(-k|--insecure)\b/);
    }
  });

  it('each pin the server CA where there is one, and name none where there is none', () => {
    for (const snippet of snippetsFor(facts)) expect(textOf(snippet)).toContain(facts.serverCAFingerprint);
    for (const snippet of snippetsFor(unpinned)) expect(textOf(snippet)).not.toMatch(/fingerprint|server-ca|CA_/i);
    expect(checkCommand(facts)).toContain('-connect compass.example:3443');
    expect(checkCommand(unpinned)).toBeNull();
  });

  it('write the Config Map of the seed, key by key in its order, and the pin', () => {
    expect(codeOf('configmap').split('\n')).toEqual([
      "cat <<'EOF' | kubectl -n compass-system apply -f -",
      'apiVersion: v1',
      'data:',
      '  CONNECTOR_URL: "https://compass.example:3443/connector/graphql"',
      '  RUNTIME_ID: "1ae04041-17e5-478f-91f8-3a2ddc7700de"',
      '  TENANT: "3e64ebae-38b5-46a0-b1ed-9ccee153a0ae"',
      '  TOKEN: "cPq1Yd0xkV7mZ3uTn9aGhQ=="',
      '  CA_FINGERPRINT: "4F:9A:C0:27"',
      'kind: ConfigMap',
      'metadata:',
      '  name: compass-agent-configuration',
      '  namespace: compass-system',
      'EOF',
      '',
    ]);
  });

  it.each(['42', 'true', 'null', '1:30', '$HOME', '"a" b'])('keep a tenant called %s as text', (tenant) => {
    expect(parse(codeOf('folder', { ...facts, tenant })).data.TENANT).toBe(tenant);
  });

  it('give the chart of the Kyma agents values that check certificates and hold no token', () => {
    const values = parse(codeOf('helm')).compassRuntimeAgent;
    expect(codeOf('helm')).not.toContain(facts.token);
    expect([
      values.config.insecureConfigurationFetch,
      values.compass.skipTLSVerification,
      values.director.proxy.insecureSkipVerify,
    ]).toEqual([false, false, false]);
  });

  it('show no token while it is masked, and nothing else otherwise', () => {
    for (const snippet of all) {
      const shown = masked(textOf(snippet), facts.token);
      expect(shown).not.toContain(facts.token);
      expect(shown.replaceAll(mask, facts.token)).toBe(textOf(snippet));
    }
  });
});
