import { Fragment, type ReactNode } from "react";
import { AnchorLink } from "./anchor-link.tsx";
import { findNouns, type Noun } from "./find-nouns.ts";

/** A sentence of the server in which everything that has a page of its own is a link: runs, plans, users, agents, rules. */
export function LinkedText({ text, connectionId }: { text: string; connectionId: number | null }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const noun of findNouns(text)) {
    if (noun.kind === "rule" && connectionId === null) continue;
    parts.push(<Fragment key={end}>{text.slice(end, noun.start)}</Fragment>);
    parts.push(<NounLink key={`noun ${noun.start}`} noun={noun} connectionId={connectionId} />);
    end = noun.start + noun.text.length;
  }
  return (
    <span dir="auto">
      {parts}
      {text.slice(end)}
    </span>
  );
}

function NounLink({ noun, connectionId }: { noun: Noun; connectionId: number | null }) {
  switch (noun.kind) {
    case "run":
      return (
        <AnchorLink to="/runs/$runId" params={{ runId: noun.number }} inherit>
          {noun.text}
        </AnchorLink>
      );
    case "user":
      return (
        <AnchorLink to="/users/$id" params={{ id: noun.number }} inherit>
          {noun.text}
        </AnchorLink>
      );
    case "agent":
      return (
        <AnchorLink to="/agents/$id" params={{ id: noun.number }} inherit>
          {noun.text}
        </AnchorLink>
      );
    case "rule":
      return (
        <AnchorLink
          to="/directories/$connectionId/who-goes-where"
          params={{ connectionId: String(connectionId) }}
          hash={`rule-${noun.number}`}
          inherit
        >
          {noun.text}
        </AnchorLink>
      );
  }
}
