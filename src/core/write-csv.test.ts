import assert from "node:assert/strict";
import { test } from "node:test";
import { writeCsvLine } from "./write-csv.ts";

test("a line of a file keeps every text, quoted where it must be", () => {
  assert.equal(writeCsvLine(["Zoë Ćosić", 'says "hi"', "a, b", "", "two\nlines"]), 'Zoë Ćosić,"says ""hi""","a, b",,"two\nlines"\r\n');
});

test("no text from outside is a formula in a spreadsheet", () => {
  for (const evil of ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", " =1", "\r=1"])
    assert.match(writeCsvLine([evil]), /^"?'/, JSON.stringify(evil));
});

test("phone numbers and plain numbers stay as they are", () => {
  assert.equal(writeCsvLine(["+44 113 496 0001", "(020) 7946-0018", "-5"]), "+44 113 496 0001,(020) 7946-0018,-5\r\n");
});
