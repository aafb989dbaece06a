/**
 * How a call to Compass went wrong:
 * `refused`: Compass, or the TLS layer in front of it, says that the certificate or token is not good;
 * `anonymous`: the Director takes whoever asks for nobody, without a scope: the client is not known, or not in this tenant;
 * `answered`: it answered the operation with another error; `failed`: anything else, the network above all, so that
 * nothing is known about what Compass did.
 */
export type CallProblem = 'refused' | 'anonymous' | 'answered' | 'failed';

/** `message` is one line for people, without the secrets that were sent. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly problem: CallProblem;
  /** The connection closed before there was an answer: what a server does that takes no such certificate, but also a bad network. */
  readonly closedEarly: boolean;

  constructor(problem: CallProblem, message: string, options: { cause?: unknown; closedEarly?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.problem = problem;
    this.closedEarly = options.closedEarly ?? false;
  }
}

const longest = 300;

/** Text of others as one short line, with the given secrets taken out of it. */
export function safeLine(text: string, secrets: readonly string[]): string {
  let line = text;
  for (const secret of secrets) if (secret.length >= 4) line = line.replaceAll(secret, '[secret]');
  line = line.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
