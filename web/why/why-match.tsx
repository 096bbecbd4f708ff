import { Button } from "@mantine/core";
import { useState } from "react";
import type { WhyMatch } from "../../src/model/why.ts";
import { LinkedText } from "./linked-text.tsx";
import classes from "./why.module.css";

/** Which desk record the account is, the matching fields that were tried, and everybody who was considered. */
export function WhyMatching({ match, connectionId }: { match: WhyMatch; connectionId: number }) {
  const [isShown, setShown] = useState(false);
  const { candidates } = match;
  return (
    <>
      <LinkedText text={match.says} connectionId={connectionId} />{" "}
      {candidates.length > 0 && (
        <Button size="compact-xs" variant="subtle" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? "Hide" : "Show"} the candidates considered: {candidates.length}
        </Button>
      )}
      <ul className={classes.lines}>
        {match.tried.map((field) => (
          <li key={field.position}>
            <span className={classes.found}>
              {field.position} {field.by}:
            </span>{" "}
            <LinkedText text={field.says} connectionId={connectionId} />
          </li>
        ))}
        {isShown &&
          candidates.map((candidate) => (
            <li key={candidate.recordId}>
              <span className={classes.found}>considered:</span> <LinkedText text={candidate.says} connectionId={connectionId} />
            </li>
          ))}
      </ul>
    </>
  );
}
