import type { Database } from '../db/database.ts';
import { type Api, createApi } from './api.ts';

export const openApi = '{"openapi":"3.0.3","info":{"title":"Orders","version":"1"},"paths":{}}';
export const asyncApi = "asyncapi: 2.6.0\ninfo: { title: Orders, version: '1' }\nchannels: {}\n";

/** Selections of a fetch request and of a specification with one. */
export const fetchStatus =
  'fetchRequest { url mode filter auth { credential { ... on BasicCredentialData { username password } } } status { condition message timestamp } }';
export const fetchedSpec = `spec { data type format ${fetchStatus} }`;

/** The input of an API definition whose specification is fetched. */
export const definition = (fetchRequest: Record<string, unknown>) => ({
  name: 'orders',
  targetURL: 'https://orders.example',
  spec: { type: 'OPEN_API', format: 'JSON', fetchRequest },
});

export interface Offer {
  api: Api;
  applicationID: string;
  packageID: string;
  /** Adds an API definition and answers its id and specification. */
  add(fetchRequest: Record<string, unknown>): Promise<any>;
}

/** A Director with one Application that has one Package. */
export async function createOffer(open: () => Promise<Database>): Promise<Offer> {
  const api = await createApi(open);
  const { registerApplication } = await api.data(
    'mutation { registerApplication(in: { name: "shop", packages: [{ name: "offer" }] }) { id packages { data { id } } } }',
  );
  const packageID = registerApplication.packages.data[0].id;
  return {
    api,
    applicationID: registerApplication.id,
    packageID,
    async add(fetchRequest) {
      const { result } = await api.data(
        `mutation ($id: ID!, $in: APIDefinitionInput!) { result: addAPIDefinitionToPackage(packageID: $id, in: $in) { id ${fetchedSpec} } }`,
        { id: packageID, in: definition(fetchRequest) },
      );
      return result;
    },
  };
}
