import controls from '../components/controls.module.css';
import { Popup, useClosePopup } from '../components/Popup.tsx';
import type { Transforms } from '../url/transforms.ts';
import { COLORS, type ColorBy } from '../url/viewState.ts';
import styles from './ViewMenu.module.css';

type Looked = Pick<Transforms, 'folded' | 'inverted'> & { readonly color: ColorBy };

interface Props {
  readonly view: Looked;
  readonly change: (changes: Partial<Looked & { focus: string }>) => void;
  /** What colours mean where they aren't chosen, as in a comparison. */
  readonly fixedColors?: boolean;
  /** Shows the keyboard map, where the screen has one. */
  readonly onHelp?: () => void;
}

const LABEL: Readonly<Record<ColorBy, string>> = {
  language: 'Language',
  package: 'Package',
  value: 'Own time',
};

/** How the graph is drawn, for what has no button of its own. */
export function ViewMenu(props: Props) {
  return (
    <Popup label="View ▾">
      <Choices {...props} />
    </Popup>
  );
}

function Choices({ view, change, fixedColors = false, onHelp }: Props) {
  const close = useClosePopup();
  return (
    <div className={styles.menu}>
      <label>
        <input
          type="checkbox"
          checked={view.inverted}
          onChange={() => change({ inverted: !view.inverted, focus: '' })}
        />
        Leaves first <kbd>i</kbd>
      </label>
      <label>
        <input type="checkbox" checked={view.folded} onChange={() => change({ folded: !view.folded })} />
        Fold recursion <kbd>r</kbd>
      </label>
      {!fixedColors && (
        <div className={styles.colors}>
          Colours
          <span className={controls.segments} role="group" aria-label="Colours by">
            {COLORS.map((color) => (
              <button
                key={color}
                type="button"
                aria-pressed={view.color === color}
                onClick={() => change({ color })}
              >
                {LABEL[color]}
              </button>
            ))}
          </span>
        </div>
      )}
      {onHelp !== undefined && (
        <button
          type="button"
          className={styles.keys}
          onClick={() => {
            close();
            onHelp();
          }}
        >
          Keyboard <kbd>?</kbd>
        </button>
      )}
    </div>
  );
}
