#!/usr/bin/env bash
# Guess:    The text of a feed's entry has its words in the order in which they were written, and its link leads to the entry.
# Behavior: Where Atom's text is of the type "xhtml", rss-parser gives what stands between the marks first and what stands in
#           them after it: "Not <del>900</del> but <b>400</b> boats" becomes "Not  but  boats", then 900400. A title of that
#           type is no text but an object, in which "not" stands apart from "Fee raised". feed-extractor gives such an entry
#           no title and no description, takes the address of an enclosure for the entry's where it stands first, and of "5 <
#           7 and 9 > 8" in a description leaves "5  8".
# Version:  rss-parser 3.13.0 (`normalize` and all others as they are), @extractus/feed-extractor 8.0.3, on Node.js 20. RFC
#           4287 has "xhtml" as one of three types for titles and texts, and an enclosure as a link beside that of the entry.
# Why:      What a feed brought is often the only copy. The sentence has all its words and says something else; which figure
#           was taken back cannot be told, and the address that is kept leads to a recording.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund rss-parser@3.13.0 @extractus/feed-extractor@8.0.3

cat >feed.mjs <<'SCRIPT'
import assert from "node:assert";
import { extractFromXml } from "@extractus/feed-extractor";
import Parser from "rss-parser";

const html = 'xmlns="http://www.w3.org/1999/xhtml"';
const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbor Post</title><id>urn:post</id>
  <updated>2016-12-15T21:02:18Z</updated>
  <entry><id>urn:1</id><updated>2016-12-15T21:02:18Z</updated>
    <link rel="enclosure" href="https://example.org/1.mp3" type="audio/mpeg"/>
    <link rel="alternate" href="https://example.org/1"/>
    <title type="xhtml"><div ${html}>Fee <em>not</em> raised</div></title>
    <content type="xhtml"><div ${html}><p>Not <del>900</del> but <b>400</b> boats <i>came</i> in.</p></div></content>
  </entry></feed>`;

const entry = (await new Parser().parseString(feed)).items[0];
console.log("rss-parser:    ", JSON.stringify([entry.title, entry.contentSnippet, entry.link]));
assert.equal(entry.contentSnippet, "Not  but  boats  in.900400came", "the words are in another order now");
assert.equal(entry.title.div[0]._.replace(/\s+/g, " "), "Fee raised", "the title is read in another way now");
assert.equal(entry.link, "https://example.org/1");

const [bare] = extractFromXml(feed).entries;
console.log("feed-extractor:", JSON.stringify([bare.title, bare.description, bare.link]));
assert.deepEqual([bare.title, bare.description], ["", ""], "title and text are read now");
assert.equal(bare.link, "https://example.org/1.mp3", "another link is taken now");
const rss = `<rss version="2.0"><channel><title>The Harbor Post</title><item><title>Figures</title>
  <link>https://example.org/2</link><description>Fewer: 5 &amp;lt; 7 and 9 &amp;gt; 8.</description></item></channel></rss>`;
const [figures] = extractFromXml(rss).entries;
console.log("               ", JSON.stringify(figures.description));
assert.equal(figures.description, "Fewer: 5  8.", "the description is read in another way now");
console.log("\nseen as described, with rss-parser 3.13.0 and feed-extractor 8.0.3");
SCRIPT
node feed.mjs
