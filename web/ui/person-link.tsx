import { PathLink } from "./path-link.tsx";
import classes from "./person-link.module.css";

interface Props {
  readonly entity: "user" | "agent";
  readonly id: number;
  readonly name: string;
}

/** A person's name, leading to the person. */
export function PersonLink({ entity, id, name }: Props) {
  return (
    <PathLink href={`/${entity === "user" ? "users" : "agents"}/${id}`} className={classes.link} dir="auto" title={name}>
      {name === "" ? "(no name)" : name}
    </PathLink>
  );
}
