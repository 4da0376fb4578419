import { pictureOf, saveFile, type Caption } from '../export/picture.ts';
import styles from './ExportMenu.module.css';
import { Popup, useClosePopup } from './Popup.tsx';

/** A file that the collector makes. */
export interface ExportedFile {
  readonly name: string;
  /** What it is for, in a line. */
  readonly says: string;
  readonly href: string;
  /** How the file is called, unless the collector says it. */
  readonly fileName: string;
}

interface Props {
  readonly files: readonly ExportedFile[];
  /** What is written above the picture of what is on the screen, and the picture's file name. */
  readonly picture: () => { readonly caption: Caption; readonly fileName: string } | null;
}

/** The range and filters of this view as files. */
export function ExportMenu(props: Props) {
  return (
    <Popup side="right" label="Export ▾">
      <Choices {...props} />
    </Popup>
  );
}

function Choices({ files, picture }: Props) {
  const close = useClosePopup();
  const save = async () => {
    const shown = picture();
    const png = shown === null ? null : await pictureOf(shown.caption);
    if (shown !== null && png !== null) saveFile(png, shown.fileName);
  };
  return (
    <div className={styles.menu}>
      {files.map(({ name, says, href, fileName }) => (
        <a key={name} href={href} download={fileName} onClick={close}>
          <b>{name}</b>
          <small>{says}</small>
        </a>
      ))}
      <button
        type="button"
        onClick={() => {
          close();
          void save();
        }}
      >
        <b>PNG</b>
        <small>the graph as it is on the screen now</small>
      </button>
    </div>
  );
}
