import { useEffect, useRef } from "react";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { IconPlugConnectedX } from "../../ui/icons.ts";
import { PathLink } from "../../ui/path-link.tsx";
import classes from "./directory-frame.module.css";
import { explainClosed, type Tab, tabs } from "./tabs.ts";

/** The way between a directory's pages: one line that scrolls by itself where it is too long. */
export function DirectoryTabs({ connection, current }: { readonly connection: ConnectionView; readonly current: Tab | null }) {
  const nav = useRef<HTMLElement>(null);
  const path = current?.path;
  useEffect(() => {
    const strip = nav.current;
    if (path === undefined || strip === null) return;
    const observer = new ResizeObserver(() => {
      const tab = strip.querySelector<HTMLElement>("[aria-current]");
      // Scrolls the strip only; scrollIntoView would move the page as well.
      if (tab !== null) strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
    });
    observer.observe(strip);
    return () => observer.disconnect();
  }, [path]);
  return (
    <nav ref={nav} aria-label={`Pages of ${connection.name}`} className={classes.tabs}>
      <ul>
        {tabs.map((tab) => {
          const because = explainClosed(tab, connection);
          return (
            <li key={tab.path}>
              <PathLink
                href={`/directories/${connection.id}${tab.path === "" ? "" : `/${tab.path}`}`}
                className={classes.tab}
                aria-current={tab === current ? "page" : undefined}
                data-closed={because !== null || undefined}
                title={because ?? undefined}
              >
                {because !== null && <IconPlugConnectedX size={14} aria-label="Not open yet:" role="img" />}
                {tab.label}
              </PathLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
