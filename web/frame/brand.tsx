import classes from "./frame.module.css";

/** The mark and the name. */
export function Brand() {
  return (
    <span className={classes.brand}>
      <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="var(--mantine-primary-color-filled)" />
        <path d="M7 23V10l6 7 3-4 3 4 6-7v13" fill="none" stroke="#fff" strokeWidth="3" strokeLinejoin="round" strokeLinecap="round" />
      </svg>
      <span className={classes.brandName}>Muster</span>
    </span>
  );
}
