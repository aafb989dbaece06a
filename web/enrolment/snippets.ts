import {
  configMapSnippet,
  configurationName,
  folderSnippet,
  helmFile,
  helmSnippet,
  secretSnippet,
  trustSnippet,
} from './clusterSnippets.ts';
import type { ConnectFacts } from './connectFacts.ts';
import { shellScript } from './shellScript.ts';

export interface ConnectSnippet {
  id: 'configmap' | 'secret' | 'helm' | 'folder' | 'shell' | 'raw';
  label: string;
  /** One line above the code: what it does. */
  intro: string;
  fileName: string;
  code: string;
  /** What belongs to it as files of their own, in the order they are needed. */
  with?: Omit<ConnectSnippet, 'id' | 'with'>[];
}

/** What stands in the place of a token while it is not revealed; copies and downloads hold the token itself. */
export const mask = '•'.repeat(32);
export const masked = (text: string, token: string): string => text.replaceAll(token, mask);

/** Connection data for a client of one's own. */
function rawSnippet(facts: ConnectFacts): string {
  const { kind, id, tenant, connectorURL, token, serverCAPEM, serverCAFingerprint } = facts;
  const trust = serverCAPEM === null ? {} : { serverCAFingerprint, serverCAPEM };
  return `${JSON.stringify({ kind, id, tenant, connectorURL, token, ...trust }, null, 2)}\n`;
}

/** The ways to connect, the usual one first. */
export function snippetsFor(facts: ConnectFacts): ConnectSnippet[] {
  const shell: ConnectSnippet = {
    id: 'shell',
    label: 'openssl + curl',
    intro: 'A complete client as one bash script. It needs curl, openssl and jq.',
    fileName: `connect-${facts.name}.sh`,
    code: shellScript(facts),
  };
  const raw: ConnectSnippet = {
    id: 'raw',
    label: 'Raw',
    intro: 'The connection data as JSON, for a client of your own.',
    fileName: `connect-${facts.name}.json`,
    code: rawSnippet(facts),
  };
  return facts.kind === 'APPLICATION' ? [shell, raw] : [...agentSnippets(facts), shell, raw];
}

function agentSnippets(facts: ConnectFacts): ConnectSnippet[] {
  const secret = { fileName: `compass-agent-secret-${facts.name}.sh`, code: secretSnippet(facts) };
  const patch = trustSnippet(facts);
  const trust =
    patch === null
      ? []
      : [
          {
            label: 'Trust in the server CA',
            intro: 'Then let the agent trust the CA in that Secret, and no other. Its Deployment starts anew.',
            fileName: 'compass-agent-trust.sh',
            code: patch,
          },
        ];
  return [
    {
      id: 'configmap',
      label: 'ConfigMap',
      intro: 'Creates the Config Map that the Runtime Agent reads, in the cluster kubectl points at.',
      fileName: `${configurationName}-${facts.name}.sh`,
      code: configMapSnippet(facts),
    },
    {
      id: 'secret',
      label: 'Secret',
      intro: 'Creates the Secret that the last Kyma agents read in place of the Config Map.',
      ...secret,
      with: trust,
    },
    {
      id: 'helm',
      label: 'Helm values',
      intro: 'Values for the chart of the Kyma agents. They hold no secret; the token is in the Secret they name.',
      fileName: helmFile(facts),
      code: helmSnippet(facts),
      with: [{ label: 'The Secret they name', intro: 'Create the Secret first:', ...secret }, ...trust],
    },
    {
      id: 'folder',
      label: 'Folder',
      intro: 'For a Runtime without a cluster: the Compass agent keeps everything as files beside this one.',
      fileName: `${configurationName}.yaml`,
      code: folderSnippet(facts),
    },
  ];
}
