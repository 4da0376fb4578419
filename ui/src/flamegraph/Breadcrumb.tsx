import { useState } from 'react';
import { frameOf, pathTo } from '../profile/tree.ts';
import { shortName } from '../profile/shortName.ts';
import controls from '../components/controls.module.css';
import styles from './Breadcrumb.module.css';
import type { FlameModel } from './model.ts';

/** Ancestors shown on each side of a long path. */
const FIRST = 1;
const LAST = 4;

/** The zoomed frame's ancestors; each is one click away. */
export function Breadcrumb({
  model,
  onZoom,
}: {
  readonly model: FlameModel;
  readonly onZoom: (node: number) => void;
}) {
  const [whole, setWhole] = useState(false);
  const { tree, focus } = model;
  const path = pathTo(tree, focus);
  const folded = !whole && path.length > FIRST + LAST + 1;
  const shown = folded ? [...path.slice(0, FIRST), ...path.slice(-LAST)] : path;
  const name = (node: number) =>
    node === 0 ? 'all' : shortName(frameOf(tree, node).name, frameOf(tree, node).kind);
  return (
    <nav className={`${styles.path} ${whole ? styles.whole : ''}`} aria-label="Zoomed frame and its callers">
      {shown.map((node, i) => (
        <span key={node}>
          {node === focus ? (
            <b title={frameOf(tree, node).name}>{name(node)}</b>
          ) : (
            <button type="button" title={frameOf(tree, node).name} onClick={() => onZoom(node)}>
              {name(node)}
            </button>
          )}
          {folded && i === FIRST - 1 && (
            <button type="button" className={styles.more} onClick={() => setWhole(true)}>
              … {path.length - FIRST - LAST} more
            </button>
          )}
        </span>
      ))}
      {whole && path.length > FIRST + LAST + 1 && (
        <button type="button" className={controls.link} onClick={() => setWhole(false)}>
          fold
        </button>
      )}
    </nav>
  );
}
