import { Alert, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { SettingsVersion, SettingsView } from "../../../src/api/v1/shapes/settings.ts";
import { explainMatchingField } from "../../../src/core/explain-field.ts";
import { explainLimit } from "../../../src/core/explain-limits.ts";
import { ChangeList, explainChanges } from "../../draft/draft-bar.tsx";
import { fetchVersion } from "../../draft/requests.ts";
import { useDraft } from "../../draft/use-draft.ts";
import { type ScreenNames, sayCondition, sayDestination, useNames } from "../../draft/words.ts";
import { areSame } from "../../draft/work.ts";
import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { When } from "../../ui/when.tsx";
import classes from "./versions.module.css";

interface Props {
  readonly connectionId: number;
  readonly version: number;
  readonly row: SettingsVersion | undefined;
}

/** One version: what it changed, what it said, and the way back to it. */
export function VersionDetail({ connectionId, version, row }: Props) {
  const query = useQuery({
    queryKey: ["connections", connectionId, "settingsOf", version],
    queryFn: () => fetchVersion(connectionId, version),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div>
      <Title order={2} mb="xs" className={classes.title}>
        Version {version}
      </Title>
      <Stack gap="md" style={{ clear: "both" }}>
        {row !== undefined && (
          <div>
            <Text size="sm" c="dimmed" dir="auto">
              by {row.savedBy}, <When at={row.savedAt} />
            </Text>
            <ChangeList changes={row.changes} />
          </div>
        )}
        <Loaded query={query} reading={`version ${version}`}>
          {(view) => <Content connectionId={connectionId} view={view} />}
        </Loaded>
      </Stack>
    </div>
  );
}

function Content({ connectionId, view }: { readonly connectionId: number; readonly view: SettingsView }) {
  const { settings } = view;
  const names = useNames(connectionId, settings);
  const rules = settings.mappings.toSorted((a, b) => a.sequence - b.sequence);
  return (
    <Stack gap="md">
      <Restore connectionId={connectionId} view={view} />
      <div>
        <Title order={3}>Who goes where</Title>
        {rules.length === 0 ? (
          <Text size="sm" c="dimmed">
            No rule: nobody is imported.
          </Text>
        ) : (
          <Text size="sm" component="ol" className={classes.rules}>
            {rules.map((rule) => (
              <li key={rule.id} dir="auto">
                <strong>{rule.name}</strong> → {sayDestination(rule, names)}: {sayCondition(rule, names)}
              </li>
            ))}
          </Text>
        )}
      </div>
      <div>
        <Title order={3}>Everything else</Title>
        <Text size="sm" component="ul" className={classes.rules}>
          {sayRest(settings, names).map((says) => (
            <li key={says} dir="auto">
              {says}
            </li>
          ))}
        </Text>
      </div>
    </Stack>
  );
}

function Restore({ connectionId, view }: { readonly connectionId: number; readonly view: SettingsView }) {
  const draft = useDraft(connectionId);
  if (draft.query.data === undefined || view.version === draft.version) return null;
  if (areSame(draft.settings, view.settings)) {
    return (
      <Alert color="blue" variant="light">
        {draft.isDraft
          ? `The draft below is version ${view.version}. See its effect, then publish it.`
          : `The settings in force are the same as version ${view.version}.`}
      </Alert>
    );
  }
  return (
    <Allowed to="directories:edit">
      <div>
        <ConfirmButton
          label={`Restore version ${view.version}`}
          confirmTitle={`Restore version ${view.version}?`}
          confirmBody={
            draft.isDraft
              ? `It takes the place of your draft: its ${explainChanges(draft.changes.length)} will be forgotten. Nothing is in force until you publish.`
              : "It becomes your draft, so that you see its effect first. Nothing is in force until you publish."
          }
          onConfirm={() => draft.edit(() => view.settings)}
        />
      </div>
    </Allowed>
  );
}

function sayRest(settings: SettingsView["settings"], names: ScreenNames): readonly string[] {
  const { limits, scope, matching, fieldMappings, groupMappings } = settings;
  const onOff = (isOn: boolean) => (isOn ? "yes" : "no");
  return [
    `Fields mapped: ${fieldMappings.filter(({ entity }) => entity === "user").length} of users, ${fieldMappings.filter(({ entity }) => entity === "agent").length} of agents`,
    `Groups mapped: ${groupMappings.length === 0 ? "none" : groupMappings.map(({ groupName, groupId }) => groupName || groupId).join(", ")}`,
    `Found by: users by ${sayMatching(matching.users, names)}; agents by ${sayMatching(matching.agents, names)}`,
    `Active by role: ${settings.agentActivation.isOn ? "on" : "off"}`,
    `In scope: ${[...scope.orgUnits, ...scope.domains].join(", ") || "everything"}`,
    `Becomes inactive when gone: users ${onOff(settings.deactivatesMissing.users)}, agents ${onOff(settings.deactivatesMissing.agents)}; when suspended: users ${onOff(settings.deactivatesSuspendedUsers)}`,
    `Keeps the site of people who are there already: ${onOff(settings.keepsSiteOfExisting)}`,
    `Limits: deactivations ${explainLimit(limits.deactivations)}, lost roles ${explainLimit(limits.roleLosses)}, site moves ${explainLimit(limits.siteMoves)}, new people ${explainLimit(limits.creations)}, shrunk reading ${limits.shrinkPercent} %`,
  ];
}

function sayMatching(fields: SettingsView["settings"]["matching"]["users"], names: ScreenNames): string {
  return ["id", ...fields.map((by) => explainMatchingField(by, names))].join(", then ");
}
