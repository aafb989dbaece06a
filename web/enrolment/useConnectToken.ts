import { useApolloClient, useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../errors.ts';
import {
  LiveTokensOfDocument,
  RequestApplicationTokenDocument,
  RequestRuntimeTokenDocument,
  RevokeTokenDocument,
} from '../graphql.generated.ts';
import type { ConnectKind } from '../paths.ts';

export interface ConnectToken {
  token: string;
  connectorURL: string;
  raw: string | null;
  rawEncoded: string | null;
  generatedAt: number;
  expiresAt: number;
}

export interface ConnectTokenState {
  /** Only in the memory of this page. */
  token: ConnectToken | null;
  /** A token that the integration system of the Application gave: it is exchanged there, not here. */
  foreignToken: string | null;
  /** How many unused ones the last one took the place of. */
  replaced: number;
  running: boolean;
  problem: string | null;
  /** Answers whether it worked, as `revoke` does; `problem` says why not. */
  generate: () => Promise<boolean>;
  /** Makes every unused token of the object worth nothing. */
  revoke: () => Promise<boolean>;
}

/** A one-time token, made when asked for and never before; it takes the place of those made earlier and not used. */
export function useConnectToken(kind: ConnectKind, id: string): ConnectTokenState {
  const apollo = useApolloClient();
  const [forRuntime] = useMutation(RequestRuntimeTokenDocument, { fetchPolicy: 'no-cache' });
  const [forApplication] = useMutation(RequestApplicationTokenDocument, { fetchPolicy: 'no-cache' });
  const [revokeOne] = useMutation(RevokeTokenDocument);
  const [token, setToken] = useState<ConnectToken | null>(null);
  const [foreignToken, setForeignToken] = useState<string | null>(null);
  const [replaced, setReplaced] = useState(0);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function liveTokens(): Promise<string[]> {
    const { data } = await apollo.query({ query: LiveTokensOfDocument, variables: { id }, fetchPolicy: 'no-cache' });
    return (data?.tokens.data ?? []).map((each) => each.id);
  }
  async function revokeAll(ids: readonly string[]) {
    for (const each of ids) await revokeOne({ variables: { id: each } });
  }
  async function ask() {
    if (kind === 'runtime') {
      const { data } = await forRuntime({ variables: { id } });
      return data?.requestOneTimeTokenForRuntime;
    }
    const { data } = await forApplication({ variables: { id } });
    return data?.requestOneTimeTokenForApplication;
  }
  async function run(action: () => Promise<void>): Promise<boolean> {
    setRunning(true);
    setProblem(null);
    try {
      await action();
      return true;
    } catch (error) {
      // Those made earlier may be revoked by now.
      setToken(null);
      setProblem(describeError(error).message);
      return false;
    } finally {
      setRunning(false);
    }
  }

  const generate = () =>
    run(async () => {
      const earlier = await liveTokens();
      await revokeAll(earlier);
      setReplaced(earlier.length);
      const answer = await ask();
      if (!answer) return;
      const { expiresAt } = answer;
      setForeignToken(expiresAt === null ? answer.token : null);
      setToken(expiresAt === null ? null : { ...answer, generatedAt: Date.now(), expiresAt: Date.parse(expiresAt) });
    });
  const revoke = () =>
    run(async () => {
      await revokeAll(await liveTokens());
      setToken(null);
    });
  return { token, foreignToken, replaced, running, problem, generate, revoke };
}
