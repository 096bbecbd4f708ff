import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { connectionQuery } from "../../queries/connection.ts";
import { settingsQuery } from "../../queries/settings.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { useMatching } from "../matching/queries.ts";
import { CheckStep } from "./check-step.tsx";
import { ConnectStep } from "./connect-step.tsx";
import { explainStep } from "./explain-step.ts";
import { isUnrecognised, listConcerned } from "./find-unrecognised.ts";
import { listSteps, type StepName } from "./list-steps.ts";
import { MatchStep } from "./match-step.tsx";
import { PreviewStep } from "./preview-step.tsx";
import { RulesStep } from "./rules-step.tsx";
import { ScheduleStep } from "./schedule-step.tsx";
import { StepShell } from "./step-shell.tsx";

/** The set-up guide of one connection: it stands at the first step that is still to be done, whenever somebody comes back. */
export function SetUpPage() {
  const { connectionId } = useParams({ from: "/directories/$connectionId/set-up" });
  const query = useQuery(connectionQuery(Number(connectionId)));
  return (
    <Page
      title={query.data === undefined ? "Set up a directory" : `Set up ${query.data.name}`}
      subtitle="One step after the other; you can leave and come back. Until you apply a preview, nobody on your desk is touched."
      crumbs={[{ label: "Directories", to: "/directories" }]}
    >
      <Loaded query={query} reading="the connection">
        {(connection) => <Guide connection={connection} />}
      </Loaded>
    </Page>
  );
}

function Guide({ connection }: { readonly connection: ConnectionView }) {
  const { step: asked } = useSearch({ from: "/directories/$connectionId/set-up" });
  const settings = useQuery(settingsQuery(connection.id));
  const matching = useMatching(connection.id, connection.missing.includes("mappings") ? undefined : settings.data?.settings);
  const concerned = matching.data === undefined ? null : listConcerned(matching.data, settings.data?.settings.mappings ?? []);
  const isMatched = concerned !== null && !concerned.some(isUnrecognised);
  const steps = listSteps({ missing: connection.missing, hasPlan: connection.openRun !== null, isMatched, asked });
  return (
    <div style={{ maxWidth: 860 }}>
      {steps.map((step, index) => (
        <StepShell
          // A step that becomes the current one starts anew, not as somebody had unfolded it before.
          key={`${step.name} ${step.state}`}
          step={step}
          number={index + 1}
          says={explainStep(step, connection, settings.data?.settings)}
        >
          <StepBody name={step.name} connection={connection} isCurrent={step.state === "current"} />
        </StepShell>
      ))}
    </div>
  );
}

interface StepBodyProps {
  readonly name: StepName;
  readonly connection: ConnectionView;
  readonly isCurrent: boolean;
}

function StepBody({ name, ...props }: StepBodyProps) {
  switch (name) {
    case "connect":
      return <ConnectStep {...props} />;
    case "check":
      return <CheckStep {...props} />;
    case "rules":
      return <RulesStep {...props} />;
    case "match":
      return <MatchStep {...props} />;
    case "preview":
      return <PreviewStep {...props} />;
    case "schedule":
      return <ScheduleStep {...props} />;
  }
}
