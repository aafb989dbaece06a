import type { CertificateThresholds } from '../../landscape/certificateState.ts';
import { formatPlural } from '../format/counts.ts';
import type { CertificateState, PreviewCertificateThresholdsQuery } from '../graphql.generated.ts';

export type ThresholdKey = keyof CertificateThresholds;

/** In the order in which a certificate passes them. */
export const thresholds: readonly { key: ThresholdKey; label: string; means: string }[] = [
  { key: 'renewalDue', label: 'Renewal due', means: 'A renewal is expected from here on; nothing is wrong yet.' },
  { key: 'overdue', label: 'Overdue', means: 'The renewal was missed. The certificate needs attention.' },
  { key: 'critical', label: 'Critical', means: 'It ends soon and is not renewed.' },
];

const states: Partial<Readonly<Record<CertificateState, string>>> = {
  HEALTHY: 'healthy',
  RENEWAL_DUE: 'due for renewal',
  OVERDUE: 'overdue',
  CRITICAL: 'critical',
};
const stateInWords = (state: CertificateState) => states[state] ?? state.toLowerCase();

export type ThresholdDraft = Readonly<Record<ThresholdKey, string>>;

export const draftOf = ({ renewalDue, overdue, critical }: CertificateThresholds): ThresholdDraft => ({
  renewalDue: String(renewalDue),
  overdue: String(overdue),
  critical: String(critical),
});

/** What was typed, as numbers, or what is wrong at each field. */
export function readDraft(
  draft: ThresholdDraft,
):
  | { values: CertificateThresholds; problems: null }
  | { values: null; problems: Partial<Record<ThresholdKey, string>> } {
  const problems: Partial<Record<ThresholdKey, string>> = {};
  let before = 0;
  for (const { key } of thresholds) {
    const text = draft[key].trim();
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < 1 || value > 99) problems[key] = 'From 1 to 99.';
    else {
      if (value <= before) problems[key] = `More than ${before}.`;
      before = value;
    }
  }
  if (Object.keys(problems).length > 0) return { values: null, problems };
  const [renewalDue, overdue, critical] = [Number(draft.renewalDue), Number(draft.overdue), Number(draft.critical)];
  return { values: { renewalDue, overdue, critical }, problems: null };
}

type Preview = PreviewCertificateThresholdsQuery['previewCertificateThresholds'];

/** A sentence for each group of certificates that would be judged otherwise, and one for the rest. */
export function shiftsInWords({ totalCount, shifts }: Preview): string[] {
  if (totalCount === 0) return ['No certificate is in use yet; these hold for those to come.'];
  if (shifts.length === 0) return [`Nothing changes for the ${formatPlural(totalCount, 'certificate')} in use.`];
  const changed = shifts.reduce((sum, { count }) => sum + count, 0);
  const rest = totalCount - changed;
  return [
    ...shifts.map(({ from, to, count, ownerNames }) => {
      const more = count > ownerNames.length ? ` and ${count - ownerNames.length} more` : '';
      const verb = count === 1 ? 'becomes' : 'become';
      return `${formatPlural(count, 'certificate')} ${verb} ${stateInWords(to)} instead of ${stateInWords(from)}: ${ownerNames.join(', ')}${more}.`;
    }),
    ...(rest > 0
      ? [`${formatPlural(rest, 'certificate')} ${rest === 1 ? 'stays as it is' : 'stay as they are'}.`]
      : []),
  ];
}
