import type { RequestHandler, Response } from 'express';
import type { ExecutionResult } from 'graphql';
import { getOperationAST, Kind, type SelectionSetNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Known paths; everything else counts as one, so that strangers cannot make time series. */
const routes: readonly [RegExp, string][] = [
  [/^\/graphql$/, '/graphql'],
  [/^\/(connector|director)\/graphql$/, '/$1/graphql'],
  [/^\/oauth2\/token$/, '/oauth2/token'],
  [/^\/api\/(auth|setup)/, '/api/$1'],
  [/^\/(healthz|readyz|metrics)$/, '/$1'],
  [/^\/assets\//, '/assets'],
  [/^\/pki\//, '/pki'],
  [/^\/calendar\//, '/calendar'],
];

function routeOf(path: string): string {
  for (const [pattern, name] of routes) {
    const match = pattern.exec(path);
    if (match) return name.replace('$1', match[1] ?? '');
  }
  return 'other';
}

export interface Metrics {
  /** Measures the requests of one listener. */
  measure(listener: string): RequestHandler;
  /** Counts the root fields of executed operations by outcome. */
  plugin: Plugin;
  /** Counts root fields of a query that were answered without executing them. */
  countRepeated(fields: readonly string[]): void;
  /** Counts an attempt to deliver to a webhook. */
  countDelivery(outcome: string): void;
  /** The Prometheus text format. */
  serve(response: Response): Promise<void>;
}

function rootFields(selections: SelectionSetNode): string[] {
  return selections.selections.flatMap((each) => {
    if (each.kind === Kind.FIELD) return [each.name.value];
    return each.kind === Kind.INLINE_FRAGMENT ? rootFields(each.selectionSet) : [];
  });
}

/**
 * @param eventStreams how many live streams are open now.
 * @param outboxSize how many webhook deliveries wait now.
 * @param certificates how many are in each state, and the moment at which the next one in use expires.
 */
export function createMetrics(
  eventStreams: () => number,
  outboxSize: () => Promise<number>,
  certificates: () => Promise<{ counts: Readonly<Record<string, number>>; nextExpiry: number | null; now: number }>,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'compass_http_request_duration_seconds',
    help: 'Time from the request to the end of the answer; event streams are not counted.',
    labelNames: ['listener', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const operations = new Counter({
    name: 'compass_graphql_operations_total',
    help: 'Executed root fields by outcome.',
    labelNames: ['operation', 'field', 'outcome'],
    registers: [registry],
  });
  new Gauge({
    name: 'compass_event_streams',
    help: 'Live event streams open now.',
    registers: [registry],
    collect() {
      this.set(eventStreams());
    },
  });
  const deliveries = new Counter({
    name: 'compass_webhook_attempts_total',
    help: 'Attempts to deliver to webhooks: delivered, failed (to be tried again), dead (given up).',
    labelNames: ['outcome'],
    registers: [registry],
  });
  new Gauge({
    name: 'compass_webhook_outbox_deliveries',
    help: 'Webhook deliveries that wait, in all tenants.',
    registers: [registry],
    async collect() {
      this.set(await outboxSize());
    },
  });

  let asked: ReturnType<typeof certificates> | null = null;
  /** Two gauges of one scrape share one look at the database. */
  const certificatesNow = () => {
    asked ??= certificates().finally(() => {
      asked = null;
    });
    return asked;
  };
  new Gauge({
    name: 'compass_certificate_next_expiry_seconds',
    help: 'Time until the next client certificate in use expires; NaN without one.',
    registers: [registry],
    async collect() {
      const { nextExpiry, now } = await certificatesNow();
      this.set(nextExpiry === null ? Number.NaN : (nextExpiry - now) / 1000);
    },
  });
  new Gauge({
    name: 'compass_certificates',
    help: 'Client certificates by state, in all tenants.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const { counts } = await certificatesNow();
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count);
    },
  });

  return {
    measure: (listener) => (request, response, next) => {
      const route = routeOf(request.path);
      const stop = duration.startTimer({ listener, route });
      response.on('close', () => {
        const stream = String(response.getHeader('content-type')).startsWith('text/event-stream');
        if (!stream) stop({ status: String(response.statusCode) });
      });
      next();
    },
    plugin: {
      onExecute({ args }) {
        const operation = getOperationAST(args.document, args.operationName);
        if (!operation) return undefined;
        const fields = rootFields(operation.selectionSet);
        return {
          onExecuteDone({ result }) {
            const errors = Symbol.asyncIterator in result ? [] : ((result as ExecutionResult).errors ?? []);
            for (const field of fields) {
              operations.inc({ operation: operation.operation, field, outcome: errors.length > 0 ? 'error' : 'ok' });
            }
          },
        };
      },
    },
    countRepeated(fields) {
      for (const field of fields) operations.inc({ operation: 'query', field, outcome: 'ok' });
    },
    countDelivery(outcome) {
      deliveries.inc({ outcome });
    },
    async serve(response) {
      response.set('Content-Type', registry.contentType).send(await registry.metrics());
    },
  };
}
