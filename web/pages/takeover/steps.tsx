import classes from "./takeover.module.css";

const ofFiles = [
  { key: "files", label: "Files and columns" },
  { key: "preview", label: "Preview" },
  { key: "result", label: "Result" },
] as const;

interface Props {
  readonly current: (typeof ofFiles)[number]["key"];
  /** An undo has no files. */
  readonly isUndo: boolean;
}

/** Where in a take-over somebody is. */
export function Steps({ current, isUndo }: Props) {
  const steps = isUndo ? ofFiles.slice(1) : ofFiles;
  return (
    <ol className={classes.steps} aria-label="Steps">
      {steps.map(({ key, label }, index) => (
        <li key={key} {...(key === current && { "aria-current": "step" })}>
          <span className={classes.stepNumber}>{index + 1}</span> {label}
        </li>
      ))}
    </ol>
  );
}
