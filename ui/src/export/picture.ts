import { colorReader } from '../components/cssColor.ts';

/** Room around and above the graph, in CSS pixels. */
const MARGIN = 12;
const TITLE = 22;
const LINE = 18;

/** What stands above the graph in a picture. */
export interface Caption {
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * The graphs that are on the screen as a PNG, in device pixels, with a caption above; null where there is none. A
 * sandwich has two, callers above callees.
 */
export async function pictureOf(caption: Caption): Promise<Blob | null> {
  const shown = [...document.querySelectorAll<HTMLCanvasElement>('canvas[data-frames]')];
  const graphs = shown.filter(({ width, height }) => width > 0 && height > 0);
  const width = Math.max(0, ...graphs.map((graph) => graph.width));
  if (width === 0) return null;
  const ratio = width / (graphs.find((graph) => graph.width === width)?.clientWidth ?? width);
  const head = (MARGIN + TITLE + LINE * caption.lines.length + MARGIN / 2) * ratio;
  const picture = document.createElement('canvas');
  picture.width = width + 2 * MARGIN * ratio;
  picture.height = head + graphs.reduce((sum, graph) => sum + graph.height + MARGIN * ratio, 0);
  const context = picture.getContext('2d');
  if (context === null) return null;
  const color = (name: string) => colorOf(graphs[0], name);
  context.fillStyle = color('--panel');
  context.fillRect(0, 0, picture.width, picture.height);
  context.save();
  context.scale(ratio, ratio);
  drawCaption(context, caption, { text: color('--text'), dim: color('--dim') });
  context.restore();
  let top = head;
  for (const graph of graphs) {
    context.drawImage(graph, MARGIN * ratio, top);
    top += graph.height + MARGIN * ratio;
  }
  return new Promise((resolve) => picture.toBlob(resolve, 'image/png'));
}

function drawCaption(
  context: CanvasRenderingContext2D,
  { title, lines }: Caption,
  { text, dim }: { text: string; dim: string },
): void {
  const family = getComputedStyle(document.body).fontFamily;
  context.textBaseline = 'top';
  context.fillStyle = text;
  context.font = `600 14px ${family}`;
  context.fillText(title, MARGIN, MARGIN);
  context.fillStyle = dim;
  context.font = `12px ${family}`;
  lines.forEach((line, i) => context.fillText(line, MARGIN, MARGIN + TITLE + LINE * i));
}

/** A theme's colour where the graph is; canvases understand every colour that CSS does. */
function colorOf(place: Element, name: string): string {
  return colorReader(place)(`var(${name})`);
}

/** Hands a file to the browser, as if it had come from a link. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken the bytes by the time that the click's task is done.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
