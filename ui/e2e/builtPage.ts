import { extname } from 'node:path';
import type { ServerResponse } from 'node:http';
import { build, type Rolldown } from 'vite';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
/** As the collector sends it, so that what it forbids fails here too. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The page as it is shipped, in memory. Paths that are no file get `index.html`. */
export async function buildPage(): Promise<(path: string, response: ServerResponse) => void> {
  // The test runner's own value would bring React's development build.
  process.env.NODE_ENV = 'production';
  const root = new URL('..', import.meta.url).pathname;
  const built = (await build({ root, logLevel: 'error', build: { write: false } })) as Rolldown.RolldownOutput;
  const files = new Map(
    built.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
  return (path, response) => {
    const name = files.has(path) ? path : '/index.html';
    response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
    response.setHeader('content-security-policy', POLICY);
    response.end(files.get(name));
  };
}
