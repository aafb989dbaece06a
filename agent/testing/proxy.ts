import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A proxy for CONNECT that takes every name for this machine. */
export interface TestProxy {
  url: string;
  /** `name:port` of each tunnel that was asked for, with the credentials given. */
  readonly asked: { server: string | undefined; credentials: string | undefined }[];
  /** What it answers; 200 connects. */
  status: number;
  close(): Promise<void>;
}

export async function startProxy(): Promise<TestProxy> {
  const server = createServer();
  const sockets = new Set<Socket>();
  const proxy: TestProxy = {
    url: '',
    asked: [],
    status: 200,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  server.on('connect', ({ url, headers }, client: Socket) => {
    proxy.asked.push({ server: url, credentials: headers['proxy-authorization'] });
    if (proxy.status !== 200) return client.end(`HTTP/1.1 ${proxy.status} No\r\n\r\n`);
    const port = Number(url?.split(':').at(-1));
    const upstream = connect(port, '127.0.0.1', () => client.write('HTTP/1.1 200 Connected\r\n\r\n'));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}
