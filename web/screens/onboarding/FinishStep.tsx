import type { EnrolmentCertificate } from '../../enrolment/useEnrolment.ts';
import { formatExactZoned } from '../../format/moments.ts';
import type { ApplicationRow, RuntimeRow } from '../../members/rows.ts';
import { usePaths } from '../../paths.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Panel, PanelColumns } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import styles from './FinishStep.module.css';
import { useConnectionTest } from './useConnectionTest.ts';
import { StepActions } from './WizardFrame.tsx';

interface FinishStepProps {
  row: ApplicationRow | RuntimeRow;
  certificate: EnrolmentCertificate | null;
  back: string;
  home: string;
}

/** Step 5: asks the server whether it really works, and says what it may see. */
export function FinishStep({ row, certificate, back, home }: FinishStepProps) {
  const paths = usePaths();
  const kind = row.kind === 'RUNTIME' ? 'runtime' : 'application';
  const { checks, testedAt, isRunning, run } = useConnectionTest(row);
  const failed = checks?.filter(({ family }) => family === 'failed').length ?? 0;
  const title =
    !checks || (failed > 0 && isRunning)
      ? 'Testing the connection'
      : failed === 0
        ? `${row.name} is connected`
        : `${failed} of ${checks.length} checks failed`;
  return (
    <>
      <PanelColumns
        side={
          certificate && (
            <Panel title="Certificate">
              <Facts
                facts={[
                  { term: 'Serial', value: <code>{certificate.serial}</code> },
                  { term: 'Subject', value: certificate.subject },
                  { term: 'Issuer', value: certificate.issuer },
                  { term: 'Key', value: certificate.keyType },
                  { term: 'Valid from', value: formatExactZoned(Date.parse(certificate.notBefore)) },
                  { term: 'Valid until', value: formatExactZoned(Date.parse(certificate.notAfter)) },
                ]}
              />
            </Panel>
          )
        }
      >
        <Panel
          title={title}
          note={testedAt !== null && `Tested ${formatExactZoned(testedAt)}`}
          aside={
            <Button
              size="small"
              icon="i-retry"
              aria-disabled={isRunning || undefined}
              onClick={() => isRunning || void run()}
            >
              Test again
            </Button>
          }
        >
          <span className="visually-hidden" role="status">
            {isRunning ? '' : title}
          </span>
          <ul className={styles.checks} aria-live="polite">
            {checks?.map(({ id, family, word, detail }) => (
              <li key={id}>
                <StateGlyph family={family} word={word} />
                <span className="meta">{detail}</span>
              </li>
            ))}
          </ul>
        </Panel>
      </PanelColumns>
      <StepActions>
        <Button href={back}>Back</Button>
        <Button href={`${paths.map}?select=${encodeURIComponent(row.id)}`}>Show on the map</Button>
        <Button href={paths.newOnboarding(kind)}>Connect another</Button>
        <Button tone="primary" href={home}>
          Open {row.name}
        </Button>
      </StepActions>
    </>
  );
}
