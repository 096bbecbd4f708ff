import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { QuestionView } from "../../../src/api/v1/shapes/person.ts";
import type { Answer } from "../../../src/model/question.ts";
import { api, ask } from "../../api.ts";
import type { DecideSearch } from "./decide-search.ts";

/** Questions that are open, or answered; with how many there are of both. */
export function useQuestions({ connection, reason, show }: DecideSearch) {
  const query = {
    ...(connection !== undefined && { connection: String(connection) }),
    ...(reason !== undefined && { reason }),
    state: show === "answered" ? ("answered" as const) : ("open" as const),
    limit: "500",
  };
  return useQuery({
    queryKey: ["questions", query],
    queryFn: () => ask(api.questions.$get({ query })),
    placeholderData: keepPreviousData,
  });
}

export interface Decision {
  readonly question: QuestionView;
  /** Null takes the answer back. */
  readonly answer: Answer | null;
}

/** Saves an answer: kept by the directory's id until somebody changes it here. */
export function useDecide() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ question: { connectionId, entity, externalId }, answer }: Decision) =>
      ask(
        api.connections[":connectionId"].questions[":entity"][":externalId"].answer.$put({
          param: { connectionId: String(connectionId), entity, externalId },
          json: { answer },
        }),
      ),
    onSuccess: () => {
      for (const key of ["home", "why", "connections"]) void queries.invalidateQueries({ queryKey: [key] });
      // The next answer waits for the list only.
      return queries.invalidateQueries({ queryKey: ["questions"] });
    },
  });
}

/** Starts an import of a connection; nothing is written before its preview is applied. */
export function useImportNow() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (connectionId: number) =>
      ask(api.imports.$post({ json: { connectionId, kind: "manual", entities: ["user", "agent"], applies: false } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["runs"] }),
  });
}
