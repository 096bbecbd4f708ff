/** Names as nobody should have them, and somebody has. */
export const hostileNames: readonly { readonly account: string; readonly givenName: string; readonly familyName: string }[] = [
  { account: "t.lindqvist@alderfinch.example", givenName: "<img src=x onerror=alert(1)>", familyName: "<script>alert(2)</script>" },
  { account: "rui.costa@alderfinch.example", givenName: "👩🏽‍🚀🏳️‍🌈 Zoë", familyName: "🧑‍🤝‍🧑🇵🇹" },
  { account: "kofi.mensah@alderfinch.example", givenName: "\u202Eمحمد", familyName: "بن عبد الله" },
  { account: "mary.okafor@alderfinch.example", givenName: "W".repeat(100), familyName: "m".repeat(99) },
];
