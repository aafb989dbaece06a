import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../errors.ts';
import { formatPlural } from '../../format/counts.ts';
import { formatCountdown, formatRelative, formatSpan } from '../../format/moments.ts';
import { CancelCertificateRevocationDocument } from '../../graphql.generated.ts';
import { type CertificateView, certificateFinding, consequence, isRevocable } from '../../members/certificateWords.ts';
import { RevokeAllDialog } from '../../members/RevokeAllDialog.tsx';
import type { LiveRows } from '../../members/useMemberRows.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Inspector, InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { notify } from '../../ui/notify.ts';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { BlastRadius } from './BlastRadius.tsx';
import { blastOf } from './blast.ts';
import { freezeWords } from './blastWords.ts';
import { CertificateChain } from './CertificateChain.tsx';
import { CertificateFacts } from './CertificateFacts.tsx';
import { CertificateHistory } from './CertificateHistory.tsx';
import styles from './CertificateInspector.module.css';
import { CertificateState } from './CertificateState.tsx';
import { ExportBlast } from './ExportBlast.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import { isClockOff } from './stateShown.ts';
import { useCertificateDetails } from './useCertificateDetails.ts';

interface Props {
  certificate: CertificateView;
  rows: LiveRows;
  now: number;
  onRevoked: () => void;
  onClose: () => void;
}

/**
 * What happens at the end of a validity, in the tense the state asks for; `frozen` connections wait for a new certificate.
 * What they lose is left out where it stands below.
 */
function sentence(
  { state, notAfter, owner, connectionCount, renewalDueAt }: CertificateView,
  frozen: number,
  now: number,
  isDrawn: boolean,
): string {
  const lost = isDrawn ? '' : ` ${consequence(owner.kind, Math.max(connectionCount, frozen))}`;
  switch (state) {
    case 'SUPERSEDED':
      return 'A newer certificate of the same client is in use. Nothing depends on this one.';
    case 'REVOKED':
      return `It was revoked and opens nothing.${frozen > 0 ? lost : ''}`;
    case 'EXPIRED':
      return `It ended ${formatRelative(notAfter, now)}.${lost}`;
    case 'OVERDUE':
    case 'CRITICAL':
      return `It ends ${formatCountdown(notAfter, now)} and is not being renewed.${lost}`;
    case 'RENEWAL_DUE':
      return `Its renewal is due; ${formatSpan(notAfter - now)} are left for it.`;
    case 'HEALTHY':
      return `It is valid for another ${formatSpan(notAfter - now)}. Its renewal is due ${formatRelative(renewalDueAt, now)}.`;
  }
}

export function CertificateInspector({ certificate, rows, now, onRevoked, onClose }: Props) {
  const paths = usePaths();
  const session = useSession();
  const [revoking, setRevoking] = useState<'this' | 'all' | null>(null);
  const mayWrite = session.can(certificate.owner.kind === 'RUNTIME' ? 'runtime:write' : 'application:write');
  const mayRevoke = session.can('certificate:write');
  const { owner, serial, state } = certificate;
  const href = owner.kind === 'RUNTIME' ? paths.runtime(owner.id) : paths.application(owner.id);
  const members = owner.kind === 'RUNTIME' ? rows.runtimes : rows.applications;
  const partners = members.find(({ id }) => id === owner.id)?.connected ?? [];
  const isLost = rows.runtimes.some(({ id, state: lost }) => id === owner.id && lost === 'REVOKED');
  const blast = blastOf([certificate], rows.runtimes);
  const isOver = blast.runtimes[0]?.isOver ?? false;
  const { family } = certificateFinding(state);
  const freeze = freezeWords({ ...certificate, isOver }, partners.length);
  const [cancel] = useMutation(CancelCertificateRevocationDocument);
  const takeBack = async () => {
    try {
      await cancel({ variables: { serial } });
      onRevoked();
    } catch (error) {
      notify({ family: 'failed', title: 'It still waits to be revoked', detail: describeError(error).message });
    }
  };
  const clock = certificate.clockAheadMs;
  const { details, error, retry } = useCertificateDetails(certificate, [state, certificate.replacedBy]);
  return (
    <Inspector
      kind="Certificate"
      icon="i-certificates"
      title={owner.name}
      href={href}
      onClose={onClose}
      state={<CertificateState certificate={certificate} />}
    >
      <InspectorSection>
        <InspectorSentence>
          {sentence(certificate, isLost ? partners.length : 0, now, blast.connections.length > 0)}
        </InspectorSentence>
        {isClockOff(clock) && (
          <p className="meta">
            The clock of its agent is {formatSpan(Math.abs(clock))} {clock > 0 ? 'ahead of' : 'behind'} this server, so
            it may renew too early or too late.
          </p>
        )}
      </InspectorSection>
      {blast.connections.length > 0 && (
        <BlastRadius blast={blast} now={now}>
          {freeze.lead}
          <strong>{formatPlural(partners.length, 'connection')}</strong> in{' '}
          <strong>{formatPlural(blast.scenarios.length, 'scenario')}</strong> {freeze.verb}: calls go on, but no change,
          removal or new credential arrives.
        </BlastRadius>
      )}
      {certificate.revocationAskedAt !== null && (
        <InspectorSection>
          <StateGlyph
            family="pending"
            word={`Waits to be revoked, asked ${formatRelative(certificate.revocationAskedAt, now)}`}
          />
          <p className="meta">Revoked within a minute after a newer certificate is first used.</p>
          {mayRevoke && (
            <Button size="small" onClick={() => void takeBack()}>
              Do not revoke
            </Button>
          )}
        </InspectorSection>
      )}
      <InspectorSection>
        <div className={styles.actions}>
          {mayWrite && (
            <Button
              className={styles.whole}
              tone={family === 'attention' || family === 'failed' ? 'primary' : 'default'}
              href={paths.connect(owner.kind === 'RUNTIME' ? 'runtime' : 'application', owner.id)}
            >
              Re-enrol {owner.name}…
            </Button>
          )}
          {blast.connections.length > 0 && <ExportBlast blast={blast} name={owner.name} />}
          {isRevocable(certificate) && mayRevoke && <Button onClick={() => setRevoking('this')}>Revoke…</Button>}
          {mayRevoke && (
            <Button tone="quiet" className={styles.whole} onClick={() => setRevoking('all')}>
              Revoke all certificates of {owner.name}…
            </Button>
          )}
        </div>
        {revoking === 'this' && (
          <RevokeDialog
            certificate={certificate}
            blast={blast}
            now={now}
            onRevoked={onRevoked}
            onClose={() => setRevoking(null)}
          />
        )}
        {revoking === 'all' && (
          <RevokeAllDialog
            owner={owner}
            connections={partners.length}
            onRevoked={onRevoked}
            onClose={() => setRevoking(null)}
          />
        )}
      </InspectorSection>
      <CertificateFacts certificate={certificate} names={details?.alternativeNames} now={now} />
      {details && (
        <>
          <CertificateChain certificate={certificate} chain={details.chain} />
          <CertificateHistory serial={serial} history={details.history} />
        </>
      )}
      {error !== undefined && (
        <InspectorSection>
          <StateGlyph family="unknown" word={`Chain and renewals unavailable: ${describeError(error).message}`} />
          <Button size="small" icon="i-retry" onClick={retry}>
            Retry
          </Button>
        </InspectorSection>
      )}
    </Inspector>
  );
}
