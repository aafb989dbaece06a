import { activity } from '../db/tables/tenant.tables.ts';
import type { Gateways } from './gateways.ts';

export const configuration = `query { result: configuration() {
  token { token } certificateSigningRequestInfo { subject keyAlgorithm }
  managementPlaneInfo { directorURL certificateSecuredConnectorURL } } }`;
export const revoke = 'mutation { result: revokeCertificate }';
export const nobody =
  'Failed to authenticate request. Token authentication error: Failed to authenticate with one time token.. Certificate authentication error: Failed to authenticate with Certificate. Invalid subject.';

export const refused = (message: string) => ({
  status: 200,
  body: { data: null, errors: [{ message, path: ['result'] }] },
});
export const actions = async (gateways: Gateways, ownerId: string) =>
  (await gateways.database.read.select().from(activity).orderBy(activity.sequence))
    .filter((entry) => entry.objects.some((object) => object.id === ownerId))
    .map((entry) => entry.action);
