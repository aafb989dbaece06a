import type { Api } from './api.ts';

export const plan = `mutation ($source: ImportSourceInput!) { planImport(source: $source) {
  items { kind name action details } creates changes keeps conflicts document digest leftOut
  impact { breaks { total } } } }`;
export const apply = `mutation ($document: String!, $digest: String!) {
  applyImport(document: $document, digest: $digest) { creates changes left digest } }`;
export const openApi = '{"openapi":"3.0.0","info":{"title":"Orders","version":"1"},"paths":{}}';

export const landscape = {
  format: 'compass/v1',
  applications: [
    {
      name: 'orders',
      providerName: 'Northwind',
      labels: { team: 'blue' },
      scenarios: ['campaign'],
      packages: [
        {
          name: 'sales',
          apiDefinitions: [
            {
              name: 'orders-api',
              targetURL: 'https://orders.example/api',
              version: { value: 'v1' },
              spec: { type: 'OPEN_API', format: 'JSON', data: openApi },
            },
          ],
          eventDefinitions: [{ name: 'order.created' }],
        },
      ],
    },
  ],
  runtimes: [{ name: 'cluster', description: 'Prod', labels: { zone: 'eu' }, scenarios: ['campaign'] }],
};

/** What governs a landscape, beside two objects that it concerns. */
export const governed = {
  format: 'compass/v1',
  labelDefinitions: [{ key: 'tier', schema: { type: 'string', enum: ['gold', 'silver'] } }, { key: 'note' }],
  templates: [
    {
      name: 'shop',
      description: 'A shop of a brand',
      applicationInput: {
        name: '{{brand}}-shop',
        labels: { tier: 'gold' },
        packages: [
          {
            name: 'sales',
            apiDefinitions: [
              {
                name: 'orders',
                targetURL: 'https://shop.example',
                spec: { type: 'OPEN_API', format: 'JSON', fetchRequest: { url: 'https://shop.example/api.json' } },
              },
            ],
          },
        ],
      },
      placeholders: [{ name: 'brand', description: 'In lower case' }],
    },
  ],
  rules: [{ scenario: 'premium', label: { key: 'tier', value: 'gold' }, matches: ['APPLICATION', 'RUNTIME'] }],
  applications: [{ name: 'store', labels: { tier: 'gold' } }],
  runtimes: [{ name: 'west', labels: { tier: 'gold' }, scenarios: ['default'] }],
};

/** Plans and carries out as the console does. */
export function importsOf(api: Api) {
  const planned = async (document: unknown) => {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    return (await api.data(plan, { source: { document: text } })).planImport;
  };
  /** Goes on until nothing is left. */
  const applied = async (document: string, digest: string) => {
    const sum = { creates: 0, changes: 0, left: 1 };
    for (let from = digest; sum.left > 0; ) {
      const { applyImport } = await api.data(apply, { document, digest: from });
      sum.creates += applyImport.creates;
      sum.changes += applyImport.changes;
      sum.left = applyImport.left;
      from = applyImport.digest;
    }
    return sum;
  };
  const imported = async (document: unknown) => {
    const { document: text, digest } = await planned(document);
    return applied(text, digest);
  };
  return { planned, applied, imported };
}
