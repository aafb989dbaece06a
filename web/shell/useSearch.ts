import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { SearchDocument, type SearchQuery } from '../graphql.generated.ts';
import { useLiveSnapshot } from '../live/landscape.ts';
import { type Paths, usePaths } from '../paths.ts';
import { type Found, findByName } from './find.ts';

type Answered = SearchQuery['search']['found'][number];

const shown = 12;
/** What is seen in a tab of its Application, and what on a page of Administration. */
const inTab = {
  PACKAGE: { kind: 'Package', tab: 'apis' },
  API: { kind: 'API', tab: 'apis' },
  EVENT: { kind: 'Event', tab: 'apis' },
  DOCUMENT: { kind: 'Document', tab: 'apis' },
  WEBHOOK: { kind: 'Webhook', tab: 'webhooks' },
} as const;
const onPage = {
  PERSON: { kind: 'Person', page: 'people' },
  API_TOKEN: { kind: 'API token', page: 'api-tokens' },
  APPLICATION_TEMPLATE: { kind: 'Template', page: 'templates' },
  INTEGRATION_SYSTEM: { kind: 'Integration system', page: 'systems' },
} as const;
const filter = (text: string) => `?q=${encodeURIComponent(/\s/.test(text) ? `"${text}"` : text)}`;

/** What only the server knows by name: it has no place in the landscape. */
export function foundElsewhere({ kind, id, name, detail, ownerID, ownerKind }: Answered, paths: Paths): Found | null {
  switch (kind) {
    case 'PACKAGE':
    case 'API':
    case 'EVENT':
    case 'DOCUMENT':
    case 'WEBHOOK': {
      const { tab, ...shown } = inTab[kind];
      return { ...shown, key: id, name, detail, href: `${paths.application(ownerID ?? '')}?tab=${tab}` };
    }
    case 'PERSON':
    case 'API_TOKEN':
    case 'APPLICATION_TEMPLATE':
    case 'INTEGRATION_SYSTEM': {
      const { page, ...shown } = onPage[kind];
      return { ...shown, key: id, name, detail, href: paths.administrationPage(page) };
    }
    case 'CERTIFICATE':
      return { kind: 'Certificate', key: id, name, detail, href: `${paths.certificates}${filter(`serial:${id}`)}` };
    case 'LABEL': {
      const isRuntime = ownerKind === 'RUNTIME';
      const list = isRuntime ? paths.runtimes : paths.applications;
      const where = isRuntime ? 'Runtimes' : 'Applications';
      return { kind: 'Label', key: id, name, detail: where, href: `${list}${filter(`label.${name}`)}` };
    }
    default:
      return null;
  }
}

/**
 * Everything that is called like the text: what is in the landscape at once, the rest as soon as the server has answered.
 * `problem`: it did not, so that only the landscape was looked through.
 */
export function useSearch(text: string): { found: Found[]; more: boolean; problem: boolean; isLoading: boolean } {
  const paths = usePaths();
  const { landscape } = useLiveSnapshot();
  const [settled] = useDebouncedValue(text.trim(), 150);
  const { data, error, loading } = useQuery(SearchDocument, {
    variables: { text: settled },
    skip: settled === '',
    fetchPolicy: 'no-cache',
  });
  return useMemo(() => {
    const near = landscape ? findByName(landscape, paths, text, shown) : { found: [], total: 0 };
    const far = settled === text.trim() ? (data?.search.found ?? []) : [];
    const elsewhere = far.flatMap((each) => foundElsewhere(each, paths) ?? []);
    const kept = near.found.slice(0, Math.max(shown - elsewhere.length, shown / 2));
    return {
      found: [...kept, ...elsewhere.slice(0, shown - kept.length)],
      more: near.total > kept.length || elsewhere.length > shown - kept.length || (data?.search.more ?? false),
      problem: error !== undefined,
      isLoading: loading || settled !== text.trim(),
    };
  }, [landscape, paths, text, settled, data, error, loading]);
}
