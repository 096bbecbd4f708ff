import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { ConnectionSettings, Placements } from "../../../src/api/v1/shapes/settings.ts";
import type { Mapping } from "../../../src/model/settings.ts";
import { ConditionEditor } from "../../conditions/condition-editor.tsx";
import { closeCondition, type EditGroup, openCondition, placesOf } from "../../conditions/edit-condition.ts";
import { IconCopy } from "../../ui/icons.ts";
import { DeleteRule } from "./delete-rule.tsx";
import { DestinationEditor } from "./destination-editor.tsx";
import { FitsNow } from "./fits-now.tsx";
import classes from "./who-goes-where.module.css";

type Fault = Placements["faults"][number];

interface Props {
  readonly connectionId: number;
  readonly settings: ConnectionSettings;
  readonly rule: Mapping;
  /** Not in the draft yet: everything is kept here until it is added. */
  readonly isNew: boolean;
  /** What is wrong with this rule, with places inside it: `.filter.of[0].value`. */
  readonly faults: readonly Fault[];
  readonly canEdit: boolean;
  readonly onChange: (change: Partial<Mapping>) => void;
  readonly onAdd: () => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

/** One rule: its name, where it leads, whom it speaks of; with those whom it fits while one types. */
export function RuleEditor({ connectionId, settings, rule, isNew, faults, canEdit, onChange, onAdd, onDuplicate, onRemove }: Props) {
  const [name, setName] = useState(rule.name);
  const [rows, setRows] = useState<EditGroup>(() => openCondition(rule.filter));
  const [patternFaults, setPatternFaults] = useState<readonly Fault[]>([]);
  const { condition, isComplete } = closeCondition(rows);
  const places = placesOf(rows);
  const all = [...faults.filter(({ at }) => at.startsWith(".filter")), ...patternFaults.map((fault) => ({ ...fault, at: `.${fault.at}` }))];
  const faultsOf = (key: number) => {
    const place = `.filter${places.get(key) ?? ""}`;
    // A fault of a group's row begins with the group's place too: only what stands at the row itself, or at its value or field.
    return [...new Set(all.filter(({ at }) => at === place || at === `${place}.value` || at === `${place}.field`).map(({ says }) => says))];
  };
  const changeName = (typed: string) => {
    setName(typed);
    if (typed.trim() !== "" && typed.trim().length <= 100) onChange({ name: typed.trim() });
  };
  const changeRows = (next: EditGroup) => {
    setRows(next);
    setPatternFaults([]);
    const closed = closeCondition(next);
    if (closed.isComplete) onChange({ filter: closed.condition });
  };
  const nameFault = name.trim() === "" ? "A rule needs a name." : name.trim().length > 100 ? "At most 100 characters." : undefined;
  const open = [
    ...(nameFault === undefined ? [] : ["a name"]),
    ...(rule.destination.kind === "site" && rule.destination.siteId <= 0 ? ["a site"] : []),
    ...(isComplete ? [] : ["the rest of the condition"]),
  ];
  return (
    <div>
      <Title order={2} dir="auto" mb="md" className={classes.title}>
        {isNew ? "New rule" : rule.name}
      </Title>
      <Stack gap="md" style={{ clear: "both" }}>
        <TextInput
          label="Name"
          value={name}
          dir="auto"
          error={(isNew && name === "" ? undefined : nameFault) ?? faults.find(({ at }) => at === ".name")?.says}
          disabled={!canEdit}
          {...(isNew && { "data-autofocus": true })}
          onChange={(event) => changeName(event.currentTarget.value)}
        />
        <DestinationEditor
          rule={rule}
          error={faults
            .filter(({ at }) => at.startsWith(".destination"))
            .map(({ says }) => says)
            .join(" ")}
          isDisabled={!canEdit}
          onChange={(destination) => onChange({ destination })}
        />
        {settings.directory === "several" && (
          <TextInput
            label="Customer id"
            description="Google Admin console › Account › Account settings › Customer ID, such as C01abc2d3; my_customer for your own directory."
            placeholder="C01abc2d3"
            value={rule.part ?? ""}
            error={faults.find(({ at }) => at === ".part")?.says}
            disabled={!canEdit}
            onChange={(event) => onChange({ part: event.currentTarget.value.trim() || null })}
          />
        )}
        <ConditionEditor connectionId={connectionId} root={rows} onChange={changeRows} faultsOf={faultsOf} isDisabled={!canEdit} />
        <FitsNow
          connectionId={connectionId}
          condition={condition}
          isComplete={isComplete}
          hasOwnDirectory={rule.part === null}
          isNew={isNew}
          onFaults={setPatternFaults}
        />
        {canEdit && (
          <Group gap="xs">
            {isNew ? (
              <>
                <Button disabled={open.length > 0} onClick={onAdd}>
                  Add this rule to the draft
                </Button>
                {open.length > 0 && (
                  <Text size="sm" c="dimmed">
                    Still needed: {open.join(", ")}.
                  </Text>
                )}
              </>
            ) : (
              <>
                <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={onDuplicate}>
                  Duplicate
                </Button>
                <DeleteRule connectionId={connectionId} settings={settings} rule={rule} onRemove={onRemove} />
              </>
            )}
          </Group>
        )}
      </Stack>
    </div>
  );
}
