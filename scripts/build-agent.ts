/** Generates the agent's documents if a contract or a document has changed. Silent when there is nothing to do. */
import { codegen, makeIfStale } from './inputs.ts';

await makeIfStale({
  name: 'agent',
  inputs: ['agent/connector.graphql', 'agent/director.graphql', 'server/contract', 'package-lock.json', 'codegen.ts'],
  result: 'agent/director.generated.ts',
  message: "Generating the agent's documents ...",
  steps: [codegen],
});
