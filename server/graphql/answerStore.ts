/** An answer as it went out, and the state of the tenant it was true for. */
export interface StoredAnswer {
  /** Number of the tenant's last activity entry. */
  sequence: number;
  bytes: Buffer;
  /** Root fields it answers. */
  fields: readonly string[];
}

/** Bounded memory for answers: what was used longest ago goes first. */
export interface AnswerStore {
  /** The answer under this key as of `sequence`; one that is older is dropped. */
  find(key: string, sequence: number, at: number): StoredAnswer | undefined;
  keep(key: string, answer: StoredAnswer, at: number): void;
}

/**
 * @param mostBytes of all answers together. One larger than an eighth of it is not kept.
 * @param idleMs after which an answer that nobody asked for goes: they contain credentials.
 */
export function createAnswerStore({ mostBytes, idleMs }: { mostBytes: number; idleMs: number }): AnswerStore {
  const answers = new Map<string, StoredAnswer & { usedAt: number }>();
  let held = 0;

  const sizeOf = (key: string, { bytes }: StoredAnswer) => 2 * key.length + bytes.byteLength;

  function drop(key: string): void {
    const answer = answers.get(key);
    if (!answer) return;
    answers.delete(key);
    held -= sizeOf(key, answer);
  }

  return {
    find(key, sequence, at) {
      const answer = answers.get(key);
      if (!answer) return undefined;
      if (answer.sequence !== sequence) {
        drop(key);
        return undefined;
      }
      answer.usedAt = at;
      // A Map remembers the order of insertion: the first is the one used longest ago.
      answers.delete(key);
      answers.set(key, answer);
      return answer;
    },
    keep(key, answer, at) {
      drop(key);
      const size = sizeOf(key, answer);
      if (size <= mostBytes / 8) {
        answers.set(key, { ...answer, usedAt: at });
        held += size;
      }
      for (const [oldest, { usedAt }] of answers) {
        if (held <= mostBytes && usedAt > at - idleMs) break;
        drop(oldest);
      }
    },
  };
}
