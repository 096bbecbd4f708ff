import { Button } from "@mantine/core";
import { useState } from "react";
import type { WhyField } from "../../src/model/why.ts";
import { LinkedText } from "./linked-text.tsx";
import classes from "./why.module.css";

/** Desk fields: what changes, and what stays with its reason; those that are as they should be are folded into one line. */
export function WhyFields({ fields, connectionId }: { fields: readonly WhyField[]; connectionId: number }) {
  const [isWhole, setWhole] = useState(false);
  const told = fields.filter((field) => field.outcome !== "same");
  const shown = isWhole ? fields : told;
  const same = fields.length - told.length;
  if (fields.length === 0) return <>not compared</>;
  return (
    <>
      {shown.length > 0 && (
        <table className={classes.fields}>
          <thead>
            <tr>
              <th scope="col">desk field</th>
              <th scope="col">before</th>
              <th scope="col">after</th>
              <th scope="col">from</th>
              <th scope="col">owner</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((field) => (
              <FieldRow key={field.field} field={field} connectionId={connectionId} />
            ))}
          </tbody>
        </table>
      )}
      {same > 0 && (
        <Button size="compact-xs" variant="subtle" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? "Only what differs" : `${same}${told.length === 0 ? "" : " more"} as ${same === 1 ? "it" : "they"} should be: show`}
        </Button>
      )}
    </>
  );
}

function FieldRow({ field, connectionId }: { field: WhyField; connectionId: number }) {
  return (
    <tr>
      <th scope="row">{field.label}</th>
      <td data-label="before" dir="auto">
        {field.before}
      </td>
      <td data-label="after" dir="auto" {...(field.outcome === "changes" && { className: classes.after })}>
        {field.outcome === "changes" ? field.after : "(stays)"}
      </td>
      <td data-label="from">
        <LinkedText text={field.from} connectionId={connectionId} />
      </td>
      <td data-label="owner" title={field.note === "" ? undefined : field.owner} dir="auto">
        {field.note === "" ? field.owner : field.note}
      </td>
    </tr>
  );
}
