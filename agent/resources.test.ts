import { describe, expect, test } from 'vitest';
import {
  type Bundle,
  credentialsSecretName,
  type DirectorApplication,
  normalised,
  parametersSecretName,
  resourcesOf,
  serviceName,
} from './resources.ts';

const page = <Row>(data: Row[]) => ({
  data,
  pageInfo: { endCursor: '', hasNextPage: false },
  totalCount: data.length,
});
const options = { centralGatewayUrl: 'http://central:8082', skipVerify: true };
const bundleId = '2ae838d5-69b6-46b0-a2a8-670023905e29';
const bundle = (more: Partial<Bundle> = {}): Bundle => ({
  id: bundleId,
  name: 'My Orders',
  description: null,
  instanceAuthRequestInputSchema: null,
  apiDefinitions: page([{ id: 'api', name: 'Orders API', targetURL: 'https://shop.example/api' }]),
  eventDefinitions: page([{ id: 'event', name: 'order.created' }]),
  defaultInstanceAuth: null,
  ...more,
});
const application = (more: Partial<DirectorApplication> = {}): DirectorApplication => ({
  id: 'a1',
  name: 'mp-shop',
  description: null,
  auths: [{ id: 's1' }, { id: 's2' }],
  bundles: [bundle()],
  ...more,
});
const auth = (more: Partial<NonNullable<Bundle['defaultInstanceAuth']>>): Bundle['defaultInstanceAuth'] => ({
  credential: null,
  additionalHeaders: null,
  additionalQueryParams: null,
  requestAuth: null,
  ...more,
});

describe('Names of services', () => {
  test.each([
    ['bndl-app-1', 'e4148ee9-79c0-4d81-863c-311f32aeed9b', 'bndl-app-1-0d79e'],
    ['DisplayName', 'id', 'displayname-87ea5'],
    ['', 'id', '87ea5'],
    ['---', 'id', '87ea5'],
    ['  Größe & Co. ', 'id', 'gr-e-co-87ea5'],
    ['a'.repeat(80), 'id', `${'a'.repeat(57)}-87ea5`],
  ])('%j with id %j is %j', (name, id, expected) => {
    expect(serviceName(name, id)).toBe(expected);
  });

  test.each([
    ['Orders API', 'orders-api'],
    ['-x-', 'x'],
    ['', ''],
    ['A'.repeat(60), 'a'.repeat(57)],
  ])('without the id %j is %j', (name, expected) => {
    expect(normalised(name)).toBe(expected);
  });
});

describe('Names of Secrets', () => {
  test.each([
    ['shop', `shop-${bundleId}`, `params-shop-${bundleId}`],
    ['a'.repeat(36), `${'a'.repeat(26)}-${bundleId}`, `params-${'a'.repeat(19)}-${bundleId}`],
  ])('of %j have at most 63 characters', (name, credentials, parameters) => {
    expect([credentialsSecretName(name, bundleId), parametersSecretName(name, bundleId)]).toEqual([
      credentials,
      parameters,
    ]);
    for (const each of [credentials, parameters]) expect(each.length).toBeLessThanOrEqual(63);
  });
});

describe('The Application resource', () => {
  test('is what agents write', () => {
    expect(resourcesOf(application(), options)).toEqual({
      application: {
        apiVersion: 'applicationconnector.kyma-project.io/v1alpha1',
        kind: 'Application',
        metadata: {
          name: 'mp-shop',
          labels: { 'applicationconnector.kyma-project.io/managed-by': 'compass-runtime-agent' },
        },
        spec: {
          description: 'Description not provided',
          skipVerify: true,
          encodeUrl: false,
          labels: { 'connected-app': 'mp-shop' },
          compassMetadata: { applicationId: 'a1', authentication: { clientIds: ['s1', 's2'] } },
          displayName: '',
          providerDisplayName: '',
          longDescription: '',
          services: [
            {
              id: bundleId,
              identifier: '',
              name: serviceName('My Orders', bundleId),
              displayName: 'My Orders',
              description: 'Description not provided',
              providerDisplayName: '',
              entries: [
                {
                  type: 'API',
                  id: 'api',
                  name: 'Orders API',
                  targetUrl: 'https://shop.example/api',
                  gatewayUrl: '',
                  centralGatewayUrl: 'http://central:8082/mp-shop/my-orders/orders-api',
                  credentials: { type: '', secretName: '' },
                },
                { type: 'Events', id: 'event', name: 'order.created', targetUrl: '', centralGatewayUrl: '' },
              ],
            },
          ],
        },
        status: { installationStatus: { status: '', description: '' } },
      },
      secrets: [],
    });
  });

  test('takes descriptions and the schema as they are', () => {
    const described = bundle({ description: 'd', instanceAuthRequestInputSchema: '{"type":"object"}' });
    const { spec } = resourcesOf(application({ description: 'Shop', bundles: [described] }), options).application;
    expect(spec.description).toBe('Shop');
    expect(spec.services[0]).toMatchObject({ description: 'd', authCreateParameterSchema: '{"type":"object"}' });
  });

  test('has empty lists where the Director has nothing', () => {
    const bare = bundle({ apiDefinitions: null, eventDefinitions: null });
    const { spec } = resourcesOf(application({ auths: null, bundles: [bare] }), options).application;
    expect(spec.compassMetadata.authentication.clientIds).toEqual([]);
    expect(spec.services[0]?.entries).toEqual([]);
  });
});

describe('Credentials of a bundle', () => {
  const of = (defaultInstanceAuth: Bundle['defaultInstanceAuth']) => {
    const { application: resource, secrets } = resourcesOf(
      application({ bundles: [bundle({ defaultInstanceAuth })] }),
      options,
    );
    return { entry: resource.spec.services[0]?.entries[0], secrets };
  };
  const common = { application: 'mp-shop', bundleId };
  const name = `mp-shop-${bundleId}`;

  test('Basic', () => {
    const { entry, secrets } = of(auth({ credential: { username: 'u', password: 'p' } }));
    expect(entry).toMatchObject({ credentials: { type: 'Basic', secretName: name } });
    expect(secrets).toEqual([{ ...common, name, data: { username: 'u', password: 'p' } }]);
  });

  test('OAuth with CSRF', () => {
    const csrf = { tokenEndpointURL: 'https://csrf.example' };
    const credential = { clientId: 'c', clientSecret: 's', url: 'https://auth.example' };
    const { entry, secrets } = of(auth({ credential, requestAuth: { csrf } }));
    expect(entry).toMatchObject({
      credentials: { type: 'OAuth', secretName: name, authenticationUrl: 'https://auth.example', csrfInfo: csrf },
    });
    expect(secrets).toEqual([{ ...common, name, data: { clientId: 'c', clientSecret: 's' } }]);
  });

  test('half empty: named, not written', () => {
    const { entry, secrets } = of(auth({ credential: { username: 'u', password: '' } }));
    expect(entry).toMatchObject({ credentials: { type: 'Basic', secretName: name } });
    expect(secrets).toEqual([]);
  });

  test('headers and query parameters, each a JSON object of lists', () => {
    const { entry, secrets } = of(auth({ additionalHeaders: { 'X-A': ['1', '2'] }, additionalQueryParams: {} }));
    const parameters = `params-mp-shop-${bundleId}`;
    expect(entry).toMatchObject({ requestParametersSecretName: parameters, credentials: { type: '', secretName: '' } });
    expect(secrets).toEqual([
      { ...common, name: parameters, data: { headers: '{"X-A":["1","2"]}', queryParameters: '{}' } },
    ]);
  });

  test('neither: no Secret and nothing named', () => {
    const { entry, secrets } = of(auth({ additionalHeaders: {}, additionalQueryParams: null }));
    expect(entry).not.toHaveProperty('requestParametersSecretName');
    expect(secrets).toEqual([]);
  });
});
