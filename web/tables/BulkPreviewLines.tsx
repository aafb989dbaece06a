import type { BulkPreviewFieldsFragment } from '../graphql.generated.ts';
import { consequences } from './bulkWords.ts';
import styles from './Tables.module.css';

interface BulkPreviewLinesProps {
  preview: BulkPreviewFieldsFragment | undefined;
  /** One of the rows, in lower case. */
  noun: string;
  loading: boolean;
}

/** What a job will do, the worst first. */
export function BulkPreviewLines({ preview, noun, loading }: BulkPreviewLinesProps) {
  return (
    <div role="status" className={styles.lines}>
      {preview &&
        !loading &&
        consequences(preview, noun).map((line, at) => (
          <p key={line}>{at === 0 && preview.impact.breaks.total > 0 ? <strong>{line}</strong> : line}</p>
        ))}
      {loading && <p>Looking at what it would do</p>}
    </div>
  );
}
