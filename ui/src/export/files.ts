import { nameOf, profileQuery, type Subject } from '../api/parameters.ts';
import type { ExportedFile } from '../components/ExportMenu.tsx';
import { diffQuery, subjectOf, type DiffSide, type DiffView } from '../url/diffView.ts';
import type { ServiceView } from '../url/viewState.ts';

const PROFILE_FORMATS = [
  { format: 'html', name: 'HTML', says: 'zoom and search offline, in one file' },
  { format: 'svg', name: 'SVG', says: 'a picture for any browser' },
  { format: 'pprof', ending: 'pb.gz', name: 'pprof', says: 'for go tool pprof and others' },
  { format: 'speedscope', ending: 'speedscope.json', name: 'speedscope', says: 'for speedscope.app' },
  { format: 'folded', name: 'Folded stacks', says: 'one line of text per stack' },
  { format: 'json', name: 'JSON', says: 'the tree that this page draws' },
] as const;

const DIFF_FORMATS = [
  { format: 'html', name: 'HTML', says: 'zoom and search offline, in one file' },
  { format: 'svg', name: 'SVG', says: 'a picture for any browser' },
  { format: 'json', name: 'JSON', says: 'both trees and their functions' },
] as const;

/** Every form of a profile. Pictures are drawn the way that the graph is drawn. */
export function profileFiles(subject: Subject, view: ServiceView): ExportedFile[] {
  const name = plain(nameOf(subject));
  return PROFILE_FORMATS.map((one) => {
    const query = profileQuery(subject, view);
    if (one.format === 'svg' && view.direction === 'flame') query.set('direction', 'flame');
    const ending = 'ending' in one ? one.ending : one.format;
    return {
      ...{ name: one.name, says: one.says, fileName: `${name}-${view.type}.${ending}` },
      href: `/api/v1/flamegraph.${one.format}?${query.toString()}`,
    };
  });
}

/** Every form of a comparison. */
export function diffFiles(view: DiffView): ExportedFile[] {
  return DIFF_FORMATS.map(({ format, name, says }) => {
    const query = diffQuery(view);
    if (format === 'svg' && view.direction === 'flame') query.set('direction', 'flame');
    return {
      ...{ name, says, fileName: `${plain(subjectName(view.b))}-${view.type}.diff.${format}` },
      href: `/api/v1/diff.${format}?${query.toString()}`,
    };
  });
}

function subjectName(side: DiffSide): string {
  const subject = subjectOf(side);
  return subject === null ? 'diff' : nameOf(subject);
}

/** A name that every file system takes. */
function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '_');
}
