/**
 * `npm run dev`: the server, restarted when one of its files changes, and Vite, which serves the console with hot
 * reload and passes API calls on. Either one ending ends both.
 */
import { spawn } from 'node:child_process';
import { root, run } from './command.ts';

const generated = await run('graphql-codegen', ['--config', 'codegen.ts', '--silent']);
if (generated !== 0) process.exit(generated);

const port = process.env['COMPASS_CONSOLE_PORT'] ?? '3000';
const env = { ...process.env, COMPASS_LOG_LEVEL: process.env['COMPASS_LOG_LEVEL'] ?? 'debug' };
const start = (args: string[], extra: Record<string, string> = {}) =>
  spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...env, ...extra } });

const children = [
  start(['--watch', '--watch-preserve-output', 'server/main.ts']),
  start(['node_modules/vite/bin/vite.js'], { COMPASS_DEV_SERVER: `http://127.0.0.1:${port}` }),
];

function stop(code: number): void {
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
  process.exitCode ??= code;
}
for (const child of children) child.on('exit', (code) => stop(code ?? 1));
process.on('SIGINT', () => stop(0)).on('SIGTERM', () => stop(0));
