import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import type { ChangeKind } from "../../../src/model/change.ts";
import { PathLink } from "../../ui/path-link.tsx";
import tile from "../../ui/tile.module.css";
import { Tile } from "../../ui/tile.tsx";
import styles from "./run.module.css";
import { type Counted, listOf, noFilters, type RunSearch } from "./run-search.ts";

type Tone = "good" | "waiting" | "bad" | "info" | "neutral";

const tiles: readonly { readonly kind: ChangeKind; readonly label: string; readonly tone: Tone; readonly isAlwaysShown: boolean }[] = [
  { kind: "create", label: "create", tone: "good", isAlwaysShown: true },
  { kind: "update", label: "update", tone: "info", isAlwaysShown: true },
  { kind: "link", label: "link", tone: "info", isAlwaysShown: true },
  { kind: "reactivate", label: "reactivate", tone: "good", isAlwaysShown: false },
  { kind: "deactivate", label: "deactivate", tone: "bad", isAlwaysShown: true },
  { kind: "unlink", label: "unlink", tone: "bad", isAlwaysShown: false },
  { kind: "remove", label: "remove", tone: "bad", isAlwaysShown: false },
  { kind: "decide", label: "decide", tone: "waiting", isAlwaysShown: true },
  { kind: "leftOut", label: "left out", tone: "neutral", isAlwaysShown: true },
  { kind: "notFound", label: "not found", tone: "neutral", isAlwaysShown: false },
  { kind: "noLongerMapped", label: "no longer mapped", tone: "neutral", isAlwaysShown: false },
];

interface Props {
  readonly run: RunView;
  readonly search: RunSearch;
  readonly onChange: (change: RunSearch) => void;
}

/** What a plan comes to, in numbers. Each one filters the grid below; pressed again it lets everything through. */
export function PlanTiles({ run, search, onChange }: Props) {
  const { counts } = run;
  if (counts === null) return null;
  const isUndo = run.kind === "undo";
  const chosen = listOf(search.kind);
  const shown = tiles.filter(({ kind, isAlwaysShown }) => (counts.kinds[kind] ?? 0) > 0 || (isAlwaysShown && !isUndo));
  const most = Math.max(1, counts.unchanged, ...shown.map(({ kind }) => counts.kinds[kind] ?? 0));
  return (
    <div className={styles.tiles}>
      {shown.map(({ kind, label, tone }) => {
        const n = counts.kinds[kind] ?? 0;
        const isActive = chosen.length === 1 && chosen[0] === kind;
        return (
          <Tile
            key={kind}
            n={n}
            label={label}
            share={n / most}
            tone={tone}
            isActive={isActive}
            onSelect={() => onChange({ ...noFilters, kind: isActive ? undefined : kind, show: "all" })}
            {...(kind === "decide" && n > 0 && { mark: "!" as const })}
          />
        );
      })}
      {!isUndo && <Unchanged run={run} n={counts.unchanged} most={most} />}
      {(!isUndo || counts.siteMoves + counts.roleLosses > 0) && (
        <div className={styles.ofWhich}>
          <span className={styles.quiet}>of which</span>
          <OfWhich n={counts.siteMoves} label="change site" counts="siteMoves" search={search} onChange={onChange} />
          <OfWhich
            n={counts.roleLosses}
            label={counts.roleLosses === 1 ? "role lost" : "roles lost"}
            counts="roleLosses"
            search={search}
            onChange={onChange}
          />
        </div>
      )}
    </div>
  );
}

/** Accounts that are as they should be have no line; the number leads to the accounts themselves. */
function Unchanged({ run, n, most }: { readonly run: RunView; readonly n: number; readonly most: number }) {
  return (
    <PathLink
      className={`${tile.tile} ${styles.bare}`}
      data-tone="neutral"
      href={`/directories/${run.connectionId}/accounts?unchangedIn=${run.id}`}
    >
      <span className={tile.n}>{n.toLocaleString()}</span>
      <span className={tile.label}>unchanged</span>
      <span className={tile.bar} aria-hidden>
        <span style={{ width: `${n === 0 ? 0 : Math.max(2, (n / most) * 100)}%` }} />
      </span>
    </PathLink>
  );
}

interface OfWhichProps {
  readonly n: number;
  readonly label: string;
  readonly counts: Counted;
  readonly search: RunSearch;
  readonly onChange: (change: RunSearch) => void;
}

function OfWhich({ n, label, counts, search, onChange }: OfWhichProps) {
  const isActive = search.counts === counts;
  return (
    <button
      type="button"
      className={`${styles.link} ${isActive ? styles.active : ""}`}
      aria-pressed={isActive}
      onClick={() => onChange({ ...noFilters, counts: isActive ? undefined : counts, show: "all" })}
    >
      {n.toLocaleString()} {label}
    </button>
  );
}
