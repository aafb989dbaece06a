import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ServerProcess, startServer } from '../../server/testing/serverProcess.ts';
import { type Administrator, createAdministrator } from './administrator.ts';

const root = join(import.meta.dirname, '../..');
const token = 'fleet-admin-token-0123456789-0123456789';

describe('The fleet as a process, against a server as a process', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'compass-fleet-'));
  let server: ServerProcess;
  let administrator: Administrator;
  beforeAll(async () => {
    server = await startServer({ COMPASS_DATA_DIR: dataDir, COMPASS_ADMIN_TOKEN: token });
    administrator = createAdministrator({ url: server.url, token, tenant: 'default' });
  }, 60_000);
  afterAll(async () => {
    await server.stop('SIGTERM');
    rmSync(dataDir, { recursive: true });
  });

  async function fleet(...flags: string[]) {
    const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('COMPASS_')));
    const child = spawn(
      join(root, 'node_modules/.bin/node'),
      ['agent/fleet/main.ts', '--compass', server.url, '--runtimes', '3', '--applications', '5', ...flags],
      { cwd: root, env: { ...clean, COMPASS_ADMIN_TOKEN: token }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    }
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  }

  const names = async () => {
    const members = z.object({ data: z.array(z.object({ name: z.string() })) });
    const query = '{ runtimes { data { name } } applications { data { name } } }';
    const { runtimes, applications } = await administrator.ask(
      z.object({ runtimes: members, applications: members }),
      query,
    );
    return [...runtimes.data, ...applications.data].map(({ name }) => name).sort();
  };
  const register = (name: string) =>
    administrator.ask(
      z.object({ made: z.object({ id: z.string() }) }),
      'mutation ($in: ApplicationRegisterInput!) { made: registerApplication(in: $in) { id } }',
      { in: { name } },
    );

  test('enrols, synchronises without an error, and finds what an earlier one registered', async () => {
    const first = await fleet('--period', '300ms', '--duration', '1s');
    expect(first.output).toMatch(/^Enrolments +3, \d+\.\d\/s +p50 .* ms\n +no errors$/m);
    expect(first.output).toMatch(/^Syncs +[1-9]\d*, \d+\.\d\/s +p50 .* ms\n +no errors$/m);
    expect(first.output).toMatch(/^Memory +first \d+ MiB, most \d+ MiB, last \d+ MiB/m);
    expect([first.output.split('\n').at(-2), first.code]).toEqual(['State        3 of 3 Synchronized', 0]);
    const registered = await names();
    expect(registered).toHaveLength(8);
    const second = await fleet('--period', '300ms', '--duration', '1s', '--rsa');
    expect([second.output.split('\n').at(-2), second.code]).toEqual(['State        3 of 3 Synchronized', 0]);
    expect(await names()).toEqual(registered);
  }, 60_000);

  test('keeps away from the objects of others, and removes its own only', async () => {
    const { made } = await register('shop');
    const refused = await fleet('--duration', '1s');
    expect([refused.code, refused.output]).toEqual([
      1,
      "The fleet stops: the tenant holds objects that are not the fleet's (shop): say --force\n",
    ]);
    expect((await fleet('--clean')).code).toBe(1);
    expect(await names()).toHaveLength(9);
    expect(await fleet('--clean', '--force')).toEqual({ code: 0, output: 'Removed      9 objects\n' });
    expect(await names()).toEqual(['shop']);
    expect(made.id).toHaveLength(36);
  }, 60_000);
});
