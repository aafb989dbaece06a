import { request } from 'node:https';
import { loadExample } from './fixtures/landscape.ts';
import type { RunningCompass } from './fixtures/server.ts';
import { expect, test } from './fixtures/test.ts';

/** Of the token endpoint, or of an operation. */
interface Answer {
  access_token?: string;
  errors?: unknown;
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

/** What the agent of this Runtime does: takes an access token and reports. */
async function agentOf(compass: RunningCompass, runtimeID: string | undefined) {
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

test('what an agent reports shows on the page of its runtime, worst first, and changes while one looks', async ({
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

  const report = await agentOf(compass, ids['runtime-1']);
  const gateway = { name: 'api-gateway', ok: false, message: 'no endpoints for service istio-ingressgateway' };
  const status = {
    state: 'FAILED',
    message: 'The cluster refused 1 of 2 applications.',
    versions: [
      { name: 'agent', version: '0.1.0' },
      { name: 'kubernetes', version: '1.34.1' },
    ],
    components: [gateway, { name: 'eventing', ok: true }, { name: 'service-catalog', ok: true }],
    failures: [
      { applicationID: ids['application-2'], message: 'admission webhook denied the request: quota exceeded' },
    ],
  };
  await report(status);
  await expect(panel.getByText('Synchronization failed')).toBeVisible();
  await expect(panel.getByText('agent 0.1.0, kubernetes 1.34.1')).toBeVisible();
  await expect(panel.getByRole('link', { name: 'application-2' })).toBeVisible();
  await expect(panel.getByText('admission webhook denied the request: quota exceeded')).toBeVisible();
  await expect(panel.getByText('no endpoints for service istio-ingressgateway')).toBeVisible();
  await expect(panel.getByText('2 components well')).toBeVisible();
  await expectNoAxeViolations(page);

  await report({ ...status, state: 'SYNCHRONIZED', message: null, components: [], failures: [] });
  await expect(panel.getByText('Synchronized', { exact: true })).toBeVisible();
  await expect(panel.getByRole('link', { name: 'application-2' })).toBeHidden();
});
