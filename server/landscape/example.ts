import type { Tx } from '../db/database.ts';
import { insertApplication, listApplications } from '../director/application.store.ts';
import { newApplication, serverLabels } from '../director/application.ts';
import { type Acting, writeLabels } from '../director/labelling.ts';
import { insertRuntime, listRuntimes } from '../director/runtime.store.ts';
import { newRuntime } from '../director/runtime.ts';
import { record } from '../events/activity.ts';
import { invalidOperation } from '../shared/errors.ts';
import { lockLandscape } from './facts.store.ts';
import { insertScenarios } from './membership.store.ts';
import { replaceScenarios, scenarioNames } from './membership.ts';

/** The picture of the seed (product.md 4). */
const applications = {
  'application-1': ['campaign'],
  'application-2': ['campaign', 'marketing'],
  'application-3': ['marketing'],
};
const runtimes = (defaultScenario: string) => ({
  'runtime-1': ['campaign'],
  'runtime-2': ['marketing'],
  'runtime-3': [defaultScenario],
});

/** @throws InvalidOperation unless the tenant has neither Applications nor Runtimes. */
export async function loadExample(tx: Tx, env: Acting, tenantId: string): Promise<void> {
  await lockLandscape(tx, tenantId);
  const reach = { tenantId, application: null, sharingWith: null, runtime: null };
  const first = { offset: 0, limit: 1, startCursor: '' };
  const present = [await listApplications(tx, reach, [], first), await listRuntimes(tx, reach, [], first)];
  if (present.some(({ totalCount }) => totalCount > 0)) {
    throw invalidOperation('the example landscape can only be loaded while there are no Applications and Runtimes');
  }
  const at = env.clock();
  const known = await scenarioNames(tx, tenantId);
  const missing = ['campaign', 'marketing'].filter((name) => !known.includes(name));
  await insertScenarios(
    tx,
    missing.map((name) => ({ id: env.newId(), tenantId, name, createdAt: at })),
  );
  const objects: { kind: 'APPLICATION' | 'RUNTIME'; id: string; name: string; scenarios: string[] }[] = [];
  for (const [name, scenarios] of Object.entries(applications)) {
    const application = newApplication({ name }, { id: env.newId(), tenantId, at });
    await insertApplication(tx, application);
    const object = { tenantId, kind: 'APPLICATION' as const, objectId: application.id };
    await writeLabels(tx, object, serverLabels(application));
    objects.push({ kind: 'APPLICATION', id: application.id, name, scenarios });
  }
  for (const [name, scenarios] of Object.entries(runtimes(env.settings.defaultScenario))) {
    const runtime = newRuntime({ name }, { id: env.newId(), tenantId, at });
    await insertRuntime(tx, runtime);
    objects.push({ kind: 'RUNTIME', id: runtime.id, name, scenarios });
  }
  for (const { kind, id: objectId, scenarios } of objects) {
    await replaceScenarios(tx, env, { tenantId, kind, objectId, scenarios });
  }
  await record(tx, env, {
    tenantId,
    action: 'landscape.exampleLoaded',
    objects: objects.map(({ kind, id, name }) => ({ kind, id, name })),
    after: { scenarios: missing, objects },
    touched: { everything: true },
    changesLandscape: true,
  });
}
