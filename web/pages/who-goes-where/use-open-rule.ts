import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { CatalogueView, ConnectionSettings } from "../../../src/api/v1/shapes/settings.ts";
import type { Mapping } from "../../../src/model/settings.ts";
import { listRules } from "./rules.ts";

const from = "/directories/$connectionId/who-goes-where";

/** Which rule is open, as the address says; 0 is one that is being made and not in the draft yet. */
export function useOpenRule(settings: ConnectionSettings, catalogue: CatalogueView | undefined) {
  const { rule: open } = useSearch({ from });
  const { hash } = useLocation();
  const navigate = useNavigate({ from });
  const [newRule, setNewRule] = useState<Mapping | null>(null);
  const show = (rule: number | undefined) =>
    void navigate({ search: rule === undefined ? {} : { rule }, replace: true, resetScroll: false });
  const startNew = () => {
    setNewRule(createRule(settings, catalogue));
    show(0);
  };
  // Explanations link to a rule by its number in the order.
  const named = /^rule-(\d+)$/u.exec(hash)?.[1];
  const target = named === undefined ? undefined : settings.mappings.find(({ sequence }) => sequence === Number(named))?.id;
  useEffect(() => {
    if (target === undefined) return;
    void navigate({ search: { rule: target }, hash: "", replace: true, resetScroll: false });
    document.getElementById(`rule-${named}`)?.scrollIntoView({ block: "center" });
  }, [target, named, navigate]);
  return {
    open,
    show,
    newRule,
    startNew,
    changeNew: (change: Partial<Mapping>) => setNewRule((rule) => (rule === null ? null : { ...rule, ...change })),
  };
}

/** A rule to begin with: to the site that the last one leads to, or else to the first main site. */
function createRule(settings: ConnectionSettings, catalogue: CatalogueView | undefined): Mapping {
  const last = listRules(settings).findLast(({ destination }) => destination.kind === "site")?.destination;
  const main = catalogue?.sites.find(({ isMain }) => isMain) ?? catalogue?.sites[0];
  const siteId = last?.kind === "site" ? last.siteId : (main?.id ?? 0);
  return {
    id: 0,
    sequence: 1,
    name: "",
    part: settings.directory === "several" ? "my_customer" : null,
    destination: { kind: "site", siteId, userRoleId: null },
    filter: null,
  };
}
