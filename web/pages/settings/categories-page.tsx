import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useDeleteRecord, useRecords } from "../../queries/records.ts";
import { NewRecordButton } from "../../records/new-record-button.tsx";
import { RecordName } from "../../records/record-columns.tsx";
import { RecordDialog } from "../../records/record-dialog.tsx";
import type { AnyRecord, KindView } from "../../records/record-types.ts";
import { WithKind } from "../../records/with-kind.tsx";
import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { type Branch, growTree } from "./grow-tree.ts";
import classes from "./settings.module.css";

/** Categories as the tree that they are. */
export function CategoriesPage() {
  return (
    <WithKind name="category" title="Categories">
      {(kind) => (
        <Page
          title="Categories"
          subtitle="What tickets are about. A category may stand below another one, and moves with it."
          crumbs={[{ label: "Settings", to: "/settings" }]}
          primary={<NewRecordButton kind={kind} staysHere />}
        >
          <CategoryTree kind={kind} />
        </Page>
      )}
    </WithKind>
  );
}

const most = 500;

function CategoryTree({ kind }: { readonly kind: KindView }) {
  const [q, setQ] = useState("");
  const found = useRecords(kind, { limit: String(most), ...(q !== "" && { q }) });
  return (
    <>
      <Group justify="space-between">
        <SearchBox label="Search categories" placeholder="Name or path" value={q} onChange={setQ} />
        <Text size="sm" role="status">
          {found.data === undefined
            ? "Counting…"
            : `${found.data.total.toLocaleString()} ${found.data.total === 1 ? "category" : "categories"}`}
        </Text>
      </Group>
      <Loaded query={found} reading="the categories">
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title={q === "" ? "No category yet" : "No category has such a name"}>
              {q === "" ? "Such as Hardware, with Printer and Laptop below it." : "Clear what was typed to see all of them."}
            </Empty>
          ) : (
            <>
              <Branches kind={kind} branches={growTree(items)} />
              {total > items.length && <Text size="sm">The first {items.length.toLocaleString()}; type a name to find others.</Text>}
            </>
          )
        }
      </Loaded>
    </>
  );
}

function Branches({ kind, branches, isRoot = true }: { kind: KindView; branches: readonly Branch<AnyRecord>[]; isRoot?: boolean }) {
  return (
    <ul className={isRoot ? classes.tree : undefined}>
      {branches.map(({ record, below }) => (
        <li key={record.id}>
          <CategoryRow kind={kind} record={record} nBelow={below.length} />
          {below.length > 0 && <Branches kind={kind} branches={below} isRoot={false} />}
        </li>
      ))}
    </ul>
  );
}

function CategoryRow({ kind, record, nBelow }: { kind: KindView; record: AnyRecord; nBelow: number }) {
  const [open, setOpen] = useState<"edit" | "below" | null>(null);
  const remove = useDeleteRecord(kind);
  const name = String(record.name);
  return (
    <div className={classes.branch}>
      <span className={classes.branchName}>
        <RecordName kind={{ ...kind, labelFields: ["name"] }} record={record} />{" "}
        {record.isActive === false && <StateBadge tone="neutral">inactive</StateBadge>}
      </span>
      <Group gap={4}>
        <Allowed to="settings:edit">
          <Button size="compact-sm" variant="subtle" aria-label={`Add below ${name}`} onClick={() => setOpen("below")}>
            Add below
          </Button>
          <Button size="compact-sm" variant="subtle" aria-label={`Edit ${name}`} onClick={() => setOpen("edit")}>
            Edit
          </Button>
        </Allowed>
        {nBelow === 0 && (
          <Allowed to="settings:all">
            <ConfirmButton
              label="Delete…"
              size="compact-sm"
              variant="subtle"
              isDestructive
              confirmTitle={`Delete ${name}?`}
              confirmBody="Tickets that have this category keep it from being deleted; make it inactive then."
              onConfirm={() => remove.mutateAsync({ id: record.id, version: record.version })}
            />
          </Allowed>
        )}
      </Group>
      {open === "edit" && <RecordDialog kind={kind} record={record} onClose={() => setOpen(null)} />}
      {open === "below" && <RecordDialog kind={kind} preset={{ parentId: record.id }} onClose={() => setOpen(null)} />}
    </div>
  );
}
