import { Button, Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ConnectionRow } from "../../../src/api/v1/shapes/connection.ts";
import { CountLink } from "../../ui/count-link.tsx";
import type { Column } from "../../ui/data-grid.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { HealthBadge } from "../../ui/state-badge.tsx";
import { When } from "../../ui/when.tsx";
import classes from "./directories.module.css";

interface Ticks {
  readonly rows: readonly ConnectionRow[];
  readonly ticked: ReadonlySet<number>;
  readonly setTicked: (ticked: ReadonlySet<number>) => void;
}

/** The columns of the board. */
export function directoryColumns({ rows, ticked, setTicked }: Ticks): readonly Column<ConnectionRow>[] {
  const isAll = rows.length > 0 && rows.every((row) => ticked.has(row.id));
  return [
    {
      key: "tick",
      label: "Chosen",
      width: "36px",
      renderHead: () => (
        <Checkbox
          size="xs"
          aria-label="Choose all"
          checked={isAll}
          indeterminate={!isAll && rows.some((row) => ticked.has(row.id))}
          onChange={() => setTicked(new Set(isAll ? [] : rows.map((row) => row.id)))}
        />
      ),
      render: (row) => (
        <Checkbox
          size="xs"
          aria-label={`Choose ${row.name}`}
          checked={ticked.has(row.id)}
          onChange={() => setTicked(toggle(ticked, row.id))}
        />
      ),
    },
    { key: "state", label: "State", minWidth: 220, width: "1.5fr", render: (row) => <State row={row} /> },
    { key: "name", label: "Customer · directory", minWidth: 220, width: "1.6fr", render: (row) => <Name row={row} /> },
    {
      key: "people",
      label: "People",
      width: "92px",
      align: "end",
      render: (row) =>
        row.people === null ? <NotYet /> : <CountLink n={row.people} to="/users" search={{ connection: row.id, active: true }} />,
    },
    {
      key: "accounts",
      label: "Accounts",
      width: "92px",
      align: "end",
      render: (row) => (row.lastRead === null ? <NotYet /> : <CountLink n={row.accounts} to={`/directories/${row.id}/accounts`} />),
    },
    { key: "read", label: "Read", width: "140px", render: (row) => (row.lastRead === null ? <NotYet /> : <When at={row.lastRead} />) },
    {
      key: "changed",
      label: "Changed",
      width: "140px",
      render: (row) => (row.lastChange === null ? <NotYet /> : <When at={row.lastChange} />),
    },
    { key: "action", label: "Next", width: "156px", align: "end", isSticky: true, render: (row) => <Action row={row} /> },
  ];
}

function toggle(ticked: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ticked);
  if (!next.delete(id)) next.add(id);
  return next;
}

function State({ row }: { readonly row: ConnectionRow }) {
  return (
    <span title={row.says} className={classes.state}>
      <HealthBadge health={row.health} says={row.says} />
    </span>
  );
}

/** The directory's name, and below it what kind it is and whose. */
export function Name({ row }: { readonly row: ConnectionRow }) {
  const below = [row.type, row.account, ...row.customers.map(({ name }) => name).filter((name) => name !== row.name)].filter(
    (part) => part !== "",
  );
  return (
    <span className={classes.name}>
      <Link to="/directories/$connectionId" params={{ connectionId: String(row.id) }} dir="auto" title={row.name}>
        {row.name}
      </Link>
      <span dir="auto" title={below.join(" · ")}>
        {below.join(" · ")}
      </span>
    </span>
  );
}

export function Action({ row }: { readonly row: ConnectionRow }) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      renderRoot={(props) => <PathLink {...props} href={row.action.href} aria-label={`${row.action.verb}: ${row.name}`} />}
    >
      {row.action.verb}
    </Button>
  );
}

function NotYet() {
  return <span className={classes.notYet}>not yet</span>;
}
