import { Button } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { ConnectionRow } from "../../../src/api/v1/shapes/connection.ts";
import { useConnections } from "../../queries/connections.ts";
import { useHome } from "../../queries/home.ts";
import { Allowed } from "../../session.tsx";
import { DataGrid } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { FilterMenu } from "../../ui/filter-menu.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import classes from "./directories.module.css";
import { type DirectoriesSearch, filterRows } from "./directories-search.ts";
import { DirectoryCard } from "./directory-card.tsx";
import { directoryColumns } from "./directory-columns.tsx";
import { FirstCards } from "./first-cards.tsx";
import { RunNow } from "./run-now.tsx";
import { StateTabs } from "./state-tabs.tsx";

/** The board: one row per directory, worst first. */
export function DirectoriesPage() {
  const connections = useConnections();
  const waiting = useHome().data?.waiting.length ?? 0;
  return (
    <Page
      title="Directories"
      subtitle={waiting === 0 ? "Where people come from, and how each directory fares." : <WaitingLine n={waiting} />}
      primary={
        <Allowed to="directories:edit">
          <Button renderRoot={(props) => <Link to="/directories/new" {...props} />}>Connect a directory</Button>
        </Allowed>
      }
    >
      <Loaded query={connections} reading="the directories">
        {({ items }) => (items.length === 0 ? <NoDirectory /> : <Board rows={items} />)}
      </Loaded>
    </Page>
  );
}

function WaitingLine({ n }: { readonly n: number }) {
  return (
    <Link to="/waiting" className={classes.waitingLine}>
      <span aria-hidden>●</span> {n === 1 ? "1 thing waits for you" : `${n.toLocaleString()} things wait for you`}
    </Link>
  );
}

function Board({ rows }: { readonly rows: readonly ConnectionRow[] }) {
  const search = useSearch({ from: "/directories" });
  const navigate = useNavigate({ from: "/directories" });
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const set = (change: DirectoriesSearch) => void navigate({ search: { ...search, ...change }, replace: true });

  const found = filterRows(rows, search);
  const shown = search.state === undefined ? found : found.filter((row) => row.health === search.state);
  const types = [...new Set(rows.map((row) => row.type))].toSorted();
  const columns = directoryColumns({ rows: shown, ticked, setTicked });
  const open = (row: ConnectionRow) => void navigate({ to: "/directories/$connectionId", params: { connectionId: String(row.id) } });

  return (
    <>
      <div className={classes.bar}>
        <StateTabs rows={found} chosen={search.state} onChoose={(state) => set({ state })} />
        <div className={classes.filters}>
          <SearchBox label="Search directories" placeholder="Customer, domain…" value={search.q ?? ""} onChange={(q) => set({ q })} />
          <FilterMenu
            label="Type"
            chosen={search.type ?? []}
            onChange={(type) => set({ type })}
            options={types.map((type) => ({ value: type, label: type, n: rows.filter((row) => row.type === type).length }))}
          />
          <Allowed to="directories:edit">
            <RunNow rows={rows} ticked={ticked} onStarted={() => setTicked(new Set())} />
          </Allowed>
        </div>
      </div>
      <DataGrid
        label="Directories"
        total={shown.length}
        columns={columns}
        getRow={(index) => shown[index]}
        rowKey={(row) => row.id}
        rowHeight={56}
        onOpen={open}
        rowTone={(row) => (row.health === "failing" || row.health === "paused" ? "bad" : undefined)}
        renderCard={(row) => <DirectoryCard row={row} />}
        isCardLinked
        resetKey={JSON.stringify(search)}
        empty={
          <Empty
            title="No directory fits these filters"
            action={
              <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
                Show all {rows.length}
              </Button>
            }
          >
            The search looks at names, domains, states and customers.
          </Empty>
        }
      />
    </>
  );
}

function NoDirectory() {
  return (
    <Section title="No directory connected" description="Muster only reads until you say otherwise.">
      <FirstCards />
    </Section>
  );
}
