import { Button, type CSSVariablesResolver, createTheme, Input, type MantineColorsTuple } from "@mantine/core";

const cobalt: MantineColorsTuple = [
  "#eef2fe",
  "#dde5fd",
  "#bccbfa",
  "#98aef8",
  "#7c97f5",
  "#5d7df0",
  "#3f60e0",
  "#3350c8",
  "#2a42a8",
  "#223587",
];
const gray: MantineColorsTuple = [
  "#f7f8fa",
  "#f0f2f5",
  "#e5e8ed",
  "#d3d8e0",
  "#c0c7d1",
  "#9aa3af",
  "#697282",
  "#4b535f",
  "#31373f",
  "#1c2026",
];
const dark: MantineColorsTuple = [
  "#e4e7ec",
  "#c3c8d1",
  "#a3abb8",
  "#858e9d",
  "#3a404b",
  "#2a2e37",
  "#20242b",
  "#1a1d23",
  "#14161b",
  "#0e1014",
];

const dialogTitle = { fontSize: "1rem", fontWeight: 600 };

/** How everything looks: one accent, quiet greys, small exact type in the machine's own fonts. */
export const theme = createTheme({
  primaryColor: "cobalt",
  primaryShade: { light: 7, dark: 6 },
  colors: { cobalt, gray, dark },
  black: "#1b1f26",
  fontFamily: 'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.4" },
  defaultRadius: "sm",
  radius: { xs: "3px", sm: "6px", md: "8px", lg: "12px", xl: "32px" },
  headings: {
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.25" },
      h2: { fontSize: "1.0625rem", lineHeight: "1.35" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
      h4: { fontSize: "0.875rem", lineHeight: "1.4" },
    },
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      styles: { label: { fontWeight: 500 } },
      defaultProps: { size: "sm" },
      vars: (_theme, props) =>
        props.size === "sm"
          ? { root: { "--button-height": "2.125rem", "--button-padding-x": "0.8125rem", "--button-fz": "0.8125rem" } }
          : { root: {} },
    }),
    Input: Input.extend({
      vars: (_theme, props) =>
        props.size === undefined || props.size === "sm"
          ? { wrapper: { "--input-height": "2.125rem", "--input-fz": "0.8125rem" } }
          : { wrapper: {} },
    }),
    Modal: { defaultProps: { radius: "md", overlayProps: { backgroundOpacity: 0.45 } }, styles: { title: dialogTitle } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 } }, styles: { title: dialogTitle } },
    // A dialog's head is no landmark of the page.
    ModalHeader: { defaultProps: { role: "none" } },
    DrawerHeader: { defaultProps: { role: "none" } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false } },
    Skeleton: { defaultProps: { radius: "sm" } },
  },
});

const softColours = {
  "--mantine-color-yellow-light": "var(--m-waiting-soft)",
  "--mantine-color-yellow-light-color": "var(--m-waiting)",
  "--mantine-color-red-light": "var(--m-bad-soft)",
  "--mantine-color-red-light-color": "var(--m-bad)",
  "--mantine-color-red-outline": "var(--m-bad)",
  "--mantine-color-green-light": "var(--m-good-soft)",
  "--mantine-color-green-light-color": "var(--m-good)",
  "--mantine-color-blue-light": "var(--m-info-soft)",
  "--mantine-color-blue-light-color": "var(--m-info)",
  "--mantine-color-cobalt-light": "var(--m-info-soft)",
  "--mantine-color-cobalt-light-color": "var(--m-info)",
};

/** Mantine's own variables where its greys are too pale to read, and its soft colours too weak for the words on them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...softColours,
    "--mantine-color-body": "#ffffff",
    "--mantine-color-dimmed": "#59626f",
    "--mantine-color-placeholder": "#697282",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-anchor": "#2f4bbd",
    "--mantine-color-default-border": "#d3d8e0",
  },
  dark: {
    ...softColours,
    "--mantine-color-body": "#1a1d23",
    "--mantine-color-dimmed": "#a3abb8",
    "--mantine-color-placeholder": "#8f98a6",
    "--mantine-color-error": "#ff8f86",
    "--mantine-color-anchor": "#98aef8",
    "--mantine-color-default-border": "#3a404b",
  },
});
