import { NumberInput, Text } from "@mantine/core";
import type { Limit } from "../../../src/model/settings.ts";
import { faultsAt } from "../../draft/faults.ts";
import type { Draft } from "../../draft/use-draft.ts";
import classes from "./limits.module.css";

const limits = [
  {
    name: "deactivations",
    label: "Made inactive",
    says: "People whom one run may make inactive. Over it the run waits for you, and nothing is written, not even the first of them.",
  },
  {
    name: "roleLosses",
    label: "Lose a role",
    says: "People who may lose a role or a seat in a change advisory board (CAB) in one run.",
  },
  { name: "siteMoves", label: "Change site", says: "People who may move to another site in one run." },
  {
    name: "creations",
    label: "Created",
    says: "New people in one run. The first import of a directory is not limited.",
  },
] as const;

interface Props {
  readonly draft: Draft;
  readonly canEdit: boolean;
}

/** The limits: each as a count, a share of the people in scope, or both. */
export function LimitRows({ draft, canEdit }: Props) {
  const { settings, edit, faults } = draft;
  const setLimit = (name: (typeof limits)[number]["name"], change: Partial<Limit>) =>
    edit((now) => ({ ...now, limits: { ...now.limits, [name]: { ...now.limits[name], ...change } } }));
  return (
    <div className={classes.card}>
      {limits.map(({ name, label, says }) => (
        <fieldset key={name} className={classes.row}>
          <legend className={classes.legend}>{label}</legend>
          <Text size="sm" c="dimmed" className={classes.says}>
            {says}
          </Text>
          <div className={classes.inputs}>
            <NullableNumber
              label={`${label}: people`}
              suffix=" people"
              value={settings.limits[name].count}
              isDisabled={!canEdit}
              onChange={(count) => setLimit(name, { count })}
            />
            <span className={classes.or}>or</span>
            <NullableNumber
              label={`${label}: per cent of the people in scope`}
              suffix=" %"
              max={100}
              value={settings.limits[name].percent}
              isDisabled={!canEdit}
              onChange={(percent) => setLimit(name, { percent })}
            />
          </div>
          {faultsAt(faults, `limits.${name}`).map((fault) => (
            <Text key={fault} size="sm" c="red" role="alert">
              {fault}
            </Text>
          ))}
        </fieldset>
      ))}
      <fieldset className={classes.row}>
        <legend className={classes.legend}>Shrunk reading</legend>
        <Text size="sm" c="dimmed" className={classes.says}>
          A complete reading that is smaller than the last one by more than this proves nobody's absence: nobody is made inactive for being
          missing from it.
        </Text>
        <div className={classes.inputs}>
          <NumberInput
            aria-label="Shrunk reading: per cent"
            w={150}
            suffix=" %"
            min={0}
            max={100}
            clampBehavior="strict"
            disabled={!canEdit}
            value={settings.limits.shrinkPercent}
            onChange={(value) => typeof value === "number" && edit((now) => ({ ...now, limits: { ...now.limits, shrinkPercent: value } }))}
          />
        </div>
      </fieldset>
      <Text size="sm" c="dimmed" className={classes.foot}>
        Whichever is reached first counts. An empty field is no limit; a share counts only when more than one person is concerned. 0 means
        that every run with even one such person waits for you.
      </Text>
    </div>
  );
}

interface NumberProps {
  readonly label: string;
  readonly suffix: string;
  readonly max?: number;
  readonly value: number | null;
  readonly isDisabled: boolean;
  readonly onChange: (value: number | null) => void;
}

function NullableNumber({ label, suffix, max, value, isDisabled, onChange }: NumberProps) {
  return (
    <NumberInput
      aria-label={label}
      placeholder="no limit"
      suffix={suffix}
      min={0}
      {...(max !== undefined && { max })}
      allowDecimal={max !== undefined}
      allowNegative={false}
      clampBehavior="strict"
      thousandSeparator=","
      disabled={isDisabled}
      value={value ?? ""}
      onChange={(typed) => onChange(typeof typed === "number" ? typed : null)}
      w={150}
    />
  );
}
