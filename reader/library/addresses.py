"""Addresses of web pages: cleaned, and reduced to a key that all forms of one page's address share."""

import re
from unicodedata import normalize
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

_TRACKERS = re.compile(
    r"(?:utm_\w{1,30}|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_ga|ref_src|cmpid|ns_\w{1,30}"
    r"|at_\w{1,30}|_hsenc|_hsmi|vero_id|spm|wt_mc|icid|smid|ocid)\Z",
    re.IGNORECASE,
)
# Parameters that say where a visitor came from, in words; a number may be part of the page's address.
_REFERRERS = re.compile(r"(?:ref|referrer|source)=[^\d&]*\Z", re.IGNORECASE)
# Marks of a mobile page.
_FORMS = re.compile(r"(?:amp=(?:1|true)?|m=1|output(?:type)?=amp)\Z", re.IGNORECASE)
# `https://web.archive.org/web/20161215000000/http://port.example/a`, `https://archive.ph/20161215000000/http…`.
_ARCHIVED = re.compile(
    r"https?:/{1,2}(?:web\.archive\.org(?::\d{1,5})?/web/\d{1,14}(?:[a-z]{2}_)?"
    r"|archive\.(?:today|ph|is|li|vn|fo|md)/(?:\d{14}|\d{4}\.\d\d\.\d\d-\d{6}))"
    r"/(?:(https?):/{1,2}|(?=[\w-]{1,63}\.[\w.-]{2,}/))(.{1,4000})",
    re.IGNORECASE,
)
# `https://www.google.com/amp/s/port.example/a`, `https://port-example.cdn.ampproject.org/c/s/port.example/a`.
_CACHED = re.compile(
    r"https?://(?:www\.google\.[a-z.]{2,6}/amp|[\w-]{1,63}\.cdn\.ampproject\.org/[a-z])/(?:s/)?(\S+\.\S+)\Z",
    re.IGNORECASE,
)
# Not the port behind a host.
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)")
_HOSTS = re.compile(r"(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)|(?<=[a-z]\.)m\.(?=[^.]+\.[^.]+\Z)")
_PORT_OF = {"http": ":80", "https": ":443"}
_PORTS = re.compile(r":(?:80|443)?\Z")
_PATH = re.compile(r"/amp(?=/|\Z)|\.amp(?=\.html?\Z|\Z)|/(?:index|default)\.(?:html?|php|aspx?)\Z")


def plain_address(address: str) -> str | None:
    """Return a web address without the archive around it and without trackers."""
    archived = _ARCHIVED.match(address)
    if archived:
        address = f"{archived.group(1) or 'http'}://{archived.group(2)}"
    parts = _parts(address.strip())
    if parts is None or parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in query if not _TRACKERS.match(key)]
    # Rewritten only if something was removed, so that all others stay unchanged.
    text = urlencode(kept) if len(kept) < len(query) else parts.query
    # Only on a page shown by a script is the fragment more than a place.
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    host = parts.netloc.removesuffix(_PORT_OF[parts.scheme])
    return urlunsplit((parts.scheme, host, parts.path, text, fragment))


def page_key(address: str) -> str:
    """Return the key that all forms of one page's address share; empty if it is no address.

    They differ in scheme, `www`, capitals, a form for telephones, an archive that keeps the page, trackers, the order
    of what is asked for, a fragment, a last slash, and in how letters beyond ASCII are written.
    """
    address = address.strip()
    cached = _CACHED.match(address)
    address = f"https://{cached.group(1)}" if cached else address if _SCHEME.match(address) else f"https://{address}"
    parts = _parts(plain_address(address) or "")
    if parts is None or not parts.netloc:
        return ""
    host = _PORTS.sub("", parts.netloc.rpartition("@")[2].lower())
    path = _PATH.sub("", unquote(parts.path).rstrip("/"))
    asked = sorted(unquote(each.replace("+", " ")) for each in parts.query.split("&") if each)
    query = "&".join(each for each in asked if not _REFERRERS.match(each) and not _FORMS.match(each))
    rest = f"{'?' * bool(query)}{query}{'#' * bool(parts.fragment)}{parts.fragment}"
    return normalize("NFC", f"{_HOSTS.sub('', host, count=1)}{path}{rest}").casefold()


def site_key(address: str) -> str:
    """Return the host in `page_key`."""
    return re.split("[/?#]", page_key(address), maxsplit=1)[0]


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None
