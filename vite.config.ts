import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { documentModules } from './scripts/documentModules.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['COMPASS_DEV_SERVER'] ?? 'http://127.0.0.1:3000';

/** What the first screen loads in any case. */
const packages =
  'react|react-dom|scheduler|tslib|rxjs|optimism|graphql-sse|@wry|@floating-ui|@apollo/client|@tanstack/(router-core|react-router|history|store)';
/** Of `graphql` only what Apollo uses; the rest belongs to the API explorer. */
const partsOfGraphql =
  'jsutils/(inspect|devAssert|invariant|isObjectLike)|language/(ast|kinds|visitor|printer|printString|blockString|characterClasses)';

/** The console: sources in web/, built into dist/web; `npm run dev` sends API calls on to a running server. */
export default defineConfig({
  root: at('./web'),
  publicDir: at('./public'),
  plugins: [documentModules(), react()],
  build: {
    outDir: at('./dist/web'),
    emptyOutDir: true,
    target: 'es2024',
    // The content policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // One file: cut up by who else uses which part, it would be 7 kB longer once compressed.
          groups: [
            {
              name: 'libraries',
              test: new RegExp(`/node_modules/((${packages})/|graphql/(${partsOfGraphql})\\.)`),
            },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '^/graphql(\\?|$)': server, '^/api/': server } },
});
