import type { ApolloClient } from '@apollo/client';
import { type FormattedExecutionResult, print } from 'graphql';
import { createClient } from 'graphql-sse';
import { answersOf } from '../../../apollo.ts';
import { answerIn, describeError } from '../../../errors.ts';
import type { Operation } from './operations.ts';

export interface AnswerListener {
  /** One answer; a subscription has many. */
  next: (answer: unknown) => void;
  /** Nothing more comes; with what went wrong on the way, if something did. */
  ended: (problem: string | null) => void;
}

/**
 * Sends an operation as the console itself does, with the session, the tenant and the rights of whoever is signed in.
 * @returns what stops it.
 */
export function runOperation(
  apollo: ApolloClient,
  tenant: string,
  { kind, document }: Operation,
  variables: Record<string, unknown>,
  listener: AnswerListener,
): () => void {
  if (kind !== 'subscription') {
    const subscription = answersOf(apollo, document, variables).subscribe({
      next: listener.next,
      complete: () => listener.ended(null),
      error: (error) => {
        const answer = answerIn(error);
        if (answer) listener.next(answer);
        listener.ended(answer ? null : describeError(error).message);
      },
    });
    return () => subscription.unsubscribe();
  }
  const client = createClient({
    url: '/graphql',
    credentials: 'same-origin',
    headers: { Tenant: tenant },
    retryAttempts: 0,
  });
  const unsubscribe = client.subscribe(
    { query: print(document), variables },
    {
      next: listener.next,
      complete: () => listener.ended(null),
      error: (error) => listener.ended(describeError(error).message),
    },
  );
  return () => {
    unsubscribe();
    client.dispose();
  };
}

/** Why an answer is not whole, in the server's words; null if it is. */
export function refusalOf(answer: unknown): string | null {
  const [first] = (answer as FormattedExecutionResult | null)?.errors ?? [];
  return first ? first.message : null;
}
