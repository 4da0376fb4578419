import type { DiffAnswer, FlameGraphAnswer } from '../api/types.ts';

/** What the collector writes into a file: whose profile it is, and the answer that the page would have got. */
export interface FileContent {
  readonly title: string;
  readonly answer: FlameGraphAnswer | DiffAnswer;
}

/** Reads the data that a file carries; an error says why there is none. */
export function readContent(text: string): FileContent {
  if (!text.trimStart().startsWith('{')) throw new Error('This file carries no graph.');
  return JSON.parse(text) as FileContent;
}

export function isDiff(answer: FlameGraphAnswer | DiffAnswer): answer is DiffAnswer {
  return 'before' in answer;
}
