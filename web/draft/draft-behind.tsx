import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconGitMerge } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type MergeChoices, type MergeQuestion, mergeSettings } from "../../src/core/merge-settings.ts";
import { ConfirmButton } from "../ui/confirm.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { When } from "../ui/when.tsx";
import { ChangeList, explainChanges } from "./draft-bar.tsx";
import { MergeQuestions } from "./merge-questions.tsx";
import { noSettings } from "./no-settings.ts";
import { fetchSettings, fetchVersion } from "./requests.ts";
import type { Draft } from "./use-draft.ts";
import { fetchVersions } from "./versions.ts";

/** Somebody published while this draft was being worked on: what they changed, and how to go on without losing anything. */
export function DraftBehind({ connectionId, draft }: { readonly connectionId: number; readonly draft: Draft }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const [questions, setQuestions] = useState<readonly MergeQuestion[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const work = draft.query.data;
  if (work?.draft == null) return null;
  const { saved } = work;
  const putOnTop = async (choices: MergeChoices) => {
    setBusy(true);
    setError(null);
    try {
      const theirs = await fetchSettings(connectionId);
      const { baseVersion } = draft;
      const base = baseVersion === 0 ? noSettings : (await fetchVersion(connectionId, baseVersion)).settings;
      const merged = mergeSettings({ base, mine: draft.settings, theirs: theirs.settings }, choices);
      const open = merged.questions.filter(({ key }) => choices[key] === undefined);
      if (open.length > 0) setQuestions(merged.questions);
      else {
        await draft.rebase(merged.settings, theirs.version);
        setQuestions(null);
      }
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Alert color="yellow" variant="light" icon={<IconGitMerge size={20} />} title="Somebody was first">
      <Stack gap="xs">
        <Text size="sm">
          {saved.savedBy ?? "Somebody"} published version {saved.version} (<When at={saved.savedAt} />) while you were editing. Nothing of
          yours is lost.
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={toggle} aria-expanded={isOpen}>
            {isOpen ? "Hide what changed" : "See what changed"}
          </Button>
          <Button loading={isBusy} onClick={() => void putOnTop({})}>
            Put my changes on top
          </Button>
          <ConfirmButton
            label="Discard mine"
            confirmTitle="Discard your draft?"
            confirmBody={`Your ${explainChanges(draft.changes.length)} will be forgotten. Version ${saved.version} stays in force.`}
            isDestructive
            onConfirm={() => draft.discard()}
          />
        </Group>
        {isOpen && <WhatChanged connectionId={connectionId} since={draft.baseVersion} />}
        {error !== null && <ProblemAlert error={error} onRetry={() => void putOnTop({})} />}
      </Stack>
      {questions !== null && (
        <MergeQuestions
          connectionId={connectionId}
          settings={draft.settings}
          questions={questions}
          who={saved.savedBy ?? "Theirs"}
          isBusy={isBusy}
          onClose={() => setQuestions(null)}
          onAnswer={(choices) => void putOnTop(choices)}
        />
      )}
    </Alert>
  );
}

function WhatChanged({ connectionId, since }: { readonly connectionId: number; readonly since: number }) {
  const query = useQuery({
    queryKey: ["connections", connectionId, "versions", "newest"],
    queryFn: () => fetchVersions(connectionId, { limit: 100 }),
    select: ({ items }) => items.filter(({ version }) => version > since),
  });
  return (
    <Loaded query={query} reading="what changed">
      {(versions) => (
        <Stack gap="xs">
          {versions.map((version) => (
            <div key={version.version}>
              <Text size="sm" fw={600}>
                Version {version.version}, by {version.savedBy}, <When at={version.savedAt} />
              </Text>
              <ChangeList changes={version.changes} />
            </div>
          ))}
        </Stack>
      )}
    </Loaded>
  );
}
