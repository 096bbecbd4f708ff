import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Mapping } from "../../../src/model/settings.ts";
import { api, ask } from "../../api.ts";
import { saveSettings } from "./queries.ts";
import type { WhichSite } from "./site-choice.tsx";

/** Makes the first rule, everyone to one site, puts it in force and goes on; the customer with its main site first where it is new. */
export function useSendEveryone(connectionId: number) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (site: WhichSite) => {
      const siteId = site.isNew ? await createSite(site) : site.siteId;
      if (siteId === null) throw new Error("The rule has no site to send people to.");
      await saveSettings(connectionId, (settings) => ({ ...settings, mappings: [everyone(siteId)] }));
    },
    onSuccess: () =>
      navigate({ to: "/directories/$connectionId/set-up", params: { connectionId: String(connectionId) }, search: { step: "match" } }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ["connections"] });
      void queries.invalidateQueries({ queryKey: ["catalogue"] });
    },
  });
}

/** The number of the main site of a customer that is made now. */
async function createSite({ customer, mainSite }: WhichSite): Promise<number | null> {
  const made = await ask(api.customers.$post({ json: { name: customer.trim(), mainSite: mainSite.trim() } }));
  return made.mainSite?.id ?? null;
}

/** No filter means everyone; accounts that are suspended or archived create nobody anyway. A negative id is a new mapping's. */
function everyone(siteId: number): Mapping {
  return {
    id: -1,
    sequence: 1,
    name: "Everyone active",
    part: null,
    destination: { kind: "site", siteId, userRoleId: null },
    filter: null,
  };
}
