import { formatCount } from '../format/counts.ts';
import { Button } from './Button.tsx';

interface MoreRowProps {
  /** Of the table. */
  columns: number;
  shown: number;
  total: number;
  /** Null where no more can be shown. */
  onMore: (() => void) | null;
}

/** Closes a table that shows a part only. */
export function MoreRow({ columns, shown, total, onMore }: MoreRowProps) {
  if (shown >= total) return null;
  return (
    <tr>
      <td colSpan={columns}>
        {formatCount(shown)} of {formatCount(total)} shown.{' '}
        {onMore && (
          <Button size="small" onClick={onMore}>
            Show more
          </Button>
        )}
      </td>
    </tr>
  );
}
