import type { WhyPast } from "../../src/model/why.ts";
import { When } from "../ui/when.tsx";
import { AnchorLink } from "./anchor-link.tsx";
import { LinkedText } from "./linked-text.tsx";
import classes from "./why.module.css";
import { WhyBlock } from "./why-block.tsx";

const shownAtOnce = 4;

interface WhyBeforeProps {
  readonly past: readonly WhyPast[];
  readonly connectionId: number;
  /** The desk record whose whole history can be seen. */
  readonly record: { readonly entity: "user" | "agent"; readonly id: number } | null;
}

/** What runs and people did to the record, newest first. */
export function WhyBefore({ past, connectionId, record }: WhyBeforeProps) {
  const isOfBoth = new Set(past.map((event) => event.entity)).size > 1;
  const shown = past.slice(0, shownAtOnce);
  return (
    <WhyBlock n={8} title="Before">
      {past.length === 0 ? (
        "nothing that Muster knows of"
      ) : (
        <ul className={classes.lines}>
          {shown.map((event, index) => (
            <li key={`${event.at} ${event.entity} ${event.says}`}>
              <When at={event.at} /> · {isOfBoth && `${event.entity}, `}
              <LinkedText text={event.says} connectionId={connectionId} />
              {record !== null && index === shown.length - 1 && (
                <>
                  {" · "}
                  <AllHistory record={record} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </WhyBlock>
  );
}

function AllHistory({ record }: { record: { readonly entity: "user" | "agent"; readonly id: number } }) {
  return (
    <AnchorLink
      to={record.entity === "user" ? "/users/$id" : "/agents/$id"}
      params={{ id: String(record.id) }}
      search={{ tab: "history" }}
      inherit
    >
      all history
    </AnchorLink>
  );
}
