import { Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { PersonRow } from "../../../src/api/v1/shapes/person.ts";
import { askPeople } from "../../queries/person.ts";
import { DataGrid } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Reading } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { useWindow } from "../../ui/use-window.ts";
import { ButtonLink } from "../../why/anchor-link.tsx";
import { columnsOf } from "../people/columns.tsx";
import { PersonCard } from "../people/person-card.tsx";

interface UsersTabProps {
  /** As the list of users takes it: `{ customer: "2" }`, `{ site: "3" }`. */
  readonly filter: Readonly<Record<string, string>>;
}

const shown: readonly string[] = ["name", "email", "active", "title", "site", "connections"];

/** The users of a place, with the way to the whole list and its filters. */
export function UsersTab({ filter }: UsersTabProps) {
  const [q, setQ] = useState("");
  const navigate = useNavigate();
  const query = { ...filter, ...(q !== "" && { q }) };
  const rows = useWindow<PersonRow>({
    key: ["users", "of", query],
    fetchRows: (from, limit) => askPeople("user", { ...query, from: String(from), limit: String(limit) }),
  });
  const search = Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, Number(value)]));
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Group gap="xs">
          <SearchBox label="Search these users" placeholder="Name, e-mail, phone" value={q} onChange={setQ} />
          <Text size="sm" role="status">
            {rows.total === null ? "Counting…" : `${rows.total.toLocaleString()} ${rows.total === 1 ? "user" : "users"}`}
          </Text>
        </Group>
        <ButtonLink to="/users" search={search} variant="default">
          All filters
        </ButtonLink>
      </Group>
      {rows.error !== null && <ProblemAlert error={rows.error} onRetry={() => void rows.refresh()} />}
      {rows.total === null && rows.error === null && <Reading what="the users" />}
      {rows.total !== null && (
        <DataGrid
          label="Users"
          total={rows.total}
          columns={columnsOf("user").filter(({ key }) => shown.includes(key))}
          getRow={rows.getRow}
          onRange={rows.onRange}
          rowKey={(row) => row.id}
          resetKey={rows.resetKey}
          onOpen={(row) => void navigate({ to: "/users/$id", params: { id: String(row.id) } })}
          renderCard={(row) => <PersonCard entity="user" row={row} />}
          isCardLinked
          empty={<Empty title={q === "" ? "No user yet" : "No user has such a name"} />}
        />
      )}
    </>
  );
}
