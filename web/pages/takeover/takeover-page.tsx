import { Button } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { changeSearch, textOf } from "../../records/record-search.ts";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { When } from "../../ui/when.tsx";
import { FilesStep } from "./files-step.tsx";
import { PlanLines } from "./plan-lines.tsx";
import { PlanStep } from "./plan-step.tsx";
import { useApplyTakeover, useDeleteTakeover, useTakeover } from "./queries.ts";
import { ResultStep } from "./result-step.tsx";
import { Steps } from "./steps.tsx";
import type { TakeoverDetail } from "./takeover-types.ts";
import { sayState, sayTitle } from "./takeover-words.ts";

/** One take-over from its files over the preview to its result, and the way back. */
export function TakeoverPage() {
  const id = Number(useParams({ strict: false }).id);
  const apply = useApplyTakeover();
  const query = useTakeover(id, apply.isPending);
  const takeover = query.data;
  return (
    <Page
      title={takeover === undefined ? `Take-over ${id}` : sayTitle(takeover)}
      crumbs={[
        { label: "Settings", to: "/settings" },
        { label: "Take-over", to: "/settings/take-over" },
      ]}
      {...(takeover !== undefined && {
        subtitle: (
          <>
            Begun <When at={takeover.startedAt} /> by {takeover.startedBy} · {sayState(takeover)}
          </>
        ),
        actions: <DeleteTakeover takeover={takeover} />,
      })}
    >
      <Loaded query={query} reading="the take-over">
        {(data) => <TakeoverSteps key={data.id} takeover={data} apply={apply} />}
      </Loaded>
    </Page>
  );
}

interface StepsProps {
  readonly takeover: TakeoverDetail;
  readonly apply: ReturnType<typeof useApplyTakeover>;
}

function TakeoverSteps({ takeover, apply }: StepsProps) {
  const { search, setSearch } = useAddressSearch();
  const isOpen = takeover.state === "collecting" || takeover.state === "planned";
  const wantsFiles = textOf(search, "step") === "files" || takeover.state === "collecting";
  const step = !isOpen || apply.isPending ? "result" : wantsFiles && takeover.undoesId === null ? "files" : "preview";
  const show = (next: "files" | "preview") => setSearch(next === "files" ? { step: "files" } : {}, false);
  return (
    <>
      <Steps current={step} isUndo={takeover.undoesId !== null} />
      {step === "files" && <FilesStep takeover={takeover} onPlanned={() => show("preview")} />}
      {step === "preview" && (
        <PlanStep
          takeover={takeover}
          apply={apply}
          back={
            takeover.undoesId === null && (
              <Button variant="default" onClick={() => show("files")}>
                Back to files and columns
              </Button>
            )
          }
        />
      )}
      {step === "result" && <ResultStep takeover={takeover} apply={apply} />}
      {step !== "files" && (
        <PlanLines takeover={takeover} search={search} onChange={(change, isTyping) => setSearch(changeSearch(search, change), isTyping)} />
      )}
    </>
  );
}

function DeleteTakeover({ takeover: { id, state, undoesId } }: { readonly takeover: TakeoverDetail }) {
  const remove = useDeleteTakeover();
  const navigate = useNavigate();
  if (state !== "collecting" && state !== "planned") return null;
  const what = undoesId === null ? "take-over" : "undo";
  return (
    <ConfirmButton
      label={`Drop this ${what}…`}
      isDestructive
      confirmTitle={`Drop this ${what}?`}
      confirmBody={
        undoesId === null
          ? "Its files and its plan are forgotten. The desk stays as it is."
          : "Its plan is forgotten. What was taken over stays."
      }
      onConfirm={async () => {
        await remove.mutateAsync(id);
        await navigate({ to: "/settings/take-over" });
      }}
    />
  );
}
