import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAgent } from '../agent/testing/agentProcess.ts';
import packageJson from '../package.json' with { type: 'json' };
import { loadExample } from './fixtures/landscape.ts';
import type { RunningCompass } from './fixtures/server.ts';
import { expect, test } from './fixtures/test.ts';

/** A Config Map as the console hands it out, in JSON, which is YAML. */
async function configMapOf(compass: RunningCompass, runtimeId: string | undefined): Promise<string> {
  const { installation } = await compass.graphql('{ installation { serverCAPEM } }');
  const { token } = await compass.graphql(
    'mutation ($id: ID!) { token: requestOneTimeTokenForRuntime(id: $id) { token connectorURL } }',
    { id: runtimeId },
  );
  const data = {
    CONNECTOR_URL: token.connectorURL,
    RUNTIME_ID: runtimeId,
    TENANT: 'default',
    TOKEN: token.token,
    CA_PEM: installation.serverCAPEM,
  };
  const metadata = { name: 'compass-agent-configuration', namespace: 'compass-system' };
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
}

/** Posts to the gateway, trusting the server's own authority. */
function post(ca: string, url: string, headers: Record<string, string>, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', ca, headers }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve(JSON.parse(text));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Of the token endpoint, or of an operation. */
interface Answer {
  access_token?: string;
  errors?: unknown;
}

/** Takes an access token for the Runtime, and reports with it. */
async function asMachine(compass: RunningCompass, runtimeID: string | undefined) {
  const { installation } = await compass.graphql('{ installation { serverCAPEM } }');
  const { auth } = await compass.graphql(
    `mutation ($id: ID!) { auth: requestClientCredentialsForRuntime(id: $id) {
       auth { credential { ... on OAuthCredentialData { clientId clientSecret url } } } } }`,
    { id: runtimeID },
  );
  const { clientId, clientSecret, url } = auth.auth.credential;
  const ca = installation.serverCAPEM;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const form = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' };
  const granted = await post(ca, url, form, 'grant_type=client_credentials&scope=runtime%3Areport');
  return async (status: Record<string, unknown>) => {
    const query = 'mutation ($in: RuntimeStatusInput!) { reportRuntimeStatus(in: $in) { state } }';
    const headers = { authorization: `Bearer ${granted.access_token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ query, variables: { in: status } });
    const { errors } = await post(ca, `${compass.gatewayUrl}/director/graphql`, headers, body);
    expect(errors).toBeUndefined();
  };
}

test('what the agent of a runtime reports shows on its page, worst first, and changes while one looks', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/runtimes/${ids['runtime-1']}`);
  const panel = page.getByRole('region', { name: 'Agent report' });
  await expect(panel.getByText('The agent of this runtime does not report.')).toBeVisible();

  const folder = mkdtempSync(join(tmpdir(), 'compass-runtime-'));
  const file = (name: string) => join(folder, 'applications', `${name}.yaml`);
  mkdirSync(join(folder, 'applications'));
  // What stands where an Application is to be written, and is none of the agent's, stays.
  writeFileSync(file('application-2'), 'apiVersion: v1\nkind: Note\nmetadata: { name: application-2 }\n');
  writeFileSync(join(folder, 'compass-agent-configuration.yaml'), await configMapOf(compass, ids['runtime-1']));
  const agent = startAgent(['--directory', folder, '--sync-period', '1s', '--minimal-sync-time', '500ms']);
  try {
    await expect(panel.getByRole('link', { name: 'application-2' })).toBeVisible({ timeout: 20_000 });
    await expect(panel.getByText('an Application of this name is there that did not come from Compass')).toBeVisible();
    await expect(panel.getByText(`agent ${packageJson.version}`)).toBeVisible();
    rmSync(file('application-2'));
    await expect(panel.getByRole('link', { name: 'application-2' })).toBeHidden({ timeout: 20_000 });
    await expect(panel.getByText('Synchronized', { exact: true })).toBeVisible();
  } finally {
    agent.child.kill('SIGTERM');
    await agent.ended;
    rmSync(folder, { recursive: true });
  }

  // An agent in a cluster has more to tell.
  const report = await asMachine(compass, ids['runtime-1']);
  const gateway = { name: 'api-gateway', ok: false, message: 'no endpoints for service istio-ingressgateway' };
  const components = [gateway, { name: 'eventing', ok: true }, { name: 'nodes', ok: true }];
  const failures = [{ applicationID: ids['application-2'], message: 'admission webhook denied the request' }];
  await report({ state: 'FAILED', components, failures });
  await expect(panel.getByText('Synchronization failed')).toBeVisible();
  await expect(panel.getByText('no endpoints for service istio-ingressgateway')).toBeVisible();
  await expect(panel.getByText('2 components well')).toBeVisible();
  await expectNoAxeViolations(page);
});
