"""The archive of a person's posts that Mastodon gives, in the form of its `outbox.json`."""

import json

from tests.ingest.formats.exports import facts, read
from tests.ingest.formats.test_single_file import PICTURE

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
HOME = "https://boats.example/users/nora"
LONG = "<p>The lock at Sorrel was closed for two winters, and the boats of Sorrel stayed below it until May.</p>"


def post(content: str, heard: str = PUBLIC, **said: object) -> dict[str, object]:
    told = {
        "id": f"{HOME}/statuses/1",
        "type": "Note",
        "summary": None,
        "inReplyTo": None,
        "published": "2016-12-15T20:02:18Z",
        "url": "https://boats.example/@nora/1",
        "attributedTo": HOME,
        "to": [heard],
        "cc": [],
        "content": content,
        "attachment": [],
        "tag": [],
    }
    return {"id": f"{HOME}/statuses/1/activity", "type": "Create", "actor": HOME, "object": told | said}


def collection(*items: object) -> str:
    head = {"@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection"}
    return json.dumps({**head, "totalItems": len(items), "orderedItems": items})


def test_long_posts_are_articles_with_address_moment_tags_and_pictures() -> None:
    picture = {"type": "Document", "mediaType": "image/png", "url": "/media/gate.png", "name": "The gate"}
    written = post(LONG, attachment=[picture], tag=[{"type": "Hashtag", "name": "#locks"}, {"type": "Mention"}])
    beside = {"actor.json": json.dumps({"name": "Nora Lind"}).encode(), "media/gate.png": PICTURE}

    name, (part,) = read(collection(written), beside)

    told = facts(part)
    assert name == "Mastodon's archive"
    assert (told["author"], told["site"], told["tags"]) == ("Nora Lind", "boats.example", ("locks",))
    assert (told["published"], told["url"]) == ("2016-12-15T20:02:18Z", "https://boats.example/@nora/1")
    assert told["title"].startswith("The lock at Sorrel was closed for two winters")
    assert LONG + '<img src="/media/gate.png" alt="The gate">' in told["data"]


def test_what_others_wrote_short_posts_and_messages_are_counted() -> None:
    boost = {"type": "Announce", "actor": HOME, "object": "https://port.example/users/ida/statuses/9"}
    items = (boost, post("<p>Ice.</p>"), post(LONG, "https://port.example/users/ida"), post(LONG, f"{HOME}/followers"))

    _, (kept, left) = read(collection(*items))

    assert facts(kept)["author"] == "nora"
    assert facts(left) == {
        "skipped": "Left out: 1 × what others wrote, 1 × post of fewer than 12 words, 1 × message to somebody."
    }


def test_bookmarks_are_links() -> None:
    _, (link,) = read(collection("https://port.example/users/ida/statuses/9"))

    assert facts(link) == {"url": "https://port.example/users/ida/statuses/9"}
