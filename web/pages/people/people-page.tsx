import { Button, Group, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { PersonRow } from "../../../src/api/v1/shapes/person.ts";
import type { Entity } from "../../../src/model/desk.ts";
import { askPeople } from "../../queries/person.ts";
import { useKind } from "../../queries/records.ts";
import { useChoosing } from "../../records/bulk/use-choosing.tsx";
import { SavedViews } from "../../records/saved-views.tsx";
import { ColumnChooser, useHiddenColumns } from "../../ui/column-chooser.tsx";
import { DataGrid } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { IconDownload } from "../../ui/icons.ts";
import { Reading } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { SideBySide } from "../../ui/side-by-side.tsx";
import { useWindow } from "../../ui/use-window.ts";
import { ButtonLink } from "../../why/anchor-link.tsx";
import { brief, columnsOf } from "./columns.tsx";
import { NewPersonButton } from "./new-person.tsx";
import { PeopleFilters, type SearchChange } from "./people-filters.tsx";
import { filterOf, isFiltered, type PeopleSearch, readPeopleSearch } from "./people-search.ts";
import { PersonBeside } from "./person-beside.tsx";
import { PersonCard } from "./person-card.tsx";

/** Users, or agents: a list of any length with its filters in the address; a row opens beside it. */
export function PeoplePage({ entity }: { entity: Entity }) {
  const plural = `${entity}s` as const;
  const search = useSearch({ from: `/${plural}` });
  const navigate = useNavigate();
  const show = (change: SearchChange) =>
    void navigate({ to: ".", search: readPeopleSearch({ ...search, ...change }), replace: change.q !== undefined });
  const filter = filterOf(search);
  const rows = useWindow<PersonRow>({
    key: [plural, filter],
    fetchRows: (from, limit) => askPeople(entity, { ...filter, from: String(from), limit: String(limit) }),
  });
  const searchedFor = useQueryClient().getQueryData<{ readonly searchedFor?: string }>([plural, filter, "sheet", 0])?.searchedFor ?? null;
  const kind = useKind(entity);
  const choosing = useChoosing({ kind, query: filter, searchedFor, rows, nameOf: (row) => row.name });
  const columns = columnsOf(entity, kind?.customFields ?? []);
  const { hidden, setHidden, shown } = useHiddenColumns(plural, columns);
  const isOpen = search.open !== undefined;
  const close = () => show({ open: undefined, tab: undefined });
  const list = rows.total !== null && (
    <DataGrid
      label={entity === "user" ? "Users" : "Agents"}
      total={rows.total}
      columns={choosing.withBoxes(isOpen ? shown.filter((column) => brief.includes(column.key)) : shown)}
      getRow={rows.getRow}
      onRange={rows.onRange}
      rowKey={(row) => row.id}
      resetKey={rows.resetKey}
      sort={search.sort ?? "name"}
      onSort={(sort) => show({ sort: sort === "name" ? undefined : sort })}
      onOpen={(row) => show({ open: row.id === search.open ? undefined : row.id })}
      {...choosing.keys}
      isOpen={(row) => row.id === search.open}
      renderCard={(row, index) => choosing.withBox(row, index, <PersonCard entity={entity} row={row} />)}
      empty={<NobodyHere entity={entity} search={search} onClear={() => void navigate({ to: ".", search: {} })} />}
    />
  );
  return (
    <Page
      title={entity === "user" ? "Users" : "Agents"}
      subtitle={entity === "user" ? "People whom the desk serves." : "Members of staff who work on the desk."}
      primary={<NewPersonButton entity={entity} />}
    >
      <PeopleFilters entity={entity} search={search} onChange={show} onClear={() => void navigate({ to: ".", search: keepSort(search) })} />
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <SavedViews
            list={plural}
            search={{ ...search }}
            defaults={[{ name: `All ${plural}`, query: "" }]}
            onOpen={(view) => void navigate({ to: ".", search: readPeopleSearch(view) })}
          />
          <Text size="sm" role="status">
            {rows.total === null ? "Counting…" : `${rows.total.toLocaleString()} ${rows.total === 1 ? entity : plural}`}
            {searchedFor !== null && `, searched for “${searchedFor}” because “${search.q ?? ""}” was not found`}
          </Text>
        </Group>
        <Group gap="xs">
          <ColumnChooser columns={columns} hidden={hidden} onChange={setHidden} />
          <Button
            component="a"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            href={`/v1/${plural}?${new URLSearchParams({ ...filter, format: "csv" }).toString()}`}
            download={`${plural}.csv`}
          >
            CSV of these {rows.total?.toLocaleString() ?? ""}
          </Button>
        </Group>
      </Group>
      {rows.error !== null && <ProblemAlert error={rows.error} onRetry={() => void rows.refresh()} />}
      {rows.total === null && rows.error === null && <Reading what={`the list of ${plural}`} />}
      <SideBySide
        list={<div ref={choosing.list}>{list}</div>}
        isOpen={isOpen}
        onClose={close}
        label={entity === "user" ? "User" : "Agent"}
        detail={
          search.open !== undefined && (
            <PersonBeside key={search.open} entity={entity} id={search.open} tab={search.tab ?? "now"} onTab={(tab) => show({ tab })} />
          )
        }
      />
      {choosing.bar}
    </Page>
  );
}

function keepSort({ sort }: PeopleSearch): PeopleSearch {
  return sort === undefined ? {} : { sort };
}

function NobodyHere({ entity, search, onClear }: { entity: Entity; search: PeopleSearch; onClear: () => void }) {
  if (isFiltered(search)) {
    return (
      <Empty title={`No ${entity} fits these filters`} action={<Button onClick={onClear}>Clear filters</Button>}>
        All of them are here; the filters above hide them.
      </Empty>
    );
  }
  return (
    <Empty title={`No ${entity}s yet`} action={<ButtonLink to="/directories">Go to Directories</ButtonLink>}>
      {entity === "user"
        ? "Connect a directory and import: everybody whom a rule sends to a site becomes a user, and you see the list before anything is written. Or add somebody by hand."
        : "Agents come from a directory by a rule whose destination is “agent”, from the configuration file, or are added here by hand."}
    </Empty>
  );
}
