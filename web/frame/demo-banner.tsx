import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { Allowed } from "../session.tsx";
import { IconChevronDown } from "../ui/icons.ts";
import classes from "./frame.module.css";

const DemoDrawer = lazy(async () => ({ default: (await import("../pages/demo/demo-drawer.tsx")).DemoDrawer }));

/** Says on every page of the demo that it is one. */
export function DemoBanner() {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  return (
    <aside className={classes.demo} aria-label="Demo">
      <p>
        <strong>Demo.</strong> Google is played by a sandbox on this machine. Nothing leaves it.
      </p>
      <div className={classes.demoButtons}>
        <Allowed to="demo:play">
          <Button
            size="compact-sm"
            variant="default"
            aria-haspopup="dialog"
            rightSection={<IconChevronDown size={14} aria-hidden />}
            onClick={() => {
              setOpened(true);
              setOpen(true);
            }}
          >
            Make something happen
          </Button>
        </Allowed>
        <Allowed to="directories:edit">
          <Button size="compact-sm" variant="default" renderRoot={(props) => <Link to="/directories/new" {...props} />}>
            Use my own directory
          </Button>
        </Allowed>
      </div>
      {wasOpened && (
        <Suspense>
          <DemoDrawer isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </aside>
  );
}
