import type { ConnectionRow } from "../../../src/api/v1/shapes/connection.ts";
import { CountLink } from "../../ui/count-link.tsx";
import { HealthBadge } from "../../ui/state-badge.tsx";
import { When } from "../../ui/when.tsx";
import classes from "./directories.module.css";
import { Action, Name } from "./directory-columns.tsx";

/** A row of the board, on a phone. */
export function DirectoryCard({ row }: { readonly row: ConnectionRow }) {
  return (
    <div className={classes.card}>
      <Name row={row} />
      <HealthBadge health={row.health} says={row.says} />
      <p className={classes.facts}>
        {row.people !== null && (
          <>
            <CountLink n={row.people} label="people" to="/users" search={{ connection: row.id, active: true }} />
            {" · "}
          </>
        )}
        read <When at={row.lastRead} /> · changed <When at={row.lastChange} />
      </p>
      <Action row={row} />
    </div>
  );
}
