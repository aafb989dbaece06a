import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../errors.ts';
import { RequestApplicationTokenDocument, RequestRuntimeTokenDocument } from '../../graphql.generated.ts';

export interface ConnectToken {
  token: string;
  connectorURL: string;
  raw: string | null;
  rawEncoded: string | null;
  generatedAt: number;
  expiresAt: number;
}

interface ConnectTokenState {
  /** Only in the memory of this page. */
  token: ConnectToken | null;
  /** A token that the integration system of the Application gave: it is exchanged there, not here. */
  foreignToken: string | null;
  running: boolean;
  problem: string | null;
  generate: () => Promise<void>;
}

/** A one-time token, made when asked for and never before. */
export function useConnectToken(kind: 'application' | 'runtime', id: string): ConnectTokenState {
  const [forRuntime] = useMutation(RequestRuntimeTokenDocument, { fetchPolicy: 'no-cache' });
  const [forApplication] = useMutation(RequestApplicationTokenDocument, { fetchPolicy: 'no-cache' });
  const [token, setToken] = useState<ConnectToken | null>(null);
  const [foreignToken, setForeignToken] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function ask() {
    if (kind === 'runtime') {
      const { data } = await forRuntime({ variables: { id } });
      return data?.requestOneTimeTokenForRuntime;
    }
    const { data } = await forApplication({ variables: { id } });
    return data?.requestOneTimeTokenForApplication;
  }

  async function generate() {
    setRunning(true);
    setProblem(null);
    try {
      const answer = await ask();
      if (!answer) return;
      const { expiresAt } = answer;
      setForeignToken(expiresAt === null ? answer.token : null);
      setToken(expiresAt === null ? null : { ...answer, generatedAt: Date.now(), expiresAt: Date.parse(expiresAt) });
    } catch (error) {
      setProblem(describeError(error).message);
    } finally {
      setRunning(false);
    }
  }
  return { token, foreignToken, running, problem, generate };
}
