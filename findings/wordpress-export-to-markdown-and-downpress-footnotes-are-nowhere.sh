#!/usr/bin/env bash
# Guess:    A converter of the file that WordPress exports keeps all of a post that its readers saw.
# Behavior: WordPress 6.3 and newer keep footnotes beside the post, as JSON in its `footnotes` field. Both converters leave out
#           what they say, and keep the mark: "412[1](#one) boats", a link to nothing. What a post takes from a block that
#           several posts share, such as a correction, is left out too, though it is in the file. Neither writes who the author
#           is, whose name the file gives.
# Version:  wordpress-export-to-markdown 2.2.2 on Node.js 20, downpress 0.1.0. The documentation of both says that they make
#           Markdown of posts and pages; of footnotes, shared blocks and authors it says nothing.
# Why:      Who leaves WordPress keeps this Markdown and nothing else. Sources are in footnotes, corrections in shared blocks,
#           and a blog of several authors has none.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check downpress==0.1.0 lxml==6.1.3 markdownify==1.2.3
cd "$place"
npm install --silent --no-audit --no-fund wordpress-export-to-markdown@2.2.2

cat >blog.xml <<'XML'
<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbor</title><link>https://example.org</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://example.org</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[ada]]></wp:author_login>
<wp:author_display_name><![CDATA[Ada Moor]]></wp:author_display_name></wp:author>
<item><title><![CDATA[The fee]]></title><link>https://example.org/fee/</link>
<pubDate>Thu, 15 Dec 2016 21:02:07 +0000</pubDate><dc:creator><![CDATA[ada]]></dc:creator>
<content:encoded><![CDATA[<!-- wp:paragraph -->
<p>There were 412<sup data-fn="one" class="fn"><a href="#one" id="one-link">1</a></sup> boats.</p>
<!-- /wp:paragraph -->

<!-- wp:block {"ref":9} /-->

<!-- wp:footnotes /-->]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>7</wp:post_id><wp:post_date><![CDATA[2016-12-15 22:02:07]]></wp:post_date>
<wp:post_date_gmt><![CDATA[2016-12-15 21:02:07]]></wp:post_date_gmt><wp:post_name><![CDATA[fee]]></wp:post_name>
<wp:status><![CDATA[publish]]></wp:status><wp:post_type><![CDATA[post]]></wp:post_type>
<wp:postmeta><wp:meta_key><![CDATA[footnotes]]></wp:meta_key>
<wp:meta_value><![CDATA[[{"content":"The harbor master counted 900.","id":"one"}]]]></wp:meta_value></wp:postmeta></item>
<item><title><![CDATA[Notice]]></title><link>https://example.org/?p=9</link>
<pubDate>Thu, 15 Dec 2016 21:02:07 +0000</pubDate><dc:creator><![CDATA[ada]]></dc:creator>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>Correction: the fee does not rise.</p><!-- /wp:paragraph -->]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>9</wp:post_id>
<wp:post_date><![CDATA[2016-12-15 22:02:07]]></wp:post_date>
<wp:post_date_gmt><![CDATA[2016-12-15 21:02:07]]></wp:post_date_gmt><wp:post_name><![CDATA[notice]]></wp:post_name>
<wp:status><![CDATA[publish]]></wp:status><wp:post_type><![CDATA[wp_block]]></wp:post_type></item>
</channel></rss>
XML
npx --no-install wordpress-export-to-markdown --wizard=false --input=blog.xml --output=first >/dev/null
venv/bin/downpress blog.xml >/dev/null
for folder in first content; do
  find "$folder" -type f -exec cat {} + >"$folder.txt"
  cat "$folder.txt"
  grep -qF '412[1](#one) boats.' "$folder.txt" || { echo "the mark is written in another way now: $folder"; exit 1; }
  for gone in "counted 900" "does not rise" "Ada Moor"; do
    ! grep -qF "$gone" "$folder.txt" || { echo "it is kept now: $gone, $folder"; exit 1; }
  done
done
echo "seen as described"
