import { ActionIcon, Button, Checkbox, Group, Menu, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { SavedView } from "../../src/api/v1/shapes/views.ts";
import { useDeleteView, useSaveView, useViews } from "../queries/views.ts";
import { IconChevronDown, IconTrash } from "../ui/icons.ts";
import { faultAt, ProblemAlert } from "../ui/problem.tsx";
import { type RecordSearch, searchOfView, viewOf } from "./record-search.ts";

/** A view that everybody has from the start. */
export interface DefaultView {
  readonly name: string;
  readonly query: string;
}

interface SavedViewsProps {
  /** The list's name: that of its place in /v1. */
  readonly list: string;
  readonly search: RecordSearch;
  readonly defaults: readonly DefaultView[];
  readonly onOpen: (search: RecordSearch) => void;
}

/** Filters under a name: those that everybody has, one's own, and those that somebody shares. */
export function SavedViews({ list, search, defaults, onOpen }: SavedViewsProps) {
  const views = useViews(list).data?.items ?? [];
  const [isSaving, setSaving] = useState(false);
  const now = viewOf(search);
  const current = [...defaults, ...views].find((view) => isSameView(view.query, now));
  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            View: {current?.name ?? (now === "" ? "all" : "not saved")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown miw="14rem">
          {defaults.map((view) => (
            <Menu.Item key={view.name} onClick={() => onOpen(searchOfView(view.query))}>
              {view.name}
            </Menu.Item>
          ))}
          {views.length > 0 && <Menu.Divider />}
          {views.map((view) => (
            <Menu.Item key={view.id} onClick={() => onOpen(searchOfView(view.query))}>
              {view.name}
              {view.isShared && (
                <Text span size="sm" c="dimmed">
                  {" "}
                  {view.isMine ? "shared" : `by ${view.by}`}
                </Text>
              )}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setSaving(true)}>{views.length === 0 ? "Save this view…" : "Save or remove views…"}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isSaving && <SaveView list={list} query={now} views={views} onClose={() => setSaving(false)} />}
    </>
  );
}

interface SaveViewProps {
  readonly list: string;
  readonly query: string;
  readonly views: readonly SavedView[];
  readonly onClose: () => void;
}

function SaveView({ list, query, views, onClose }: SaveViewProps) {
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const save = useSaveView(list);
  const remove = useDeleteView(list);
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ name: name.trim(), query, isShared, key }, { onSuccess: onClose });
  }
  return (
    <Modal opened onClose={onClose} title="Views of this list" centered closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Save what is shown now as"
            description={
              query === "" ? "Nothing is filtered: the view shows all." : "The filters and the order are kept; rows are looked up anew."
            }
            maxLength={100}
            data-autofocus
            value={name}
            error={faultAt(save.error, "name")}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox label="Everybody sees it" checked={isShared} onChange={(event) => setShared(event.currentTarget.checked)} />
          {save.error !== null && faultAt(save.error, "name") === undefined && <ProblemAlert error={save.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={name.trim() === ""} loading={save.isPending}>
              Save the view
            </Button>
          </Group>
          {views.some((view) => view.isMine) && (
            <Stack gap={4}>
              <Text size="sm" fw={600}>
                Your views
              </Text>
              {views
                .filter((view) => view.isMine)
                .map((view) => (
                  <Group key={view.id} justify="space-between" wrap="nowrap">
                    <Text size="sm" dir="auto">
                      {view.name}
                    </Text>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Remove the view ${view.name}`}
                      loading={remove.isPending && remove.variables?.id === view.id}
                      onClick={() => remove.mutate(view)}
                    >
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  </Group>
                ))}
              {remove.error !== null && <ProblemAlert error={remove.error} />}
            </Stack>
          )}
        </Stack>
      </form>
    </Modal>
  );
}

function isSameView(one: string, other: string): boolean {
  return sorted(one) === sorted(other);
}

function sorted(query: string): string {
  const pairs = new URLSearchParams(query);
  pairs.sort();
  return pairs.toString();
}
