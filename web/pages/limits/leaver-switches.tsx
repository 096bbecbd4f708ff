import { Stack, Switch } from "@mantine/core";
import type { Draft } from "../../draft/use-draft.ts";
import classes from "./limits.module.css";

interface Props {
  readonly draft: Draft;
  readonly canEdit: boolean;
}

/** What a run does about people who are gone, suspended, or there already. */
export function LeaverSwitches({ draft, canEdit }: Props) {
  const { settings, edit } = draft;
  const setMissing = (entity: "users" | "agents", isOn: boolean) =>
    edit((now) => ({ ...now, deactivatesMissing: { ...now.deactivatesMissing, [entity]: isOn } }));
  return (
    <Stack gap="lg" className={`${classes.card} ${classes.padded}`}>
      <Switch
        label="Users who are gone from the directory become inactive"
        description="Only in scheduled imports, only after a complete reading, and only when a direct look-up finds no such account either."
        checked={settings.deactivatesMissing.users}
        disabled={!canEdit}
        onChange={(event) => setMissing("users", event.currentTarget.checked)}
      />
      <Switch
        label="Agents who are gone from the directory become inactive"
        description="The same proof is asked for. The last active administrator always stays."
        checked={settings.deactivatesMissing.agents}
        disabled={!canEdit}
        onChange={(event) => setMissing("agents", event.currentTarget.checked)}
      />
      <Switch
        label="Users whose account is suspended or archived become inactive"
        description="Off: they stay active on the desk, so that their tickets go on. Agents become inactive in either case."
        checked={settings.deactivatesSuspendedUsers}
        disabled={!canEdit}
        onChange={(event) => {
          const isOn = event.currentTarget.checked;
          edit((now) => ({ ...now, deactivatesSuspendedUsers: isOn }));
        }}
      />
      <Switch
        label="People who are on the desk already keep their site"
        description="Rules choose the site of new people only. Off: whoever a rule sends elsewhere moves, within the limit of site moves."
        checked={settings.keepsSiteOfExisting}
        disabled={!canEdit}
        onChange={(event) => {
          const isOn = event.currentTarget.checked;
          edit((now) => ({ ...now, keepsSiteOfExisting: isOn }));
        }}
      />
    </Stack>
  );
}
