import type { ConnectFacts } from './connectFacts.ts';
import { shellScript } from './shellScript.ts';

export interface ConnectSnippet {
  id: 'configmap' | 'secret' | 'helm' | 'folder' | 'shell' | 'raw';
  label: string;
  /** One line above the code: what it does. */
  intro: string;
  fileName: string;
  code: string;
  /** What belongs to it as a file of its own. */
  with?: Omit<ConnectSnippet, 'id' | 'with'>;
}

/** The Config Map of the seed (runtime-agent.md), with every value filled in. */
export function configMapSnippet(facts: ConnectFacts): string {
  return `cat <<EOF | kubectl -n compass-system apply -f -
apiVersion: v1
data:
  CONNECTOR_URL: ${facts.connectorURL}
  RUNTIME_ID: ${facts.id}
  TENANT: ${facts.tenant}
  TOKEN: ${facts.token}
kind: ConfigMap
metadata:
  name: compass-agent-configuration
  namespace: compass-system
EOF
`;
}

/** What the last Kyma agents read in its place (runtime-agent.md 1): the same keys as a Secret, in their namespace. */
export function secretSnippet(facts: ConnectFacts): string {
  return `cat <<EOF | kubectl -n kyma-system apply -f -
apiVersion: v1
stringData:
  CONNECTOR_URL: ${facts.connectorURL}
  RUNTIME_ID: ${facts.id}
  TENANT: ${facts.tenant}
  TOKEN: ${facts.token}
kind: Secret
type: Opaque
metadata:
  name: compass-agent-configuration
  namespace: kyma-system
EOF
`;
}

/**
 * Values of the chart of the Kyma agents: where the connection data is, and that the certificates of Compass are checked,
 * which the chart leaves out. The token is not part of it, so that the file can be kept with the others of a cluster.
 */
function helmSnippet(facts: ConnectFacts): string {
  const trust =
    facts.serverCAFingerprint === null
      ? ''
      : `# The cluster has to trust the server CA of this Compass, SHA-256:\n#   ${facts.serverCAFingerprint}\n`;
  return `# The agent of ${JSON.stringify(facts.name)}, Runtime ${facts.id},
# tenant ${facts.tenant}, at ${facts.connectorURL}
${trust}# helm upgrade --install compass-runtime-agent ./compass-runtime-agent \\
#   --namespace kyma-system --values ${helmFile(facts)}
compassRuntimeAgent:
  config:
    insecureConfigurationFetch: false
    # Read by agents since 2023.
    secret:
      name: compass-agent-configuration
      namespace: kyma-system
    # Read by the agents before them.
    configMap:
      name: compass-agent-configuration
      namespace: compass-system
  certificates:
    renewal:
      validityThreshold: "0.3"
    clientCertificate:
      secret:
        name: cluster-client-certificates
        namespace: kyma-system
  compass:
    skipTLSVerification: false
  director:
    proxy:
      insecureSkipVerify: false
`;
}

const helmFile = ({ name }: ConnectFacts) => `values-${name}.yaml`;

/** The same Config Map as a file, for an agent without a cluster; the pin is what only our agent reads. */
export function folderSnippet(facts: ConnectFacts): string {
  const data = {
    CONNECTOR_URL: facts.connectorURL,
    RUNTIME_ID: facts.id,
    TENANT: facts.tenant,
    TOKEN: facts.token,
    ...(facts.serverCAFingerprint === null ? {} : { CA_FINGERPRINT: facts.serverCAFingerprint }),
  };
  const lines = Object.entries(data).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
  return `# Put this into a folder as compass-agent-configuration.yaml, then, where Compass is checked out:
#   npm run agent -- --directory path/of/that/folder
apiVersion: v1
kind: ConfigMap
metadata:
  name: compass-agent-configuration
  namespace: compass-system
data:
${lines.join('\n')}
`;
}

/** Prints the fingerprint of the CA the gateway presents, to be compared with that of this installation. */
export function checkCommand(facts: Pick<ConnectFacts, 'connectorURL' | 'serverCAPEM'>): string | null {
  if (facts.serverCAPEM === null) return null;
  const { hostname, port } = new URL(facts.connectorURL);
  return `openssl s_client -connect ${hostname}:${port || '443'} -showcerts </dev/null 2>/dev/null \\
  | awk '/BEGIN CERT/{c=""} {c=c $0 "\\n"} /END CERT/{last=c} END{printf "%s", last}' \\
  | openssl x509 -noout -fingerprint -sha256
`;
}

/** Connection data for a client of one's own. */
export function rawSnippet(facts: ConnectFacts): string {
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
  if (facts.kind === 'APPLICATION') return [shell, raw];
  const configMap: ConnectSnippet = {
    id: 'configmap',
    label: 'ConfigMap',
    intro: 'Creates the Config Map that the Runtime Agent reads, in the cluster kubectl points at.',
    fileName: `compass-agent-configuration-${facts.name}.sh`,
    code: configMapSnippet(facts),
  };
  const secret: ConnectSnippet = {
    id: 'secret',
    label: 'Secret',
    intro: 'Creates the Secret that the last Kyma agents read in place of the Config Map.',
    fileName: `compass-agent-secret-${facts.name}.sh`,
    code: secretSnippet(facts),
  };
  const helm: ConnectSnippet = {
    id: 'helm',
    label: 'Helm values',
    intro: 'Values for the chart of the Kyma agents. They hold no secret; the token is in the Secret they name.',
    fileName: helmFile(facts),
    code: helmSnippet(facts),
    with: {
      label: 'The Secret they name',
      intro: 'Create the Secret first:',
      fileName: secret.fileName,
      code: secret.code,
    },
  };
  const folder: ConnectSnippet = {
    id: 'folder',
    label: 'Folder',
    intro: 'For a Runtime without a cluster: the Compass agent keeps everything as files beside this one.',
    fileName: 'compass-agent-configuration.yaml',
    code: folderSnippet(facts),
  };
  return [configMap, secret, helm, folder, shell, raw];
}
