import { formatCount, formatPlural } from '../format/counts.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { type FilterQuery, printFilter, printToken } from '../ui/filterTokens.ts';

interface FilteredEmptyProps {
  noun: string;
  /** How many there are without the filter. */
  total: number;
  query: FilterQuery;
  onQuery: (query: FilterQuery) => void;
}

/** A table the filter leaves nothing of: says which filter, and how to take it back. */
export function FilteredEmpty({ noun, total, query, onQuery }: FilteredEmptyProps) {
  const last = query.tokens.at(-1);
  return (
    <EmptyState
      title={`0 of ${formatPlural(total, noun)} match`}
      actions={
        <>
          {last && (
            <Button tone="primary" onClick={() => onQuery({ ...query, tokens: query.tokens.slice(0, -1) })}>
              Remove {printToken(last)}
            </Button>
          )}
          <Button onClick={() => onQuery({ tokens: [], text: '' })}>Clear filter</Button>
        </>
      }
    >
      <p>
        None of the {formatCount(total)} fits <strong>{printFilter(query)}</strong>.
      </p>
    </EmptyState>
  );
}
