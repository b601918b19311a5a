"""Names on a page: which are outlets and which are people, and which outlet published the page."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from reader.ingest import record_words as said
from reader.ingest.datelines import is_name, read_byline
from reader.ingest.lines import key_of
from reader.ingest.page import Page
from reader.ingest.vocabulary import listed
from reader.library.safe_text import line as one_line
from reader.text.scripts import MARKS

# Where news is dated from: "Damascus, December 15, 2016" names no outlet.
_PLACES = frozenset(
    listed("""
    abu dhabi|accra|addis ababa|aleppo|algiers|amman|amsterdam|ankara|athens|baghdad|baku|bangkok|barcelona|beijing
    beirut|belgrade|berlin|bern|bogota|bonn|boston|bratislava|brussels|bucharest|budapest|buenos aires|cairo|cape town
    caracas|casablanca|chicago|copenhagen|damascus|deir ezzor|delhi|dhaka|doha|donetsk|dubai|dublin|erbil|frankfurt
    gaza
    geneva|hama|hamburg|hanoi|havana|helsinki|homs|hong kong|idlib|islamabad|istanbul|jakarta|jerusalem|johannesburg
    kabul|kampala|karachi|khartoum|kiev|kyiv|kuala lumpur|kuwait city|lagos|latakia|lima|lisbon|london|los angeles
    madrid|manila|mexico city|miami|milan|minsk|mosul|moscow|mumbai|munich|nairobi|new delhi|new york|nicosia|oslo
    ottawa|palmyra|paris|prague|pyongyang|rabat|ramallah|raqqa|reykjavik|riga|rio de janeiro|riyadh|rome|sanaa
    santiago
    sao paulo|sarajevo|seoul|shanghai|singapore|skopje|sofia|stockholm|sydney|taipei|tallinn|tartus|tashkent|tbilisi
    tehran|tel aviv|the hague|tokyo|toronto|tripoli|tunis|ulaanbaatar|united nations|vienna|vilnius|warsaw|washington
    washington dc|washington d c|yerevan|zagreb|zurich|damas|alep|beyrouth|moscou|londres|genève|le caire|bruxelles
    moskau|genf|wien|kairo|bagdad|brüssel|damaskus|moscú|ginebra|damasco|москва|дамаск|алеппо|бейрут|женева|анкара
    ciudad de méxico|são paulo|buenos aires|brasília|bogotá|santiago de chile|lisboa|atenas|roma|milano|napoli|torino
    praha|brno|bratislava|warszawa|kraków|київ|львів|харків|одеса|αθήνα|θεσσαλονίκη|ירושלים|תל אביב|חיפה|تهران|الرياض
    دبي|عمان|عدن|الرباط|تونس|الجزائر|i̇stanbul|istanbul|izmir|ha noi|hà nội|đà nẵng|ঢাকা|কলকাতা|नई दिल्ली
    मुंबई|दिल्ली|กรุงเทพฯ|서울|부산|東京|大阪|北京|上海|台北|香港|臺北
    стамбул|şam|halep|beyrut|moskova|دمشق|حلب|بيروت|موسكو|القاهرة|بغداد
    """)
)
_OF_SITE = re.compile(
    r"(?:please )?(?:support|donate to|help|follow|subscribe to|join|about|contact|welcome to|visit|like|comment on"
    r"|become a (?:member|supporter|patron|friend) of|soutenez|unterstützen sie|apoya a|поддержите|destekleyin)"
    r"\s+(.{2,60}?)(?: (?:articles|on|today|now|here|via|at)\b.{0,60})?[.!:]?\Z",
    re.IGNORECASE,
)
# `© 2016 The Port Paper. All rights reserved`.
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s?(?:©|\(c\))?\s?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?,?\s?(?:by )?"
    r"([^.|•·,;\d©]{2,60}?)\s?(?:\Z|[.|•·,;\d©]|all rights|\bllc\b|\binc\b|\bltd\b)",
    re.IGNORECASE,
)
_SHORT = 6
_LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
# `J.`, `O'Neil`, `Jean-Pierre`.
_PERSONS_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{1,3}}\Z|[^\W\d_]['’]?{_LETTER}{{1,20}}(?:[-'’]{_LETTER}{{1,20}}){{0,2}}\.?\Z|[^\W\d_]\Z"
)
_IDEOGRAPHS = re.compile("[\u3040-\u9fff]")
_SEPARATORS = re.compile(r"(?<=[\u2e80-\u9fff\uac00-\ud7af])_|\s*[|»«]\s*|\s+[–—·•-]\s+|\s+::\s+")


def is_outlet(name: str, outlets: Sequence[str] = ()) -> bool:
    """Whether *name* is an outlet's rather than a person's."""
    words = name.split()
    if key_of(name) in {key_of(outlet) for outlet in outlets} or is_outlet_word(name):
        return True
    if len(words) == 1:
        return not is_of_one_piece(name)
    return name.isupper() and len(name) <= 6


def is_outlet_word(name: str) -> bool:
    """Whether a word of *name* is one that outlets are called by."""
    return not said.OUTLET_WORDS.isdisjoint(key_of(name).split())


def has_capitals(name: str) -> bool:
    """Whether *name* is in a script that has capitals, so that one tells something."""
    return any(letter.isupper() or letter.islower() for letter in name)


def is_person(name: str) -> bool:
    """Whether *name* has the shape of a person's: two to four capitalized words, or one of East Asia."""
    words = name.split()
    if _IDEOGRAPHS.search(name):
        # East Asia writes two at most, and short ones.
        return is_of_one_piece(name) or (len(words) == 2 and max(map(len, words)) <= 4 and is_name(name))
    return (
        2 <= len(words) <= 4
        and is_name(name)
        and not is_outlet(name)
        and all(_PERSONS_WORD.match(word) for word in words)
    ) or is_of_one_piece(name)


def is_of_one_piece(name: str) -> bool:
    """Whether *name* is a person's as East Asia writes it, without a space."""
    return not name.isascii() and _east_asian_person().match(name) is not None


@cache
def _east_asian_person() -> re.Pattern[str]:
    """Return what matches names of one piece. It is made when first asked for: that takes as long as many others."""
    # A family name, of those that most people have, and one or two signs, in Japanese up to three; none of a place or a
    # desk, whose last sign tells it.
    return re.compile(
        r"(?!.*[省市县縣区區州网網报報社部局院界県町署부팀]\Z)(?:"
        r"[王李张刘陈杨赵吴徐孙張劉陳楊趙吳孫][\u4e00-\u9fff]{1,2}|(?:欧阳|司马|上官|诸葛|歐陽|司馬"
        r"|諸葛)[\u4e00-\u9fff]{1,2}"
        r"|[周郑冯蒋沈韩朱秦许何吕孔曹严华魏陶姜谢邹章苏潘葛范彭鲁马袁柳史唐薛雷贺汤罗毕郝康伍余顾孟黄萧尹姚邵汪毛宋庞熊纪项董梁杜阮贾江郭梅林钟"
        r"邱骆高夏蔡田樊胡凌霍卢莫房缪邓洪左龚程邢裴陆曾鄭馮蔣韓許呂嚴華謝鄒蘇魯馬賀湯羅畢顧黃蕭龐紀項賈鍾駱盧鄧龔陸][\u4e00-\u9fff]{2}"
        r"|[김이박최정강조윤장임한오서신권황안송류홍고문양손배백허남심노하곽성차주우전민유나진지엄원천][가-힣]{2}"
        r"|(?:佐藤|鈴木|高橋|田中|伊藤|渡辺|渡邊|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|斎藤"
        r"|斉藤|清水|山崎|池田|橋本|阿部|石川"
        r"|山下|中島|石井|小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|岡本|金子"
        r"|中野|藤原|三浦|原田|中川|松田"
        r"|竹内|小野|田村|中山|和田|石田|森田|上田|内田|柴田|酒井|宮崎|横山|高木|安藤|宮本|大野|小島|谷口|工藤"
        r"|今井|高田|増田|丸山|杉山|村田"
        r"|大塚|新井|小山|平野|藤本|河野|上野|野口|武田|松井|千葉|岩崎|菅原|木下|久保|佐野|野村|松尾|菊地|市川)"
        r"[\u3040-\u30ff\u4e00-\u9fff々]{1,3})\Z"
    )


def is_place(name: str) -> bool:
    """Whether *name* is one of the cities that news is dated from, with or without its country."""
    words = key_of(name)
    return words in _PLACES or any(key_of(part) in _PLACES for part in name.split(",")[:1])


def is_borne_out(name: str, page: Page, at: int = -1) -> bool:
    """Whether something besides the line *at* has *name* too: another line of its own, or an address."""
    key = key_of(name)
    itself = at >= 0 and page.lines[at].key == key
    if len(key.split()) <= _SHORT and page.copies[key] > itself:
        return True
    squeezed = re.sub(r"\W", "", name.casefold())
    return len(squeezed) >= 4 and squeezed in page.hosts


def site_of(page: Page, hung: str | None, author: str | None) -> str | None:
    """Return the site that the page says it is of, from what hung on its headline, its appeals or its rights."""
    names = [*_hung(hung, page), *_of_appeals(page)]
    for name in names:
        if not author or key_of(name) != key_of(author):
            return one_line(name)
    return _of_house(page) or _of_copyright(page)


def _hung(hung: str | None, page: Page) -> Iterable[str]:
    """Yield the name in what hung on the headline: the outermost of its pieces ("World | The Outlet")."""
    if hung:
        pieces = [piece for piece in _SEPARATORS.split(hung) if piece.strip()]
        outermost = pieces[:1] if page.lines[0].text.startswith(hung) else pieces[-1:]
        yield from (piece.strip() for piece in outermost if any(map(str.isalpha, piece)))


def _of_appeals(page: Page) -> Iterable[str]:
    """Yield the names that short lines ask to support or follow, where something else on the page has the name."""
    for at, line in enumerate(page.lines):
        asks = _OF_SITE.match(line.text) if line.word_count <= 10 else None
        name = asks.group(1).strip() if asks else ""
        if is_name(name) and len(name.split()) <= 5 and is_borne_out(name, page, at) and not _is_writers(name, page):
            yield name


def _is_writers(name: str, page: Page) -> bool:
    """Whether a line of the page says that somebody of that name wrote: "Follow Anna Berg on Twitter"."""
    key = key_of(name)
    return any(key_of(read_byline(line) or "") == key for line in page.lines if key in line.key)


def _of_house(page: Page) -> str | None:
    """Return the outlet that the library knows and a line of the page consists of."""
    outlets = {key_of(outlet): outlet for outlet in page.house.outlets}
    return next((outlets[line.key] for line in page.lines if line.key in outlets), None)


def _is_holder(name: str, page: Page) -> bool:
    """Whether *name* can be the holder's of a copyright; a word of menus is none: "Copyright Policy"."""
    is_word = not page.vocabulary.is_free_of_furniture([key_of(name)])
    return bool(name) and "/" not in name and is_name(name) and not is_word


def _of_copyright(page: Page) -> str | None:
    """Return who has the copyright, if the name is an outlet's or something else on the page has it too."""
    for at, line in enumerate(page.lines):
        claim = _COPYRIGHT.search(line.text) if line.word_count <= 30 and "caption" not in page.evidence[at] else None
        name = claim.group(1).strip(" -–—") if claim else ""
        if not _is_holder(name, page):
            continue
        if name.startswith("The ") or (" " in name and is_outlet(name)) or is_borne_out(name, page, at):
            return name
    return None
