import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The collector serves the page at "/" and answers every deep URL with index.html, so assets have absolute paths.
export default defineConfig({
  base: '/',
  plugins: [react()],
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 600 },
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
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
