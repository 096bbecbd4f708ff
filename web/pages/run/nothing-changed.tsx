import { useQuery } from "@tanstack/react-query";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { Empty } from "../../ui/empty.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { When } from "../../ui/when.tsx";
import { runsQuery } from "./queries.ts";

/** A run that had nothing to change, or that never came as far as a plan. */
export function NothingChanged({ run }: { readonly run: RunView }) {
  if (run.state === "nothingToDo")
    return <Empty title={`${(run.counts?.people ?? run.read ?? 0).toLocaleString()} read, all as they should be.`} />;
  if (run.counts === null)
    return (
      <Empty title="Nothing is shown, because a half list would mislead.">
        The run ended before it had a plan. Everything on the desk is as it was.
      </Empty>
    );
  return <Empty title="No changes.">Nothing was to be written.</Empty>;
}

/** `Last change: run 12, yesterday.` */
export function LastChange({ run }: { readonly run: RunView }) {
  const applied = useQuery(runsQuery({ connectionId: run.connectionId, state: "applied", limit: 20 }));
  const last = applied.data?.items.find(({ id }) => id < run.id);
  if (last === undefined) return null;
  return (
    <span>
      Last change: <PathLink href={`/runs/${last.id}`}>run {last.id}</PathLink>, <When at={last.finishedAt ?? last.startedAt} />.
    </span>
  );
}
