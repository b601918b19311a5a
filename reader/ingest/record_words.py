"""The words that pages use in the lines about an article: bylines, datelines, labels, counters."""

import re

from reader.ingest.vocabulary import listed

BY = re.compile(
    r"\W{0,4}(?:(?:written|posted|published|reported|compiled|submitted|reviewed|translated|words|text|story|article|report)"
    r" by|by|author|authors|byline|von|par|por|autor|autora|auteur|redacción|di|автор|авторы|текст|yazan|yazar"
    r"|haber|بقلم|الكاتب|كتب|المؤلف)(?: ?[:：|] ?|\s+)",
    re.IGNORECASE,
)
BY_NEEDS_COLON = frozenset(
    ("author", "authors", "autor", "autora", "auteur", "текст", "haber", "di", "كتب", "article", "report")
)
BY_INSIDE = re.compile(r"(?:\A|(?<=\s))(?:by|von|par|por|автор:?|yazan:?|بقلم|di)\s+(?=\S)", re.IGNORECASE)

_OFFICES = (
    "editor|writer|reporter|correspondent|contributor|analyst|author|manager|director|ceo|co-founder|founder|president"
    r"|journalist|staff|phd|ph\.d|md|m\.d|rd|r\.d"
)
# Where a name in a byline ends: at a separator, at an office, at what comes after it in the sentence.
NAME_END = re.compile(
    r"\s*(?:[|•·\t/]|\s[-–—]\s"
    r"|,? (?i:on|published|posted|updated|last updated|for|at|in|contributor|special to|staff|via)\b"
    r"|,\s(?!and\b|und\b|et\b|y\b)(?=[a-z]|[A-Z]{2,5}\b|(?:[A-Z][\w.]{1,20} ){0,3}(?i:" + _OFFICES + r")\b)|\(|\d).*",
    re.DOTALL,
)
COLLECTIVE = re.compile(
    r"(?:the )?(?:\S{1,30} ){0,4}(?:editors?|staff|team|desk|bureau|newsroom|writers?|reporters?|correspondents?"
    r"|agencies|redaktion|rédaction|redacción)\Z",
    re.IGNORECASE,
)
# Bylines that name nobody.
NOBODY = frozenset(
    listed("""
    staff|staff writer|staff writers|staff reporter|staff reporters|our correspondent|our staff|correspondent|agencies
    wire reports|news agencies|news desk|admin|administrator|editor|editors|the editor|redaktion|rédaction|redacción
    """)
)
PARTICLES = frozenset(
    """
    am im an al el bin ibn abu von van der den de del della di da do dos du la le les of the and & y et und e i и ve و -
    bint ter ten op
    """.split()
)

PUBLISHED = frozenset(
    """
    published posted publié publie publiziert veröffentlicht erstellt publicado publicada опубликовано yayınlanma yayın
    yayınlandı opublikowano publikováno gepubliceerd publisert publiceret publicerad julkaistu опубліковано publicat
    pubblicato megjelent प्रकाशित نشر نُشر created released date datum fecha дата tarih التاريخ تاريخ submitted online
    """.split()
)
UPDATED = frozenset(
    """
    updated modified edited revised reviewed actualisé modifié mis aktualisiert geändert actualizado modificado
    zaktualizowano aktualizováno bijgewerkt oppdatert opdateret uppdaterad päivitetty оновлено actualitzat actualizat
    aggiornato atualizado frissítve обновлено изменено güncelleme güncellendi التحديث آخر
    """.split()
)
DATE_LABELS = PUBLISHED | UPDATED
FILLERS = frozenset(
    """
    on at of in last first a am pm et gmt utc est edt pst pdt bst cet msk hkt ist jst aest eet eest pt et ct mt
    time: last: by: by le à el um uhr den am vom г года в время time local from о and stand jour heure hora saat
    saati i to da al est was were is article this story since : en du la des ago door
    """.split()
)
# Fillers that begin a name where they have a capital: "La Gaceta", "Door County News".
NAME_STARTS = frozenset(("la", "le", "el", "les", "der", "die", "das", "il", "lo", "door"))
LEADS_ON = re.compile(
    r"\b(?:of|in|since|until|till|from|for|before|after|during|dated|to|and|between)\s*\Z", re.IGNORECASE
)
SEGMENTS = re.compile(r"\s*[|·•/»>—–]\s*|\s-\s")

LABEL = re.compile(r"\W{0,4}([^\W\d_][\w '’/&-]{1,30}?)\s{0,2}[:：]\s{0,4}(\S.*)", re.DOTALL)
FILED = re.compile(r"(?i:(posted in|filed under|filed in|tagged|tagged with|categories|tags))\s+(\S.{0,300})")
TAG_LABELS = frozenset(
    listed("""
    region|regions|theme|themes|topic|topics|tag|tags|category|categories|section|sections|keyword|keywords|subject
    subjects|filed under|filed in|posted in|tagged|tagged with|tagged in|in depth report|in-depth report
    in depth reports|report|dossier|labels|label|countries|country|thème|thèmes|rubrique|mots clés|mots-clés|thema
    themen|schlagwörter|schlagworte|kategorie|kategorien|ressort|etiquetas|categoría|categorías|tema|temas|sección
    теги|тег|метки|рубрика|рубрики|категория|категории|тема|темы|ключевые слова|etiketler|etiket|kategori
    kategoriler|konu|الوسوم|وسوم|الكلمات المفتاحية|كلمات مفتاحية|تصنيف|التصنيف|القسم|related topics|more on
    """)
)
OTHER_LABELS = frozenset(
    listed("""
    source|sources|via|url|url of this article|short url|short link|permalink|link|location|place|news id|news code
    id|code|views|reads|hits|reading time|read time|estimated reading time|language|translated by|photographer
    copyright holder|print date|issue|volume|number|quelle|fuente|источник|kaynak|المصدر|visits|comments|shares
    length|format|type|version|doi|issn|agency|service|story code|publish date|last updated|last modified|updated
    published|date|posted|read|share|sharing|listen|editor|edited by|fact checked by|reviewed by
    """)
)

# A line that counts: minutes to read, views, comments.
COUNTER = re.compile(
    r"\W{0,3}(?:\d[\d.,]{0,8}\s?[km]?\s?\+?\s?(?:views?|reads?|hits|visits|shares?|likes?|comments?|claps?|words"
    r"|min(?:ute)?s?(?: read| de lecture)?|mins? read|минут\w*|просмотр\w*|vues|visitas|görüntülenme|okunma|minutos"
    r"|minuten lesezeit|مشاهدة|قراءة)|no comments?|(?:reading|read) time\W.{1,30}"
    r"|(?:less than )?(?:a|an?|one) minute(?: read)?|\d{1,2}:\d{2}(?::\d\d)?\s?(?:[ap]\.?m\.?)?(?: [a-z]{2,4})?"
    r"|\d{1,3}(?:[-–]\d{1,3})? ?min(?:ute)?s?(?: read| to read|s read)?)\W{0,3}\Z",
    re.IGNORECASE,
)
# The same and other furniture beside a date: it is taken out before names are looked for.
COUNTED = re.compile(
    r"(?<![\w.])(?:\d[\d.,]{0,8}k?\+?|no|one|an?)[\s-](?:min(?:ute)?s?(?: (?:read|de lecture|to read))?|mins? read"
    r"|comments?|views?|reads?|shares?|likes?|words|responses?|минут\w{0,2}|просмотр\w{0,3}|vues|yorum|görüntülenme)\b"
    r"|#\w{1,40}|[\w-]{1,60}\.(?:com|org|net|in|co|uk|ru|de|fr|tr)\b|\b(?:permalink|print|email|share)\b",
    re.IGNORECASE,
)
