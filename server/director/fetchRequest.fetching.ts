import type { Outgoing } from '../outgoing/outgoing.ts';
import { second } from '../shared/clock.ts';
import { SpecProblem } from '../specs/specProblem.ts';
import type { Specs } from '../specs/specs.ts';
import { textOf } from '../specs/utf8.ts';
import { type AuthRecord, type CredentialCipher, unseal } from './auth.ts';
import { type FetchRequestRow, fetchAuthPurpose } from './fetchRequest.ts';

/** What fetching needs; `Platform` fits. */
export interface FetchEnv {
  outgoing: Outgoing;
  specs: Specs;
  cipher: CredentialCipher;
}

const mostBytes = 1024 * 1024;
const timeoutMs = 10 * second;

/** One GET. @throws OutgoingError or SpecProblem with a sentence that tells why there is nothing. */
async function get({ outgoing }: FetchEnv, url: string, auth: AuthRecord | null, most: number): Promise<Buffer> {
  if (!/^https?:\/\//i.test(url)) throw new SpecProblem('the address has to begin with http:// or https://');
  const { status, body } = await outgoing.send({ method: 'GET', url, auth, timeoutMs: most, mostBytes });
  if (status !== 200) throw new SpecProblem(`the server answered ${status}`);
  return body;
}

/** The address of a file an index names: below the index, never elsewhere. */
function belowIndex(index: string, name: string): string {
  const folder = new URL('.', index);
  folder.search = '';
  const file = URL.canParse(name, folder) ? new URL(name, folder) : null;
  if (!file || file.origin !== folder.origin || !file.pathname.startsWith(folder.pathname)) {
    throw new SpecProblem('the index names a file that is not below it');
  }
  return file.href;
}

/**
 * The text a fetch request leads to, by its mode.
 * @throws OutgoingError or SpecProblem with a sentence that tells why there is none.
 */
export async function fetchText(env: FetchEnv, request: FetchRequestRow): Promise<string> {
  const { url, mode, filter } = request;
  const auth = unseal(env.cipher, request.sealedAuth, fetchAuthPurpose(request.id));
  switch (mode) {
    case 'SINGLE':
      if (filter !== null) throw new SpecProblem('a filter chooses among files, the mode SINGLE has only one');
      return textOf(await get(env, url, auth, timeoutMs));
    case 'PACKAGE':
      return env.specs.fileOfArchive(await get(env, url, auth, timeoutMs), filter, mostBytes);
    case 'INDEX': {
      // Both together are one fetch, and take no longer.
      const index = await get(env, url, auth, timeoutMs / 2);
      const name = await env.specs.fileOfIndex(index, filter);
      return textOf(await get(env, belowIndex(url, name), auth, timeoutMs / 2));
    }
  }
}
