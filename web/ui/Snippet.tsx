import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton.tsx';
import { DownloadButton } from './DownloadButton.tsx';
import styles from './Snippet.module.css';
import { scrollable } from './scrollable.ts';

interface SnippetProps {
  /** Names the code, for example "ConfigMap". */
  label: string;
  code: string;
  /** Stands there in place of the code, for example with a secret masked. */
  shown?: string;
  fileName: string;
  /** Beside the buttons: what it does. */
  intro?: ReactNode;
}

/** Code to be copied or downloaded as a whole. */
export function Snippet({ label, code, shown = code, fileName, intro }: SnippetProps) {
  return (
    <div className={styles.snippet}>
      <div className={styles.actions}>
        {intro && <p>{intro}</p>}
        <span className={styles.buttons}>
          <CopyButton size="small" value={code} label="Copy" done="Copied" />
          <DownloadButton text={code} fileName={fileName} />
        </span>
      </div>
      <section className={styles.scroll} aria-label={label} {...scrollable}>
        <pre>{shown}</pre>
      </section>
    </div>
  );
}
