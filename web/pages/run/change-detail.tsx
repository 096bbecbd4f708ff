import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ChangeRow, ChangeDetail as Detail } from "../../../src/api/v1/shapes/run.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { LinkedText } from "../../why/linked-text.tsx";
import { useWhy } from "../../why/why-provider.tsx";
import { decidePath } from "./change-cells.tsx";
import { type MarkedText, markDifference } from "./mark-difference.ts";
import { lineQuery } from "./queries.ts";
import styles from "./run.module.css";

interface Props {
  readonly runId: number;
  readonly connectionId: number;
  readonly row: ChangeRow;
}

/** A line opened: the whole sentence, every field with before, after and where it comes from. */
export function ChangeDetail({ runId, connectionId, row }: Props) {
  const line = useQuery(lineQuery(runId, row.seq));
  return (
    <div className={styles.detail}>
      <Loaded query={line} reading={`every field of ${row.name || row.email}`}>
        {(detail) => <Opened detail={detail} connectionId={connectionId} />}
      </Loaded>
    </div>
  );
}

function Opened({ detail, connectionId }: { readonly detail: Detail; readonly connectionId: number }) {
  const { openWhy } = useWhy();
  const { externalId, recordId, entity } = detail;
  return (
    <>
      <p className={styles.sentence}>
        <LinkedText text={detail.sentence} connectionId={connectionId} />
      </p>
      {detail.warnings.map((warning) => (
        <p key={warning} className={styles.waiting}>
          <strong>Look twice:</strong> {warning}
        </p>
      ))}
      {detail.says !== null && <p dir="auto">{detail.says}</p>}
      {detail.fields.length > 0 && <Fields fields={detail.fields} />}
      <p className={styles.quiet}>
        <span dir="auto">{detail.email}</span>
        {detail.matched !== "" && <> · {detail.matched}</>}
        {detail.reasons.length > 0 && <> · {detail.reasons.join(" ")}</>}
      </p>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            openWhy({
              connectionId,
              ...(externalId !== null ? { person: externalId } : recordId !== null && { recordOf: entity, recordId }),
            })
          }
        >
          Why?
        </Button>
        {detail.kind === "decide" && externalId !== null && (
          <PathLink className={styles.link} href={decidePath(connectionId, externalId)}>
            Decide who this is
          </PathLink>
        )}
      </Group>
    </>
  );
}

function Fields({ fields }: { readonly fields: Detail["fields"] }) {
  return (
    // A table that is wider than the page scrolls by itself.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label="Fields before and after">
      <table>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Before (desk)</th>
            <th scope="col">After</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRow key={`${field.label} ${field.before} ${field.after}`} field={field} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FieldRow({ field }: { readonly field: Detail["fields"][number] }) {
  const marked = markDifference(field.before, field.after);
  return (
    <tr>
      <th scope="row" dir="auto">
        {field.label}
      </th>
      <td dir="auto">{marked === null ? field.before : <Marked text={marked.before} as="del" />}</td>
      <td dir="auto">{marked === null ? field.after : <Marked text={marked.after} as="ins" />}</td>
      <td dir="auto">
        {field.from}
        {field.overwritesHandEdit && <strong className={styles.waiting}> · overwrites what was typed on the desk</strong>}
        {field.note !== null && <span className={styles.quiet}> · {field.note}</span>}
      </td>
    </tr>
  );
}

function Marked({ text, as: Tag }: { readonly text: MarkedText; readonly as: "del" | "ins" }) {
  return (
    <>
      {text.head}
      {text.differs !== "" && <Tag className={Tag === "del" ? styles.removed : styles.added}>{text.differs}</Tag>}
      {text.tail}
    </>
  );
}
