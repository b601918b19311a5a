"""The tables of the catalog, and the columns that its questions name."""

from reader.library.identity_table import IDENTITY_SCHEMA
from reader.library.line_table import LINE_SCHEMA
from reader.library.record_text import IN_COLUMNS

VERSION = 15
# Never indexed, or with notes.
UNSETTLED = "(indexed IS NULL OR indexed <> '')"
HAS_PROBLEM = "(problem IS NOT NULL OR told IS NOT NULL OR fault IS NOT NULL OR misread IS NOT NULL)"
TABLES = f"""
CREATE TABLE IF NOT EXISTS articles (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, wanted_id TEXT NOT NULL, path TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL, mtime INTEGER NOT NULL, digest BLOB NOT NULL,
  title TEXT NOT NULL, site TEXT, author TEXT, published TEXT, saved TEXT, words INTEGER NOT NULL,
  sha256 TEXT, url TEXT, record TEXT NOT NULL, problem TEXT, checksum INTEGER NOT NULL, fault TEXT,
  told TEXT, is_copy INTEGER NOT NULL DEFAULT 0,
  address_key INTEGER, headline_key INTEGER, indexed TEXT, said TEXT, corrected TEXT, misread TEXT);
{IDENTITY_SCHEMA}
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cleaned (row INTEGER PRIMARY KEY, body TEXT NOT NULL, asides TEXT NOT NULL);
{LINE_SCHEMA}
CREATE INDEX IF NOT EXISTS by_date ON articles (published IS NULL, published DESC, row);
CREATE INDEX IF NOT EXISTS by_oldest ON articles (published IS NULL, published, row);
CREATE INDEX IF NOT EXISTS by_title ON articles (title COLLATE NOCASE, row);
CREATE INDEX IF NOT EXISTS by_site ON articles (site IS NULL, site COLLATE NOCASE, published DESC, row);
CREATE INDEX IF NOT EXISTS by_length ON articles (words DESC, row);
CREATE INDEX IF NOT EXISTS by_problem ON articles (row) WHERE {HAS_PROBLEM};
CREATE INDEX IF NOT EXISTS by_original ON articles (substr(sha256, 1, 16)) WHERE sha256 IS NOT NULL;
CREATE INDEX IF NOT EXISTS by_address ON articles (address_key) WHERE address_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS by_headline ON articles (headline_key) WHERE headline_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS by_corrected ON articles (id, corrected) WHERE corrected IS NOT NULL;
CREATE INDEX IF NOT EXISTS by_pending ON articles (row) WHERE {UNSETTLED};
"""
STORED = (
    "id", "wanted_id", "path", "size", "mtime", "digest", "title", *IN_COLUMNS, "words",
    "record", "problem", "checksum", "address_key", "headline_key",
)  # fmt: skip
# What changes without the file being read again is not in the checksum, nor what only finds an article.
_UNCHECKED = {"id", "size", "mtime", "checksum", "address_key", "headline_key"}
CHECKED = tuple(name for name in STORED if name not in _UNCHECKED)
PUT = (
    f"INSERT INTO articles ({', '.join(STORED)}) VALUES ({', '.join('?' * len(STORED))})"
    " ON CONFLICT (path) DO UPDATE SET "
    + ", ".join(f"{name}=excluded.{name}" for name in STORED if name != "path")
    + ", indexed=NULL, fault=NULL, told=NULL, is_copy=0, said=NULL, corrected=NULL, misread=NULL RETURNING row"
)
PROBLEM = "nullif(trim({}), '')".format(
    " || ' ' || ".join(f"coalesce(a.{name}, '')" for name in ("problem", "told", "fault", "misread"))
)
COLUMNS = f"a.id, a.wanted_id, a.path, a.size, a.mtime, a.words, {PROBLEM}, a.record, a.said, a.title, " + ", ".join(
    f"a.{name}" for name in IN_COLUMNS
)
