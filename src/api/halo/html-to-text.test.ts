import assert from "node:assert/strict";
import { test } from "node:test";
import { htmlToText, textToHtml } from "./html-to-text.ts";

test("notes in HTML are kept as text: lines, points, cells and links stay readable", () => {
  for (const [html, text] of [
    ["<p>Printer &amp; scanner</p><p>are <b>down</b></p>", "Printer & scanner\n\nare down"],
    ["one<br/>two<BR>three", "one\ntwo\nthree"],
    ["<ul><li>first</li><li>second</li></ul>", "- first\n\n- second"],
    ["<table><tr><th>User</th><th>Seats</th></tr><tr><td>Ana</td><td>3</td></tr></table>", "User | Seats\n\nAna | 3"],
    ['See <a href="https://example.test/a?x=1&amp;y=2">the alert</a>.', "See the alert (https://example.test/a?x=1&y=2)."],
    ['<a href="https://example.test">https://example.test</a>', "https://example.test"],
    ["a < b and c > d, 1<2", "a < b and c > d, 1<2"],
    ["&#72;&#x69; &unknown; &#0;", "Hi &unknown;"],
  ] as const)
    assert.equal(htmlToText(html), text, html);
});

test("nothing of a script, a style or a comment is kept, and no link but to the web or by mail", () => {
  const html =
    '<style>p{}</style><script>alert("1 < 2")</script><!-- x > y --><a href="javascript:alert(1)">Click</a> me<script>never closed';
  assert.equal(htmlToText(html), "Click me");
});

test("text is shown as it is, whatever it looks like", () => {
  assert.equal(textToHtml('<img src="x">\n& so on'), "&lt;img src=&quot;x&quot;&gt;<br>&amp; so on");
});
