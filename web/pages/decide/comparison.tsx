import { Button, Kbd } from "@mantine/core";
import type { QuestionView } from "../../../src/api/v1/shapes/person.ts";
import { IconAlertTriangle, IconCheck } from "../../ui/icons.ts";
import { PersonLink } from "../../ui/person-link.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import classes from "./decide.module.css";

interface ComparisonProps {
  readonly question: QuestionView;
  readonly canChoose: boolean;
  readonly isSaving: boolean;
  readonly onChoose: (index: number) => void;
}

/** The account beside its candidates, field by field; equal values are marked with a word and a sign. */
export function Comparison({ question, canChoose, isSaving, onChoose }: ComparisonProps) {
  const { account, candidates, entity, answer } = question;
  const chosen = answer?.answer.kind === "same" ? answer.answer.recordId : null;
  const labels = [...new Set([...account, ...candidates.flatMap((candidate) => candidate.fields)].map(({ label }) => label))];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls sideways by keyboard
    <section className={classes.scroller} tabIndex={0} aria-label="The account beside its candidates">
      <table className={classes.comparison} style={{ "--sides": candidates.length + 1 } as React.CSSProperties}>
        <thead>
          <tr>
            <td className={classes.corner} />
            <th scope="col">
              Account
              <span className={classes.faint}>in {question.connection}</span>
            </th>
            {candidates.map((candidate, index) => (
              <th scope="col" key={candidate.recordId} data-chosen={candidate.recordId === chosen}>
                <PersonLink entity={entity} id={candidate.recordId} name={candidate.name} />
                <span className={classes.faint}>
                  {entity} #{candidate.recordId}
                </span>
                {canChoose && (
                  <Button
                    mt={6}
                    className={classes.choose ?? ""}
                    size="xs"
                    variant={index === 0 ? "filled" : "default"}
                    disabled={isSaving || candidate.recordId === chosen}
                    rightSection={index < 4 && <Kbd size="xs">{index + 1}</Kbd>}
                    onClick={() => onChoose(index)}
                  >
                    {candidate.recordId === chosen ? "Your answer" : "This is the same person"}
                  </Button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td dir="auto">{valueIn(account, label)}</td>
              {candidates.map((candidate) => {
                const field = candidate.fields.find((one) => one.label === label);
                return (
                  <td key={candidate.recordId} dir="auto" data-same={field?.equalsAccount === true}>
                    {field?.value || "—"}{" "}
                    {field?.equalsAccount === true && (
                      <span className={classes.same}>
                        <IconCheck size={14} aria-hidden /> same
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
          <tr>
            <th scope="row">Where</th>
            <td>—</td>
            {candidates.map((candidate) => (
              <td key={candidate.recordId} dir="auto">
                {candidate.place || "—"}{" "}
                <StateBadge tone={candidate.isActive ? "good" : "neutral"}>{candidate.isActive ? "active" : "inactive"}</StateBadge>
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">Look twice</th>
            <td>—</td>
            {candidates.map((candidate) => {
              const warnings = [...candidate.warnings, ...(candidate.ownedBy === null ? [] : [`belongs to ${candidate.ownedBy}`])];
              return (
                <td key={candidate.recordId}>
                  {warnings.length === 0
                    ? "—"
                    : warnings.map((warning) => (
                        <span key={warning} className={classes.warning}>
                          <IconAlertTriangle size={15} aria-hidden /> {warning}
                        </span>
                      ))}
                </td>
              );
            })}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function valueIn(sides: QuestionView["account"], label: string): string {
  return sides.find((one) => one.label === label)?.value || "—";
}
