import { Link } from 'wouter';
import type { Instants } from '../url/timeRange.ts';
import { mergeMarks, type Mark } from './marks.ts';
import styles from './MarkLinks.module.css';
import { placeAt } from './place.ts';

/** Links closer than this share of the window would lie over each other. */
const APART = 0.04;

interface Props {
  readonly marks: readonly Mark[];
  readonly window: Instants;
  readonly hrefOf: (mark: Mark) => string;
}

/** At the foot of each mark: a way to compare what was before with what came after. */
export function MarkLinks({ marks, window, hrefOf }: Props) {
  const inside = marks.filter(({ time }) => time > window.from && time < window.to);
  return mergeMarks(inside, APART * (window.to - window.from)).map((mark) => (
    <Link
      key={mark.time}
      href={hrefOf(mark)}
      className={styles.link}
      style={{ left: placeAt(mark.time, window) }}
      aria-label={`Compare before and after ${mark.label}`}
      title={`Compare before and after ${mark.label}`}
    >
      A<i aria-hidden>|</i>B
    </Link>
  ));
}
