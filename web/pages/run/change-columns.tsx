import { type MouseEvent, useMemo, useRef } from "react";
import type { ChangeRow, RunView } from "../../../src/api/v1/shapes/run.ts";
import type { Column } from "../../ui/data-grid.tsx";
import { useWhy } from "../../why/why-provider.tsx";
import { BecauseCell, PersonCell, ResultCell, WhatCell } from "./change-cells.tsx";
import styles from "./run.module.css";
import type { Ticks } from "./use-ticks.ts";

interface Needs {
  readonly run: RunView;
  /** Which rows are chosen: for the plan, or for an undo of some. Null where nothing is to be chosen. */
  readonly ticks: Ticks | null;
  readonly isTickable: (row: ChangeRow) => boolean;
  readonly getRow: (index: number) => ChangeRow | undefined;
  readonly isOpen: (row: ChangeRow) => boolean;
  readonly onOpen: (row: ChangeRow) => void;
  /** Roles are shown where somebody may gain or lose one. */
  readonly hasRoles: boolean;
  readonly hasResult: boolean;
  /** Whether the heading ticks everything. */
  readonly canTickAll: boolean;
}

/** The columns of a plan's grid. They stay the same objects until something of them changes, so that rows are not drawn in vain. */
export function useChangeColumns(needs: Needs): readonly Column<ChangeRow>[] {
  const { run, ticks, isTickable, getRow, isOpen, onOpen, hasRoles, hasResult, canTickAll } = needs;
  const openWhy = useOpenWhy(run.connectionId);
  const onTick = useTickWithShift(ticks, isTickable, getRow);
  return useMemo(() => {
    const columns: Column<ChangeRow>[] = [
      {
        key: "name",
        label: "Person",
        minWidth: 170,
        width: "1.3fr",
        sortKey: "name",
        render: (row) => <PersonCell row={row} onWhy={openWhy} />,
      },
      {
        key: "what",
        label: "What",
        width: "118px",
        sortKey: "what",
        render: (row) => <WhatCell row={row} isOpen={isOpen(row)} onOpen={onOpen} />,
      },
      {
        key: "before",
        label: "Before (desk)",
        minWidth: 130,
        width: "1.5fr",
        render: ({ before }) => <Text>{before}</Text>,
      },
      { key: "after", label: "After", minWidth: 130, width: "1.5fr", render: ({ after }) => <Text>{after}</Text> },
      {
        key: "goesTo",
        label: "Goes to",
        minWidth: 110,
        sortKey: "site",
        render: ({ goesTo }) => <Text>{goesTo}</Text>,
      },
      {
        key: "gains",
        label: "Roles +",
        minWidth: 110,
        isHiddenByDefault: !hasRoles,
        render: ({ rolesGained }) => <Text>{rolesGained.join(", ") || "—"}</Text>,
      },
      {
        key: "losses",
        label: "Roles −",
        minWidth: 110,
        isHiddenByDefault: !hasRoles,
        render: ({ rolesLost }) => <Text>{rolesLost.join(", ") || "—"}</Text>,
      },
      {
        key: "because",
        label: "Because",
        minWidth: 150,
        width: "1.4fr",
        render: (row) => <BecauseCell row={row} connectionId={run.connectionId} canDecide={run.state !== "shown"} />,
      },
    ];
    if (hasResult) columns.push({ key: "state", label: "Result", minWidth: 140, render: (row) => <ResultCell row={row} /> });
    if (ticks === null) return columns;
    return [
      {
        key: "tick",
        label: "Selected",
        width: "40px",
        renderHead: () =>
          canTickAll && ticks.isPossible ? (
            <TickAll ticks={ticks} effects={run.effects} />
          ) : (
            <span className={styles.srOnly}>Selected</span>
          ),
        render: (row, index) =>
          isTickable(row) ? (
            <input
              type="checkbox"
              className={styles.check}
              aria-label={`Apply to ${row.name || row.email}`}
              checked={ticks.isTicked(row)}
              disabled={!ticks.isPossible}
              onMouseDown={keepText}
              onClick={(event) => onTick(row, index, event)}
              onChange={nothing}
              tabIndex={-1}
            />
          ) : (
            <span aria-hidden>–</span>
          ),
      },
      ...columns,
    ];
  }, [run.connectionId, run.state, run.effects, ticks, isTickable, isOpen, onOpen, hasRoles, hasResult, canTickAll, openWhy, onTick]);
}

function TickAll({ ticks, effects }: { readonly ticks: Ticks; readonly effects: number }) {
  const isAll = ticks.ticked >= effects;
  return (
    <input
      type="checkbox"
      className={styles.check}
      aria-label="Select all"
      checked={isAll}
      ref={(box) => {
        if (box !== null) box.indeterminate = !isAll && ticks.ticked > 0;
      }}
      disabled={ticks.isSaving}
      onChange={(event) => ticks.setAll({}, event.currentTarget.checked)}
    />
  );
}

function Text({ children }: { readonly children: string }) {
  return (
    <span dir="auto" title={children}>
      {children}
    </span>
  );
}

/** Shift would mark the text between two clicks. */
function keepText(event: MouseEvent) {
  if (event.shiftKey) event.preventDefault();
}

/** The click does it, because only a click tells of the Shift key. */
function nothing() {}

function useOpenWhy(connectionId: number) {
  const { openWhy } = useWhy();
  const latest = useRef(openWhy);
  latest.current = openWhy;
  return useMemo(
    () => (row: ChangeRow) =>
      latest.current({
        connectionId,
        ...(row.externalId !== null
          ? { person: row.externalId }
          : row.recordId !== null && { recordOf: row.entity, recordId: row.recordId }),
      }),
    [connectionId],
  );
}

/** One click one row; with Shift, everything between it and the click before, as the clicked one becomes. */
function useTickWithShift(ticks: Ticks | null, isTickable: Needs["isTickable"], getRow: Needs["getRow"]) {
  const anchor = useRef<number | null>(null);
  const latest = useRef({ ticks, isTickable, getRow });
  latest.current = { ticks, isTickable, getRow };
  return useMemo(
    () => (row: ChangeRow, index: number, event: MouseEvent) => {
      const { ticks, isTickable, getRow } = latest.current;
      if (ticks === null) return;
      const isTicked = !ticks.isTicked(row);
      const from = event.shiftKey && anchor.current !== null ? anchor.current : index;
      anchor.current = index;
      const rows: ChangeRow[] = [];
      for (let at = Math.min(from, index); at <= Math.max(from, index); at += 1) {
        const between = getRow(at);
        if (between !== undefined && isTickable(between)) rows.push(between);
      }
      ticks.set(rows, isTicked);
    },
    [],
  );
}
