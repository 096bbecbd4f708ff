import { ActionIcon, Select, Switch, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AttributeView } from "../../src/api/v1/shapes/settings.ts";
import { capital } from "../../src/core/explain-names.ts";
import { GroupPicker } from "../pickers/group-picker.tsx";
import { OrgUnitPicker } from "../pickers/org-unit-picker.tsx";
import { attributesQuery } from "../pickers/queries.ts";
import { IconTrash } from "../ui/icons.ts";
import classes from "./conditions.module.css";
import { type EditTest, groupField, lacking, needsNoValue, type Operator, orgUnitField } from "./edit-condition.ts";
import { operatorsFor } from "./operators.ts";
import { ValueInput } from "./value-input.tsx";
import { ValuesInput } from "./values-input.tsx";

interface Props {
  readonly connectionId: number;
  readonly test: EditTest;
  readonly faults: readonly string[];
  readonly onChange: (test: EditTest) => void;
  readonly onRemove: () => void;
}

/** One comparison: what is looked at, how it is compared, with what. */
export function ConditionRow({ connectionId, test, faults, onChange, onRemove }: Props) {
  const attributes = useQuery(attributesQuery(connectionId)).data?.items ?? [];
  const attribute = attributes.find(({ from }) => from === test.field);
  const isPlain = test.field !== orgUnitField && test.field !== groupField;
  const missing = lacking(test);
  return (
    <div className={classes.row}>
      <div className={classes.what}>
        <FieldChoice attributes={attributes} test={test} onChange={onChange} />
        {isPlain && (
          <Select
            aria-label="How it is compared"
            className={classes.op}
            data={operatorsFor(attribute, test.op).map(({ value, label }) => ({ value, label }))}
            value={test.op}
            allowDeselect={false}
            comboboxProps={{ width: 220, position: "bottom-start" }}
            onChange={(op) => op !== null && onChange(changeOperator(test, op))}
          />
        )}
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Remove this condition" onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </div>
      <ValuePart connectionId={connectionId} test={test} onChange={onChange} />
      {isPlain && attribute !== undefined && !attribute.isRead && (
        <Text size="xs" c="dimmed">
          Not in the last reading yet: it counts as empty until the next one.
        </Text>
      )}
      {[...(missing === null ? [] : [missing]), ...faults].map((fault) => (
        <Text key={fault} size="xs" className={classes.fault} role="alert" dir="auto">
          {fault}
        </Text>
      ))}
    </div>
  );
}

const another = "$another";

interface FieldProps {
  readonly attributes: readonly AttributeView[];
  readonly test: EditTest;
  readonly onChange: (test: EditTest) => void;
}

/** What is looked at: the org unit, a group, an attribute that is known, or one that is written out. */
function FieldChoice({ attributes, test, onChange }: FieldProps) {
  const known = test.field === orgUnitField || test.field === groupField || attributes.some(({ from }) => from === test.field);
  const [isWritten, setWritten] = useState(false);
  const byFrom = new Map(attributes.map((attribute) => [attribute.from, attribute]));
  const value = isWritten || (!known && test.field !== "") ? another : test.field;
  const choose = (field: string) => {
    setWritten(field === another);
    onChange({ ...test, field: field === another ? "" : field, op: fits(byFrom.get(field), test.op), value: "", values: [], group: null });
  };
  return (
    <div className={classes.field}>
      <Select
        aria-label="What is looked at"
        searchable
        data={[
          { value: orgUnitField, label: "Org unit" },
          { value: groupField, label: "Group" },
          ...attributes
            .filter(({ from }) => from !== "orgUnit" && from !== "orgUnitPath")
            .map(({ from, label }) => ({ value: from, label: capital(label) })),
          { value: another, label: "Another attribute…" },
        ]}
        value={value === "" ? null : value}
        allowDeselect={false}
        comboboxProps={{ width: 300, position: "bottom-start" }}
        maxDropdownHeight={320}
        onChange={(field) => field !== null && choose(field)}
        renderOption={({ option }) => <AttributeOption label={option.label} attribute={byFrom.get(option.value)} />}
      />
      {value === another && (
        <TextInput
          mt={4}
          aria-label="The attribute"
          placeholder="customSchemas.HR.costCentre"
          value={test.field}
          onChange={(event) => {
            setWritten(true);
            onChange({ ...test, field: event.currentTarget.value.trim() });
          }}
        />
      )}
    </div>
  );
}

function AttributeOption({ label, attribute }: { readonly label: string; readonly attribute: AttributeView | undefined }) {
  return (
    <span className={classes.option}>
      <span dir="auto">{label}</span>
      {attribute !== undefined && (
        <span className={classes.count}>{attribute.filled === null ? "not read yet" : `${attribute.filled.toLocaleString()} have it`}</span>
      )}
    </span>
  );
}

interface PartProps {
  readonly connectionId: number;
  readonly test: EditTest;
  readonly onChange: (test: EditTest) => void;
}

function ValuePart({ connectionId, test, onChange }: PartProps) {
  if (test.field === orgUnitField) {
    return (
      <>
        <OrgUnitPicker connectionId={connectionId} label="Org unit" value={test.value} onChange={(value) => onChange({ ...test, value })} />
        <Switch
          size="xs"
          label="and everything below it"
          checked={test.includesBelow}
          onChange={(event) => onChange({ ...test, includesBelow: event.currentTarget.checked })}
        />
      </>
    );
  }
  if (test.field === groupField) {
    return <GroupPicker connectionId={connectionId} value={test.group} onChange={(group) => onChange({ ...test, group })} />;
  }
  if (needsNoValue(test.op)) return null;
  return (
    <>
      {test.op === "inList" ? (
        <ValuesInput
          connectionId={connectionId}
          from={test.field}
          values={test.values}
          onChange={(values) => onChange({ ...test, values })}
        />
      ) : (
        <ValueInput
          connectionId={connectionId}
          from={test.field}
          isPattern={test.op === "matches"}
          value={test.value}
          onChange={(value) => onChange({ ...test, value })}
        />
      )}
      <Switch
        size="xs"
        label="capitals count"
        checked={test.isCaseSensitive}
        onChange={(event) => onChange({ ...test, isCaseSensitive: event.currentTarget.checked })}
      />
    </>
  );
}

/** Keeps what was given where the new comparison can use it: one value becomes the first of a list, and back. */
function changeOperator(test: EditTest, op: Operator): EditTest {
  if (op === "inList" && test.op !== "inList") return { ...test, op, values: test.value === "" ? test.values : [test.value] };
  if (op !== "inList" && test.op === "inList") return { ...test, op, value: test.value || (test.values[0] ?? "") };
  return { ...test, op };
}

function fits(attribute: AttributeView | undefined, op: Operator): Operator {
  if (attribute?.type === "checkbox") return "isTrue";
  return op === "isTrue" || op === "isFalse" ? "equals" : op;
}
