import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '../../shared/clock.ts';
import { announced, selfSigned } from '../../testing/certificates.ts';
import { type Gateways, openGateways } from '../../testing/gateways.ts';

let folder: string;
let gateways: Gateways;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compass-server-identity-'));
});
afterEach(async () => {
  await gateways.close();
  rmSync(folder, { recursive: true });
});

/** SHA-256 of the certificate a listener shows to a new connection. */
const shown = (port: number) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    }).on('error', reject);
  });
const both = async () => [await shown(gateways.ports.gateway), await shown(gateways.ports.mtls)];

test('the server certificate is issued anew before it ends, on both listeners and without a restart', async () => {
  gateways = await openGateways();
  const first = await both();
  expect(new Set(first).size).toBe(1);
  gateways.ahead = 300 * day;
  await gateways.connector.upkeep();
  expect(await both()).toEqual(first);
  gateways.ahead = 340 * day;
  await gateways.connector.upkeep();
  const next = await both();
  expect(new Set(next).size).toBe(1);
  expect(next[0]).not.toBe(first[0]);
});

test('given files are read anew when they change, and kept as they were while they do not fit', async () => {
  const files = { certFile: join(folder, 'server.crt'), keyFile: join(folder, 'server.key') };
  const [one, two] = [await selfSigned(announced('one')), await selfSigned(announced('two'))];
  writeFileSync(files.certFile, String(one.cert));
  writeFileSync(files.keyFile, String(one.key));
  gateways = await openGateways({ tls: files });
  const first = await both();
  writeFileSync(files.certFile, String(two.cert));
  await gateways.connector.upkeep();
  expect(await both()).toEqual(first);
  expect(gateways.logged.join('\n')).toContain('the key does not belong to the certificate');
  writeFileSync(files.keyFile, String(two.key));
  await gateways.connector.upkeep();
  const next = await both();
  expect(new Set(next).size).toBe(1);
  expect(next[0]).not.toBe(first[0]);
});
