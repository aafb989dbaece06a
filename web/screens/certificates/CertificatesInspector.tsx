import { formatCount, formatPlural } from '../../format/counts.ts';
import { formatExactZoned } from '../../format/moments.ts';
import { type CertificateView, certificateFinding, isCurrent, isRevocable } from '../../members/certificateWords.ts';
import type { LiveRows } from '../../members/useMemberRows.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Inspector, InspectorActions, InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { Link } from '../../ui/Link.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { BlastRadius } from './BlastRadius.tsx';
import { type Blast, blastOf } from './blast.ts';
import { isCalm } from './blastWords.ts';
import styles from './CertificateInspector.module.css';
import { ExportBlast } from './ExportBlast.tsx';

interface CertificatesInspectorProps {
  /** At least two. */
  certificates: readonly CertificateView[];
  rows: LiveRows;
  onRevoke: () => void;
  onClose: () => void;
}

/** How many of them are in which state, the worst first. */
function StateCounts({ certificates }: { certificates: readonly CertificateView[] }) {
  const states = Map.groupBy(certificates, ({ state }) => state);
  return (
    <ul className={styles.counts} aria-label="By state">
      {[...states].map(([state, those]) => {
        const { family, word } = certificateFinding(state);
        return (
          <li key={state}>
            <StateGlyph family={family} word={`${formatCount(those.length)} ${word.toLowerCase()}`} />
          </li>
        );
      })}
    </ul>
  );
}

function BlastSentence({ blast: { runtimes, connections, scenarios }, calm }: { blast: Blast; calm: boolean }) {
  const over = connections.filter(({ runtime }) => runtime.isOver).length;
  const first = runtimes
    .filter(({ isOver }) => !isOver)
    .reduce((least, one) => Math.min(least, one.notAfter), Infinity);
  return (
    <>
      {calm && 'Unless they are renewed, '}
      <strong>{formatPlural(connections.length, 'connection')}</strong> of {formatPlural(runtimes.length, 'runtime')} in{' '}
      <strong>{formatPlural(scenarios.length, 'scenario')}</strong> {connections.length === 1 ? 'freezes' : 'freeze'}{' '}
      when these end{calm ? '' : ' or are revoked'}: calls go on, but no change, removal or new credential arrives.
      {over > 0 && ` ${formatCount(over)} of them ${over === 1 ? 'is' : 'are'} frozen already.`}
      {first !== Infinity && ` The next end is ${formatExactZoned(first)}.`}
    </>
  );
}

const ownersShown = 12;

/** The way to a new certificate for each owner: every one needs a token of its own. */
function ReEnrolSection({ certificates }: { certificates: readonly CertificateView[] }) {
  const paths = usePaths();
  const { can } = useSession();
  const owners = [...new Map(certificates.map(({ owner }) => [owner.id, owner])).values()]
    .map((owner) => ({ ...owner, kind: owner.kind === 'RUNTIME' ? ('runtime' as const) : ('application' as const) }))
    .filter(({ kind }) => can(`${kind}:write`));
  if (owners.length === 0) return null;
  const rest = owners.length - ownersShown;
  return (
    <InspectorSection title="Re-enrol">
      <p className="meta">Each needs a one-time token of its own. Identity, scenarios and connections stay.</p>
      <ul className={styles.owners}>
        {owners.slice(0, ownersShown).map(({ kind, id, name }) => (
          <li key={id}>
            <Link className="text-link" href={paths.connect(kind, id)}>
              Re-enrol {name}
            </Link>
          </li>
        ))}
        {rest > 0 && <li className="meta">+{formatCount(rest)} more, each in the menu of its row</li>}
      </ul>
    </InspectorSection>
  );
}

/** Several certificates at once: what freezes with all of them, each connection counted once, and revoking them. */
export function CertificatesInspector({ certificates, rows, onRevoke, onClose }: CertificatesInspectorProps) {
  const { can } = useSession();
  const blast = blastOf(certificates, rows.runtimes);
  const revocable = certificates.filter(isRevocable);
  const owners = new Set(certificates.map(({ owner }) => owner.id));
  return (
    <Inspector
      kind="Certificates"
      icon="i-certificates"
      title={`${formatPlural(certificates.length, 'certificate')} of ${formatPlural(owners.size, 'owner')}`}
      state={<StateCounts certificates={certificates} />}
      onClose={onClose}
    >
      {blast.connections.length > 0 ? (
        <BlastRadius blast={blast} now={rows.now}>
          <BlastSentence blast={blast} calm={certificates.every(({ state }) => isCalm(state) || !isCurrent(state))} />
        </BlastRadius>
      ) : (
        <InspectorSection title="Blast radius">
          <InspectorSentence>No live connection depends on these certificates, so nothing freezes.</InspectorSentence>
        </InspectorSection>
      )}
      {blast.applications.length > 0 && (
        <InspectorSection title="Applications">
          <p>
            {blast.applications.length === 1
              ? 'One application can no longer call Compass without its certificate, nor any runtime that authenticates it by that.'
              : `${formatCount(blast.applications.length)} applications can no longer call Compass without their certificates, nor any runtime that authenticates them by those.`}
          </p>
        </InspectorSection>
      )}
      <ReEnrolSection certificates={certificates} />
      <InspectorSection>
        <InspectorActions>
          {blast.connections.length > 0 && <ExportBlast blast={blast} name="certificates" />}
          {can('certificate:write') && revocable.length > 0 && (
            <Button onClick={onRevoke}>Revoke {formatCount(revocable.length)}…</Button>
          )}
        </InspectorActions>
        {revocable.length < certificates.length && (
          <p className={`meta ${styles.note}`}>
            {formatCount(certificates.length - revocable.length)} of them{' '}
            {certificates.length - revocable.length === 1 ? 'is' : 'are'} revoked or expired already.
          </p>
        )}
      </InspectorSection>
    </Inspector>
  );
}
