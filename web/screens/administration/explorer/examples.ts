import { parse, print } from 'graphql';

interface Example {
  title: string;
  detail: string;
  query: string;
  variables: Record<string, unknown> | null;
}

/** Operations to begin with. */
export const examples: readonly Example[] = [
  {
    title: 'Applications',
    detail: 'the first ten, with their labels',
    query: 'query Applications { applications(first: 10) { totalCount data { id name labels } } }',
    variables: null,
  },
  {
    title: 'Connections',
    detail: 'which application is connected to which runtime, and since when',
    query:
      'query Connections { connections(states: [CONNECTED], first: 20) { totalCount data { application { name } runtime { name } scenarios since } } }',
    variables: null,
  },
  {
    title: 'What a runtime is handed',
    detail: 'as its agent asks for it',
    query: `query Configuration($id: ID!) {
      applicationsForRuntime(runtimeID: $id) { data { name packages { data { name apiDefinitions { data { name targetURL } } } } } }
    }`,
    variables: { id: '' },
  },
  {
    title: 'Register an application',
    detail: 'a mutation: it changes this tenant',
    query: 'mutation Register($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id name } }',
    variables: { in: { name: '' } },
  },
  {
    title: 'Changes as they happen',
    detail: 'a subscription: it goes on until it is stopped',
    query: 'subscription Changes { landscapeChanged { sequence at applications { name } runtimes { name } removed } }',
    variables: null,
  },
];

export const asText = (query: string): string => `${print(parse(query))}\n`;
export const variablesAsText = (variables: Record<string, unknown> | null): string =>
  variables ? `${JSON.stringify(variables, null, 2)}\n` : '';
