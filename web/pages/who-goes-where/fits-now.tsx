import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Placements } from "../../../src/api/v1/shapes/settings.ts";
import { canonicalJson } from "../../../src/core/canonical-json.ts";
import type { Condition } from "../../../src/model/condition.ts";
import { api, ask, Refused } from "../../api.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useWhy } from "../../why/why-provider.tsx";
import classes from "./who-goes-where.module.css";

interface Props {
  readonly connectionId: number;
  readonly condition: Condition | null;
  readonly isComplete: boolean;
  /** The rule speaks of all that is read, not of one customer's directory among several. */
  readonly hasOwnDirectory: boolean;
  readonly isNew: boolean;
  readonly onFaults: (faults: Placements["faults"]) => void;
}

/** Whom the condition fits while one types: `fits 184 of 903: Zoë Ćosić, …`. */
export function FitsNow({ connectionId, condition, isComplete, hasOwnDirectory, isNew, onFaults }: Props) {
  const { openWhy } = useWhy();
  const [steady] = useDebouncedValue(condition, 300);
  const query = useQuery({
    queryKey: ["connections", connectionId, "count", canonicalJson(steady)],
    queryFn: () =>
      ask(
        api.connections[":connectionId"].conditions.count.$post({
          param: { connectionId: String(connectionId) },
          json: { filter: steady },
        }),
      ),
    placeholderData: keepPreviousData,
    enabled: isComplete,
    gcTime: 60_000,
  });
  const { error } = query;
  const faults = error instanceof Refused ? error.problem.faults : undefined;
  useEffect(() => {
    if (faults !== undefined) onFaults(faults);
  }, [faults, onFaults]);
  if (!isComplete) {
    return (
      <Text component="div" className={classes.fitsNow} role="status">
        {isNew
          ? "Complete the condition to see whom it fits."
          : "A condition lacks something. Until it is complete, the rule keeps the last one that was."}
      </Text>
    );
  }
  if (query.isError && faults !== undefined) return null;
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return (
      <Text component="div" className={classes.fitsNow} role="status">
        Counting whom it fits…
      </Text>
    );
  }
  const { fits, of, sample } = query.data;
  return (
    <Text component="div" className={classes.fitsNow} role="status" aria-busy={query.isFetching}>
      <strong>
        fits {fits.toLocaleString()} of {of.toLocaleString()}
      </strong>
      {!hasOwnDirectory && " (in all directories that are read)"}
      {sample.length > 0 && ": "}
      {sample.map(({ externalId, name, email }, index) => (
        <span key={externalId}>
          {index > 0 && ", "}
          <button type="button" className={classes.linkLike} dir="auto" onClick={() => openWhy({ connectionId, person: externalId })}>
            {name || email || externalId}
          </button>
        </span>
      ))}
      {fits > sample.length && sample.length > 0 && ", …"}
    </Text>
  );
}
