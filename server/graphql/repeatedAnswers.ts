import type { Request, RequestHandler } from 'express';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type Clock, minute } from '../shared/clock.ts';
import type { Consumer } from '../shared/consumer.ts';
import { createAnswerStore } from './answerStore.ts';
import { isRepeatable, rootFieldsOf } from './repeatable.ts';

/** Who asks, found out anew for every request. */
export interface Asking {
  consumer: Consumer;
  /** Number of the last activity entry of the consumer's tenant, read together with the credentials. */
  sequence: number;
}

export interface RepeatedAnswersOptions {
  schema: GraphQLSchema;
  clock: Clock;
  /** Checks the credentials of the request. */
  identify(request: Request): Promise<Asking>;
  /** The present number of the tenant's last activity entry. */
  readSequence(tenantId: string): Promise<number>;
  /** A stored answer went out. `at` is a moment before its state was read. */
  onRepeat(consumer: Consumer, fields: readonly string[], at: number): void;
}

const mostBytes = 64 * 1024 * 1024;
const idleMs = 15 * minute;

/** The media types for which the endpoint answers `application/json; charset=utf-8`. */
const wantsJson = (accept: string | undefined): boolean =>
  accept === undefined || accept === '*/*' || /^application\/json(; ?charset=utf-8)?$/i.test(accept);

const isGiven = (value: unknown): boolean => value !== null && JSON.stringify(value) !== '{}';

/**
 * Answers a Runtime that asks what it asked before with the same bytes, as long as nothing in its tenant has changed since
 * (decision 0014). `handler` goes behind the parsing of the body and before the endpoint, `plugin` into it.
 */
export function createRepeatedAnswers({ schema, clock, identify, readSequence, onRepeat }: RepeatedAnswersOptions) {
  const store = createAnswerStore({ mostBytes, idleMs });
  const known = new WeakMap<Request, Asking & { key: string | undefined }>();
  const judged = new WeakMap<DocumentNode, boolean>();

  function keyOf(request: Request, { type, id, tenantId, scopes }: Consumer): string | undefined {
    if (type !== 'RUNTIME' || request.method !== 'POST' || !wantsJson(request.headers.accept)) return undefined;
    const { query, variables, operationName, ...rest } = request.body as Record<string, unknown>;
    if (typeof query !== 'string' || Object.values(rest).some(isGiven)) return undefined;
    const given = JSON.stringify([variables ?? {}, operationName ?? null]);
    return `${tenantId} ${id} ${[...scopes].join(' ')}\n${given}\n${query}`;
  }

  const handler: RequestHandler = async (request, response, next) => {
    const at = clock();
    const asking = await identify(request);
    const key = keyOf(request, asking.consumer);
    const answer = key === undefined ? undefined : store.find(key, asking.sequence, at);
    if (!answer) {
      known.set(request, { ...asking, key });
      return next();
    }
    onRepeat(asking.consumer, answer.fields, at);
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': answer.bytes.byteLength,
    });
    response.end(answer.bytes);
  };

  function mayRepeat({ document }: ExecutionArgs): boolean {
    const repeatable = judged.get(document) ?? isRepeatable(schema, document);
    judged.set(document, repeatable);
    return repeatable;
  }

  const plugin: Plugin = {
    onExecute({ args }) {
      // The endpoint's server context, which this plugin's type does not know.
      const { req } = args.contextValue as unknown as { req: Request };
      const asking = known.get(req);
      const key = asking?.key;
      const tenantId = asking?.consumer.tenantId;
      if (!asking || key === undefined || !tenantId || !mayRepeat(args)) return undefined;
      return {
        async onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result || result.errors) return;
          // What was read between two equal numbers is one state: a change commits together with its number.
          if ((await readSequence(tenantId)) !== asking.sequence) return;
          const stringify = (told: ExecutionResult) => {
            const text = JSON.stringify(told);
            const answer = { sequence: asking.sequence, bytes: Buffer.from(text), fields: rootFieldsOf(args.document) };
            store.keep(key, answer, clock());
            return text;
          };
          setResult({ ...result, stringify } as ExecutionResult);
        },
      };
    },
  };

  return {
    handler,
    plugin,
    /** Who sends this request; for the context of one that is executed. @throws Error if it did not pass `handler`. */
    consumerOf(request: Request): Consumer {
      const asking = known.get(request);
      if (!asking) throw new Error('the request was not identified');
      return asking.consumer;
    },
  };
}
