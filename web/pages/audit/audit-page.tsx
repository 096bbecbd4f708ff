import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { AuditEntry } from "../../../src/api/v1/shapes/audit.ts";
import { call, queryOf } from "../../queries/call.ts";
import { useKinds } from "../../queries/records.ts";
import { Changes } from "../../records/happened-list.tsx";
import { recordAddress } from "../../records/record-places.ts";
import type { KindView } from "../../records/record-types.ts";
import { capital } from "../../records/record-words.ts";
import { type Column, DataGrid } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { IconDownload } from "../../ui/icons.ts";
import { Reading } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { SideBySide } from "../../ui/side-by-side.tsx";
import { useWindow } from "../../ui/use-window.ts";
import { When } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { type AuditSearch, auditQuery, readAuditSearch } from "./audit-search.ts";

type Change = { readonly [K in keyof AuditSearch]?: AuditSearch[K] | undefined };

/** Everything that people, programs and runs changed, newest first, with what was there before and after. */
export function AuditPage() {
  const search = useSearch({ from: "/settings/audit" });
  const navigate = useNavigate();
  const kinds = useKinds().data?.items ?? [];
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const show = (change: Change) =>
    void navigate({ to: ".", search: readAuditSearch({ ...search, ...change }), replace: change.q !== undefined });
  const query = auditQuery(search);
  const rows = useWindow<AuditEntry>({
    key: ["audit", query],
    fetchRows: (from, limit) =>
      call<{ items: readonly AuditEntry[]; total: number }>("/audit", { query: { ...query, from: String(from), limit: String(limit) } }),
  });
  return (
    <Page
      title="Audit log"
      subtitle="Every change: who made it, by hand, by a program or by a run, and what was there before."
      crumbs={[{ label: "Settings", to: "/settings" }]}
    >
      <Group gap="xs">
        <SearchBox
          label="Search the audit log"
          placeholder="A name or a value"
          value={search.q ?? ""}
          onChange={(q) => show({ q: q === "" ? undefined : q })}
        />
        <Select
          aria-label="What was changed"
          placeholder="What was changed"
          clearable
          searchable
          clearButtonProps={{ "aria-label": "Clear: what was changed" }}
          data={kinds.map((kind) => ({ value: kind.name, label: capital(kind.many) }))}
          value={search.entity ?? null}
          onChange={(entity) => show({ entity: entity ?? undefined, recordId: undefined })}
        />
        <SearchBox
          label="Who did it"
          placeholder="Who did it"
          value={search.by ?? ""}
          onChange={(by) => show({ by: by === "" ? undefined : by })}
        />
        <Group gap={4} wrap="nowrap">
          <Day label="From" value={search.since} onChange={(since) => show({ since })} />
          –
          <Day label="To" value={search.until} onChange={(until) => show({ until })} />
        </Group>
        {Object.keys(search).length > 0 && (
          <Button variant="subtle" onClick={() => void navigate({ to: ".", search: {} })}>
            Clear filters
          </Button>
        )}
      </Group>
      <Group justify="space-between">
        <Text size="sm" role="status">
          {rows.total === null ? "Counting…" : `${rows.total.toLocaleString()} ${rows.total === 1 ? "change" : "changes"}`}
        </Text>
        <Button
          component="a"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          href={`/v1/audit${queryOf({ ...query, format: "csv" })}`}
          download="audit.csv"
        >
          CSV of these {rows.total?.toLocaleString() ?? ""}
        </Button>
      </Group>
      {rows.error !== null && <ProblemAlert error={rows.error} onRetry={() => void rows.refresh()} />}
      {rows.total === null && rows.error === null && <Reading what="the audit log" />}
      {rows.total !== null && (
        <SideBySide
          isOpen={open !== null}
          onClose={() => setOpen(null)}
          label="Change"
          list={
            <DataGrid
              label="Audit log"
              total={rows.total}
              columns={columnsOf(kinds)}
              getRow={rows.getRow}
              onRange={rows.onRange}
              rowKey={keyOf}
              resetKey={rows.resetKey}
              onOpen={(row) => setOpen(open !== null && keyOf(open) === keyOf(row) ? null : row)}
              isOpen={(row) => open !== null && keyOf(open) === keyOf(row)}
              renderCard={(row) => <EntryCard entry={row} kinds={kinds} />}
              empty={<Empty title={Object.keys(search).length === 0 ? "Nothing was changed yet" : "No change fits these filters"} />}
            />
          }
          detail={open !== null && <EntryDetail entry={open} kinds={kinds} />}
        />
      )}
    </Page>
  );
}

interface EntryProps {
  readonly entry: AuditEntry;
  readonly kinds: readonly KindView[];
}

function columnsOf(kinds: readonly KindView[]): readonly Column<AuditEntry>[] {
  return [
    { key: "at", label: "When", width: "130px", render: (row) => <When at={row.at} /> },
    { key: "by", label: "Who", minWidth: 140, render: (row) => <Who entry={row} /> },
    { key: "what", label: "What", minWidth: 180, render: (row) => <What entry={row} kinds={kinds} /> },
    {
      key: "says",
      label: "Change",
      width: "2fr",
      minWidth: 240,
      render: (row) => (
        <span title={row.says} dir="auto">
          {row.says}
        </span>
      ),
    },
  ];
}

function EntryCard({ entry, kinds }: EntryProps) {
  return (
    <>
      <Text size="sm" component="div">
        <What entry={entry} kinds={kinds} />
      </Text>
      <Text size="sm">{entry.says}</Text>
      <Text size="sm" c="dimmed" component="div">
        <Who entry={entry} /> · <When at={entry.at} />
      </Text>
    </>
  );
}

function EntryDetail({ entry, kinds }: EntryProps) {
  return (
    <>
      <Text fw={600} mb="xs" component="div">
        <What entry={entry} kinds={kinds} />
      </Text>
      <Text size="sm" component="div" mb="sm">
        <Who entry={entry} />, <When at={entry.at} />
      </Text>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {entry.says}
      </Text>
      <Text size="sm" component="div" style={{ overflowWrap: "anywhere" }}>
        <Changes changes={entry.changes} />
      </Text>
    </>
  );
}

function Who({ entry }: Pick<EntryProps, "entry">) {
  if (entry.runId === null) return <span dir="auto">{entry.by}</span>;
  return (
    <span dir="auto">
      <AnchorLink to="/runs/$runId" params={{ runId: String(entry.runId) }} inherit>
        run {entry.runId}
      </AnchorLink>
      {entry.by !== "" && `, ${entry.by}`}
    </span>
  );
}

function What({ entry, kinds }: EntryProps) {
  const kind = kinds.find(({ name }) => name === entry.entity);
  const said = `${capital(entry.kind)}${entry.name === "" ? "" : ` ${entry.name}`}`;
  if (kind === undefined || entry.recordId === null || entry.path === null) {
    return (
      <span dir="auto" title={said}>
        {said}
      </span>
    );
  }
  return (
    <PathLink href={recordAddress(kind, entry.recordId)} dir="auto" title={said}>
      {said}
    </PathLink>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function Day({ label, value, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      title={label}
      w="9.5rem"
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
    />
  );
}

function keyOf(entry: AuditEntry): string {
  return `${entry.at} ${entry.entity} ${entry.recordId} ${entry.runId} ${entry.seq} ${entry.says}`;
}
