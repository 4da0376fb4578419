// Fails the build when the page grows past its budget: what a person waits for on a slow line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET = { '.js': 150_000, '.css': 20_000 };
const folder = new URL('../dist/assets/', import.meta.url).pathname;
let failed = false;

for (const [ending, limit] of Object.entries(BUDGET)) {
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  const bytes = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
    0,
  );
  const verdict = bytes <= limit ? 'ok' : 'TOO LARGE';
  console.log(
    `${ending.slice(1)}: ${(bytes / 1000).toFixed(1)} kB gzipped of ${limit / 1000} kB in ${files.length} file(s): ${verdict}`,
  );
  failed ||= bytes > limit || files.length === 0;
}
// The viewer inside of every exported HTML file, script and styles together.
const VIEWER_BUDGET = 50_000;
const viewer = gzipSync(readFileSync(new URL('../dist/viewer/graph.html', import.meta.url)), {
  level: 9,
}).length;
console.log(
  `viewer: ${(viewer / 1000).toFixed(1)} kB gzipped of ${VIEWER_BUDGET / 1000} kB: ${viewer <= VIEWER_BUDGET ? 'ok' : 'TOO LARGE'}`,
);
failed ||= viewer > VIEWER_BUDGET;
process.exitCode = failed ? 1 : 0;
