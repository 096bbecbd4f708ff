import { IconAlertTriangle, IconArrowsExchange } from "@tabler/icons-react";
import { memo } from "react";
import type { ChangeRow } from "../../../src/api/v1/shapes/run.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { StateBadge, type Tone } from "../../ui/state-badge.tsx";
import styles from "./run.module.css";

/** Who it is about, with marks for what should be looked at; the name opens *why*. */
export const PersonCell = memo(function PersonCell({ row, onWhy }: { readonly row: ChangeRow; readonly onWhy: (row: ChangeRow) => void }) {
  const name = row.name || row.email || row.externalId || "without a name";
  return (
    <span className={styles.cell}>
      <button type="button" className={styles.name} dir="auto" title={`${row.email} — why?`} tabIndex={-1} onClick={() => onWhy(row)}>
        {name}
      </button>
      {row.movesSite && (
        <span className={styles.mark} role="img" aria-label="changes site" title="changes site">
          <IconArrowsExchange size={15} aria-hidden />
        </span>
      )}
      {row.warnings.length > 0 && (
        <span className={styles.mark} role="img" aria-label={`Warning: ${row.warnings.join(" ")}`} title={row.warnings.join("\n")}>
          <IconAlertTriangle size={15} aria-hidden />
          <span aria-hidden className={styles.clip}>
            {row.marks.join(", ")}
          </span>
        </span>
      )}
    </span>
  );
});

interface WhatProps {
  readonly row: ChangeRow;
  readonly isOpen: boolean;
  readonly onOpen: (row: ChangeRow) => void;
}

/** What happens, in a word; opens all fields. */
export const WhatCell = memo(function WhatCell({ row, isOpen, onOpen }: WhatProps) {
  return (
    <button type="button" className={styles.wordButton} aria-expanded={isOpen} tabIndex={-1} onClick={() => onOpen(row)}>
      {row.what}
    </button>
  );
});

interface BecauseProps {
  readonly row: ChangeRow;
  readonly connectionId: number;
  readonly canDecide: boolean;
}

/** The reason in a few words, or the way to the answer that is missing. */
export const BecauseCell = memo(function BecauseCell({ row, connectionId, canDecide }: BecauseProps) {
  if (row.kind === "decide" && canDecide && row.externalId !== null)
    return (
      <PathLink
        className={styles.link}
        href={decidePath(connectionId, row.externalId)}
        aria-label={`Decide who ${row.name} is`}
        title={row.because}
      >
        Decide
      </PathLink>
    );
  return (
    <span dir="auto" title={row.sentence}>
      {row.because}
    </span>
  );
});

/** Where somebody's question is answered. */
export function decidePath(connectionId: number, externalId: string): string {
  return `/decide?connection=${connectionId}&account=${encodeURIComponent(JSON.stringify(externalId))}`;
}

const results: Readonly<Record<string, { readonly tone: Tone; readonly says: string }>> = {
  applied: { tone: "good", says: "applied" },
  failed: { tone: "bad", says: "failed" },
  changedSince: { tone: "waiting", says: "changed meanwhile" },
  undone: { tone: "neutral", says: "taken back" },
  unticked: { tone: "neutral", says: "not chosen" },
  planned: { tone: "neutral", says: "not written" },
};

/** What became of a line. */
export const ResultCell = memo(function ResultCell({ row }: { readonly row: ChangeRow }) {
  const key = row.state === "planned" && !row.isTicked ? "unticked" : row.state;
  const result = results[key];
  if (result === undefined) return <span className={styles.quiet}>nothing to write</span>;
  return (
    <span title={row.says ?? undefined}>
      <StateBadge tone={result.tone}>{result.says}</StateBadge>
      {row.says !== null && <span className={styles.quiet}> {row.says}</span>}
    </span>
  );
});
