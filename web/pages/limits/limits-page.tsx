import { Stack } from "@mantine/core";
import { useCanEdit } from "../../draft/use-can-edit.ts";
import { useDraft } from "../../draft/use-draft.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { HeldPeople } from "../directory/held-people.tsx";
import { useConnectionId } from "../directory/use-connection-id.ts";
import { LeaverSwitches } from "./leaver-switches.tsx";
import { LimitRows } from "./limit-rows.tsx";
import { ScopeSettings } from "./scope-settings.tsx";

/** How far a run may go by itself, what it does about people who leave, whom it concerns at all, and who is kept out of it. */
export function LimitsPage() {
  const connectionId = useConnectionId();
  const draft = useDraft(connectionId);
  const canEdit = useCanEdit();
  return (
    <Page
      title="Limits & exceptions"
      subtitle="How far an import may go by itself. Over a limit it waits for a person, before its first change."
    >
      <Loaded query={draft.query} reading="the limits">
        {() => (
          <Stack gap="xl">
            <Section title="Limits of one run">
              <LimitRows draft={draft} canEdit={canEdit} />
            </Section>
            <Section title="When people leave or move">
              <LeaverSwitches draft={draft} canEdit={canEdit} />
            </Section>
            <Section title="Who is read">
              <ScopeSettings connectionId={connectionId} draft={draft} canEdit={canEdit} />
            </Section>
          </Stack>
        )}
      </Loaded>
      <Section title="Held people" description="Runs leave them as they are. This is no setting: a release counts at once.">
        <HeldPeople connectionId={connectionId} />
      </Section>
    </Page>
  );
}
