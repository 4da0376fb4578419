import { defineConfig } from 'vitest/config';

/** A browser is slow to start, and the tests of one file share its page. */
const inBrowser = {
  environment: 'node',
  testTimeout: 120_000,
  hookTimeout: 60_000,
  fileParallelism: false,
} as const;

// The collector serves the page at "/" and answers every deep URL with index.html, so assets have absolute paths.
export default defineConfig({
  base: '/',
  // React's API at a tenth of its size: the page and its libraries are written for React.
  resolve: {
    alias: {
      'react-dom/client': 'preact/compat/client',
      'react/jsx-dev-runtime': 'preact/jsx-dev-runtime',
      'react/jsx-runtime': 'preact/jsx-runtime',
      react: 'preact/compat',
    },
  },
  build: {
    ...{ target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 600 },
    // "use client" in a library means nothing to a page without a server of its own.
    rolldownOptions: {
      onLog: (level, log, handler) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handler(level, log),
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env.PODFLAME_URL ?? 'http://127.0.0.1:4040' },
  },
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: ['src/**/*.test.ts'], environment: 'node' } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['e2e/**/*.e2e.ts'],
          exclude: ['e2e/cluster.e2e.ts', 'e2e/jvm.e2e.ts', 'e2e/tour.e2e.ts'],
          ...inBrowser,
        },
      },
      // Started by the cluster tests, which have a cluster.
      { extends: true, test: { name: 'cluster', include: ['e2e/cluster.e2e.ts'], ...inBrowser } },
      // Started by the tests of the product once a JVM's first snapshot of the heap has come.
      { extends: true, test: { name: 'jvm', include: ['e2e/jvm.e2e.ts'], ...inBrowser } },
      // After them: the slow service has been fixed for some minutes by then.
      { extends: true, test: { name: 'tour', include: ['e2e/tour.e2e.ts'], ...inBrowser } },
    ],
  },
});
