import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** What may become of a request: before Compass has done anything, or after it has. */
export type Fault =
  | 'reset'
  | 'unavailable'
  | 'garbage'
  | 'nulls'
  | 'resetAfter'
  | 'badGatewayAfter'
  | 'truncatedAfter'
  | 'slowAfter';

export interface Exchange {
  gateway: 'gateway' | 'mtls';
  /** One-time token of the request. */
  token: string | null;
  fault: Fault | null;
  /** What Compass answered, whether it arrived or not; null if it was not asked. */
  answer: string | null;
}

export interface Flaky {
  faultFor: (exchange: Exchange) => Fault | null;
  onExchange: (exchange: Exchange) => void;
}

/** Longer than the agents of these tests wait. */
const slowMs = 900;

/** Puts a bad network and a bad proxy in front of what Compass serves. */
export function withFaults(gateway: Exchange['gateway'], app: RequestListener, flaky: Flaky): RequestListener {
  return (request, response) => {
    const token = request.headers['connector-token'];
    const text = token === undefined ? null : String(token);
    const exchange: Exchange = { gateway, token: text, fault: null, answer: null };
    exchange.fault = flaky.faultFor(exchange);
    if (isBefore(exchange.fault)) {
      answerWithout(exchange.fault, request, response);
      flaky.onExchange(exchange);
      return;
    }
    holdBack(response, (send) => (body) => {
      exchange.answer = body.toString();
      flaky.onExchange(exchange);
      spoil(exchange.fault, response, send, body);
    });
    app(request, response);
  };
}

const isBefore = (fault: Fault | null) => fault !== null && !fault.endsWith('After');

function answerWithout(fault: Fault | null, request: IncomingMessage, response: ServerResponse): void {
  if (fault === 'reset') {
    request.socket.destroy();
    return;
  }
  request.resume();
  response.statusCode = fault === 'unavailable' ? 503 : 200;
  response.end(fault === 'nulls' ? '{"data":null}' : '<html>try again later</html>');
}

type Send = (body: Buffer) => void;

/** Collects the body instead of sending it. */
function holdBack(response: ServerResponse, over: (send: Send) => Send): void {
  const chunks: Buffer[] = [];
  const { end, write, writeHead, flushHeaders } = response;
  const finish = over((body) => {
    Object.assign(response, { end, write, writeHead, flushHeaders });
    response.end(body);
  });
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as Uint8Array));
  };
  // Headers wait, too: what becomes of the answer is decided at its end.
  response.flushHeaders = () => {};
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    response.statusCode = status;
    for (const headers of rest) {
      if (typeof headers !== 'object' || headers === null) continue;
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value as string);
    }
    return response;
  }) as typeof response.writeHead;
  response.write = ((chunk: unknown) => {
    keep(chunk);
    return true;
  }) as typeof response.write;
  response.end = ((chunk: unknown) => {
    keep(chunk);
    finish(Buffer.concat(chunks));
    return response;
  }) as typeof response.end;
}

function spoil(fault: Fault | null, response: ServerResponse, send: Send, body: Buffer): void {
  const { socket } = response;
  if (fault === null) send(body);
  else if (fault === 'resetAfter') socket?.destroy();
  else if (fault === 'slowAfter') setTimeout(() => send(body), slowMs).unref();
  else if (fault === 'badGatewayAfter') {
    response.statusCode = 502;
    response.removeHeader('content-length');
    send(Buffer.from('<html>bad gateway</html>'));
  } else {
    socket?.end(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.subarray(0, body.length / 2)}`,
    );
  }
}
