import { Alert, Anchor, List } from "@mantine/core";
import type { Placements } from "../../../src/api/v1/shapes/settings.ts";
import { IconInfoCircle } from "../../ui/icons.ts";
import { PathLink } from "../../ui/path-link.tsx";

/** What the counts above don't know: no reading yet, attributes that were not read, and faults of the settings as a whole. */
export function PlacementNotes({ connectionId, placements }: { readonly connectionId: number; readonly placements: Placements }) {
  const elsewhere = placements.faults.filter(({ at }) => !at.startsWith("mappings["));
  const toImport = (
    <Anchor component={PathLink} href={`/directories/${connectionId}/import`}>
      Read it now
    </Anchor>
  );
  return (
    <>
      {placements.asRead === null && (
        <Alert color="blue" variant="light" icon={<IconInfoCircle size={20} aria-hidden />}>
          The directory has not been read yet, so nobody is counted. {toImport}
        </Alert>
      )}
      {placements.asRead !== null && placements.unread.length > 0 && (
        <Alert color="yellow" variant="light" icon={<IconInfoCircle size={20} aria-hidden />} title="Not in the last reading">
          These rules look at {placements.unread.join(", ")}, which the last reading did not ask for: it counts as empty until the next one.{" "}
          {toImport}
        </Alert>
      )}
      {elsewhere.length > 0 && (
        <Alert color="red" variant="light" icon={<IconInfoCircle size={20} aria-hidden />} title="On other pages of these settings">
          <List size="sm">
            {elsewhere.map(({ at, says }) => (
              <List.Item key={`${at} ${says}`} dir="auto">
                {at}: {says}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}
