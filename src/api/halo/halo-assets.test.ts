import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { startHaloCustomer } from "./testing/start-halo-customer.ts";

const { desk, client, customer, save } = await startHaloCustomer();
after(() => desk.close());

describe("fields of asset types by numbers", () => {
  test("a type is made with fields, and a field keeps its number when the type is saved anew, or the field comes back", async () => {
    const group = await save("AssetGroup", { name: "Machines" });
    const type = await save("AssetType", {
      name: "Printer",
      assetgroup_id: group.id,
      tagprefix: "PR-",
      fields: [{ field_name: "Pages" }, { field_name: "Colour?" }],
    });
    const named = (one: typeof type) =>
      one.fields.map((field: { field_id: number; field_name: string }) => [field.field_name, field.field_id]);
    assert.deepEqual(
      named(type).map(([name]: [string]) => name),
      ["Serial number", "Name", "Pages", "Colour?"],
    );
    const [, , pages, colour] = type.fields;
    const fewer = await save("AssetType", { id: type.id, fields: [{ field_id: pages.field_id }] });
    assert.deepEqual(named(fewer).slice(2), [["Pages", pages.field_id]]);
    const both = await save("AssetType", { id: type.id, fields: [{ field_name: "Colour?" }, { field_id: pages.field_id }] });
    assert.deepEqual(named(both).slice(2), [
      ["Colour?", colour.field_id],
      ["Pages", pages.field_id],
    ]);
    assert.deepEqual(both.keyfield_id, type.keyfield_id);
  });

  test("no two fields of any types have one number, and a field of one type is copied to another with a number of its own", async () => {
    const field = await save("Field", { name: "Memory", parenttype_id: 1, type: 0, inputtype: 4, mandatory: false });
    const phone = await save("AssetType", { id: 3, fields: [{ field_id: field.id }] });
    const copy = phone.field_list.find((one: { name: string }) => one.name === "Memory");
    assert.notEqual(copy.id, field.id);
    assert.deepEqual([copy.type, copy.inputtype], [0, 4]);
    const all = (await client.ask("GET", "/Field?kind=T")).body.map((one: { id: number }) => one.id);
    assert.equal(new Set(all).size, all.length);
    assert.ok((await client.ask("GET", "/Field?type_id=3")).body.every((one: { parenttype_id: number }) => one.parenttype_id === 3));
  });

  test("values come as text and are kept as what their field is; what does not fit is refused with its place", async () => {
    const fields = [
      { name: "RAM", type: 0, inputtype: 4 },
      { name: "Bought", type: 4 },
      { name: "Leased", type: 6 },
      { name: "Ports", type: 3, values: [{ name: "HDMI" }, { name: "USB-C" }] },
    ];
    for (const field of fields) await save("Field", { ...field, parenttype_id: 2 });
    const given = [
      { name: "RAM", value: "16" },
      { name: "Bought", value: "2026-11-21T00:00:00Z" },
      { name: "leased", value: "true" },
      { name: "Ports", value: "HDMI, USB-C" },
    ];
    const asset = await save("Asset", { assettype_id: 2, client_id: customer.id, fields: given });
    const values = Object.fromEntries(asset.fields.map((one: { name: string; value: unknown }) => [one.name, one.value]));
    assert.deepEqual(values, { "Serial number": "", Name: "", RAM: 16, Bought: "2026-11-21", Leased: true, Ports: ["HDMI", "USB-C"] });
    assert.equal(asset.site_id, customer.main_site_id, "an asset that names a client alone is at its main site");
    const refused = await client.ask("POST", "/Asset", [{ id: asset.id, fields: [{ name: "RAM", value: "much" }] }]);
    assert.equal(refused.status, 400);
    assert.match(refused.text, /is a number/);
    assert.match((await client.ask("POST", "/Asset", [{ id: asset.id, fields: [{ id: 99999, value: "x" }] }])).text, /has no field 99999/);
    assert.equal((await client.ask("GET", `/Asset/${asset.id}`)).body.fields[2].value, 16, "nothing was changed");
  });

  test("a field is renamed and deleted, but for those that every asset has", async () => {
    const field = await save("Field", { name: "Shelf", parenttype_id: 5 });
    assert.equal((await save("Field", { id: field.id, name: "Rack" })).name, "Rack");
    assert.equal((await client.ask("DELETE", `/Field/${field.id}?kind=T`)).body.id, field.id);
    assert.equal((await client.ask("GET", `/Field/${field.id}`)).status, 404);
    const [serial] = (await client.ask("GET", "/Field?type_id=5")).body;
    assert.equal((await client.ask("DELETE", `/Field/${serial.id}?kind=T`)).status, 400);
  });
});

describe("assets", () => {
  test("are told the next free tag of their type", async () => {
    await client.ask("POST", "/AssetType", [{ id: 4, tagprefix: "TAB" }]);
    assert.equal((await client.ask("GET", "/Asset/NextTag?assettype_id=4")).body.inventory_number, "TAB1");
    for (const tag of ["TAB9", "tab12", "TABLE99", "TAB12a"])
      await save("Asset", { assettype_id: 4, client_id: customer.id, inventory_number: tag });
    assert.equal((await client.ask("GET", "/Asset/NextTag?assettype_id=4")).body.inventory_number, "TAB13");
  });

  test("are listed by group, type and status, in an order, and past the end there are none", async () => {
    const count = async (query: string) => (await client.ask("GET", `/Asset?${query}`)).body.record_count;
    assert.deepEqual(
      [
        await count("assettype_id=4"),
        await count("assetgroup_id=2"),
        await count("assetgroup_id=2&assettypes=1"),
        await count("assetgroup_id=3"),
      ],
      [4, 4, 0, 0],
    );
    const sorted = (await client.ask("GET", "/Asset?assettype_id=4&order=inventory_number&orderdesc=true")).body.assets;
    assert.deepEqual(
      sorted.map((one: { inventory_number: string }) => one.inventory_number),
      ["TABLE99", "TAB9", "TAB12a", "tab12"],
    );
    const past = (await client.ask("GET", "/Asset?pageinate=true&page_size=10&page_no=99")).body;
    assert.deepEqual([past.assets, past.record_count, past.page_no], [[], 5, 99]);
  });

  test("are deleted, and what refers to nothing is refused", async () => {
    const { id } = await save("Asset", { assettype_id: 1, client_id: customer.id });
    assert.equal((await client.ask("DELETE", `/Asset/${id}`)).body.id, id);
    assert.equal((await client.ask("DELETE", `/Asset/${id}`)).status, 404);
    for (const [item, says] of [
      [{ client_id: customer.id }, /assettype_id/],
      [{ assettype_id: 4711, client_id: customer.id }, /no asset type 4711/],
      [{ assettype_id: 1 }, /site_id/],
      [{ assettype_id: 1, site_id: 4711 }, /no site 4711/],
      [{ assettype_id: 1, client_id: 4711 }, /no customer 4711/],
      [{ id: 4711, inactive: true }, /no asset 4711/],
    ] as const)
      assert.match((await client.ask("POST", "/Asset", [item])).text, says);
  });
});
