import { Alert, Button, Stack } from "@mantine/core";
import { IconInfoCircle, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Gift } from "../../../src/model/settings.ts";
import { useDraft } from "../../draft/use-draft.ts";
import { useMe } from "../../session.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useConnectionId } from "../directory/use-connection-id.ts";
import { ActiveByRole } from "./active-by-role.tsx";
import { AddGroup } from "./add-group.tsx";
import { addGroup } from "./edit-groups.ts";
import { GroupSection } from "./group-section.tsx";
import { useGroupMappings } from "./queries.ts";

const kinds: readonly Gift["kind"][] = ["agentRole", "userRole", "cab"];

/** Which directory groups give which roles and boards, and whose access follows from their roles. */
export function GroupsAndRolesPage() {
  const connectionId = useConnectionId();
  const draft = useDraft(connectionId);
  const groups = useGroupMappings(connectionId, draft.settings, draft.query.data !== undefined);
  const isReadOnly = !useMe().permissions.includes("directories:edit");
  const [adding, setAdding] = useState<Gift["kind"] | null>(null);
  return (
    <Page
      title="Groups & roles"
      subtitle="A directory group can give a role, or a seat on a change advisory board (CAB). Members of groups inside the group count. Whoever leaves loses at the next import what the group gave, and nothing that was given by hand."
      primary={
        !isReadOnly && (
          <Button
            leftSection={<IconPlus size={16} />}
            variant={draft.isDraft ? "default" : "filled"}
            onClick={() => setAdding("agentRole")}
          >
            Add group
          </Button>
        )
      }
    >
      {groups.isError && groups.data !== undefined && <ProblemAlert error={groups.error} onRetry={() => void groups.refetch()} />}
      <Loaded query={draft.query} reading="the settings">
        {() => (
          <Loaded query={groups} reading="the groups and who holds what">
            {(view) => (
              <Stack gap="xl">
                {view.unread.length > 0 && (
                  <Alert variant="light" icon={<IconInfoCircle size={18} />}>
                    The members of {view.unread.join(", ")} are not in the directory copy yet. The next import reads them; until then
                    nothing can be counted for {view.unread.length === 1 ? "it" : "them"}.
                  </Alert>
                )}
                {kinds.map((kind) => (
                  <GroupSection
                    key={kind}
                    kind={kind}
                    connectionId={connectionId}
                    draft={draft}
                    view={view}
                    isReadOnly={isReadOnly}
                    onAdd={() => setAdding(kind)}
                  />
                ))}
                <ActiveByRole connectionId={connectionId} draft={draft} isReadOnly={isReadOnly} />
              </Stack>
            )}
          </Loaded>
        )}
      </Loaded>
      {adding !== null && (
        <AddGroup
          connectionId={connectionId}
          kind={adding}
          mappings={draft.settings.groupMappings}
          onClose={() => setAdding(null)}
          onAdd={(group, gives) => {
            draft.edit(addGroup(group, gives));
            setAdding(null);
          }}
        />
      )}
    </Page>
  );
}
