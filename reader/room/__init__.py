"""The reading room: the one object that the app, the command line and scripts talk to.

from reader.room import ReadingRoom

with ReadingRoom.open("my-library") as room:
room.index()
for found in room.search("aleppo corridor").found:
print(found.entry.title, found.snippet)
"""

from reader.room.caches import Busy
from reader.room.reading_room import ReadingRoom, default_library
from reader.room.refresh import Progress, Refreshed
from reader.room.search import Found, SearchAnswer
from reader.room.shelf import NoSuchArticle

__all__ = ["Busy", "Found", "NoSuchArticle", "Progress", "ReadingRoom", "Refreshed", "SearchAnswer", "default_library"]
