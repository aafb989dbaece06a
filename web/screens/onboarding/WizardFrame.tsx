import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { Page } from '../../ui/Page.tsx';
import { type StepKey, StepList, stepLabels, type WizardStep } from './StepList.tsx';
import styles from './WizardFrame.module.css';

interface WizardFrameProps {
  title: string;
  lead: ReactNode;
  actions?: ReactNode;
  steps: readonly WizardStep[];
  current: StepKey;
  children: ReactNode;
}

/** The steps beside what the present one asks for; another step takes the focus and says which it is. */
export function WizardFrame({ title, lead, actions, steps, current, children }: WizardFrameProps) {
  const content = useRef<HTMLElement>(null);
  const shown = useRef(current);
  const { history } = useRouter();
  useEffect(() => {
    // What was pressed to come here is gone; a page that was opened by its address keeps the focus where it is.
    if (history.canGoBack() && document.activeElement === document.body) content.current?.focus();
  }, [history]);
  useEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    content.current?.focus();
  }, [current]);
  const at = steps.findIndex(({ key }) => key === current) + 1;
  return (
    <Page title={title} lead={<p className={styles.lead}>{lead}</p>} actions={actions}>
      <div className={styles.frame}>
        <StepList steps={steps} current={current} />
        <section
          ref={content}
          className={styles.content}
          tabIndex={-1}
          aria-label={`Step ${at} of ${steps.length}: ${stepLabels[current]}`}
        >
          {children}
        </section>
      </div>
    </Page>
  );
}

/** Back, and onwards; below what a step asks for. */
export function StepActions({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className={styles.actions}>
      {children}
      {note && <span className="meta">{note}</span>}
    </div>
  );
}
