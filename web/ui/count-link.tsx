import { useRouter } from "@tanstack/react-router";
import classes from "./count-link.module.css";
import { PathLink } from "./path-link.tsx";

interface Props {
  readonly n: number;
  readonly label?: string | undefined;
  readonly to: string;
  readonly search?: Record<string, unknown> | undefined;
}

/** A number that leads to what it counts. */
export function CountLink({ n, label, to, search }: Props) {
  const router = useRouter();
  const query = search === undefined ? "" : router.options.stringifySearch(search);
  return (
    <PathLink href={`${to}${query}`} className={classes.link}>
      <span className={classes.n}>{n.toLocaleString()}</span>
      {label !== undefined && label !== "" && ` ${label}`}
    </PathLink>
  );
}
