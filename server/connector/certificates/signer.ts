import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { CompassError, type ErrorCode } from '../../shared/errors.ts';
import type { IssuedCertificate, IssueOptions } from './issue.ts';

export interface Task {
  id: string;
  csr: string;
  clientId: string;
  options: Omit<IssueOptions, 'issuer'>;
}

/** Signs the tasks that follow. */
export type Issuer = Pick<IssueOptions['issuer'], 'chain' | 'key'>;

/** `refusal` is for whoever sent the request, `failure` for us. */
export type Answer = { id: string } & (
  | { issued: IssuedCertificate }
  | { refusal: { code: ErrorCode; message: string; cause: string | null } }
  | { failure: string }
);

interface Waiting {
  resolve(issued: IssuedCertificate): void;
  reject(error: Error): void;
}

const file = new URL('./signerThread.ts', import.meta.url);
const waiting = new Map<string, Waiting>();
let thread: Worker | null = null;
/** The certificate of the issuer the thread has. */
let told: string | undefined;

function settle(answer: Answer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (waiting.size === 0) thread?.unref();
  if (!asked) return;
  if ('issued' in answer) asked.resolve(answer.issued);
  else if ('failure' in answer) asked.reject(new Error(`a certificate could not be signed: ${answer.failure}`));
  else {
    const { code, message, cause } = answer.refusal;
    asked.reject(new CompassError(code, message, { cause: cause ?? undefined }));
  }
}

/** Ends what waits for a thread that has ended; the next request starts another. */
function lose(error: Error): void {
  thread = null;
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}

function start(): Worker {
  told = undefined;
  const made = new Worker(file);
  made.on('message', settle);
  made.on('error', lose);
  return made;
}

/** Once for all that it signs: with each task a key would be copied and looked into anew. */
function tell(thread: Worker, { chain, key }: Issuer): void {
  if (told === chain[0]) return;
  [told] = chain;
  thread.postMessage({ chain, key } satisfies Issuer);
}

/**
 * `issueCertificate` in a thread of its own: reading a request and writing a certificate is the longest piece of work of an
 * enrolment, and other agents poll meanwhile (decision 0026). One thread serves the process.
 * @throws CompassError as `issueCertificate` does.
 */
export function issueInThread(csr: string, clientId: string, options: IssueOptions): Promise<IssuedCertificate> {
  return new Promise((resolve, reject) => {
    const id = randomUUID();
    const { issuer, ...rest } = options;
    thread ??= start();
    thread.ref();
    waiting.set(id, { resolve, reject });
    tell(thread, issuer);
    thread.postMessage({ id, csr, clientId, options: rest } satisfies Task);
  });
}
