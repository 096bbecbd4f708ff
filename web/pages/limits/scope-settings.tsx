import { Alert, MultiSelect, Radio, Stack, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api.ts";
import { faultsAt } from "../../draft/faults.ts";
import type { Draft } from "../../draft/use-draft.ts";
import { orgUnitsQuery } from "../../pickers/queries.ts";
import classes from "./limits.module.css";

interface Props {
  readonly connectionId: number;
  readonly draft: Draft;
  readonly canEdit: boolean;
}

/** Which directories, org units and domains are read, and who else's people these may be. */
export function ScopeSettings({ connectionId, draft, canEdit }: Props) {
  const { settings, edit, faults } = draft;
  const units = useQuery(orgUnitsQuery(connectionId)).data?.items ?? [];
  const wrong = (place: string) => faultsAt(faults, place).join(" ") || undefined;
  const setScope = (change: Partial<typeof settings.scope>) => edit((now) => ({ ...now, scope: { ...now.scope, ...change } }));
  return (
    <Stack gap="lg" className={`${classes.card} ${classes.padded}`}>
      <Radio.Group
        label="Directories"
        description="Resellers and groups of companies may read several customers' directories with one connection."
        value={settings.directory}
        onChange={(value) => edit((now) => chooseDirectories(now, value === "several" ? "several" : "own"))}
      >
        <Stack gap={6} mt={6}>
          <Radio
            value="own"
            disabled={!canEdit}
            label="My own"
            description="Rules speak of everybody who is read. Customer ids in rules are removed."
          />
          <Radio
            value="several"
            disabled={!canEdit}
            label="Several customers'"
            description="Every rule says which customer's directory it speaks of; those that say nothing begin with your own (my_customer)."
          />
        </Stack>
      </Radio.Group>
      <TagsInput
        label="Org units"
        description="Nothing outside these and those below them is kept. Empty: everything."
        placeholder={settings.scope.orgUnits.length === 0 ? "everything" : ""}
        data={units.map(({ path }) => path)}
        value={settings.scope.orgUnits}
        disabled={!canEdit}
        error={wrong("scope.orgUnits")}
        clearable
        onChange={(paths) => setScope({ orgUnits: [...new Set(paths.map(toPath))] })}
      />
      <TagsInput
        label="Domains"
        description="Only accounts whose address is in one of these is kept. Empty: all domains."
        placeholder={settings.scope.domains.length === 0 ? "all domains" : ""}
        value={settings.scope.domains}
        disabled={!canEdit}
        error={wrong("scope.domains")}
        splitChars={[",", " ", ";"]}
        clearable
        onChange={(domains) => setScope({ domains: [...new Set(domains.map(toDomain).filter((domain) => domain !== ""))] })}
      />
      <SharedPeople connectionId={connectionId} draft={draft} canEdit={canEdit} />
      <Alert color="blue" variant="light">
        A smaller scope is no proof that anybody left: people outside it are no longer read, and nobody is made inactive by that.
      </Alert>
    </Stack>
  );
}

function SharedPeople({ connectionId, draft, canEdit }: Props) {
  const query = useQuery({ queryKey: ["connections", "list"], queryFn: () => ask(api.connections.$get()) });
  const others = (query.data?.items ?? []).filter(({ id }) => id !== connectionId);
  const known = new Set(others.map(({ id }) => id));
  const chosen = draft.settings.sharesPeopleWith;
  return (
    <MultiSelect
      label="Connections with the same people"
      description={
        others.length === 0
          ? "There is no other connection yet."
          : "People of these connections may be the same people: somebody whom they linked already may be linked here too, instead of being a stranger."
      }
      placeholder={chosen.length === 0 ? "none" : ""}
      data={[
        ...others.map(({ id, name }) => ({ value: String(id), label: name })),
        ...chosen.filter((id) => !known.has(id)).map((id) => ({ value: String(id), label: `connection ${id}` })),
      ]}
      value={chosen.map(String)}
      disabled={!canEdit || others.length === 0}
      searchable
      onChange={(ids) => draft.edit((now) => ({ ...now, sharesPeopleWith: ids.map(Number).toSorted((a, b) => a - b) }))}
    />
  );
}

/** With one's own directory no rule may name a customer; with several every rule must. */
function chooseDirectories(now: Draft["settings"], directory: "own" | "several"): Draft["settings"] {
  if (directory === now.directory) return now;
  const partOf = (part: string | null) => (directory === "own" ? null : (part ?? "my_customer"));
  return { ...now, directory, mappings: now.mappings.map((rule) => ({ ...rule, part: partOf(rule.part) })) };
}

function toPath(text: string): string {
  const path = text.trim();
  return path.startsWith("/") ? path : `/${path}`;
}

function toDomain(text: string): string {
  return text.trim().replace(/^@/u, "").toLowerCase();
}
