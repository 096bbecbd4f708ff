import type { Why } from "../../src/model/why.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { PersonLink } from "../ui/person-link.tsx";
import { StateBadge } from "../ui/state-badge.tsx";
import { AnchorLink } from "./anchor-link.tsx";
import { LinkedText } from "./linked-text.tsx";
import classes from "./why.module.css";
import { WhyActions } from "./why-actions.tsx";
import { WhyBlock } from "./why-block.tsx";
import { WhyOfImport } from "./why-import.tsx";
import { WhyBefore } from "./why-past.tsx";
import { useWhyOf, type WhyTarget } from "./why-query.ts";
import { describeWhy } from "./why-text.ts";

export type { WhyTarget } from "./why-query.ts";

/** What happens to one person, and why: the sentence first, then what led to it, in the order in which people ask. */
export function WhyPanel(target: WhyTarget) {
  const asked = useWhyOf(target);
  return (
    <Loaded query={asked} reading="what happens to this person, and why">
      {(why) => (
        <article className={classes.panel}>
          <WhyHead why={why} />
          <div className={classes.sentence}>
            <LinkedText text={why.sentence} connectionId={why.connectionId} />
          </div>
          <WhyBlock n={1} title="Read">
            <LinkedText text={why.read.join(" · ")} connectionId={why.connectionId} />
          </WhyBlock>
          <WhyRest why={why} target={target} />
          <WhyActions why={why} />
        </article>
      )}
    </Loaded>
  );
}

function WhyHead({ why }: { why: Why }) {
  const connectionId = String(why.connectionId);
  return (
    <header style={{ display: "flex", flexWrap: "wrap", gap: "0.2rem 1rem", alignItems: "baseline" }}>
      <Who why={why} />
      <span style={{ flex: 1 }} />
      <AnchorLink to="/directories/$connectionId" params={{ connectionId }} size="sm">
        {why.connection}
      </AnchorLink>
      <AnchorLink to="/directories/$connectionId/versions" params={{ connectionId }} size="sm">
        settings version {why.settingsVersion}
      </AnchorLink>
      <CopyButton value={describeWhy(why)} label="Copy all as text" />
    </header>
  );
}

function Who({ why }: { why: Why }) {
  switch (why.kind) {
    case "account": {
      const known = why.imports.find((one) => one.match.recordId !== null);
      return (
        <>
          <strong dir="auto">
            {known === undefined || known.match.recordId === null ? (
              why.name
            ) : (
              <PersonLink entity={known.entity} id={known.match.recordId} name={why.name} />
            )}
          </strong>
          <span>{why.email}</span>
          <span className={classes.found}>
            {why.directory} id {why.externalId}
          </span>
          {why.isAbsent && <StateBadge tone="bad">missing from {why.directory}</StateBadge>}
        </>
      );
    }
    case "broken":
      return <strong>{why.externalId === null ? "A record without an id" : `${why.directory} id ${why.externalId}`}</strong>;
    case "deskOnly":
      return <strong dir="auto">{why.records.map((record) => record.name || record.email).join(", ")}</strong>;
  }
}

function WhyRest({ why, target }: { why: Why; target: WhyTarget }) {
  const { connectionId } = why;
  switch (why.kind) {
    case "account": {
      const record = why.imports.find((one) => one.match.recordId !== null);
      return (
        <>
          {why.imports.map((one) => (
            <div key={one.entity}>
              {why.imports.length > 1 && (
                <p style={{ margin: "0.5rem 0 0.25rem", fontWeight: 600 }}>
                  As {one.entity}: <LinkedText text={one.sentence} connectionId={connectionId} />
                </p>
              )}
              <WhyOfImport said={one} target={target} />
            </div>
          ))}
          <WhyBefore
            past={why.before}
            connectionId={connectionId}
            record={record === undefined || record.match.recordId === null ? null : { entity: record.entity, id: record.match.recordId }}
          />
        </>
      );
    }
    case "broken":
      return (
        <WhyBlock n={null} title="It begins with">
          <pre className={classes.raw}>{why.excerpt}</pre>
        </WhyBlock>
      );
    case "deskOnly":
      return (
        <>
          <WhyBlock n={2} title="On the desk">
            <ul className={classes.lines}>
              {why.records.map((record) => (
                <li key={`${record.entity} ${record.recordId}`}>
                  <LinkedText text={`${record.entity} #${record.recordId}`} connectionId={connectionId} />{" "}
                  <span dir="auto">{record.name}</span>, {record.isActive ? "active" : "inactive"}:{" "}
                  <LinkedText text={record.says} connectionId={connectionId} />
                </li>
              ))}
            </ul>
          </WhyBlock>
          <WhyBefore past={why.before} connectionId={connectionId} record={firstOf(why.records)} />
        </>
      );
  }
}

function firstOf(records: Extract<Why, { kind: "deskOnly" }>["records"]) {
  const [first] = records;
  return first === undefined ? null : { entity: first.entity, id: first.recordId };
}
