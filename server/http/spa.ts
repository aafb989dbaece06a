import { join } from 'node:path';
import express, { type NextFunction, type Request, type Response, Router } from 'express';

/** Written by the Vite build (scripts/build.ts). */
export const webRoot = join(import.meta.dirname, '../../dist/web');

const immutable = 'public, max-age=31536000, immutable';

/** The built console: hashed assets for ever, `index.html` for every address that is a screen. */
export function createSpa(root: string): Router {
  const page = (request: Request, response: Response, next: NextFunction) => {
    if (!request.accepts('html')) return next();
    response.set('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root, cacheControl: false }, (error) => {
      if (error && !response.headersSent) next();
    });
  };
  return Router()
    .use(
      '/assets',
      express.static(join(root, 'assets'), { index: false, setHeaders: (res) => res.set('Cache-Control', immutable) }),
    )
    .use('/assets', (_request, response) => void response.status(404).type('text').send('Not found'))
    .use(express.static(root, { index: false, redirect: false, maxAge: '1h' }))
    .get('/{*screen}', page);
}
