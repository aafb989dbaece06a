import { Component, lazy, type ReactNode, Suspense } from 'react';
import styles from './Markdown.module.css';

const MarkdownText = lazy(() => import('./MarkdownText.tsx'));

/** What is longer takes a browser too long to lay out; it is shown as it was written. */
const mostCharacters = 200_000;

/** A text that someone else wrote, rendered from Markdown; shown as it is while that loads or where it cannot be. */
export function Markdown({ text }: { text: string }) {
  const plain = <pre className={styles.plain}>{text}</pre>;
  if (text.length > mostCharacters) return plain;
  return (
    <Fallback key={text} instead={plain}>
      <Suspense fallback={plain}>
        <MarkdownText text={text} />
      </Suspense>
    </Fallback>
  );
}

interface FallbackProps {
  instead: ReactNode;
  children: ReactNode;
}

/** A text may be nested deeper than a renderer can follow. */
class Fallback extends Component<FallbackProps, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
