/** Bundles the server with its libraries into dist/server. Why: docs/decisions/0032-bundled-server.md. */
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'rolldown';
import { root } from './command.ts';

const outDir = join(root, 'dist/server');

/** Lets modules find their files (contract, migrations, worker threads) beside their source, from within the bundle too. */
const filesBesideTheSource: Plugin = {
  name: 'files-beside-the-source',
  transform(code, id) {
    if (!id.startsWith(join(root, 'server/')) || !code.includes('import.meta.')) return null;
    const source = relative(outDir, id);
    return code.replace(/import\.meta\.(dirname|url)/g, (_, property) =>
      property === 'url'
        ? `new URL(${JSON.stringify(source)}, import.meta.url).href`
        : `(import.meta.dirname + ${JSON.stringify(`/${dirname(source)}`)})`,
    );
  },
};

await build({
  input: { main: join(root, 'scripts/serverEntry.ts') },
  cwd: root,
  platform: 'node',
  external: ['better-sqlite3', 'pg'],
  plugins: [filesBesideTheSource],
  checks: { eval: false },
  output: { dir: outDir, format: 'esm', cleanDir: true, chunkFileNames: '[name].js' },
});
