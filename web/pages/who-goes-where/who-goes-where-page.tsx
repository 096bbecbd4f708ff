import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCanEdit } from "../../draft/use-can-edit.ts";
import { useDraft } from "../../draft/use-draft.ts";
import { catalogueQuery } from "../../queries/connection.ts";
import { IconPlus } from "../../ui/icons.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { SideBySide } from "../../ui/side-by-side.tsx";
import { useConnectionId } from "../directory/use-connection-id.ts";
import { FootBar } from "./foot-bar.tsx";
import { NoRules } from "./no-rules.tsx";
import { PlacementNotes } from "./placement-notes.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { faultsOfRule } from "./rule-faults.ts";
import { RuleList } from "./rule-list.tsx";
import { addRule, changeRule, moveRule, nextRuleId, removeRule } from "./rules.ts";
import { TryPerson } from "./try-person.tsx";
import { useOpenRule } from "./use-open-rule.ts";
import { usePlacements } from "./use-placements.ts";

/** The rules that send people to sites, make them agents, or leave them out; with everybody accounted for. */
export function WhoGoesWherePage() {
  const connectionId = useConnectionId();
  const draft = useDraft(connectionId);
  const { settings } = draft;
  const canEdit = useCanEdit();
  const catalogue = useQuery(catalogueQuery()).data;
  const isLoaded = draft.query.data !== undefined;
  const { query: placements, isCurrent } = usePlacements(connectionId, settings, isLoaded);
  const { open, show, newRule, startNew, changeNew } = useOpenRule(settings, catalogue);
  const opened = open === 0 ? newRule : settings.mappings.find(({ id }) => id === open);
  const faults = [...(placements.data?.faults ?? []), ...draft.faults];
  const add = () => {
    if (newRule === null) return;
    const id = nextRuleId(settings);
    draft.edit((now) => addRule(now, { ...newRule, id }));
    show(id);
  };
  const duplicate = (ruleId: number) => {
    const rule = settings.mappings.find(({ id }) => id === ruleId);
    if (rule === undefined) return;
    const id = nextRuleId(settings);
    draft.edit((now) => addRule(now, { ...rule, id, name: `${rule.name} (copy)`.slice(0, 100) }, ruleId));
    show(id);
  };
  const remove = (ruleId: number) => {
    show(undefined);
    draft.edit((now) => removeRule(now, ruleId));
  };
  return (
    <Page
      title="Who goes where"
      subtitle="The first rule that fits somebody decides, separately for users and for agents."
      actions={
        canEdit &&
        settings.mappings.length > 0 && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={startNew}>
            New rule
          </Button>
        )
      }
    >
      <Loaded query={draft.query} reading="the rules">
        {() => (
          <SideBySide
            isOpen={opened != null}
            onClose={() => show(undefined)}
            label={opened == null ? "Rule" : `Rule: ${opened.name || "new"}`}
            list={
              <Stack gap="md">
                {settings.mappings.length === 0 ? (
                  <NoRules
                    canEdit={canEdit}
                    catalogue={catalogue}
                    onStart={startNew}
                    onEveryone={(site) =>
                      draft.edit((now) =>
                        addRule(now, {
                          id: nextRuleId(now),
                          sequence: 1,
                          name: "Everyone",
                          part: now.directory === "several" ? "my_customer" : null,
                          destination: { kind: "site", siteId: site, userRoleId: null },
                          filter: null,
                        }),
                      )
                    }
                  />
                ) : (
                  <RuleList
                    connectionId={connectionId}
                    settings={settings}
                    saved={draft.saved}
                    placements={placements.data}
                    faultsOf={(id) => [...new Set(faultsOfRule(faults, settings, id).map(({ says }) => says))]}
                    openRule={open}
                    canEdit={canEdit}
                    onOpen={(id) => show(id === open ? undefined : id)}
                    onMove={(id, to) => draft.edit((now) => moveRule(now, id, to))}
                  />
                )}
                {placements.isError && <ProblemAlert error={placements.error} onRetry={() => void placements.refetch()} />}
                {placements.data !== undefined && (
                  <>
                    <FootBar connectionId={connectionId} settings={settings} placements={placements.data} isCurrent={isCurrent} />
                    <PlacementNotes connectionId={connectionId} placements={placements.data} />
                  </>
                )}
                <TryPerson connectionId={connectionId} settings={settings} isDraft={draft.isDraft} />
              </Stack>
            }
            detail={
              opened != null && (
                <RuleEditor
                  key={`${opened.id} ${draft.baseVersion}`}
                  connectionId={connectionId}
                  settings={settings}
                  rule={opened}
                  isNew={open === 0}
                  faults={open === 0 ? [] : faultsOfRule(faults, settings, opened.id)}
                  canEdit={canEdit}
                  onChange={(change) => (open === 0 ? changeNew(change) : draft.edit((now) => changeRule(now, opened.id, change)))}
                  onAdd={add}
                  onDuplicate={() => duplicate(opened.id)}
                  onRemove={() => remove(opened.id)}
                />
              )
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
