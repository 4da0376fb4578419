import { useEffect, useMemo } from 'react';
import type { DiffAnswer } from '../api/types.ts';
import { GraphAndTable } from '../diff/Compared.tsx';
import { Headline } from '../diff/Headline.tsx';
import { ModeChoice } from '../diff/ModeChoice.tsx';
import { captionOf } from '../export/caption.ts';
import { countsRequests, readDiff } from '../profile/diff.ts';
import styles from '../screens/ProfileScreen.module.css';
import { decodeDiffView, encodeDiffView } from '../url/diffView.ts';
import { FileHeader } from './FileHeader.tsx';
import { useHashView } from './useHashView.ts';

/** A comparison that was kept as a file. */
export function DiffViewer({ title, answer }: { readonly title: string; readonly answer: DiffAnswer }) {
  const [view, change] = useHashView(decodeDiffView, encodeDiffView);
  const diff = useMemo(() => readDiff(answer, view.mode), [answer, view.mode]);
  const { type, unit, level, before, after } = answer;
  const line = (name: string, side: DiffAnswer['before']) => {
    const scale = { type, unit, level, rangeMs: side.to - side.from };
    return `${name} · ${side.title} · ${captionOf(side, scale, side.total)}`;
  };
  useEffect(() => {
    document.title = `${title} · ${type} · Podflame`;
  }, [title, type]);
  return (
    <div className={styles.page}>
      <FileHeader title={title} lines={[line('A', before), line('B', after)]}>
        <ModeChoice mode={view.mode} counted={countsRequests(answer)} onChange={(mode) => change({ mode })} />
      </FileHeader>
      <Headline diff={diff} asked={view.mode} />
      <GraphAndTable {...{ diff, view, change }} stale={false} error={null} />
    </div>
  );
}
