import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['COMPASS_DEV_SERVER'] ?? 'http://127.0.0.1:3000';

/** The console: sources in web/, built into dist/web; `npm run dev` sends API calls on to a running server. */
export default defineConfig({
  root: at('./web'),
  publicDir: at('./public'),
  plugins: [react()],
  build: {
    outDir: at('./dist/web'),
    emptyOutDir: true,
    target: 'es2024',
    // The content policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: { host: '127.0.0.1', proxy: { '^/graphql(\\?|$)': server, '^/api/': server } },
});
