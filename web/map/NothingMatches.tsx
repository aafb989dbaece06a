import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import type { ChangeSearch } from './useMapSearch.ts';

interface NothingMatchesProps {
  total: number;
  find: string;
  change: ChangeSearch;
}

export function NothingMatches({ total, find, change }: NothingMatchesProps) {
  return (
    <EmptyState
      title="Nothing matches"
      actions={
        <Button tone="primary" onClick={() => change({ find: '', hide: false })}>
          Clear the filter
        </Button>
      }
    >
      None of {total.toLocaleString('en')} applications and runtimes matches {find}.
    </EmptyState>
  );
}
