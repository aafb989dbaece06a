import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { LabelKeysDocument, LabelProblemDocument } from '../graphql.generated.ts';
import type { FieldErrors } from '../members/fieldErrors.ts';
import { useSession } from '../session/session.ts';
import { editableKeys } from './keptLabels.ts';
import { inWords, labelProblems } from './labelProblems.ts';
import type { LabelOwner } from './ownedLabels.ts';

export interface LabelInput {
  key: string;
  setKey: (key: string) => void;
  /** The value as JSON; empty while there is none. */
  text: string;
  setText: (text: string) => void;
  /** Keys that are defined or in use and may be set by hand. */
  keys: readonly string[];
  /** JSON schema of the key; null if it has none. */
  schema: string | null;
  /** Before that the value might be offered in a form that does not suit it. */
  isReady: boolean;
  /** What is wrong before the server is asked. */
  errors: FieldErrors;
  /** What the schema has against the value. */
  problem: string | undefined;
  /** Nothing is wrong, and the schema has been asked. */
  isAccepted: boolean;
}

/**
 * The key and the value of a label while they are edited, and what speaks against them.
 * @param kind of what has the label.
 * @param label null for a new one.
 * @param isNeeded false where nothing of it is shown.
 */
export function useLabelInput(
  kind: LabelOwner['kind'],
  label: { key: string; value: unknown } | null,
  isNeeded = true,
): LabelInput {
  const { can } = useSession();
  const [key, setKey] = useState(label?.key ?? '');
  const [text, setText] = useState(label ? JSON.stringify(label.value, null, 2) : '');
  const [before] = useState(text);
  const { data, loading } = useQuery(LabelKeysDocument, {
    skip: !isNeeded || !can('label_definition:read'),
    fetchPolicy: 'cache-and-network',
  });
  const schema = data?.labelKeys.find((each) => each.key === key)?.schema ?? null;
  const errors = labelProblems(kind, key, text);
  const now = JSON.stringify({ key, text });
  const [asked] = useDebouncedValue(now, 250);
  const isSound = asked === now && Object.keys(errors).length === 0;
  const isAsked = isSound && schema !== null && (label === null || text !== before);
  const judged = useQuery(LabelProblemDocument, {
    variables: { key, value: isAsked ? JSON.parse(text) : null },
    skip: !isAsked,
    fetchPolicy: 'network-only',
  });
  const found = isAsked && !judged.loading ? judged.data?.labelProblem : undefined;
  return {
    ...{ key, setKey, text, setText, schema, errors },
    keys: editableKeys(kind, data?.labelKeys.map((each) => each.key) ?? []),
    isReady: data !== undefined || !loading,
    problem: found ? inWords(found) : undefined,
    isAccepted: isSound && (!isAsked || (judged.data !== undefined && !judged.loading && !found)),
  };
}
