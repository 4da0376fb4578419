import type { Ref } from 'react';
import { SearchField } from '../components/SearchField.tsx';
import { formatShare } from '../profile/quantity.ts';
import styles from './FlamePanel.module.css';
import type { FlameModel } from './model.ts';

interface Props {
  readonly model: FlameModel;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly cursor: number;
  readonly onStep: (direction: 1 | -1) => void;
  readonly input: Ref<HTMLInputElement>;
}

/** Search in the frames: how much of what is shown they are, and steps from one to the next. */
export function FrameSearch({ model, text, onText, cursor, onStep, input }: Props) {
  const marks = model.marks?.nodes ?? [];
  const place = marks.indexOf(cursor);
  return (
    <>
      <div className={styles.search}>
        <SearchField
          label="Search frames"
          value={text}
          onChange={onText}
          onEnter={(backwards) => onStep(backwards ? -1 : 1)}
          input={input}
          title={model.searchIsRegex ? undefined : 'Not a regular expression, so it is searched as plain text.'}
        >
          {model.search !== null && (
            <em data-testid="matched" title="Share of the shown time in frames that match, and what they call">
              {formatShare(shareOf(model, model.search.value))}
            </em>
          )}
        </SearchField>
      </div>
      {model.marks !== null && (
        <span className={styles.steps}>
          <button
            type="button"
            aria-label="Previous match (N)"
            title="Previous match (N)"
            onClick={() => onStep(-1)}
          >
            ‹
          </button>
          <span data-testid="matches">
            {place < 0 ? '' : `${place + 1} / `}
            {marks.length}
          </span>
          <button type="button" aria-label="Next match (n)" title="Next match (n)" onClick={() => onStep(1)}>
            ›
          </button>
        </span>
      )}
    </>
  );
}

function shareOf({ tree, focus }: FlameModel, value: number): number {
  return tree.count === 0 || tree.value[focus] === 0 ? 0 : value / tree.value[focus];
}
