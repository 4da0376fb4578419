/** One function as the stacks name it. `file` and `module` are empty when unknown. */
export interface Frame {
  readonly name: string;
  readonly file: string;
  readonly module: string;
  readonly kind: string;
}

/** Letters of a key: three hold 18 bits, six hold 36, and all of them are plain in a URL. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A frame's hash. Equal frames of two answers have the same one, whatever their place in the answer is. */
export function frameHash({ name, file, module, kind }: Frame): number {
  return mix(hashText(`${name}\0${file}\0${module}\0${kind}`));
}

/** The frame as the URL names it: 36 bits. */
export function frameKey({ name, file, module, kind }: Frame): string {
  const text = `${name}\0${file}\0${module}\0${kind}`;
  return letters(mix(hashText(text)), 3) + letters(mix(hashText(text, 0x5bd1e995)), 3);
}

/** The low `6 × count` bits of a hash as letters. */
export function letters(hash: number, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) text += LETTERS[(hash >>> (6 * i)) & 63];
  return text;
}

/** FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/), as an unsigned 32 bit number. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Spreads a hash over all its bits (the finisher of MurmurHash3), since only some of them are used. */
export function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
