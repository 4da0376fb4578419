import { copyText } from '../components/clipboard.ts';
import { frameKey } from '../profile/frame.ts';
import { encodeFocus } from '../profile/focus.ts';
import { frameOf, pathTo, PRUNED, type FlameTree } from '../profile/tree.ts';
import { exactly, type Transforms } from '../url/transforms.ts';
import type { FlameModel } from './model.ts';

export const ACTION_GROUPS = ['Focus', 'Filter', 'Open in', 'Copy'] as const;

/** Something that can be done with a frame, from the menu or by its key. */
export interface FrameAction {
  readonly group: (typeof ACTION_GROUPS)[number];
  readonly label: string;
  /** What says more, as the menu's tooltip. */
  readonly title?: string;
  /** The key as `KeyboardEvent.key` has it; empty if there is none. */
  readonly key: string;
  readonly run: () => void;
}

/** What actions change in a view. */
export type Changes = Partial<Transforms & { focus: string; fn: string }>;

interface Situation {
  readonly model: FlameModel;
  readonly view: Transforms & { readonly focus: string };
  readonly change: (changes: Changes) => void;
}

/** What can be done with a node; for the root and for nothing (-1) what concerns the whole graph. */
export function frameActions({ model: { tree }, view, change }: Situation, node: number): FrameAction[] {
  const whole: FrameAction[] = [
    {
      ...{ group: 'Filter', key: 'r', label: view.folded ? 'Unfold recursion' : 'Fold recursion' },
      title: 'A function that calls itself, directly or through others, becomes one frame',
      run: () => change({ folded: !view.folded }),
    },
    {
      ...{ group: 'Filter', key: 'i', label: view.inverted ? 'Callers first' : 'Leaves first' },
      title: 'Turns the graph over: functions by their own time, and below each who called it',
      run: () => change({ inverted: !view.inverted, focus: '' }),
    },
  ];
  const reset: FrameAction = {
    ...{ group: 'Focus', key: '0', label: 'Show the whole graph' },
    run: () => change({ focus: '', sandwich: '' }),
  };
  const away = view.focus !== '' || view.sandwich !== '' ? [reset] : [];
  if (node <= 0) return [...away, ...whole];
  const frame = frameOf(tree, node);
  if (frame.kind === PRUNED) return [...away, ...whole, ...copies(tree, node)];
  const pattern = exactly(frame.name);
  const added = (patterns: readonly string[]) => [...new Set([...patterns, pattern])];
  return [
    {
      ...{ group: 'Focus', key: 'Enter', label: 'Zoom in' },
      run: () => change({ focus: encodeFocus(tree, node), sandwich: '' }),
    },
    {
      ...{ group: 'Focus', key: 's', label: 'Callers and callees' },
      title: 'All places where it is called, and all that it calls',
      run: () => change({ sandwich: frameKey(frame) }),
    },
    ...away,
    {
      ...{ group: 'Filter', key: 'o', label: 'Only stacks through it' },
      run: () => change({ only: added(view.only) }),
    },
    {
      ...{ group: 'Filter', key: 'h', label: 'Hide stacks through it' },
      run: () => change({ without: added(view.without) }),
    },
    {
      ...{ group: 'Filter', key: 'x', label: 'Leave out this function' },
      title: 'Its own time counts for its callers, and they call what it calls',
      run: () => change({ skip: added(view.skip) }),
    },
    ...whole,
    ...copies(tree, node),
  ];
}

function copies(tree: FlameTree, node: number): FrameAction[] {
  const names = pathTo(tree, node)
    .slice(1)
    .map((one) => frameOf(tree, one).name);
  const copy = (text: string) => () => void copyText(text);
  return [
    { group: 'Copy', key: 'c', label: 'Name', run: copy(frameOf(tree, node).name) },
    { group: 'Copy', key: '', label: 'Stack', title: 'One line per frame', run: copy(names.join('\n')) },
  ];
}
