import { useQuery } from "@tanstack/react-query";
import type { Mapping } from "../../../src/model/settings.ts";
import { catalogueQuery } from "../../queries/connection.ts";
import { CountLink } from "../../ui/count-link.tsx";
import { findCustomer } from "./find-customer.ts";

interface UnlinkedCountProps {
  readonly what: "users" | "agents";
  readonly n: number;
  readonly label: string;
  readonly mappings: readonly Mapping[];
}

/** Desk records that no account is linked to; users are those of the customer that the rules name. */
export function UnlinkedCount({ what, n, label, mappings }: UnlinkedCountProps) {
  const catalogue = useQuery(catalogueQuery());
  const customer = what === "users" ? findCustomer(mappings, catalogue.data?.sites ?? []) : null;
  return <CountLink n={n} label={label} to={`/${what}`} search={{ linked: false, ...(customer !== null && { customer }) }} />;
}
