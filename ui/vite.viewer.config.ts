import { createHash } from 'node:crypto';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import page from './vite.config.ts';

/** The file that the collector fills with a graph's data, see `collector`'s `Viewer`. */
export const VIEWER = 'graph.html';

// The viewer of one graph as a single HTML file, built from the page's own parts into dist/viewer.
export default defineConfig({
  base: './',
  resolve: page.resolve ?? {},
  publicDir: false,
  plugins: [intoOneFile()],
  build: {
    ...{ outDir: 'dist/viewer', target: 'es2023', cssCodeSplit: false, modulePreload: false },
    // Fonts would make every exported file larger than most graphs are: it takes the machine's own.
    assetsInlineLimit: 0,
    rolldownOptions: { ...page.build?.rolldownOptions, input: VIEWER },
  },
});

/** Puts script and styles into the page itself, and allows it nothing else: no address, no other script. */
function intoOneFile(): Plugin {
  return {
    name: 'into-one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = Object.values(bundle);
      const html = files.find((file) => file.fileName === VIEWER);
      const chunks = files.filter((file) => file.type === 'chunk');
      if (html?.type !== 'asset' || chunks.length !== 1) throw new Error(`${chunks.length} scripts, not one`);
      const script = chunks[0].code.replace(/<(\/script|script|!--)/gi, '\\x3C$1');
      const styles = stylesOf(files);
      if (/url\(|@import/.test(styles)) throw new Error('The viewer’s styles name another file.');
      html.source = String(html.source)
        .replace(/\s*<(script[^>]+src=[^>]+><\/script|link[^>]+)>/g, '')
        .replace('<title>', () => `${policy(script)}\n    <title>`)
        .replace('</head>', () => `<style>${styles}</style>\n  </head>`)
        .replace('</body>', () => `<script type="module">${script}</script>\n  </body>`)
        // Whatever a name is, it stands where only data is read.
        .replace(/\s*__PODFLAME_DATA__\s*/, '__PODFLAME_DATA__');
      for (const file of files) if (file !== html) Reflect.deleteProperty(bundle, file.fileName);
    },
  };
}

function stylesOf(files: readonly (Rolldown.OutputAsset | Rolldown.OutputChunk)[]): string {
  const sheets = files.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
  return sheets
    .map((file) => (file.type === 'asset' ? String(file.source) : ''))
    .join('')
    .replace(/@font-face\s*\{[^}]*\}/g, '');
}

function policy(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  const allowed = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<meta http-equiv="Content-Security-Policy" content="${allowed}" />`;
}
