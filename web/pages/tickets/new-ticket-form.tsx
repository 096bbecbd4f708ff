import { Alert, Button, Group, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { call } from "../../queries/call.ts";
import { CustomEditor, FieldEditor } from "../../records/field-editor.tsx";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import { LeaveGuard } from "../../records/leave-guard.tsx";
import type { AnyRecord, Draft, FieldView, KindView } from "../../records/record-types.ts";
import { ReferencePicker } from "../../records/reference-picker.tsx";
import { FileDrop } from "../../ui/file-drop.tsx";
import { faultAt, ProblemAlert } from "../../ui/problem.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { emptyOf, givenOf, withCustomer, withOwner, withTemplate } from "./new-ticket.ts";
import { askTemplate, useOpenTicket, useSetup } from "./queries.ts";
import type { PersonRecord } from "./ticket-record.ts";
import classes from "./tickets.module.css";
import { UploadList } from "./upload-list.tsx";
import { attachmentLimit, useUploads } from "./use-uploads.ts";

interface Props {
  readonly kind: KindView;
  readonly preset: Draft;
}

interface Named {
  readonly id: number;
  readonly name: string;
  readonly isActive: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

const first: readonly string[] = ["userId", "customerId", "siteId", "typeId"];
const then: readonly string[] = [
  "priorityId",
  "categoryId",
  "teamId",
  "agentId",
  "assetIds",
  "statusId",
  "impactId",
  "urgencyId",
  "slaId",
  "parentId",
];

/** Opens a ticket: from the user to customer and site, from the type or a template to the rest. */
export function NewTicketForm({ kind, preset }: Props) {
  const [draft, setDraft] = useState<Draft>(preset);
  const [custom, setCustom] = useState<Draft>({});
  const [key] = useState(() => crypto.randomUUID());
  const [openedId, setOpenedId] = useState<number | null>(null);
  const [isDone, setDone] = useState(false);
  const [templateError, setTemplateError] = useState<unknown>(null);
  const templates = (useSetup<Named>("ticketTemplate").data ?? []).filter(({ isActive }) => isActive);
  const types = (useSetup<Named>("ticketType").data ?? []).filter(({ isActive }) => isActive);
  const open = useOpenTicket();
  const { uploads, add, send, drop } = useUploads();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const isDirty =
    openedId === null && (JSON.stringify(draft) !== JSON.stringify(preset) || Object.keys(custom).length > 0 || uploads.length > 0);

  useEffect(() => {
    if (isDone && openedId !== null) void navigate({ to: "/tickets/$id", params: { id: String(openedId) } });
  }, [isDone, openedId, navigate]);

  async function chooseUser(userId: number | null) {
    setDraft((old) => ({ ...old, userId }));
    if (userId === null) return;
    const user = await read<PersonRecord>("user", `/users/${userId}`);
    setDraft((old) =>
      old.userId === userId ? withOwner(old, { customerId: user.customer?.id ?? null, siteId: user.site?.id ?? null }) : old,
    );
  }

  const read = <T,>(name: string, path: string) =>
    queries.fetchQuery({ queryKey: ["records", name, "one", Number(path.split("/").at(-1))], queryFn: () => call<T>(path) });

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what the address brought
  useEffect(() => {
    const [assetId] = Array.isArray(preset.assetIds) ? preset.assetIds : [];
    if (typeof preset.userId === "number") void chooseUser(preset.userId);
    else if (typeof assetId === "number" && preset.customerId === undefined)
      void read<AnyRecord>("asset", `/assets/${assetId}`).then(({ customerId, siteId }) =>
        setDraft((old) => withOwner(old, { customerId: numberOr(customerId), siteId: numberOr(siteId) })),
      );
  }, []);

  async function fill(templateId: number) {
    setTemplateError(null);
    try {
      const of = (name: string) => numberOr(draft[name]);
      const filled = await askTemplate(templateId, { userId: of("userId"), customerId: of("customerId"), siteId: of("siteId") });
      setDraft((old) => withTemplate(old, { ...filled, templateId }));
    } catch (refused) {
      setTemplateError(refused);
    }
  }

  function change(field: FieldView, value: unknown) {
    if (field.name === "customerId") setDraft((old) => withCustomer(old, numberOr(value)));
    else setDraft((old) => ({ ...old, [field.name]: value === null && !first.includes(field.name) ? emptyOf(old) : value }));
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      const given = givenOf(draft, then);
      const { id } = await open.mutateAsync({ values: { ...given, ...(Object.keys(custom).length > 0 && { custom }) }, key });
      setOpenedId(id);
      if (uploads.length === 0 || (await send({ ticketId: id, isPrivate: false }))) setDone(true);
    } catch {
      // What was refused stands at its fields, and below them.
    }
  }

  if (openedId !== null)
    return (
      <Alert color="yellow" variant="light" title={`Ticket ${openedId} is open`}>
        <Stack gap="xs">
          <UploadList uploads={uploads} onDrop={drop} />
          <AnchorLink to="/tickets/$id" params={{ id: String(openedId) }}>
            Go to the ticket
          </AnchorLink>
        </Stack>
      </Alert>
    );
  const type = types.find(({ id }) => id === draft.typeId);
  const fieldOf = (name: string) => kind.fields.filter((field) => field.name === name);
  const draw = (field: FieldView) => (
    <FieldEditor
      kindName="ticket"
      field={field.name === "customerId" ? { ...field, isRequired: false } : field}
      value={draft[field.name] ?? null}
      valueLabel={undefined}
      draft={draft}
      description={sayDefault(field, draft, type)}
      error={faultBelow(open.error, field.name)}
      onChange={(value) => change(field, value)}
    />
  );
  const shown = [...first, "summary", "details", ...then, ...kind.customFields.map((field) => `custom.${field.key}`)];
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className={classes.form}>
      <Stack gap="md">
        {templates.length > 0 && (
          <Select
            label="Begin with a template"
            description="It fills what is empty below, with the names of the user, the customer and the site."
            placeholder="No template"
            searchable
            maw="24rem"
            data={templates.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={null}
            onChange={(id) => id !== null && void fill(Number(id))}
          />
        )}
        {templateError !== null && <ProblemAlert error={templateError} />}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="sm" style={{ alignItems: "end" }}>
          <ReferencePicker
            label="User"
            refersTo="user"
            customerId={numberOr(draft.customerId)}
            siteId={numberOr(draft.siteId)}
            value={numberOr(draft.userId)}
            error={faultAt(open.error, "userId")}
            onChange={(id) => void chooseUser(id)}
          />
          {["customerId", "siteId", "typeId"].flatMap(fieldOf).map((field) => (
            <div key={field.name}>{draw(field)}</div>
          ))}
          {["summary", "details"].flatMap(fieldOf).map((field) => (
            <div key={field.name} className={classes.wide}>
              {draw(field)}
            </div>
          ))}
          <div className={classes.wide}>
            <FileDrop
              label="Attach files"
              limit={`${attachmentLimit}; the user sees them`}
              isSeveral
              onFiles={(files) => void add(files)}
            />
            <UploadList uploads={uploads} onDrop={drop} />
          </div>
          {then.flatMap(fieldOf).map((field) => (
            <div key={field.name}>{draw(field)}</div>
          ))}
          {kind.customFields.map((field) => (
            <CustomEditor
              key={field.key}
              field={field}
              value={custom[field.key]}
              isRequired={field.isRequired}
              error={faultAt(open.error, `custom.${field.key}`)}
              onChange={(value) => setCustom((old) => ({ ...old, [field.key]: value }))}
            />
          ))}
        </SimpleGrid>
        {hasOtherFaults(open.error, shown) && <ProblemAlert error={open.error} />}
        <Group justify="flex-end" gap="xs">
          <Text size="sm" c="dimmed" mr="auto">
            Whoever it is given to is told by mail.
          </Text>
          <Button type="submit" loading={open.isPending}>
            Open the ticket
          </Button>
        </Group>
      </Stack>
      <LeaveGuard isDirty={isDirty} isAsking={false} onStay={() => {}} onLeave={() => {}} />
    </form>
  );
}

/** What an empty field gets from the type. */
function sayDefault(field: FieldView, draft: Draft, type: Named | undefined): string | undefined {
  const isEmpty = draft[field.name] === undefined;
  const label = type?.labels[field.name === "statusId" ? "firstStatusId" : field.name];
  if (type !== undefined && label !== undefined && isEmpty) return `Left empty: ${label}, as ${type.name} says`;
  return field.name === "statusId" ? "Left empty: where its type begins" : (field.hint ?? undefined);
}

function numberOr(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
