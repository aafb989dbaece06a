import { useState } from 'react';
import type { ConnectKind } from '../../paths.ts';

export type Source = 'scratch' | 'template' | 'file';

/** What is filled in so far. It survives a reload, and never holds a token. */
export interface OnboardingDraft {
  kind: ConnectKind;
  source: Source;
  template: string | null;
  /** Content of the file it is read from, as chosen or pasted. */
  fileText: string;
  /** Values of the template's placeholders. */
  placeholders: Record<string, string>;
  name: string;
  providerName: string;
  description: string;
  healthCheckURL: string;
  /** Values as they are typed: JSON, or plain text. */
  labels: readonly { id: number; key: string; value: string }[];
  scenarios: readonly string[];
}

export const emptyDraft = (kind: ConnectKind): OnboardingDraft => ({
  kind,
  source: 'scratch',
  template: null,
  fileText: '',
  placeholders: {},
  name: '',
  providerName: '',
  description: '',
  healthCheckURL: '',
  labels: [],
  scenarios: [],
});

const keyOf = (tenant: string) => `compass.onboarding.${tenant}`;

function stored(tenant: string): OnboardingDraft | null {
  const text = sessionStorage.getItem(keyOf(tenant));
  if (text === null) return null;
  try {
    return { ...emptyDraft('runtime'), ...(JSON.parse(text) as Partial<OnboardingDraft>) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/** A file may be larger than what a tab may keep: then the draft lives as long as the page. */
function store(tenant: string, draft: OnboardingDraft): void {
  try {
    sessionStorage.setItem(keyOf(tenant), JSON.stringify(draft));
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
    sessionStorage.removeItem(keyOf(tenant));
  }
}

/** The draft of this tab; another kind begins a new one. */
export function useDraft(tenant: string, kind: ConnectKind | null) {
  const [draft, setDraft] = useState<OnboardingDraft>(() => {
    const known = stored(tenant);
    return known && (kind === null || known.kind === kind) ? known : emptyDraft(kind ?? 'runtime');
  });
  const change = (part: Partial<OnboardingDraft>) => {
    const next = { ...draft, ...part };
    store(tenant, next);
    setDraft(next);
  };
  const discard = () => sessionStorage.removeItem(keyOf(tenant));
  return { draft, change, discard };
}

/** A label's value as it is typed: JSON where it is JSON, otherwise the text itself. */
export function labelValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** The first thing that is wrong with the labels, and at which position and field; null if nothing is. */
export function labelProblem(
  labels: OnboardingDraft['labels'],
): { at: number; field: 'key' | 'value'; text: string } | null {
  const keys = labels.map(({ key }) => key.trim());
  for (const [at, key] of keys.entries()) {
    const wrong = (text: string, field: 'key' | 'value' = 'key') => ({ at, field, text });
    if (key === '') return wrong('Every label needs a key; remove the ones you do not want.');
    if (!/^[a-zA-Z0-9_]+$/.test(key)) return wrong(`"${key}": keys have letters, digits and _ only.`);
    if (key === 'scenarios') return wrong('Scenarios are chosen below, not as a label.');
    if (keys.indexOf(key) !== at) return wrong(`"${key}" is there twice.`);
    if (labels[at]?.value.trim() === '') return wrong(`"${key}" needs a value.`, 'value');
  }
  return null;
}
