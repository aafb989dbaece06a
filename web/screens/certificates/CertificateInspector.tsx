import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../errors.ts';
import { formatExactZoned, formatRelative, formatSpan } from '../../format/moments.ts';
import { CancelCertificateRevocationDocument } from '../../graphql.generated.ts';
import {
  type CertificateView,
  certificateFinding,
  consequence,
  isCurrent,
  shortSerial,
} from '../../members/certificateWords.ts';
import { RevokeAllDialog } from '../../members/RevokeAllDialog.tsx';
import type { LiveRows } from '../../members/useMemberRows.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Inspector, InspectorActions, InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { Link } from '../../ui/Link.tsx';
import { notify } from '../../ui/notify.ts';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { BlastRadius } from './BlastRadius.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';

interface Props {
  certificate: CertificateView;
  rows: LiveRows;
  now: number;
  onRevoked: () => void;
  onClose: () => void;
}

/** An agent whose clock differs by more cannot be trusted to renew in time. */
const clockTolerance = 5 * 60 * 1000;

/** What happens at the end of a validity, in the tense the state asks for; `frozen` connections wait for a new certificate. */
function sentence(
  { state, notAfter, owner, connectionCount, renewalDueAt }: CertificateView,
  frozen: number,
  now: number,
): string {
  switch (state) {
    case 'SUPERSEDED':
      return 'A newer certificate of the same client is in use. Nothing depends on this one.';
    case 'REVOKED':
      return `It was revoked and opens nothing.${frozen > 0 ? ` ${consequence(owner.kind, frozen)}` : ''}`;
    case 'EXPIRED':
      return `It ended ${formatRelative(notAfter, now)}. ${consequence(owner.kind, connectionCount)}`;
    case 'OVERDUE':
    case 'CRITICAL':
      return `It ends ${formatRelative(notAfter, now)} and is not being renewed. ${consequence(owner.kind, connectionCount)}`;
    case 'RENEWAL_DUE':
      return `Its renewal is due; ${formatSpan(notAfter - now)} are left for it.`;
    case 'HEALTHY':
      return `It is valid for another ${formatSpan(notAfter - now)}. Its renewal is due ${formatRelative(renewalDueAt, now)}.`;
  }
}

/** Leads to another certificate of the chain. */
function SerialLink({ serial }: { serial: string }) {
  const paths = usePaths();
  return (
    <Link className="text-link" href={`${paths.certificates}?selected=${serial}`}>
      <code>{shortSerial(serial)}</code>
    </Link>
  );
}

const colons = (hex: string) => hex.match(/../g)?.join(':') ?? hex;

export function CertificateInspector({ certificate, rows, now, onRevoked, onClose }: Props) {
  const paths = usePaths();
  const session = useSession();
  const [revoking, setRevoking] = useState<'this' | 'all' | null>(null);
  const mayWrite = session.can(certificate.owner.kind === 'RUNTIME' ? 'runtime:write' : 'application:write');
  const { owner, serial, state } = certificate;
  const href = owner.kind === 'RUNTIME' ? paths.runtime(owner.id) : paths.application(owner.id);
  const members = owner.kind === 'RUNTIME' ? rows.runtimes : rows.applications;
  const partners = members.find(({ id }) => id === owner.id)?.connected ?? [];
  const isLost = rows.runtimes.some(({ id, state: lost }) => id === owner.id && lost === 'REVOKED');
  const { family, word } = certificateFinding(state);
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
  const isClockOff = clock !== null && Math.abs(clock) > clockTolerance;
  return (
    <Inspector
      kind="Certificate"
      icon="i-certificates"
      title={owner.name}
      href={href}
      onClose={onClose}
      state={
        isClockOff ? <StateGlyph family="unknown" word="Unknown clock" /> : <StateGlyph family={family} word={word} />
      }
    >
      <InspectorSection>
        <InspectorSentence>{sentence(certificate, isLost ? partners.length : 0, now)}</InspectorSentence>
        {isClockOff && (
          <p className="meta">
            The clock of its agent is {formatSpan(Math.abs(clock))} {clock > 0 ? 'ahead of' : 'behind'} this server, so
            it may renew too early or too late.
          </p>
        )}
      </InspectorSection>
      {(isCurrent(state) || isLost) && partners.length > 0 && owner.kind === 'RUNTIME' && (
        <BlastRadius certificate={certificate} partners={partners} />
      )}
      {certificate.revocationAskedAt !== null && (
        <InspectorSection>
          <StateGlyph
            family="pending"
            word={`Waits to be revoked, asked ${formatRelative(certificate.revocationAskedAt, now)}`}
          />
          <p className="meta">Revoked within a minute after a newer certificate is first used.</p>
          {session.can('certificate:write') && (
            <Button size="small" onClick={() => void takeBack()}>
              Do not revoke
            </Button>
          )}
        </InspectorSection>
      )}
      <InspectorSection>
        <InspectorActions>
          {mayWrite && (
            <Button
              tone={family === 'attention' || family === 'failed' ? 'primary' : 'default'}
              href={paths.connect(owner.kind === 'RUNTIME' ? 'runtime' : 'application', owner.id)}
            >
              Re-enrol {owner.name}…
            </Button>
          )}
          <Button href={href}>Open {owner.kind === 'RUNTIME' ? 'runtime' : 'application'}</Button>
          {state !== 'REVOKED' && state !== 'EXPIRED' && session.can('certificate:write') && (
            <Button onClick={() => setRevoking('this')}>Revoke…</Button>
          )}
          {session.can('certificate:write') && (
            <Button onClick={() => setRevoking('all')}>Revoke all certificates…</Button>
          )}
        </InspectorActions>
        {revoking === 'this' && (
          <RevokeDialog certificate={certificate} onRevoked={onRevoked} onClose={() => setRevoking(null)} />
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
      <InspectorSection title="Certificate">
        <Facts
          facts={[
            { term: 'Not before', value: formatExactZoned(certificate.notBefore) },
            {
              term: 'Not after',
              value: formatExactZoned(certificate.notAfter),
              detail: formatRelative(certificate.notAfter, now),
            },
            certificate.revokedAt !== null && { term: 'Revoked', value: formatExactZoned(certificate.revokedAt) },
            {
              term: 'Last used',
              value: certificate.lastUsedAt === null ? 'never' : formatRelative(certificate.lastUsedAt, now),
            },
            certificate.renewalFailedAt !== null && {
              term: 'Renewal refused',
              value: `since ${formatExactZoned(certificate.renewalFailedAt)}`,
            },
            certificate.revocationReason !== null && { term: 'Reason', value: certificate.revocationReason },
            certificate.replaces !== null && { term: 'Replaces', value: <SerialLink serial={certificate.replaces} /> },
            certificate.replacedBy.length > 0 && {
              term: 'Replaced by',
              value: certificate.replacedBy.map((each) => <SerialLink key={each} serial={each} />),
            },
            { term: 'Issued by', value: certificate.issuedBy },
            { term: 'Issuer', value: certificate.issuer },
            { term: 'Subject', value: <code>{certificate.subject}</code> },
            { term: 'Client id', value: <code>{certificate.clientID}</code> },
            { term: 'Serial', value: <code>{colons(serial)}</code> },
            { term: 'SHA-256', value: <code>{colons(certificate.sha256)}</code> },
            { term: 'Key', value: certificate.keyType },
          ]}
        />
      </InspectorSection>
      <InspectorSection>
        <InspectorActions>
          <CopyButton size="small" value={certificate.sha256} label="Copy SHA-256" />
          <CopyButton size="small" value={certificate.pem} label="Copy PEM" />
          <DownloadButton text={certificate.pem} fileName={`${owner.name}-${serial.slice(0, 8)}.pem`} />
        </InspectorActions>
      </InspectorSection>
    </Inspector>
  );
}
