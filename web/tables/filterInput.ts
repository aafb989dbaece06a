import type { TableFilterInput } from '../graphql.generated.ts';
import type { FilterQuery } from '../ui/filterTokens.ts';

/** What stands in the filter field, as the server takes it. */
export const filterInput = ({ tokens, text }: FilterQuery): TableFilterInput => ({
  tokens: tokens.map(({ key, value, negated }) => ({ key, value, negated })),
  words: text,
});
