import { describeError } from '../../errors.ts';
import { formatCount, formatPlural } from '../../format/counts.ts';
import { type CertificateView, isRevocable } from '../../members/certificateWords.ts';
import type { Selection } from '../../tables/useSelection.ts';
import { Button } from '../../ui/Button.tsx';
import { type FilterQuery, printFilter } from '../../ui/filterTokens.ts';
import { SelectionBar } from '../../ui/SelectionBar.tsx';

interface ChosenBarProps {
  selection: Selection;
  /** Null while all that match are being read. */
  chosen: readonly CertificateView[] | null;
  /** Why they could not be read. */
  problem: unknown;
  /** How many match. */
  total: number;
  query: FilterQuery;
  /** Shows what freezes with those chosen, in the place of another certificate; null if that is shown already. */
  onShow: (() => void) | null;
  /** Null if the caller may not revoke. */
  onRevoke: ((certificates: readonly CertificateView[]) => void) | null;
}

/** Which certificates are chosen, those in view or all that match, and what can be done to all of them. */
export function ChosenBar(props: ChosenBarProps) {
  const { selection, chosen, problem, total, query, onShow, onRevoke } = props;
  const { all, count } = selection;
  if (count === 0) return null;
  const filter = printFilter(query);
  const what = formatPlural(count, 'certificate');
  const revocable = chosen?.filter(isRevocable) ?? [];
  return (
    <SelectionBar
      scope={all ? `All ${what}${filter === '' ? '' : ` that match ${filter}`}` : `${what} selected`}
      widen={
        !all && total > count ? { label: `Select all ${formatCount(total)} matching`, run: selection.selectAll } : null
      }
      onClear={selection.clear}
    >
      {chosen === null && problem === undefined && <span className="meta">Reading {what}</span>}
      {problem !== undefined && <span className="meta">{describeError(problem).message}</span>}
      {onShow && (
        <Button size="small" onClick={onShow}>
          Show what freezes with {count === 1 ? 'it' : 'them'}
        </Button>
      )}
      {onRevoke && (
        <Button size="small" disabled={revocable.length === 0} onClick={() => onRevoke(revocable)}>
          Revoke…
        </Button>
      )}
    </SelectionBar>
  );
}
