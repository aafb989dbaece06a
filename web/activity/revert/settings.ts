import type { CertificateThresholds } from '../../../landscape/certificateState.ts';
import { formatList } from '../../format/counts.ts';
import {
  CertificateThresholdsDocument,
  type ConnectionPolicy,
  PreviewCertificateThresholdsDocument,
  PreviewConnectionPolicyDocument,
  SetCertificateThresholdsDocument,
  SetConnectionPolicyDocument,
  TenantSettingsDocument,
} from '../../graphql.generated.ts';
import { policies, previewInWords } from '../../settings/policyWords.ts';
import { shiftsInWords, thresholds } from '../../settings/thresholdWords.ts';
import { ask, leftNothing, recordOf, type Step } from './step.ts';
import type { Told } from './told.ts';

const policyIn = (side: unknown): ConnectionPolicy | null => {
  const policy = recordOf(side)['connectionPolicy'];
  return policy === 'EXCLUSIVE' || policy === 'SHARED' ? policy : null;
};

/** The connection policy goes back, unless connections are in the way by now. */
export function policyStep({ before }: Told): Step | null {
  const was = policyIn(before);
  if (was === null) return null;
  const name = policies[was].label.toLowerCase();
  return {
    rights: ['settings:write'],
    title: `Set the connection policy back to ${name}?`,
    async read(client) {
      const { tenantSettings } = await ask(client, TenantSettingsDocument, {});
      if (tenantSettings.connectionPolicy === was) return leftNothing;
      const { previewConnectionPolicy: preview } = await ask(client, PreviewConnectionPolicyDocument, { policy: was });
      const does = previewInWords(preview);
      if (does === null) {
        const names = preview.conflicts.map(({ application }) => application.name);
        return {
          why: `More than one runtime is connected to ${formatList(names)}. Disconnect all but one of them first.`,
        };
      }
      return {
        words: `Sets the connection policy back to ${name}.`,
        beside: [does],
        run: () => client.mutate({ mutation: SetConnectionPolicyDocument, variables: { policy: was } }),
      };
    },
  };
}

function thresholdsIn(side: unknown): CertificateThresholds | null {
  const { renewalDue, overdue, critical } = recordOf(side);
  return typeof renewalDue === 'number' && typeof overdue === 'number' && typeof critical === 'number'
    ? { renewalDue, overdue, critical }
    : null;
}

const inWords = (values: CertificateThresholds) => thresholds.map(({ key }) => `${values[key]} %`).join(', ');
const same = (one: CertificateThresholds, other: CertificateThresholds) =>
  thresholds.every(({ key }) => one[key] === other[key]);

/** The thresholds go back, unless somebody has set others since. */
export function thresholdsStep(entry: Told): Step | null {
  const [was, left] = [thresholdsIn(entry.before), thresholdsIn(entry.after)];
  if (!was || !left) return null;
  return {
    rights: ['settings:write', 'certificate:read'],
    title: 'Set the thresholds of certificates back?',
    async read(client) {
      const { certificateThresholds: now } = await ask(client, CertificateThresholdsDocument, {});
      if (same(now, was)) return leftNothing;
      if (!same(now, left)) return { why: `Somebody changed them since: they are ${inWords(now)} by now.` };
      const { previewCertificateThresholds } = await ask(client, PreviewCertificateThresholdsDocument, { in: was });
      return {
        words: `Sets the thresholds back to ${inWords(was)}.`,
        beside: shiftsInWords(previewCertificateThresholds),
        run: () => client.mutate({ mutation: SetCertificateThresholdsDocument, variables: { in: was, ifStill: left } }),
      };
    },
  };
}
