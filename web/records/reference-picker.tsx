import { MultiSelect, Select } from "@mantine/core";
import { useState } from "react";
import { useMe } from "../session.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import type { KindView } from "./record-types.ts";
import { withArticle } from "./record-words.ts";
import { type Choice, useChoices, useChosen } from "./reference-choices.ts";

interface Shared {
  readonly label: string;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly refersTo: string;
  readonly customerId?: number | null;
  /** Of a choice of users: those of this site alone. */
  readonly siteId?: number | null;
  /** Only to choose by, without a label of its own above. */
  readonly isBare?: boolean;
  /** Offers to create what is missing. */
  readonly canCreate?: boolean;
}

type PickerProps = Shared & {
  readonly value: number | null;
  /** What the chosen record is called, where that is known. */
  readonly valueLabel?: string | undefined;
  readonly onChange: (value: number | null) => void;
};

/** Written by endpoints of their own, with forms of their own. */
const madeElsewhere: readonly string[] = ["user", "agent", "ticket"];
const newOne = "new";

/** Chooses a record of another kind by a few letters of its name, or creates it on the spot. */
export function ReferencePicker({ value, valueLabel, onChange, canCreate = true, ...given }: PickerProps) {
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [isCreating, setCreating] = useState(false);
  const looked = useChoices({
    refersTo: given.refersTo,
    typed,
    customerId: given.customerId ?? null,
    siteId: given.siteId ?? null,
    isOpen,
  });
  const mayCreate = useMayCreate(looked.kind) && canCreate;
  const [chosen] = useChosen(given.refersTo, value === null || valueLabel !== undefined ? [] : [value]);
  const current: readonly Choice[] = value === null ? [] : [{ value: String(value), label: valueLabel ?? chosen?.label ?? String(value) }];
  return (
    <>
      <Select
        {...inputProps(given)}
        clearable={given.isRequired !== true}
        clearButtonProps={{ "aria-label": `Clear: ${given.label}` }}
        searchable
        data={withCreation(merge(current, looked.choices), mayCreate ? looked.kind : undefined)}
        filter={({ options }) => options}
        value={value === null ? null : String(value)}
        onChange={(next) => (next === newOne ? setCreating(true) : onChange(next === null ? null : Number(next)))}
        onSearchChange={(text) => setTyped(current.some(({ label }) => label === text) ? "" : text)}
        onDropdownOpen={() => setOpen(true)}
        nothingFoundMessage={sayNothing(looked, typed)}
      />
      {isCreating && looked.kind !== undefined && (
        <RecordDialog
          kind={looked.kind}
          preset={{ ...(given.customerId != null && { customerId: given.customerId }) }}
          onClose={() => setCreating(false)}
          onSaved={(record) => onChange(record.id)}
        />
      )}
    </>
  );
}

type SeveralProps = Shared & { readonly value: readonly number[]; readonly onChange: (value: readonly number[]) => void };

/** Chooses several records of another kind. */
export function ReferencesPicker({ value, onChange, canCreate: _canCreate, ...given }: SeveralProps) {
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const looked = useChoices({ refersTo: given.refersTo, typed, customerId: given.customerId ?? null, isOpen });
  const chosen = useChosen(given.refersTo, value);
  return (
    <MultiSelect
      {...inputProps(given)}
      {...(given.isBare === true && { placeholder: value.length === 0 ? given.label : "", w: value.length === 0 ? "9rem" : "14rem" })}
      clearable
      clearButtonProps={{ "aria-label": `Clear: ${given.label}` }}
      searchable
      data={merge(chosen, looked.choices)}
      filter={({ options }) => options}
      value={value.map(String)}
      onChange={(next) => onChange(next.map(Number))}
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpen(true)}
      nothingFoundMessage={sayNothing(looked, typed)}
    />
  );
}

function inputProps({ label, description, error, isRequired = false, isDisabled = false, isBare = false }: Shared) {
  return {
    ...(isBare ? { "aria-label": label, placeholder: label } : { label, withAsterisk: isRequired }),
    ...(description !== undefined && { description }),
    ...(error !== undefined && { error }),
    disabled: isDisabled,
  };
}

function merge(first: readonly Choice[], then: readonly Choice[]): Choice[] {
  return [...first, ...then.filter(({ value }) => !first.some((one) => one.value === value))];
}

function withCreation(choices: Choice[], kind: KindView | undefined): Choice[] {
  return kind === undefined ? choices : [...choices, { value: newOne, label: `Create ${withArticle(kind.one)}…` }];
}

function useMayCreate(kind: KindView | undefined): boolean {
  const { permissions } = useMe();
  return kind !== undefined && !madeElsewhere.includes(kind.name) && permissions.includes(`${kind.right}:edit`);
}

function sayNothing({ isLooking, error }: { readonly isLooking: boolean; readonly error: unknown }, typed: string): string {
  if (error !== null) return "The list could not be read. Close this and open it again.";
  if (isLooking) return "Looking…";
  return typed === "" ? "There is none yet" : "Nothing with such a name";
}
