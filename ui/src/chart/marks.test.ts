import { describe, expect, it } from 'vitest';
import { marksNear, mergeMarks, newestMarks } from './marks.ts';

const at = (time: number, label = 'restart') => ({ time, label });

describe('marks', () => {
  it('far enough apart stay as they are, in the order of time', () => {
    expect(mergeMarks([at(200), at(100, 'image 2')], 50)).toEqual([at(100, 'image 2'), at(200)]);
  });

  it('of a crash loop become one that says how often', () => {
    expect(mergeMarks([at(100), at(110), at(120), at(400)], 50)).toEqual([at(100, 'restart × 3'), at(400)]);
  });

  it('of different things say the first and how many more', () => {
    expect(mergeMarks([at(100, 'image 2'), at(110), at(120)], 50)).toEqual([at(100, 'image 2 + 2')]);
  });

  it('are listed from the newest ones back, in the order of time', () => {
    const marks = [900, 100, 200, 300, 400, 500, 600, 700].map((time) => at(time));
    expect(newestMarks(marks, { from: 0, to: 800 }).map(({ time }) => time)).toEqual([
      ...[200, 300, 400],
      ...[500, 600, 700],
    ]);
  });

  it('are found where the pointer is', () => {
    const marks = [at(100), at(200, 'image 2')];
    expect(marksNear(marks, 195, 10)).toEqual(['image 2']);
    expect(marksNear(marks, 150, 10)).toEqual([]);
  });
});
