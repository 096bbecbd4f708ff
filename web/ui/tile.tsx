import type { Tone } from "./state-badge.tsx";
import classes from "./tile.module.css";

interface Props {
  readonly n: number;
  readonly label: string;
  /** Of the whole, 0 to 1. */
  readonly share: number;
  readonly tone?: Tone | undefined;
  readonly isActive?: boolean | undefined;
  readonly onSelect: () => void;
  /** Something in here wants to be looked at. */
  readonly mark?: "!" | undefined;
}

/** A count that filters what is below it. */
export function Tile({ n, label, share, tone = "neutral", isActive = false, onSelect, mark }: Props) {
  const percent = Math.min(100, Math.max(0, share * 100));
  return (
    <button type="button" className={classes.tile} data-tone={tone} aria-pressed={isActive} onClick={onSelect}>
      <span className={classes.n}>
        {n.toLocaleString()}
        {mark !== undefined && (
          <span className={classes.mark} role="img" aria-label="needs a look">
            {mark}
          </span>
        )}
      </span>
      <span className={classes.label}>{label}</span>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${n > 0 ? Math.max(percent, 2) : 0}%` }} />
      </span>
    </button>
  );
}
