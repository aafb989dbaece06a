import { useState } from 'react';
import { CopyButton } from '../ui/CopyButton.tsx';
import { DownloadButton } from '../ui/DownloadButton.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import { scrollable } from '../ui/scrollable.ts';
import { OutlineView } from './OutlineView.tsx';
import type { SpecSource } from './readSpec.ts';
import styles from './SpecView.module.css';
import { useSpecOutline } from './useSpecOutline.ts';

/** A specification, rendered or as it was written. */
export function SpecView({ source, fileName }: { source: SpecSource; fileName: string }) {
  const [view, setView] = useState<'rendered' | 'source'>('rendered');
  const answer = useSpecOutline(source);
  const outline = answer && 'outline' in answer ? answer.outline : null;
  const problem = answer && 'problem' in answer ? answer.problem : null;
  const showsSource = view === 'source' || problem !== null;
  return (
    <Panel
      title="Specification"
      note={outline?.standard}
      aside={
        <>
          <CopyButton size="small" value={source.data} label="Copy" done="Copied" />
          <DownloadButton text={source.data} fileName={fileName} />
          {problem === null && (
            <Segmented
              label="How the specification is shown"
              value={view}
              options={[
                { value: 'rendered', label: 'Rendered' },
                { value: 'source', label: 'Source' },
              ]}
              onChange={setView}
            />
          )}
        </>
      }
    >
      {problem !== null && (
        <p className={styles.problem} role="status">
          <StateGlyph family="unknown" word={`Not rendered: the document ${problem}. This is its source.`} />
        </p>
      )}
      {showsSource ? (
        <section className={styles.source} aria-label="Source" {...scrollable}>
          <pre>{source.data}</pre>
        </section>
      ) : outline ? (
        <OutlineView outline={outline} />
      ) : (
        <p className="muted">Reading…</p>
      )}
    </Panel>
  );
}
