import { Button, Group } from "@mantine/core";
import { IconArrowLeft, IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { ConditionLine, WhyMapping } from "../../src/model/why.ts";
import { Allowed } from "../session.tsx";
import { AnchorLink, ButtonLink } from "./anchor-link.tsx";
import classes from "./why.module.css";

interface WhyRulesProps {
  readonly connectionId: number;
  readonly rules: readonly WhyMapping[];
  /** Asks where the person would go if this rule were tried first. */
  readonly onAskFirst: (sequence: number) => void;
}

/** Rules that are shown at once; of longer lists those that were not reached are folded. */
const shownAtOnce = 8;

/** Every rule in the order in which they are tried, with each condition's real value. */
export function WhyRules({ connectionId, rules, onAskFirst }: WhyRulesProps) {
  const [isWhole, setWhole] = useState(false);
  const decider = rules.find((rule) => rule.standing === "decides");
  const isFolded = !isWhole && rules.length > shownAtOnce;
  const shown = isFolded ? rules.filter((rule) => rule.standing === "decides" || rule.standing === "wouldFit") : rules;
  return (
    <>
      <ol className={classes.lines}>
        {shown.map((rule) => (
          <li key={rule.mappingId} className={classes.rule} {...(rule.standing === "decides" && { "data-decides": true })}>
            <span>{rule.sequence}</span>
            <span dir="auto">
              <AnchorLink
                to="/directories/$connectionId/who-goes-where"
                params={{ connectionId: String(connectionId) }}
                hash={`rule-${rule.sequence}`}
                inherit
              >
                {rule.name}
              </AnchorLink>
              <span className={classes.found}>
                {" → "}
                {rule.siteId === null ? (
                  rule.goesTo
                ) : (
                  <AnchorLink to="/sites/$id" params={{ id: String(rule.siteId) }} inherit c="inherit">
                    {rule.goesTo}
                  </AnchorLink>
                )}
              </span>
            </span>
            <Standing rule={rule} />
            <span className={classes.conditions}>
              {rule.conditions.length === 0
                ? "everyone"
                : rule.conditions.map((line, index) => <Condition key={keyOf(line, index)} line={line} />)}
              {decider !== undefined && rule.standing === "wouldFit" && (
                <span className={classes.found}> not reached: {decider.sequence} came first</span>
              )}
            </span>
            <span className={classes.ruleAction}>
              {rule.standing === "wouldFit" && (
                <Button size="compact-xs" variant="default" onClick={() => onAskFirst(rule.sequence)}>
                  What if {rule.sequence} came first?
                </Button>
              )}
              {rule.standing === "decides" && (
                <Allowed to="directories:edit">
                  <ButtonLink
                    size="compact-xs"
                    variant="default"
                    to="/directories/$connectionId/who-goes-where"
                    params={{ connectionId: String(connectionId) }}
                    hash={`rule-${rule.sequence}`}
                  >
                    Edit {rule.sequence}
                  </ButtonLink>
                </Allowed>
              )}
            </span>
          </li>
        ))}
      </ol>
      {isFolded && (
        <Group gap="xs">
          <span className={classes.found}>{rules.length - shown.length} more rules do not fit or were not reached.</span>
          <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
            Show all {rules.length}
          </Button>
        </Group>
      )}
    </>
  );
}

const standings: Readonly<Record<WhyMapping["standing"], { readonly icon: ReactNode; readonly says: string }>> = {
  decides: { icon: <IconCheck size={16} aria-hidden color="var(--mantine-color-green-text)" />, says: "decides" },
  doesNotFit: { icon: <IconX size={16} aria-hidden color="var(--mantine-color-red-text)" />, says: "does not fit" },
  wouldFit: { icon: <IconCheck size={16} aria-hidden color="var(--mantine-color-dimmed)" />, says: "would fit" },
  notReached: { icon: <IconMinus size={16} aria-hidden color="var(--mantine-color-dimmed)" />, says: "not reached" },
};

function Standing({ rule }: { rule: WhyMapping }) {
  const { icon, says } = standings[rule.standing];
  return (
    <span className={classes.mark} {...(rule.standing === "decides" && { style: { fontWeight: 600 } })}>
      {icon}
      {rule.standing === "decides" && <IconArrowLeft size={14} aria-hidden />}
      {says}
    </span>
  );
}

function Condition({ line }: { line: ConditionLine }) {
  return (
    <span className={classes.condition} style={{ "--depth": line.depth } as React.CSSProperties}>
      {line.joins !== null && <span className={classes.joins}>{line.joins}</span>}
      <span dir="auto">
        {line.says}
        {line.found !== "" && "?"}
      </span>
      {line.found !== "" && (
        <span className={classes.found} dir="auto">
          {line.found}
        </span>
      )}
      <span className={classes.holds}>
        {line.holds ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
        {line.holds ? "yes" : "no"}
      </span>
    </span>
  );
}

function keyOf(line: ConditionLine, index: number): string {
  return `${index} ${line.says}`;
}
