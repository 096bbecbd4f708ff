import type { CustomerRow } from "../../../src/api/v1/shapes/person.ts";
import { AnchorLink } from "../../why/anchor-link.tsx";

/** The directories that a customer's people come from, with how each fares. */
export function DirectoryLinks({ directories }: Pick<CustomerRow, "directories">) {
  if (directories.length === 0) return <>none</>;
  return (
    <span dir="auto" title={directories.map(({ name, says }) => `${name}: ${says}`).join("\n")}>
      {directories.map(({ id, name, says }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <AnchorLink to="/directories/$connectionId" params={{ connectionId: String(id) }} inherit>
            {name}
          </AnchorLink>{" "}
          ({says})
        </span>
      ))}
    </span>
  );
}
