import { AppShell, Burger, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, useRouter, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useMe } from "../session.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Brand } from "./brand.tsx";
import { DemoBanner } from "./demo-banner.tsx";
import classes from "./frame.module.css";
import { KeysDialog } from "./keys-dialog.tsx";
import { Navigation } from "./navigation.tsx";
import { SearchButton } from "./search-button.tsx";
import { SearchDialog } from "./search-dialog.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { useKeys } from "./use-keys.ts";

/** Menu, header and banner around a page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const me = useMe();
  const [isMenuOpen, menu] = useDisclosure(false);
  const [opened, setOpened] = useState<"search" | "keys" | null>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });

  useKeys({ onSearch: () => setOpened("search"), onKeys: () => setOpened("keys") });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu of phones closes when it has led somewhere.
  useEffect(() => menu.close(), [path]);

  useFocusAfterNavigation();

  return (
    <>
      <a href="#page" className={classes.skip}>
        Skip to the page
      </a>
      <AppShell
        header={{ height: 52 }}
        navbar={{ width: 236, breakpoint: "md", collapsed: { mobile: !isMenuOpen } }}
        padding={0}
        classNames={{ header: classes.header ?? "", navbar: classes.navbar ?? "", main: classes.main ?? "" }}
      >
        <AppShell.Header>
          <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
            <Group gap="sm" wrap="nowrap" className={classes.left}>
              <Burger
                opened={isMenuOpen}
                onClick={menu.toggle}
                hiddenFrom="md"
                size="sm"
                aria-label={isMenuOpen ? "Close the menu" : "Open the menu"}
              />
              <Link to="/" className={classes.home} aria-label="Muster, home">
                <Brand />
              </Link>
            </Group>
            <SearchButton onOpen={() => setOpened("search")} />
            <Group gap={4} wrap="nowrap">
              <ThemeSwitch />
              <AccountMenu onKeys={() => setOpened("keys")} />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar aria-label="Main menu">
          <Navigation />
        </AppShell.Navbar>
        <AppShell.Main id="page" tabIndex={-1}>
          {me.isDemo && <DemoBanner />}
          <div className={classes.page}>{children}</div>
        </AppShell.Main>
      </AppShell>
      <SearchDialog isOpen={opened === "search"} onClose={() => setOpened(null)} />
      <KeysDialog isOpen={opened === "keys"} onClose={() => setOpened(null)} />
    </>
  );
}

/** A link that led here is gone with its page: the focus goes on from the new page, not from the top of the menu. */
function useFocusAfterNavigation(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", ({ pathChanged }) => {
        if (pathChanged && document.activeElement === document.body) document.getElementById("page")?.focus({ preventScroll: true });
      }),
    [router],
  );
}
