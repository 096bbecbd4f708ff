import { Table, Text } from "@mantine/core";
import type { NowField, PersonView } from "../../../src/api/v1/shapes/person.ts";
import { Empty } from "../../ui/empty.tsx";
import { When } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { LinkedText } from "../../why/linked-text.tsx";
import classes from "./person.module.css";

/** Value by value: what the desk has beside what each directory has, where it came from, since when, and who owns it. */
export function NowTab({ person }: { person: PersonView }) {
  const { links } = person;
  if (person.fields.length === 0) {
    return (
      <Empty title="No values yet">
        <Text size="sm">Edit the record, or link it to a directory by matching, and its values appear here.</Text>
      </Empty>
    );
  }
  return (
    <div className={classes.now}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            <Table.Th>On the desk</Table.Th>
            {links.map((link) => (
              <Table.Th key={link.connectionId}>{link.connection}</Table.Th>
            ))}
            <Table.Th>Source and since</Table.Th>
            <Table.Th>Owner</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {person.fields.map((field) => (
            <FieldRow key={field.field} field={field} links={links} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function FieldRow({ field, links }: { field: NowField; links: PersonView["links"] }) {
  const differs = field.directories.some((directory) => directory.differs);
  return (
    <Table.Tr {...(differs && { "data-differs": true })}>
      <Table.Th scope="row" fw={500}>
        {field.label}
      </Table.Th>
      <Table.Td data-label="On the desk" dir="auto" fw={500}>
        {field.value}
      </Table.Td>
      {links.map((link) => (
        <DirectoryCell key={link.connectionId} link={link} field={field} />
      ))}
      <Table.Td data-label="Source" {...(field.source === "" && { "data-same": true })}>
        <LinkedText text={field.source} connectionId={links[0]?.connectionId ?? null} />
        {field.since !== null && (
          <>
            {" "}
            ·{" "}
            {field.runId === null ? (
              <When at={field.since} />
            ) : (
              <AnchorLink to="/runs/$runId" params={{ runId: String(field.runId) }} inherit>
                <When at={field.since} />
              </AnchorLink>
            )}
          </>
        )}
      </Table.Td>
      <Table.Td data-label="Owner">{field.owner}</Table.Td>
    </Table.Tr>
  );
}

/** On narrow screens only what differs from the desk's value is told. */
function DirectoryCell({ link, field }: { link: PersonView["links"][number]; field: NowField }) {
  const found = field.directories.find((directory) => directory.connectionId === link.connectionId);
  const isTold = found !== undefined && found.value !== field.value;
  return (
    <Table.Td data-label={link.connection} {...(!isTold && { "data-same": true })}>
      <DirectoryValue found={found} />
    </Table.Td>
  );
}

function DirectoryValue({ found }: { found: NowField["directories"][number] | undefined }) {
  if (found === undefined) return <span className={classes.from}>not mapped</span>;
  return (
    <span title={found.from}>
      {found.differs && (
        <span className={classes.differs}>
          <span aria-hidden>≠</span> differs:{" "}
        </span>
      )}
      <span dir="auto">{found.value}</span>
    </span>
  );
}
