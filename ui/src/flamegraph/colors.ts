import { languageOf } from '../profile/languages.ts';
import { colorReader } from '../components/cssColor.ts';
import { hashText, type Frame } from '../profile/frame.ts';
import { packageOf } from '../profile/packages.ts';
import { PRUNED, type FlameTree } from '../profile/tree.ts';
import type { ColorBy } from '../url/viewState.ts';

/** Colours as the canvas takes them fastest: `#rrggbb`. */
export interface Palette {
  /** Full colours first, then the same ones faded, for what a search leaves behind. */
  readonly fills: readonly string[];
  readonly faded: number;
  readonly text: string;
  readonly fadedText: string;
  readonly accent: string;
  readonly panel: string;
  readonly font: string;
}

const ROOT = 'root';
const CROWD = 'crowd';
const PACKAGES = 16;
const VALUES = 7;
const NAMES = [
  ...[
    ROOT,
    CROWD,
    'java',
    'java-inlined',
    'java-interpreted',
    'python',
    'node',
    'go',
    'native',
    'rust',
    'kernel',
  ],
  ...['less-3', 'less-2', 'less-1', 'same', 'more-1', 'more-2', 'more-3'],
  ...Array.from({ length: PACKAGES }, (_, i) => `package-${i}`),
  ...Array.from({ length: VALUES }, (_, i) => `value-${i}`),
  ...['ruby', 'php', 'dotnet', 'perl', 'beam', 'unknown', 'pruned', 'thread', 'runnable', 'waiting', 'state'],
];

export const ROOT_COLOR = NAMES.indexOf(ROOT);
export const CROWD_COLOR = NAMES.indexOf(CROWD);

/** The index of a frame's colour in a palette, by its language or its package. */
export function colorOf(frame: Frame, by: ColorBy): number {
  const { kind } = frame;
  if (by === 'package' && kind !== PRUNED && !kind.startsWith('thread')) {
    return NAMES.indexOf('package-0') + (hashText(packageOf(frame)) % PACKAGES);
  }
  if (kind === 'jvm_inlined') return NAMES.indexOf('java-inlined');
  if (kind === 'jvm_interpreted') return NAMES.indexOf('java-interpreted');
  return NAMES.indexOf(languageOf(frame).id);
}

/** Per node: the index of the colour of its own weight, half as much for each step. */
export function colorsOfValue(tree: FlameTree): Uint8Array {
  const most = tree.self.reduce((heaviest, self, i) => (i > 0 ? Math.max(heaviest, self) : heaviest), 0);
  const first = NAMES.indexOf('value-0');
  return Uint8Array.from(tree.self, (self) =>
    self <= 0 ? first : first + Math.max(0, Math.round(VALUES - 1 + Math.log2(self / most))),
  );
}

/** Changes of this share and more have the strongest colour. */
const STRONGEST = 0.5;

/** The index of a change's colour in a palette. */
export function colorOfChange(change: number): number {
  const steps = Math.round(3 * Math.min(1, Math.abs(change) / STRONGEST) * Math.sign(change));
  return NAMES.indexOf('same') + steps;
}

/** The CSS variable of a language, for everything that isn't canvas. */
export function languageVariable(id: string): string {
  return `var(--lang-${id})`;
}

/** Reads the theme's colours where the element is. */
export function readPalette(element: Element): Palette {
  const computed = colorReader(element);
  const rgb = rgbReader();
  const variable = (name: string) => computed(`var(${name})`);
  const panel = rgb(variable('--panel'));
  const full = NAMES.map((name) => rgb(variable(`--lang-${name}`)));
  return {
    fills: [...full, ...full.map((color) => blend(color, panel, 0.26))].map(hex),
    faded: full.length,
    text: hex(rgb(variable('--frame-text'))),
    fadedText: hex(rgb(variable('--faint'))),
    accent: hex(rgb(variable('--accent-strong'))),
    panel: hex(panel),
    font: `12px ${getComputedStyle(element).getPropertyValue('--mono')}`,
  };
}

type Rgb = readonly [number, number, number];

/** Any CSS colour as it comes out of a canvas, which parses each only once this way. */
function rgbReader(): (color: string) => Rgb {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (color) => {
    if (context === null) return [128, 128, 128];
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b];
  };
}

function blend(color: Rgb, ground: Rgb, amount: number): Rgb {
  const mixed = (i: 0 | 1 | 2) => Math.round(ground[i] + (color[i] - ground[i]) * amount);
  return [mixed(0), mixed(1), mixed(2)];
}

function hex(color: Rgb): string {
  return `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
