import { revokeOf } from '../connector/certificates/revocation.ts';
import type { Tx } from '../db/database.ts';
import * as applications from '../director/application.registration.ts';
import * as runtimes from '../director/runtime.registration.ts';
import type { RequestContext } from '../graphql/context.ts';
import { apply } from '../landscape/changes.ts';
import { deleteScenario } from '../landscape/scenarios.ts';
import type { BulkAction } from './action.ts';
import type { BulkTarget } from './job.store.ts';
import { takeBack } from './takeBack.ts';

/** Does to one object what the mutation for a single one does, its activity entry included. */
export async function perform(
  tx: Tx,
  context: RequestContext,
  tenantId: string,
  object: BulkTarget,
  action: BulkAction,
): Promise<unknown> {
  const { kind, id, name } = object;
  const isApplication = kind === 'APPLICATION';
  switch (action.name) {
    case 'assign':
    case 'unassign': {
      const membership = { objectID: id, scenario: action.scenario };
      const change = action.name === 'assign' ? { addToScenario: membership } : { removeFromScenario: membership };
      return apply(tx, context, tenantId, [change], { action: 'landscape.changed', expectedVersion: null });
    }
    case 'setLabel': {
      const { key, value } = action;
      return isApplication
        ? applications.setApplicationLabel(tx, context, tenantId, { applicationID: id, key, value })
        : runtimes.setRuntimeLabel(tx, context, tenantId, { runtimeID: id, key, value });
    }
    case 'deleteLabel': {
      const { key } = action;
      return isApplication
        ? applications.deleteApplicationLabel(tx, context, tenantId, { applicationID: id, key })
        : runtimes.deleteRuntimeLabel(tx, context, tenantId, { runtimeID: id, key });
    }
    case 'unregister':
      return (isApplication ? applications : runtimes).unregister(tx, context, tenantId, id);
    case 'deleteScenarios':
      return deleteScenario(tx, context, tenantId, name);
    case 'undo':
      return takeBack(tx, context, tenantId, object);
    case 'revokeCertificates':
      return revokeOf(tx, context, { tenantId, revokedBy: context.consumer.id, reason: null, ownerId: id });
  }
}
