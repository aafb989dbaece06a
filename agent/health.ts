import { createServer } from 'node:http';
import { OptionsError } from './options.ts';

/**
 * `/healthz` for the probes of a cluster: 200 `ok` as long as the process answers, whatever the state of the connection
 * (runtime-agent.md 10). @returns its port, and how to stop. @throws OptionsError if the port is taken.
 */
export async function serveHealth(port: number): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    const isAsked = request.url === '/healthz';
    response.writeHead(isAsked ? 200 : 404, { 'content-type': 'text/plain' }).end(isAsked ? 'ok' : 'not found');
  });
  await new Promise<void>((resolve, reject) => {
    const refuse = ({ code }: NodeJS.ErrnoException) =>
      reject(new OptionsError(`--health-port: ${port} cannot be used: ${code}`));
    server.once('error', refuse).listen(port, resolve);
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
