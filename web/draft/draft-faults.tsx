import { Alert, Anchor, List } from "@mantine/core";
import { IconAlertTriangle } from "../ui/icons.ts";
import { PathLink } from "../ui/path-link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import classes from "./draft-bar.module.css";
import type { Draft } from "./use-draft.ts";

/** Why the draft was refused: each fault leads to the place that is to be mended. */
export function DraftFaults({ connectionId, draft }: { readonly connectionId: number; readonly draft: Draft }) {
  const { faults } = draft;
  if (faults.length === 0) return <ProblemAlert error={draft.error} />;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      title={faults.length === 1 ? "One thing is to be mended first" : `${faults.length.toLocaleString()} things are to be mended first`}
    >
      <List size="sm" className={classes.changes}>
        {faults.map(({ at, says, about }) => {
          const place = placeOf(at, draft);
          return (
            <List.Item key={`${at} ${says}`} dir="auto">
              <Anchor component={PathLink} href={`/directories/${connectionId}/${place.path}`} inherit>
                {about === undefined ? place.page : `${place.page}, "${about}"`}
              </Anchor>
              : {says}
            </List.Item>
          );
        })}
      </List>
    </Alert>
  );
}

/** The page that shows a place of the settings: `mappings[2].filter` is the third rule as it stands in the draft. */
function placeOf(at: string, { settings }: Draft): { readonly page: string; readonly path: string } {
  const [part] = at.split(/[.[]/u, 1);
  switch (part) {
    case "mappings": {
      const rule = settings.mappings[Number(/^mappings\[(\d+)\]/u.exec(at)?.[1] ?? Number.NaN)];
      return { page: "Who goes where", path: rule === undefined ? "who-goes-where" : `who-goes-where?rule=${rule.id}` };
    }
    case "fieldMappings":
      return { page: "Fields", path: "fields" };
    case "groupMappings":
    case "agentActivation":
      return { page: "Groups & roles", path: "groups-and-roles" };
    case "matching":
      return { page: "Matching", path: "matching" };
    default:
      return { page: "Limits & exceptions", path: "limits" };
  }
}
