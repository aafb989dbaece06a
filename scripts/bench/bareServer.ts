/**
 * `node bareServer.ts <folder> <answer> <client CA>`: a bare Express handler that answers every POST with the bytes of one file,
 * behind the certificate of a Compass installation and as strict about client certificates. Prints its port.
 */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';

const [dataDir = '', answerFile = '', clientCA = ''] = process.argv.slice(2);
const answer = readFileSync(answerFile);
const app = express().post('/director/graphql', (_request, response) => {
  response.type('json').send(answer);
});
const server = createServer(
  {
    cert: readFileSync(join(dataDir, 'tls/server.crt')),
    key: readFileSync(join(dataDir, 'tls/server.key')),
    ca: readFileSync(clientCA),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  },
  app.disable('etag'),
);
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
