import controls from '../components/controls.module.css';

type Direction = 'icicle' | 'flame';

interface Props {
  readonly direction: Direction;
  readonly onChange: (direction: Direction) => void;
}

/** Whether the root is at the top or at the bottom. */
export function DirectionChoice({ direction, onChange }: Props) {
  return (
    <span className={controls.segments} role="group" aria-label="Direction">
      {(['icicle', 'flame'] as const).map((each) => (
        <button key={each} type="button" aria-pressed={direction === each} onClick={() => onChange(each)}>
          {each === 'icicle' ? 'Icicle' : 'Flame'}
        </button>
      ))}
    </span>
  );
}
