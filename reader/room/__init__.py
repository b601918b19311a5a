"""The reading room: the one object that the app, the command line and scripts talk to.

from reader.room import ReadingRoom

with ReadingRoom.open("my-library") as room:
    room.index()
    for hit in room.search("aleppo corridor").hits:
        print(hit.entry.title, hit.snippet)
"""

from reader.room.caches import Busy
from reader.room.reading_room import ReadingRoom, default_library
from reader.room.refresh import Progress, Refreshed
from reader.room.search import SearchAnswer, SearchHit
from reader.room.shelf import NoSuchArticle

__all__ = [
    "Busy",
    "NoSuchArticle",
    "Progress",
    "ReadingRoom",
    "Refreshed",
    "SearchAnswer",
    "SearchHit",
    "default_library",
]
