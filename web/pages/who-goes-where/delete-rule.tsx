import { useQuery } from "@tanstack/react-query";
import type { ConnectionSettings, Placements } from "../../../src/api/v1/shapes/settings.ts";
import type { Mapping } from "../../../src/model/settings.ts";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { listRules, removeRule } from "./rules.ts";
import { placementsQuery } from "./use-placements.ts";

interface Props {
  readonly connectionId: number;
  readonly settings: ConnectionSettings;
  readonly rule: Mapping;
  readonly onRemove: () => void;
}

/** Deletes a rule from the draft, after saying who would claim its people then. */
export function DeleteRule({ connectionId, settings, rule, onRemove }: Props) {
  return (
    <ConfirmButton
      label="Delete"
      confirmTitle={`Delete "${rule.name}"?`}
      confirmBody={<WhoTakesOver connectionId={connectionId} settings={settings} rule={rule} />}
      isDestructive
      onConfirm={onRemove}
    />
  );
}

function WhoTakesOver({ connectionId, settings, rule }: Omit<Props, "onRemove">) {
  const now = useQuery(placementsQuery(connectionId, settings));
  const then = useQuery(placementsQuery(connectionId, removeRule(settings, rule.id)));
  return (
    <>
      <p style={{ marginTop: 0 }}>It leaves your draft; what is in force stays until you publish.</p>
      <Loaded query={now} reading="whom this rule gets">
        {(before) => (
          <Loaded query={then} reading="who would take them over">
            {(after) => (
              <ul style={{ margin: 0, paddingInlineStart: "1.25rem" }}>
                {explainHeirs(rule, before, after, settings).map((says) => (
                  <li key={says} dir="auto">
                    {says}
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

/** `184 accounts would be claimed by "Everyone else"`, a line for each rule that takes some over, and for those whom none does. */
function explainHeirs(rule: Mapping, before: Placements, after: Placements, settings: ConnectionSettings): readonly string[] {
  const accounts = (n: number) => `${n.toLocaleString()} ${n === 1 ? "account" : "accounts"}`;
  const getsOf = (placements: Placements, id: number) => placements.mappings.find(({ mappingId }) => mappingId === id)?.gets ?? 0;
  const gets = getsOf(before, rule.id);
  if (gets === 0) return ["It gets nobody now, so nobody goes elsewhere."];
  const heirs = listRules(settings)
    .filter(({ id }) => id !== rule.id)
    .map(({ id, name }) => ({ name, more: getsOf(after, id) - getsOf(before, id) }))
    .filter(({ more }) => more > 0)
    .map(({ name, more }) => `${accounts(more)} would be claimed by "${name}".`);
  const orphans = after.unmapped - before.unmapped;
  return [
    `It gets ${accounts(gets)} now.`,
    ...heirs,
    ...(orphans > 0
      ? [`${accounts(orphans)} would be claimed by no rule: ${orphans === 1 ? "it is" : "they are"} not imported any more.`]
      : []),
  ];
}
