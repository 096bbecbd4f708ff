import { Button, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { SettingsVersion } from "../../../src/api/v1/shapes/settings.ts";
import { fetchVersions } from "../../draft/versions.ts";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { SideBySide } from "../../ui/side-by-side.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { When } from "../../ui/when.tsx";
import { useConnectionId } from "../directory/use-connection-id.ts";
import { VersionDetail } from "./version-detail.tsx";
import classes from "./versions.module.css";

const sheet = 50;

/** Every version of the settings that was in force: who made it, when, and what it changed. */
export function VersionsPage() {
  const connectionId = useConnectionId();
  const [limit, setLimit] = useState(sheet);
  const { version: open } = useSearch({ from: "/directories/$connectionId/versions" });
  const navigate = useNavigate({ from: "/directories/$connectionId/versions" });
  const show = (version: number | undefined) => void navigate({ search: version === undefined ? {} : { version }, replace: true });
  const query = useQuery({
    queryKey: ["connections", connectionId, "versions", limit],
    queryFn: () => fetchVersions(connectionId, { limit }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title="Versions of the settings"
      subtitle="Every version that was in force. An older one comes back as a draft, so that you see its effect first."
      crumbs={[{ label: "Status", to: `/directories/${connectionId}` }]}
    >
      <Loaded query={query} reading="the versions of these settings">
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title="No version yet">The first one appears when you publish a draft.</Empty>
          ) : (
            <SideBySide
              isOpen={open !== undefined}
              onClose={() => show(undefined)}
              label={`Version ${open ?? ""}`}
              list={
                <Stack gap="sm">
                  <ol className={classes.list} aria-label="Versions, newest first">
                    {items.map((version) => (
                      <VersionRow
                        key={version.version}
                        version={version}
                        isOpen={version.version === open}
                        onOpen={() => show(version.version)}
                      />
                    ))}
                  </ol>
                  {items.length < total && limit < 500 && (
                    <Button variant="default" onClick={() => setLimit(Math.min(limit + 150, 500))}>
                      Show older versions ({(total - items.length).toLocaleString()})
                    </Button>
                  )}
                </Stack>
              }
              detail={
                open !== undefined && (
                  <VersionDetail
                    key={open}
                    connectionId={connectionId}
                    version={open}
                    row={items.find(({ version }) => version === open)}
                  />
                )
              }
            />
          )
        }
      </Loaded>
    </Page>
  );
}

interface RowProps {
  readonly version: SettingsVersion;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function VersionRow({ version, isOpen, onOpen }: RowProps) {
  return (
    <li className={classes.row} data-open={isOpen}>
      <div className={classes.rowHead}>
        <button type="button" className={classes.open} aria-pressed={isOpen} onClick={onOpen}>
          Version {version.version}
        </button>
        {version.isCurrent && <StateBadge tone="good">in force</StateBadge>}
        <Text size="sm" c="dimmed" dir="auto">
          by {version.savedBy}, <When at={version.savedAt} />
        </Text>
      </div>
      <ul className={classes.changes}>
        {version.changes.map((says) => (
          <li key={says} dir="auto">
            {says}
          </li>
        ))}
      </ul>
    </li>
  );
}
