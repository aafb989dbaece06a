import type { Facts } from '../../landscape/model.ts';
import { policyImpact } from '../../landscape/policy.ts';
import type { Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { journal } from '../events/delta.ts';
import type { RequestContext } from '../graphql/context.ts';
import { invalidOperation } from '../shared/errors.ts';
import { loadFacts, lockLandscape } from './facts.store.ts';
import { writePolicy } from './policy.store.ts';

/** @throws InvalidOperation while an Application has more connections than the policy allows; then nothing is written. */
export async function setPolicy(
  tx: Tx,
  context: RequestContext,
  tenantId: string,
  policy: Facts['connectionPolicy'],
): Promise<void> {
  const tenant = await lockLandscape(tx, tenantId);
  const { facts } = await loadFacts(tx, tenant, context.settings.defaultScenario);
  const { from, conflicts, ...numbers } = policyImpact(facts, policy);
  if (from === policy) throw invalidOperation(`the connection policy is ${policy} already`);
  const [first, ...more] = conflicts;
  if (first) {
    const name = facts.applications.find(({ id }) => id === first.applicationID)?.name;
    const rest = more.length === 0 ? '' : `, and ${more.length} more Applications are connected to several`;
    throw invalidOperation(
      `Application "${name}" is connected to ${first.runtimeIDs.length} Runtimes${rest}: end all but one connection of each first`,
    );
  }
  await writePolicy(tx, tenantId, policy);
  journal(tx, tenantId).connectionPolicy(from, policy);
  await record(tx, context, {
    tenantId,
    action: 'settings.connectionPolicyChanged',
    objects: [],
    before: { connectionPolicy: from },
    after: { connectionPolicy: policy },
    impact: numbers,
    touched: { everything: true },
    changesLandscape: true,
  });
}
