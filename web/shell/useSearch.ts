import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { SearchDocument, type SearchQuery } from '../graphql.generated.ts';
import { useLiveSnapshot } from '../live/landscape.ts';
import { type Paths, usePaths } from '../paths.ts';
import { openKey } from '../screens/applications/offers/offerAddress.ts';
import { type Found, findByName } from './find.ts';

type Answered = SearchQuery['search']['found'][number];

const shown = 12;
/** How many of the landscape come before what only the server knows, so that nothing moves when it answers. */
const nearFirst = 6;
const offers = { API: 'API', EVENT: 'Event', DOCUMENT: 'Document' } as const;
/** What is seen on a page of Administration. */
const onPage = {
  PERSON: { kind: 'Person', page: 'people' },
  API_TOKEN: { kind: 'API token', page: 'api-tokens' },
  APPLICATION_TEMPLATE: { kind: 'Template', page: 'templates' },
  INTEGRATION_SYSTEM: { kind: 'Integration system', page: 'systems' },
} as const;
const filter = (text: string) => `?q=${encodeURIComponent(/\s/.test(text) ? `"${text}"` : text)}`;

/** What only the server knows by name: it has no place in the landscape. */
export function foundElsewhere(
  { kind, id, name, detail, ownerID, ownerKind, packageID }: Answered,
  paths: Paths,
): Found | null {
  const owner = paths.application(ownerID ?? '');
  switch (kind) {
    case 'PACKAGE':
      return { kind: 'Package', key: id, name, detail, href: `${owner}?tab=apis` };
    case 'API':
    case 'EVENT':
    case 'DOCUMENT': {
      const place = packageID ? `&open=${openKey({ kind, packageID, id })}` : '';
      return { kind: offers[kind], key: id, name, detail, href: `${owner}?tab=apis${place}` };
    }
    case 'WEBHOOK':
      return { kind: 'Webhook', key: id, name, detail, href: `${owner}?tab=webhooks` };
    case 'RULE':
      return { kind: 'Rule', key: id, name, detail, href: `${paths.scenario(detail)}?tab=rules` };
    case 'LABEL_DEFINITION': {
      const page = paths.administrationPage('labels');
      return { kind: 'Label definition', key: id, name, href: `${page}?find=${encodeURIComponent(id)}` };
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
    const isLoading = loading || settled !== text.trim();
    const best = near.found.slice(0, nearFirst);
    const rest = isLoading ? [] : near.found.slice(nearFirst);
    const all = [...best, ...elsewhere, ...rest];
    return {
      found: all.slice(0, shown),
      more: near.total + elsewhere.length > shown || (data?.search.more ?? false),
      problem: error !== undefined,
      isLoading,
    };
  }, [landscape, paths, text, settled, data, error, loading]);
}
