import { exportLink, nameOf, type Subject } from '../api/parameters.ts';
import type { ServiceView } from '../url/viewState.ts';
import styles from './ExportMenu.module.css';
import { Popup, useClosePopup } from './Popup.tsx';

const FORMATS = [
  { format: 'svg', ending: 'svg', name: 'SVG', says: 'a picture for any browser' },
  { format: 'pprof', ending: 'pb.gz', name: 'pprof', says: 'for go tool pprof and others' },
  { format: 'folded', ending: 'folded', name: 'Folded stacks', says: 'one line of text per stack' },
  { format: 'json', ending: 'json', name: 'JSON', says: 'the tree that this page draws' },
] as const;

interface Props {
  readonly subject: Subject;
  readonly view: ServiceView;
}

/** The range and filters of this view as files. */
export function ExportMenu(props: Props) {
  return (
    <Popup side="right" label="Export ▾">
      <Links {...props} />
    </Popup>
  );
}

function Links({ subject, view }: Props) {
  const close = useClosePopup();
  return (
    <div className={styles.menu}>
      {FORMATS.map(({ format, ending, name, says }) => (
        <a
          key={format}
          href={exportLink(subject, view, format)}
          download={`${nameOf(subject)}-${view.type}.${ending}`}
          onClick={close}
        >
          <b>{name}</b>
          <small>{says}</small>
        </a>
      ))}
    </div>
  );
}
