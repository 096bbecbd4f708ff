import { Button, type ButtonProps, Menu, Tabs } from "@mantine/core";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import { useDeleteRecord, useRecord } from "../queries/records.ts";
import { Allowed, useMe } from "../session.tsx";
import { ConfirmDialog } from "../ui/confirm.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { MoreMenu } from "../ui/more-menu.tsx";
import { Page } from "../ui/page.tsx";
import { StateBadge } from "../ui/state-badge.tsx";
import { RecordDetails } from "./record-details.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import { RecordHistory } from "./record-history.tsx";
import { listAddress } from "./record-places.ts";
import { type RecordSearch, textOf } from "./record-search.ts";
import type { AnyRecord, KindView } from "./record-types.ts";
import { RecordLink } from "./record-value.tsx";
import { capital, labelOf } from "./record-words.ts";

/** A tab that a kind has besides its details and its history. */
export interface RecordTab {
  readonly key: string;
  readonly label: string;
  readonly render: (record: AnyRecord) => ReactNode;
}

interface RecordPageProps {
  readonly kind: KindView;
  readonly id: number;
  readonly search: RecordSearch;
  readonly tabs?: readonly RecordTab[];
  /** The first tab, where it is more than the fields. */
  readonly renderDetails?: (record: AnyRecord) => ReactNode;
  readonly crumbs?: readonly { readonly label: string; readonly to: string }[];
  readonly subtitle?: (record: AnyRecord) => ReactNode;
  readonly primary?: (record: AnyRecord) => ReactNode;
  /** What is lost, or refused, when it is deleted. */
  readonly deletion?: string;
  /** Where the first tab has a button of its own for it, editing stands in the menu at the head. */
  readonly isEditedInTab?: boolean;
}

/** A record on a page of its own: what it belongs to, its fields, what happened to it, and what else its kind has. */
export function RecordPage({ kind, id, search, tabs = [], renderDetails, crumbs, subtitle, primary, ...actions }: RecordPageProps) {
  const query = useRecord(kind, id);
  const navigate = useNavigate();
  const record = query.data;
  const tab = [...tabs.map(({ key }) => key), "history"].find((key) => key === textOf(search, "tab")) ?? "details";
  return (
    <Page
      title={record === undefined ? `${capital(kind.one)} ${id}` : labelOf(kind, record)}
      crumbs={crumbs ?? [{ label: capital(kind.many), to: listAddress(kind) }]}
      {...(record !== undefined && { subtitle: subtitle?.(record) ?? <Belongs kind={kind} record={record} /> })}
      actions={record !== undefined && <RecordActions kind={kind} record={record} {...actions} />}
      primary={record !== undefined && primary?.(record)}
    >
      <Loaded query={query} reading={`the ${kind.one}`}>
        {(data) => (
          <Tabs
            value={tab}
            onChange={(next) => void navigate({ to: ".", search: next === "details" || next === null ? {} : { tab: next } })}
            keepMounted={false}
          >
            <Tabs.List mb="md">
              <Tabs.Tab value="details">{renderDetails === undefined ? "Details" : "Overview"}</Tabs.Tab>
              {tabs.map(({ key, label }) => (
                <Tabs.Tab key={key} value={key}>
                  {label}
                </Tabs.Tab>
              ))}
              <Tabs.Tab value="history">History</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="details">
              {renderDetails?.(data) ?? <RecordDetails kind={kind} record={data} without={kind.labelFields.slice(0, 1)} />}
            </Tabs.Panel>
            {tabs.map(({ key, render }) => (
              <Tabs.Panel key={key} value={key}>
                {render(data)}
              </Tabs.Panel>
            ))}
            <Tabs.Panel value="history">
              <RecordHistory kind={kind} id={id} />
            </Tabs.Panel>
          </Tabs>
        )}
      </Loaded>
    </Page>
  );
}

interface RecordActionsProps {
  readonly kind: KindView;
  readonly record: AnyRecord;
  readonly deletion?: string | undefined;
  readonly isEditedInTab?: boolean | undefined;
}

/** Edit, and what is seldom done, for those who may. */
export function RecordActions({ kind, record, deletion, isEditedInTab = false }: RecordActionsProps) {
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const { permissions } = useMe();
  const remove = useDeleteRecord(kind);
  const router = useRouter();
  const label = labelOf(kind, record);
  const isEditInMenu = isEditedInTab && permissions.includes(`${kind.right}:edit`);
  const mayDelete = permissions.includes(`${kind.right}:all`);
  const more = useRef<HTMLButtonElement>(null);
  // The item of the menu that opened it is gone by then.
  const close = () => {
    setOpen(null);
    more.current?.focus();
  };
  return (
    <>
      {!isEditedInTab && <EditRecordButton kind={kind} record={record} />}
      {(isEditInMenu || mayDelete) && (
        <MoreMenu ref={more}>
          {isEditInMenu && <Menu.Item onClick={() => setOpen("edit")}>Edit</Menu.Item>}
          {mayDelete && <Menu.Item onClick={() => setOpen("delete")}>Delete…</Menu.Item>}
        </MoreMenu>
      )}
      {open === "edit" && <RecordDialog kind={kind} record={record} onClose={close} />}
      <ConfirmDialog
        label="Delete…"
        isDestructive
        isOpen={open === "delete"}
        onClose={close}
        confirmTitle={`Delete ${label}?`}
        confirmBody={
          deletion ??
          `The ${kind.one} is gone for good; what happened to it stays in the audit log. While something uses it, deleting is refused and says what does.`
        }
        onConfirm={async () => {
          await remove.mutateAsync({ id: record.id, version: record.version });
          router.history.push(listAddress(kind));
        }}
      />
    </>
  );
}

/** Opens the form of a record, for those who may change it. */
export function EditRecordButton({ kind, record, size }: Pick<RecordActionsProps, "kind" | "record"> & Pick<ButtonProps, "size">) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Allowed to={`${kind.right}:edit`}>
      <Button variant="default" {...(size !== undefined && { size })} onClick={() => setOpen(true)}>
        Edit
      </Button>
      {isOpen && <RecordDialog kind={kind} record={record} onClose={() => setOpen(false)} />}
    </Allowed>
  );
}

/** Whose it is, and whether it is in use. */
function Belongs({ kind, record }: { readonly kind: KindView; readonly record: AnyRecord }) {
  const places = ["customerId", "siteId"].flatMap((name) => {
    const field = kind.fields.find((one) => one.name === name);
    const id = record[name];
    return field?.refersTo == null || typeof id !== "number"
      ? []
      : [{ name, refersTo: field.refersTo, id, label: record.labels[name] ?? String(id) }];
  });
  return (
    <>
      {places.map(({ name, ...place }, index) => (
        <span key={name}>
          {index > 0 && " › "}
          <RecordLink {...place} />
        </span>
      ))}{" "}
      {record.isActive === false && <StateBadge tone="neutral">inactive</StateBadge>}
      {record.isVip === true && <StateBadge tone="info">VIP</StateBadge>}
    </>
  );
}
