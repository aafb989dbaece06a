import type { Read } from '../db/database.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { OutgoingError } from '../outgoing/outgoingError.ts';
import { second } from '../shared/clock.ts';
import type { Consumer } from '../shared/consumer.ts';
import { CompassError } from '../shared/errors.ts';
import type { Settings } from '../shared/settings.ts';
import { findApplication } from './application.store.ts';
import type { ApplicationRecord } from './application.ts';
import { changeReach } from './ownership.ts';
import { externalIdOf } from './tenant.store.ts';

interface Calling {
  read: Read;
  consumer: Consumer;
  settings: Pick<Settings, 'pairingAdapters'>;
  outgoing: Pick<Outgoing, 'send'>;
}

const attempts = 3;
const timeoutMs = 3 * second;
const mostBytes = 64 * 1024;

/** What the adapter is told, with the names of the wire (director.md 17). */
const requestBody = (application: ApplicationRecord, externalTenantId: string) =>
  JSON.stringify({
    Application: {
      id: application.id,
      name: application.name,
      providerName: application.providerName,
      integrationSystemID: application.integrationSystemID,
      description: application.description,
      status: {
        condition: application.statusCondition,
        timestamp: `${new Date(application.statusAt).toISOString().slice(0, 19)}Z`,
      },
      healthCheckURL: application.healthCheckURL,
    },
    Tenant: externalTenantId,
  });

/** The token in an answer, or what is wrong with it in words that repeat nothing of it. */
function tokenIn(status: number, body: Buffer): { token: string } | { reason: string } {
  if (status !== 200) return { reason: `it answered ${status}` };
  try {
    const { Token: token } = JSON.parse(body.toString()) as { Token?: unknown };
    if (typeof token === 'string' && token !== '') return { token };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  return { reason: 'its answer has no token' };
}

async function askAdapter(url: string, body: string, outgoing: Calling['outgoing']) {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  try {
    const answer = await outgoing.send({ method: 'POST', url, headers, body, auth: null, timeoutMs, mostBytes });
    return tokenIn(answer.status, answer.body);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    return { reason: error.reason };
  }
}

/**
 * A one-time token from the pairing adapter of the integration system in charge of the Application; null if none is configured,
 * or the Application is out of reach. Waits for others: never inside a transaction.
 * @throws InternalError after three failed attempts.
 */
export async function tokenFromAdapter(env: Calling, tenantId: string, applicationId: string): Promise<string | null> {
  const { read, consumer, settings, outgoing } = env;
  const application = await findApplication(read, changeReach(consumer, tenantId), applicationId);
  const system = application?.integrationSystemID ?? null;
  const url = system === null ? undefined : settings.pairingAdapters[system];
  if (!application || url === undefined) return null;
  const body = requestBody(application, await externalIdOf(read, tenantId));
  let reason = '';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const answer = await askAdapter(url, body, outgoing);
    if ('token' in answer) return answer.token;
    reason = answer.reason;
  }
  throw new CompassError(
    'InternalError',
    `while getting one-time token from the pairing adapter of Integration System with ID ${system}: ${reason}`,
  );
}
