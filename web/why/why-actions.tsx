import { Button } from "@mantine/core";
import { useState } from "react";
import type { Why } from "../../src/model/why.ts";
import { Allowed } from "../session.tsx";
import { ButtonLink } from "./anchor-link.tsx";
import { UndoLast } from "./undo-last.tsx";
import classes from "./why.module.css";

/** What can be done about it from here, and the whole answer as the program gave it, folded. */
export function WhyActions({ why }: { why: Why }) {
  const [isRaw, setRaw] = useState(false);
  const records = recordsOf(why);
  return (
    <footer>
      <div className={classes.actions}>
        {records.map(({ entity, id }) => (
          <ButtonLink
            key={entity}
            variant="default"
            size="compact-sm"
            to={entity === "user" ? "/users/$id" : "/agents/$id"}
            params={{ id: String(id) }}
          >
            Open {entity} #{id}
          </ButtonLink>
        ))}
        <Allowed to="directories:all">
          {records.map(({ entity, id }) => (
            <UndoLast key={entity} entity={entity} recordId={id} />
          ))}
        </Allowed>
        {why.kind === "account" && why.imports.some((one) => one.outcome === "waitsForYou") && (
          <ButtonLink size="compact-sm" to="/decide" search={{ connection: why.connectionId, account: why.externalId }}>
            Decide who this is
          </ButtonLink>
        )}
        <span style={{ flex: 1 }} />
        <Button variant="subtle" size="compact-sm" aria-expanded={isRaw} onClick={() => setRaw(!isRaw)}>
          raw {isRaw ? "▾" : "▸"}
        </Button>
      </div>
      {isRaw && (
        // A long text that scrolls must be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls by keyboard
        <pre className={classes.raw} tabIndex={0}>
          {JSON.stringify(why, null, 2)}
        </pre>
      )}
    </footer>
  );
}

/** The desk records that the person is. */
function recordsOf(why: Why): readonly { readonly entity: "user" | "agent"; readonly id: number }[] {
  if (why.kind === "broken") return [];
  if (why.kind === "deskOnly") return why.records.map(({ entity, recordId }) => ({ entity, id: recordId }));
  return why.imports.flatMap(({ entity, match }) => (match.recordId === null ? [] : [{ entity, id: match.recordId }]));
}
