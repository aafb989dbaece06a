import { createServer } from 'node:http';

/**
 * `/healthz` for the probes of a cluster: 200 `ok` as long as the process answers, whatever the state of the connection
 * (runtime-agent.md 10). @returns its port, and how to stop. @throws Error if the port is taken.
 */
export async function serveHealth(port: number): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    const isAsked = request.url === '/healthz';
    response.writeHead(isAsked ? 200 : 404, { 'content-type': 'text/plain' }).end(isAsked ? 'ok' : 'not found');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
