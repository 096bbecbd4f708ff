import { Group, NumberInput } from "@mantine/core";
import type { SlaTarget } from "../../../src/model/records/ticket-setup.ts";
import { useKind, useRecords } from "../../queries/records.ts";
import { EditorFrame } from "./editor-frame.tsx";
import { sayMinutes } from "./say-minutes.ts";
import classes from "./structured.module.css";
import type { EditorProps, ViewProps } from "./structured-props.ts";

type Promised = "responseMinutes" | "resolutionMinutes";

/** How fast tickets of each priority are answered and solved. */
export function SlaTargetsEditor({ label, value, error, onChange }: EditorProps) {
  const targets = targetsOf(value);
  const priorities = usePriorities();
  function set(priorityId: number, promised: Promised, minutes: number | null) {
    const before = targets.find((target) => target.priorityId === priorityId) ?? {
      priorityId,
      responseMinutes: null,
      resolutionMinutes: null,
    };
    const after = { ...before, [promised]: minutes };
    const others = targets.filter((target) => target.priorityId !== priorityId);
    onChange(after.responseMinutes === null && after.resolutionMinutes === null ? others : [...others, after]);
  }
  return (
    <EditorFrame label={label} error={error} description="In working hours. What is empty promises nothing.">
      <div className={classes.scroll}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">Priority</th>
              <th scope="col">Answered within</th>
              <th scope="col">Solved within</th>
            </tr>
          </thead>
          <tbody>
            {priorities.map(({ id, name }) => {
              const target = targets.find(({ priorityId }) => priorityId === id);
              return (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td>
                    <Minutes
                      label={`${name}, answered within`}
                      value={target?.responseMinutes ?? null}
                      onChange={(minutes) => set(id, "responseMinutes", minutes)}
                    />
                  </td>
                  <td>
                    <Minutes
                      label={`${name}, solved within`}
                      value={target?.resolutionMinutes ?? null}
                      onChange={(minutes) => set(id, "resolutionMinutes", minutes)}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </EditorFrame>
  );
}

export function SlaTargetsView({ value }: ViewProps) {
  const targets = targetsOf(value);
  const priorities = usePriorities();
  if (targets.length === 0) return <>Nothing is promised.</>;
  return (
    <table className={classes.matrix}>
      <thead>
        <tr>
          <th scope="col">Priority</th>
          <th scope="col">Answered within</th>
          <th scope="col">Solved within</th>
        </tr>
      </thead>
      <tbody>
        {priorities
          .flatMap(({ id, name }) => targets.filter(({ priorityId }) => priorityId === id).map((target) => ({ name, target })))
          .map(({ name, target }) => (
            <tr key={target.priorityId}>
              <th scope="row">{name}</th>
              <td>{sayMinutes(target.responseMinutes)}</td>
              <td>{sayMinutes(target.resolutionMinutes)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

interface MinutesProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (minutes: number | null) => void;
}

function Minutes({ label, value, onChange }: MinutesProps) {
  const hours = value === null ? "" : Math.floor(value / 60);
  const minutes = value === null ? "" : value % 60;
  const give = (nextHours: number, nextMinutes: number) => {
    const all = nextHours * 60 + nextMinutes;
    onChange(all === 0 ? null : all);
  };
  return (
    <Group gap={4} wrap="nowrap">
      <NumberInput
        aria-label={`${label}: hours`}
        w="5rem"
        min={0}
        allowDecimal={false}
        hideControls
        suffix=" h"
        value={hours}
        onChange={(typed) => give(Number(typed), Number(minutes))}
      />
      <NumberInput
        aria-label={`${label}: minutes`}
        w="5rem"
        min={0}
        allowDecimal={false}
        hideControls
        suffix=" min"
        value={minutes}
        onChange={(typed) => give(Number(hours), Number(typed))}
      />
    </Group>
  );
}

function usePriorities(): readonly { readonly id: number; readonly name: string }[] {
  const found = useRecords(useKind("priority"), { limit: "100" });
  return (found.data?.items ?? []).map((record) => ({ id: record.id, name: String(record.name) }));
}

function targetsOf(value: unknown): readonly SlaTarget[] {
  return (value ?? []) as readonly SlaTarget[]; // The server keeps nothing else in this field.
}
