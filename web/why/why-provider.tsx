import { Drawer } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { Reading } from "../ui/loaded.tsx";
import type { WhyTarget } from "./why-query.ts";

const WhyPanel = lazy(async () => ({ default: (await import("./why-panel.tsx")).WhyPanel }));

interface WhyOpener {
  /** Opens the panel that says what happens to somebody, and why. */
  readonly openWhy: (target: WhyTarget) => void;
}

const Context = createContext<WhyOpener | null>(null);

/** Opens the *why* panel over any page. Belongs inside the router; one for the whole app. */
export function WhyProvider({ children }: { children: ReactNode }) {
  const [target, setTarget] = useState<WhyTarget | null>(null);
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const openWhy = useCallback((next: WhyTarget) => {
    setTarget(next);
    setOpen(true);
  }, []);
  const router = useRouter();
  // Every noun in the panel is a link: whoever follows one wants to see where it leads.
  useEffect(() => router.subscribe("onBeforeLoad", ({ hrefChanged }) => hrefChanged && close()), [router, close]);
  const opener = useMemo(() => ({ openWhy }), [openWhy]);
  return (
    <Context.Provider value={opener}>
      {children}
      <Drawer
        opened={isOpen}
        onClose={close}
        position="right"
        size="min(100vw, 62rem)"
        padding="md"
        title="Why"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {target !== null && (
          <Suspense fallback={<Reading what="what happens to this person, and why" />}>
            <WhyPanel {...target} />
          </Suspense>
        )}
      </Drawer>
    </Context.Provider>
  );
}

/** `openWhy({ connectionId, person })` from any row. */
export function useWhy(): WhyOpener {
  const opener = useContext(Context);
  if (opener === null) throw new Error("useWhy needs <WhyProvider> around the page");
  return opener;
}
