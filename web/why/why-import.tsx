import { Loader, Text } from "@mantine/core";
import { IconAlertTriangle, IconMinus, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { WhyGrant, WhyImport } from "../../src/model/why.ts";
import { ProblemAlert } from "../ui/problem.tsx";
import { LinkedText } from "./linked-text.tsx";
import classes from "./why.module.css";
import { WhyBlock } from "./why-block.tsx";
import { WhyFields } from "./why-fields.tsx";
import { WhyMatching } from "./why-match.tsx";
import { useWhatIf, type WhyTarget } from "./why-query.ts";
import { WhyRules } from "./why-rules.tsx";

interface WhyOfImportProps {
  readonly said: WhyImport;
  readonly target: WhyTarget;
}

/** What one import does with the person: blocks 2 to 7. */
export function WhyOfImport({ said, target }: WhyOfImportProps) {
  const { connectionId } = target;
  const [askedFirst, askFirst] = useState<number | null>(null);
  return (
    <>
      <WhyBlock n={2} title="Is this person known here?">
        <WhyMatching match={said.match} connectionId={connectionId} />
      </WhyBlock>
      <WhyBlock n={3} title="Who goes where (in order)">
        {said.mappings.length === 0 ? "not tried" : <WhyRules connectionId={connectionId} rules={said.mappings} onAskFirst={askFirst} />}
        {askedFirst !== null && <WhatIf target={target} said={said} sequence={askedFirst} />}
      </WhyBlock>
      <WhyBlock n={4} title="Fields">
        <WhyFields fields={said.fields} connectionId={connectionId} />
      </WhyBlock>
      <WhyBlock n={5} title="Roles and boards">
        {said.grants.length === 0 ? (
          "none"
        ) : (
          <ul className={classes.lines}>
            {said.grants.map((grant) => (
              <li key={`${grant.outcome} ${grant.what} ${grant.from}`}>
                <Grant grant={grant} connectionId={connectionId} />
              </li>
            ))}
          </ul>
        )}
      </WhyBlock>
      <WhyBlock n={6} title="Limits and protections">
        <LinkedText text={said.guards.join(" · ")} connectionId={connectionId} />
        {said.warnings.map((warning) => (
          <div key={warning} className={classes.mark} style={{ display: "flex", whiteSpace: "normal" }}>
            <IconAlertTriangle size={16} aria-label="Look twice:" color="var(--mantine-color-yellow-text)" />
            <LinkedText text={warning} connectionId={connectionId} />
          </div>
        ))}
      </WhyBlock>
      <WhyBlock n={7} title="What then">
        <LinkedText text={said.alsoHappens.join(" · ")} connectionId={connectionId} />
      </WhyBlock>
    </>
  );
}

/** The answer to *What if 3 came first?*, asked of the server: nothing is saved by asking. */
function WhatIf({ target, said, sequence }: WhyOfImportProps & { sequence: number }) {
  const asked = useWhatIf(target, sequence);
  if (asked.isError) return <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />;
  const answer = asked.data?.kind === "account" ? asked.data.imports.find((one) => one.entity === said.entity)?.ifFirst : undefined;
  return (
    <Text size="sm" fw={600} mt={4} role="status">
      {asked.isPending ? (
        <Loader size="xs" aria-label={`Asking what if ${sequence} came first`} />
      ) : (
        (answer ?? "It says nothing about this import.")
      )}
    </Text>
  );
}

function Grant({ grant, connectionId }: { grant: WhyGrant; connectionId: number }) {
  return (
    <>
      {grant.outcome === "gains" && <IconPlus size={14} aria-hidden />}
      {grant.outcome === "loses" && <IconMinus size={14} aria-hidden />} {grant.outcome} {grant.what} (
      <LinkedText text={grant.from} connectionId={connectionId} />)
    </>
  );
}
