import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton.tsx';
import { DownloadButton } from './DownloadButton.tsx';
import styles from './Snippet.module.css';
import { scrollable } from './scrollable.ts';

interface SnippetProps {
  /** Names the code, for example "ConfigMap". */
  label: string;
  code: string;
  fileName: string;
  /** Beside the buttons: what it does. */
  intro?: ReactNode;
}

/** Code to be copied or downloaded as a whole. */
export function Snippet({ label, code, fileName, intro }: SnippetProps) {
  return (
    <div className={styles.snippet}>
      <div className={styles.actions}>
        {intro && <p>{intro}</p>}
        <CopyButton size="small" value={code} label="Copy" done="Copied" />
        <DownloadButton text={code} fileName={fileName} />
      </div>
      <section className={styles.scroll} aria-label={label} {...scrollable}>
        <pre>{code}</pre>
      </section>
    </div>
  );
}
