import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import pino from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { openTarget, type TargetServer } from '../testing/targetServer.ts';
import { createOutgoing, type Outgoing, type OutgoingRequest } from './outgoing.ts';
import { OutgoingError } from './outgoingError.ts';
import { parseTarget } from './targets.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

function outgoing(allowed: readonly string[] = ['127.0.0.1']): Outgoing {
  const made = createOutgoing({
    allowed: allowed.flatMap((text) => parseTarget(text) ?? []),
    log: pino({ level: 'silent' }),
    clock: Date.now,
  });
  opened.push(made);
  return made;
}

async function target(...parameters: Parameters<typeof openTarget>): Promise<TargetServer> {
  const made = await openTarget(...parameters);
  opened.push(made);
  return made;
}

/** A server that says whatever it likes, byte by byte. */
async function rawTarget(connected: Parameters<typeof createServer>[1]): Promise<string> {
  const sockets = new Set<{ destroy(): void }>();
  const server: Server = createServer({}, (socket) => {
    sockets.add(socket.on('error', () => sockets.delete(socket)));
    connected?.(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  opened.push({
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const get = (url: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  method: 'GET',
  url,
  auth: null,
  timeoutMs: 5000,
  mostBytes: 1024 * 1024,
  ...more,
});

const reasonOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'it was answered',
    (error: unknown) => {
      expect(error).toBeInstanceOf(OutgoingError);
      return (error as OutgoingError).reason;
    },
  );

describe('Targets', () => {
  test('a permitted address is called', async () => {
    const server = await target();
    const answer = await outgoing().send(get(`${server.url}/spec?v=1`));
    expect(answer).toMatchObject({ status: 200, body: Buffer.from('ok') });
    expect(server.seen).toMatchObject([
      { method: 'GET', path: '/spec?v=1', headers: { 'user-agent': 'Compass', host: `127.0.0.1:${server.port}` } },
    ]);
  });

  test.each([
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    'localhost',
    'LOCALHOST',
    '①②⑦.0.0.1',
  ])('nothing reaches this machine as http://%s unless permitted', async (host) => {
    const server = await target();
    const reason = await reasonOf(outgoing([]).send(get(`http://${host}:${server.port}/`)));
    expect(reason).toContain('is not a public address');
    expect(server.seen).toEqual([]);
  });

  test.each([
    ['metadata of a cloud', 'http://169.254.169.254/latest/meta-data/'],
    ['a private network', 'https://10.0.0.1/'],
    ['NAT64', 'http://[64:ff9b::a9fe:a9fe]/'],
  ])('%s is out of bounds', async (_what, url) => {
    expect(await reasonOf(outgoing().send(get(url)))).toContain('is not a public address');
  });

  test('a name is refused when it resolves to an address out of bounds, and called when the name is permitted', async () => {
    const server = await target();
    const url = `http://localhost:${server.port}/`;
    expect(await reasonOf(outgoing(['other.example']).send(get(url)))).toContain('localhost is not a public address');
    expect(await reasonOf(outgoing([`localhost:1`]).send(get(url)))).toContain('localhost is not a public address');
    expect((await outgoing([`localhost:${server.port}`]).send(get(url))).status).toBe(200);
  });

  test.each([
    ['file:///etc/passwd', 'only http and https are called'],
    ['ftp://127.0.0.1/', 'only http and https are called'],
    ['data:text/plain,x', 'only http and https are called'],
    ['not an address', 'the address is not a URL'],
    ['http://user:password@127.0.0.1/', 'the address has a user name or a password in it, which belong into the auth'],
  ])('%s is refused: %s', async (url, reason) => {
    expect(await reasonOf(outgoing().send(get(url)))).toBe(reason);
  });

  test('a closed port and an unknown host are named as what they are', async () => {
    const server = await openTarget();
    await server.close();
    expect(await reasonOf(outgoing().send(get(server.url)))).toBe('the server refused the connection');
    expect(await reasonOf(outgoing().send(get('http://nowhere.invalid/')))).toMatch(/^the host/);
  });
});

describe('Redirects', () => {
  const redirect =
    (location: string, status = 302): TargetServer['answer'] =>
    (_seen, response) =>
      response.writeHead(status, { location }).end('moved');

  test.each([301, 302, 303, 307, 308])('%d is followed', async (status) => {
    const server = await target((seen, response) =>
      seen.path === '/here' ? response.end('there') : response.writeHead(status, { location: '/here' }).end(),
    );
    expect((await outgoing().send(get(`${server.url}/start`))).body.toString()).toBe('there');
  });

  test('five are followed, six are not', async () => {
    const server = await target((seen, response) => {
      const left = Number(seen.path.slice(1));
      if (left === 0) response.end('done');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect((await outgoing().send(get(`${server.url}/5`))).body.toString()).toBe('done');
    expect(await reasonOf(outgoing().send(get(`${server.url}/6`)))).toBe('there were more than 5 redirects');
  });

  test('each place is checked anew', async () => {
    const server = await target(redirect('http://169.254.169.254/latest/'));
    expect(await reasonOf(outgoing().send(get(server.url)))).toContain('169.254.169.254 is not a public address');
    server.answer = redirect('file:///etc/passwd');
    expect(await reasonOf(outgoing().send(get(server.url)))).toBe('only http and https are called');
    server.answer = redirect('http://user:secret@127.0.0.1/');
    expect(await reasonOf(outgoing().send(get(server.url)))).toContain('user name or a password');
  });

  test('a POST is never sent anywhere else', async () => {
    const other = await target();
    const server = await target(redirect(other.url, 307));
    const answer = await outgoing().send(get(server.url, { method: 'POST', body: '{}' }));
    expect(answer.status).toBe(307);
    expect(other.seen).toEqual([]);
  });

  test('credentials stay at the origin they were given for, and do not come back by a detour', async () => {
    const auth = {
      credential: { username: 'ada', password: 'lovelace' },
      additionalHeaders: { 'X-Key': ['k'] },
      additionalQueryParams: { apikey: ['q'] },
      requestAuth: null,
    };
    const headers = { 'X-Own': 'o' };
    const home = await target();
    const other = await target();
    home.answer = (seen, response) =>
      seen.path.startsWith('/start')
        ? response.writeHead(302, { location: '/same' }).end()
        : seen.path.startsWith('/same')
          ? response.writeHead(302, { location: `${other.url}/away` }).end()
          : response.end('back');
    other.answer = redirect(`${home.url}/back`);
    await outgoing().send(get(`${home.url}/start`, { auth, headers }));
    const sent = { authorization: 'Basic YWRhOmxvdmVsYWNl', 'x-key': 'k', 'x-own': 'o' };
    expect(home.seen).toMatchObject([
      { path: '/start?apikey=q', headers: sent },
      { path: '/same?apikey=q', headers: sent },
      { path: '/back' },
    ]);
    for (const { headers: found, path } of [...other.seen, home.seen[2]!]) {
      expect(path).not.toContain('apikey');
      expect(Object.keys(found)).not.toEqual(expect.arrayContaining(['authorization']));
      expect(found).not.toHaveProperty('x-key');
      expect(found).not.toHaveProperty('x-own');
    }
  });
});

describe('Limits', () => {
  const tooLarge = 'the answer is larger than 4 KiB';
  const mostBytes = 4096;

  test('a body of just the size passes, one byte more does not', async () => {
    const server = await target((seen, response) => response.end('x'.repeat(Number(seen.path.slice(1)))));
    expect((await outgoing().send(get(`${server.url}/4096`, { mostBytes }))).body.length).toBe(4096);
    expect(await reasonOf(outgoing().send(get(`${server.url}/4097`, { mostBytes })))).toBe(tooLarge);
  });

  test('a body without announced length is cut off as soon as it is too large', async () => {
    let closed: () => void = () => undefined;
    const cutOff = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const server = await target((_seen, response) => {
      response.on('close', closed);
      const more = () => {
        while (response.write('x'.repeat(1024)));
      };
      response.on('drain', more);
      more();
    });
    expect(await reasonOf(outgoing().send(get(server.url, { mostBytes })))).toBe(tooLarge);
    await cutOff;
  });

  test.each([
    ['gzip', (text) => gzipSync(text)],
    // As it is by default it takes longer to pack than to be waited for.
    ['br', (text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ] satisfies [string, (text: string) => Buffer][])('%s is unpacked, and counted unpacked', async (encoding, pack) => {
    const server = await target((seen, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(pack('x'.repeat(Number(seen.path.slice(1))))),
    );
    expect((await outgoing().send(get(`${server.url}/4096`, { mostBytes }))).body.toString()).toBe('x'.repeat(4096));
    expect(await reasonOf(outgoing().send(get(`${server.url}/50000000`, { mostBytes })))).toBe(tooLarge);
  });

  test('damaged and unknown packing is an error', async () => {
    const server = await target((_seen, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no'));
    expect(await reasonOf(outgoing().send(get(server.url)))).toBe('the compressed answer is damaged');
    server.answer = (_seen, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end('no');
    expect(await reasonOf(outgoing().send(get(server.url)))).toContain('packed in a way');
  });

  test.each([
    ['in an unknown packing', { 'content-encoding': 'zstd' }, 'packed in a way'],
    ['announced as too large', { 'content-length': '5000000' }, 'is larger than'],
  ])('a body %s that has not ended yet is let go of: the process lives on', async (_what, headers, reason) => {
    let closed: () => void = () => undefined;
    const cutOff = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const server = await target((_seen, response) => {
      response.on('close', closed).writeHead(200, headers).write('x'.repeat(100_000));
    });
    expect(await reasonOf(outgoing().send(get(server.url)))).toContain(reason);
    await cutOff;
    server.answer = (_seen, response) => response.end('ok');
    expect((await outgoing().send(get(server.url))).status).toBe(200);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['endless', (response) => response.writeHead(200).write('x'.repeat(1_000_000))],
    ['damaged', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no')],
    ['silent', (response) => response.writeHead(200).write('x')],
    ['cut off', (response) => response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy())],
  ])('where only the status counts, a body that is %s takes nothing away from it', async (_what, answer) => {
    const server = await target((_seen, response) => answer(response));
    const { status, body } = await outgoing().send(get(server.url, { method: 'POST', body: '{}', mostBytes: null }));
    expect([status, body.length]).toEqual([200, 0]);
  });

  test('headers beyond 16 KiB are refused', async () => {
    const server = await target((_seen, response) => response.setHeader('x-large', 'x'.repeat(20_000)).end());
    expect(await reasonOf(outgoing().send(get(server.url)))).toBe('the header of the answer is too large');
  });

  test('silence ends with the deadline', async () => {
    const server = await target(() => undefined);
    expect(await reasonOf(outgoing().send(get(server.url, { timeoutMs: 100 })))).toBe(
      'there was no complete answer within 0.1 s',
    );
  });

  test('so does a body that trickles in, and a header that does', async () => {
    const trickle = (begin: string) =>
      rawTarget((socket) => {
        socket.write(begin);
        const timer = setInterval(() => socket.write('x'), 10);
        socket.on('close', () => clearInterval(timer));
      });
    const body = await trickle('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n');
    const header = await trickle('HTTP/1.1 200 OK\r\nX-Slow: ');
    for (const url of [body, header]) {
      expect(await reasonOf(outgoing().send(get(url, { timeoutMs: 200 })))).toBe(
        'there was no complete answer within 0.2 s',
      );
    }
  });

  test('so does a handshake that never comes', async () => {
    const url = await rawTarget(() => undefined);
    expect(await reasonOf(outgoing().send(get(url.replace('http:', 'https:'), { timeoutMs: 100 })))).toContain('0.1 s');
  });

  test('what is not HTTP, and an answer cut short, are errors', async () => {
    const garbage = await rawTarget((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(await reasonOf(outgoing().send(get(garbage)))).toBe('the server did not answer in HTTP/1.1');
    const short = await rawTarget((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'));
    expect(await reasonOf(outgoing().send(get(short)))).toBe('the server closed the connection');
  });

  test('closing ends what is under way', async () => {
    const server = await target(() => undefined);
    const client = outgoing();
    const reason = reasonOf(client.send(get(server.url)));
    await expect.poll(() => server.seen.length).toBe(1);
    await client.close();
    expect(await reason).toBe('Compass is stopping');
  });

  test('the log names the host, never path, query or password', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
    const client = createOutgoing({ allowed: [], log, clock: Date.now });
    opened.push(client);
    await reasonOf(client.send(get('http://ada:secret@127.0.0.1/secret-path?secret=1')));
    await reasonOf(client.send(get('http://127.0.0.1/secret-path?secret=1')));
    expect(lines).toHaveLength(2);
    expect(lines.join()).toContain('127.0.0.1');
    expect(lines.join()).not.toContain('secret');
  });
});
