import { navigate } from 'wouter/use-browser-location';
import type { Subject } from '../api/parameters.ts';
import { copyText } from '../components/clipboard.ts';
import type { FrameAction } from '../flamegraph/actions.ts';
import type { FlameProfile } from '../profile/columns.ts';
import { encodeFocus } from '../profile/focus.ts';
import { formatCount } from '../profile/quantity.ts';
import { frameOf, PRUNED, type FlameTree } from '../profile/tree.ts';
import { absoluteRange, followsClock } from '../url/timeRange.ts';
import type { Change } from '../url/useView.ts';
import { encodeServiceView, MAX_NODES, type ServiceView } from '../url/viewState.ts';
import { comparison } from './comparison.ts';

interface Screen {
  readonly subject: Subject;
  readonly view: ServiceView;
  readonly change: Change<ServiceView>;
  readonly profile: FlameProfile;
}

/** What a profile's screen can do with a frame beyond what its graph can. */
export function screenActions(
  { subject, view, change, profile }: Screen,
  tree: FlameTree,
  node: number,
): FrameAction[] {
  const actions: FrameAction[] = [];
  const focus = node > 0 ? encodeFocus(tree, node) : view.focus;
  if (node > 0 && frameOf(tree, node).kind === PRUNED && profile.pruned > 0) {
    const more = Math.min(MAX_NODES, profile.nodes);
    actions.push({
      ...{ group: 'Open in', key: '', label: `This graph with ${formatCount(more)} frames` },
      run: () => change({ nodes: more }),
    });
  }
  const zoomed = node > 0 && !view.inverted ? { ...view, focus } : view;
  actions.push({
    ...{ group: 'Open in', key: 'd', label: 'A comparison with the time before' },
    run: () => navigate(comparison(subject, zoomed)),
  });
  if (node > 0) {
    actions.push({
      ...{ group: 'Copy', key: '', label: 'Link to this frame' },
      run: () => void copyText(linkTo({ ...view, focus }, profile)),
    });
  }
  return actions;
}

/** The address of a view, with a range that follows the clock pinned to what is shown. */
function linkTo(view: ServiceView, shown: FlameProfile): string {
  const pinned =
    followsClock(view.range) && view.slice === null ? { ...view, range: absoluteRange(shown) } : view;
  return `${window.location.origin}${window.location.pathname}?${encodeServiceView(pinned)}`;
}
