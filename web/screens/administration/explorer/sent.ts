import { useSessionStorage } from '@mantine/hooks';
import { Kind } from 'graphql';
import { useCallback } from 'react';
import { type Operation, readOperations } from './operations.ts';

export interface SentRequest {
  query: string;
  variables: string;
  /** When it was sent last; milliseconds. */
  at: number;
}

const most = 20;
const none: SentRequest[] = [];

/** The latest first, each text once, at most twenty. */
export function withSent(all: readonly SentRequest[], sent: SentRequest): SentRequest[] {
  const others = all.filter(({ query, variables }) => query !== sent.query || variables !== sent.variables);
  return [sent, ...others].slice(0, most);
}

const rootFields = ({ document }: Operation): string =>
  document.definitions
    .flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? each.selectionSet.selections : []))
    .flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []))
    .join(', ');

/** What a request is about: the names of its operations, or the fields of one without a name. */
export function sentTitle({ query }: SentRequest): string {
  const operations = readOperations(query).operations ?? [];
  return operations.map((operation) => operation.name || rootFields(operation)).join(', ');
}

/** What was sent from this tab. It is forgotten with the tab, because it may hold what nobody else should read. */
export function useSentRequests(): { sent: readonly SentRequest[]; remember: (request: SentRequest) => void } {
  const [sent, setSent] = useSessionStorage<SentRequest[]>({
    key: 'compass.explorer.sent',
    defaultValue: none,
    getInitialValueInEffect: false,
  });
  const remember = useCallback((request: SentRequest) => setSent((all) => withSent(all, request)), [setSent]);
  return { sent, remember };
}
