import type { ReactNode } from 'react';
import { formatCount, formatPlural } from '../format/counts.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { type FilterQuery, printFilter, printToken } from '../ui/filterTokens.ts';

interface MemberTableEmptyProps {
  noun: string;
  /** How many there are without the filter. */
  total: number;
  query: FilterQuery;
  onQuery: (query: FilterQuery) => void;
  /** What these things are, for the first run. */
  first: string;
  action: ReactNode;
}

/** An empty table says why: nothing exists yet, or the filter leaves nothing. */
export function MemberTableEmpty({ noun, total, query, onQuery, first, action }: MemberTableEmptyProps) {
  if (total === 0) {
    return (
      <EmptyState title={`No ${noun} yet`} actions={action}>
        <p>{first}</p>
      </EmptyState>
    );
  }
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
