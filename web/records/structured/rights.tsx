import { Radio } from "@mantine/core";
import type { Right, RightLevel, RoleRights } from "../../../src/model/permission.ts";
import { EditorFrame } from "./editor-frame.tsx";
import classes from "./structured.module.css";
import type { EditorProps, ViewProps } from "./structured-props.ts";

const levels: readonly RightLevel[] = ["none", "read", "edit", "all"];

/** What each level of each right lets somebody do. */
const meanings: readonly { readonly right: Right; readonly label: string; readonly says: Readonly<Record<RightLevel, string>> }[] = [
  {
    right: "tickets",
    label: "Tickets",
    says: { none: "sees no tickets", read: "reads tickets", edit: "creates, answers and changes tickets", all: "deletes tickets, too" },
  },
  {
    right: "customers",
    label: "Customers and sites",
    says: { none: "sees no customers", read: "reads customers and sites", edit: "creates and changes them", all: "deletes them, too" },
  },
  {
    right: "users",
    label: "Users",
    says: { none: "sees no users", read: "reads users", edit: "creates and changes users", all: "deletes and erases users, too" },
  },
  {
    right: "agents",
    label: "Agents, teams and CABs",
    says: { none: "sees no agents", read: "reads agents, teams and CABs", edit: "creates and changes them", all: "deletes them, too" },
  },
  {
    right: "assets",
    label: "Assets",
    says: { none: "sees no assets", read: "reads assets", edit: "creates and changes assets", all: "deletes assets, too" },
  },
  {
    right: "licences",
    label: "Subscriptions and licences",
    says: { none: "sees none", read: "reads them", edit: "creates, changes and assigns them", all: "deletes them, too" },
  },
  {
    right: "invoices",
    label: "Recurring invoices",
    says: {
      none: "sees no invoices",
      read: "reads invoices and their previews",
      edit: "creates and changes them",
      all: "deletes them, too",
    },
  },
  {
    right: "directories",
    label: "Directories",
    says: {
      none: "sees no directories",
      read: "sees directories, runs and why",
      edit: "changes settings and previews imports",
      all: "applies, approves, rejects and undoes, too",
    },
  },
  {
    right: "settings",
    label: "Settings",
    says: { none: "changes no settings", read: "reads settings and the audit log", edit: "changes them", all: "deletes them, too" },
  },
  {
    right: "access",
    label: "Roles, applications and webhooks",
    says: { none: "sees none of them", read: "reads them", edit: "creates and changes them", all: "deletes and revokes them, too" },
  },
];

/** What agents with a role may do: a row for each part of the desk, with what the chosen level means. */
export function RightsEditor({ label, value, draft, error, onChange }: EditorProps) {
  const chosen = rightsOf(value);
  const isEverything = draft.isAdministrator === true;
  return (
    <EditorFrame
      label={label}
      error={error}
      description={
        isEverything
          ? "An administrator may do everything; these levels count again when the role is one no more."
          : "Each level includes those before it. Who has several roles may do what any of them allows."
      }
    >
      <div className={classes.scroll}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">Part of the desk</th>
              {levels.map((level) => (
                <th key={level} scope="col" className={classes.middle}>
                  {level}
                </th>
              ))}
              <th scope="col">Means</th>
            </tr>
          </thead>
          <tbody>
            {meanings.map(({ right, label: name, says }) => (
              <tr key={right}>
                <th scope="row">{name}</th>
                {levels.map((level) => (
                  <td key={level} className={classes.middle}>
                    <Radio
                      name={`right-${right}`}
                      aria-label={`${name}: ${level}, ${says[level]}`}
                      styles={{ body: { justifyContent: "center" } }}
                      checked={levelOf(chosen, right) === level}
                      onChange={() => onChange({ ...chosen, [right]: level })}
                    />
                  </td>
                ))}
                <td className={classes.says}>{says[levelOf(chosen, right)]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </EditorFrame>
  );
}

/** The rights of a role as sentences. */
export function RightsView({ value, record }: ViewProps) {
  const chosen = rightsOf(value);
  if (record.isAdministrator === true) return <>May do everything: the role is an administrator's.</>;
  const given = meanings.filter(({ right }) => levelOf(chosen, right) !== "none");
  if (given.length === 0) return <>Nothing: who has only this role may sign in and see nothing.</>;
  return (
    <ul className={classes.plain}>
      {given.map(({ right, label, says }) => (
        <li key={right}>
          <strong>{label}</strong>: {says[levelOf(chosen, right)]} ({levelOf(chosen, right)})
        </li>
      ))}
    </ul>
  );
}

function levelOf(chosen: RoleRights, right: Right): RightLevel {
  return chosen[right] ?? "none";
}

function rightsOf(value: unknown): RoleRights {
  return (value ?? {}) as RoleRights; // The server keeps nothing else in this field.
}
