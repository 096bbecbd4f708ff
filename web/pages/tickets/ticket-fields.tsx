import { CustomEditor, FieldEditor } from "../../records/field-editor.tsx";
import type { FieldView, KindView } from "../../records/record-types.ts";
import { RecordValue } from "../../records/record-value.tsx";
import { sayValue } from "../../records/record-words.ts";
import { sayCustom } from "../../records/say-custom.ts";
import { useMe } from "../../session.tsx";
import { faultAt } from "../../ui/problem.tsx";
import { InPlaceField } from "./in-place-field.tsx";
import type { TicketRecord } from "./ticket-record.ts";

/** In the order in which agents look for them. */
const order: readonly string[] = [
  ...["statusId", "priorityId", "agentId", "teamId", "typeId", "categoryId", "impactId", "urgencyId", "slaId"],
  ...["customerId", "siteId", "userId", "assetIds", "parentId", "summary", "details", "externalId", "closureNote"],
];

const linked: readonly string[] = ["agentId", "teamId", "customerId", "siteId", "userId", "parentId"];

interface Props {
  readonly kind: KindView;
  readonly ticket: TicketRecord;
}

/** Every field of a ticket, changed where it stands. */
export function TicketFields({ kind, ticket }: Props) {
  const isReadOnly = !useMe().permissions.includes("tickets:edit");
  const fields = order.flatMap((name) => kind.fields.find((field) => field.name === name) ?? []);
  return (
    <div>
      {fields.map((field) => (
        <InPlaceField
          key={field.name}
          ticket={ticket}
          label={field.label}
          patchOf={(value) => ({ [field.name]: value })}
          readValue={(one) => one[field.name]}
          sayValue={(one) => sayValue(field, one)}
          savesAtOnce={field.kind === "reference" || field.kind === "choice"}
          isReadOnly={isReadOnly}
          shown={<Shown field={field} ticket={ticket} />}
          renderEditor={({ value, error, onChange }) => (
            <FieldEditor
              kindName="ticket"
              // Empty means where its type begins for a new ticket alone.
              field={{ ...field, hint: null, isRequired: field.isRequired || field.name === "statusId" }}
              value={value}
              valueLabel={value === ticket[field.name] ? ticket.labels[field.name] : undefined}
              draft={field.name === "parentId" ? {} : ticket}
              description={undefined}
              error={faultAt(error, field.name)}
              onChange={onChange}
            />
          )}
        />
      ))}
      {kind.customFields.map((field) => (
        <InPlaceField
          key={`custom.${field.key}`}
          ticket={ticket}
          label={field.label}
          patchOf={(value) => ({ custom: { [field.key]: value } })}
          readValue={(one) => one.custom[field.key] ?? null}
          sayValue={(one) => sayCustom(one.custom[field.key])}
          savesAtOnce={false}
          isReadOnly={isReadOnly}
          shown={sayCustom(ticket.custom[field.key]) || <Nothing />}
          renderEditor={({ value, error, onChange }) => (
            <CustomEditor field={field} value={value} error={faultAt(error, `custom.${field.key}`)} onChange={onChange} />
          )}
        />
      ))}
    </div>
  );
}

function Shown({ field, ticket }: { readonly field: FieldView; readonly ticket: TicketRecord }) {
  const said = sayValue(field, ticket);
  if (said === "") return <Nothing />;
  // Whom and what a ticket is about leads there; what it is sorted by is a word.
  return linked.includes(field.name) ? <RecordValue field={field} record={ticket} /> : <span dir="auto">{said}</span>;
}

function Nothing() {
  return <span style={{ color: "var(--mantine-color-dimmed)" }}>none</span>;
}
