import { Button, SegmentedControl, Tabs } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Entity } from "../../../src/model/desk.ts";
import { useDraft } from "../../draft/use-draft.ts";
import { useMe } from "../../session.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useConnectionId } from "../directory/use-connection-id.ts";
import { AddField } from "./add-field.tsx";
import { addField } from "./edit-fields.ts";
import type { ShownFields } from "./fields-search.ts";
import { FieldsTable } from "./fields-table.tsx";
import { useFields } from "./queries.ts";

const tabs: readonly { readonly value: Entity; readonly label: string }[] = [
  { value: "user", label: "Users" },
  { value: "agent", label: "Agents" },
];

/** Which attribute of an account fills which field of the desk, and whose value stands. */
export function FieldsPage() {
  const connectionId = useConnectionId();
  const search = useSearch({ from: "/directories/$connectionId/fields" });
  const navigate = useNavigate({ from: "/directories/$connectionId/fields" });
  const entity = search.entity ?? "user";
  const show = search.show ?? "all";
  const draft = useDraft(connectionId);
  const fields = useFields(connectionId, draft.settings, draft.query.data !== undefined);
  const mayEdit = useMe().permissions.includes("directories:edit");
  const [adding, setAdding] = useState<string | null>(null);
  const unmapped = (fields.data?.unmapped ?? []).filter(
    (one) =>
      one.entity === entity && !draft.settings.fieldMappings.some((mapping) => mapping.entity === entity && mapping.field === one.field),
  );
  const look = (change: { entity?: Entity; show?: ShownFields }) => void navigate({ search: { ...search, ...change }, replace: true });
  return (
    <Page
      title="Fields"
      subtitle="Which attribute of an account fills which field of your desk. A value that the directory does not have erases nothing, unless you say so."
      actions={
        mayEdit && (
          <Button variant="default" leftSection={<IconPlus size={16} />} disabled={unmapped.length === 0} onClick={() => setAdding("")}>
            Add a field
          </Button>
        )
      }
    >
      <Tabs value={entity} onChange={(value) => look({ entity: value === "agent" ? "agent" : "user" })} keepMounted={false}>
        <Tabs.List aria-label="Whose fields">
          {tabs.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={entity} pt="md">
          <SegmentedControl
            aria-label="Which fields to show"
            mb="md"
            value={show}
            onChange={(value) => look({ show: value })}
            data={[
              { value: "all", label: "All" },
              { value: "mapped", label: "Filled" },
              { value: "unmapped", label: "Not filled" },
              { value: "warnings", label: "With warnings" },
            ]}
          />
          {fields.isError && fields.data !== undefined && <ProblemAlert error={fields.error} onRetry={() => void fields.refetch()} />}
          <Loaded query={draft.query} reading="the settings">
            {() => (
              <Loaded query={fields} reading="what the fields would hold">
                {(view) => (
                  <FieldsTable
                    connectionId={connectionId}
                    entity={entity}
                    show={show}
                    draft={draft}
                    view={view}
                    unmapped={unmapped}
                    mayEdit={mayEdit}
                    onAdd={setAdding}
                  />
                )}
              </Loaded>
            )}
          </Loaded>
        </Tabs.Panel>
      </Tabs>
      {adding !== null && (
        <AddField
          connectionId={connectionId}
          fields={unmapped}
          chosen={adding}
          onClose={() => setAdding(null)}
          onAdd={(field, from) => {
            draft.edit(addField(entity, field, from));
            setAdding(null);
          }}
        />
      )}
    </Page>
  );
}
