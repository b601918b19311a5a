"""The words that pages use in the lines about an article: bylines, datelines, labels, counters."""

import re

from reader.ingest.vocabulary import listed
from reader.text.scripts import MARKS


def _words(text: str) -> frozenset[str]:
    """Return the words of a table, without case, as they are looked up."""
    return frozenset(text.casefold().split())


BY = re.compile(
    r"\W{0,4}(?:(?:words|text|story|texte?|texto|testo|tekst|текст) ?(?:and|und|et|y|e|i|і|и|och|og|a|&|/|\+) ?"
    r"(?:photos?|photographs|pictures|images?|fotos?|foto|bilder?|zdjęcia|фото)"
    r"|(?:reportagem|texto) de(?= \S+ [^\W\d_])"
    r"|(?:written|posted|published|reported|compiled|submitted|words|text|story|article|report)"
    r" by|(?:an? )?(?:guest post|opinion|analysis|interview|review|comment|commentary|perspective|essay|column) by"
    r"|(?:eine? )?(?:kommentar|gastbeitrag|interview|analyse|essay|kolumne|rezension|bericht|protokoll) von"
    r"|reporting by|analysis by|propos recueillis par|écrit par|rédigé par|escrito por|redactado por|scritto da"
    r"|(?:geschrieben|verfasst) von|texto|texte|testo|by|author|authors|byline"
    r"|aus \w{3,20} berichte[tn]|words|text|story|reporting|von|par"
    r"|por|autor"
    r"|autora|auteure?|autore|autrice|autorin|redacción|reportagem|di|пишет"
    r"|автор (?:статьи|текста|материала)|автор|авторы"
    r"|текст|yazan|yazar|haber"
    r"|بقلم(?: ال(?:صحافي|صحفي|كاتب|زميل)[ةه]?)?|الكاتبة?|كتب|كتبت|المؤلف|بواسطة|تقرير|إعداد|تحقيق"
    r"|लेखक|लेखिका|द्वारा|रिपोर्ट|संवाददाता"
    r"|نویسنده|نوشت(?:ۀ|هٔ|ه\u200cی|ه ی)|نوشته(?! ها)|تحریر"
    r"|به قلم|خبرنگار|گزارش از|گزارش|گزارشگر|συντάκτης|συντάκτρια|κείμενο|ρεπορτάζ|γράφει (?:ο|η)"
    r"|מאת|כתבה|כתב|작성자|글|기자|취재|โดย|เขียนโดย|ผู้เขียน|เรื่องโดย|เรื่อง|ผู้สื่อข่าว|รายงานโดย"
    r"|作者|撰文|撰稿|(?:本报|本報|本网|见习|特约)?(?:記者|记者)|著者|筆者|執筆者?|ライター|取材・文|構成・文"
    r"|取材|文責|[文圖图写]真?[、・/／と]写?[文圖图真]|文)(?: ?[:：|/／=＝・] ?|\s[-–—]\s|\s+)",
    re.IGNORECASE,
)
# Most lines begin with a word in ASCII's letters that stands nowhere in that pattern: this is found out faster.
_BY_WORDS = frozenset(
    form.casefold()
    for word in re.findall(r"[^\W\d_]+\??", BY.pattern)
    for form in (word.rstrip("?"), word[:-2] if word.endswith("?") else word)
)
_FIRST_WORD = re.compile(r"\W{0,4}([A-Za-z]+)(?!\w)")
BY_NEEDS_COLON = _words(
    """
    تقرير إعداد تحقيق بواسطة گزارش گزارشگر रिपोर्ट संवाददाता द्वारा κείμενο ρεπορτάζ autore autrice autorin auteure
    reportagem
    기자 취재 撰文 撰稿 ライター 取材 เรื่อง
    texto texte testo כתבה כתב 執筆 取材・文 構成・文
    author authors autor autora auteur текст haber di كتب article report words text story reporting tekst 글 文
    記者 记者
    """
)
BY_INSIDE = re.compile(
    r"(?:\A|(?<=\s))(?:by|von|par|por|(?-i:door)|автор:?|yazan:?|بقلم|di|מאת)\s+(?=\S)", re.IGNORECASE
)
# Words for "by" that are other words in other languages.
BY_IN = {
    language: re.compile(rf"\W{{0,4}}(?:{words})(?: ?: ?|\s+)", re.IGNORECASE)
    for language, words in {
        "nl": "door|geschreven door|tekst|auteur",
        "sv": "av|text|skriven av",
        "no": "av|tekst|skrevet av",
        "da": "af|tekst|skrevet af",
        "fi": "teksti|kirjoittanut",
        "pl": r"przez|autor|autorka|opracował|opracowała|oprac\.|napisał|napisała|tekst",
        "it": "di|testo di|a cura di",
        "cs": "autor|autorka|napsal|napsala|text(?= ?:)",
        "sk": "autor|autorka|napísal|napísala|text(?= ?:)",
        "hr": "piše|autor|autorica|napisao|napisala",
        "sr": "piše|pise|autor|пише|аутор",
        "bg": "автор",
        "id": "oleh|ditulis oleh|(?:penulis|reporter|laporan)(?= ?:)",
        "ms": "oleh|ditulis oleh|(?:penulis|laporan)(?= ?:)",
        "vi": "tác giả|viết bởi|(?:bài|bài viết|bài và ảnh)(?= ?:)",
        "sw": "na|mwandishi|imeandikwa na",
        "bn": "লেখক|লিখেছেন|(?:লেখা|প্রতিবেদক|প্রতিবেদন)(?= ?:)",
        "ur": "تحریر|مصنف",
        "uk": "автор|авторка|текст|від",
        "ro": "de|autor|scris de",
        "el": "του|της|από τον|από την|των",
        "ar": "بواسطة",
        "hi": "द्वारा",
        "th": "โดย|เขียนโดย",
        "de": "ein (?:bericht|beitrag|interview|kommentar|gastbeitrag|artikel) von",
        "fr": "un (?:article|reportage|texte) de",
        "hu": "írta|szerző",
        "pt": "por|da redação",
    }.items()
}
# Who wrote it, as Korean, Japanese and Chinese have it: behind the name, around it. Or who told it to somebody else.
BY_BEHIND = re.compile(
    r"(?:\[[^\[\]]{1,20}\] ?|\[[^\[\]=]{1,20}=\s?|[가-힣]{2,6}=)?"
    r"([^\W\d_]{2,8}(?: [^\W\d_]{2,8}|[·,] ?[가-힣]{2,4}){0,3}) ?(?:기자|특파원"
    r"|記者)\]?(?:\s\S{0,40}@\S{1,60})?\Z"
    r"|[【\[〔（(][^\W\d_]{1,12} ?[=＝・] ?([^\W\d_]{2,8}(?: [^\W\d_]{2,8})?)[】\]〕）)]\Z"
    r"|(?:本报|本報|本台|特约)?[記记]者 ?([\u4e00-\u9fff]{2,4}?)"
    r"(?: ?[/／] ?[\u4e00-\u9fff]{2,8}?)?(?:綜合|综合)?(?:報導|報道|报道)\Z"
    r"|[（(【]?(?:[\u4e00-\u9fff]{2,5}社)?[記记]者([\u4e00-\u9fff]{3}|[\u4e00-\u9fff]{2})[\u4e00-\u9fff]{2,4}\d{1,2}日[電电][）)】]?\Z"
    r"|([^\W\d_][\w.'’-]{1,30}(?: [\w.'’-]{1,30}){1,3}) \((?:textos?|text|words|texte|testo|tekst|текст)\).{0,80}\Z"
    r"|(?!By )((?:[A-Z][\w.'’-]{1,30} ){1,3}[A-Z][\w.'’-]{1,30}),? [Aa]s told to [A-Z].{1,60}\Z"
)
# Others who had a hand in it: such a line tells of the article and names no author.
OTHER_HANDS = re.compile(
    r"\W{0,4}(?:(?:edited|translated|reviewed|fact[- ]checked|photographed|illustrated|produced|narrated|narration"
    r"|photos?|photographs?|photography|pictures|illustrations?|additional reporting|editing)(?: and \w{5,14})? by"
    r"|photos?|photography|illustrations?|editor|traduit (?:de .{2,20} )?par|translated from .{2,20} by"
    r"|traducido (?:del? .{2,20} )?por|traduzido (?:d[oe] .{2,20} )?por|tradotto (?:dal? .{2,20} )?da"
    r"|перевод с \w{4,16}|با همکاری|traduction|traducción"
    r"|(?:aus dem .{4,20} )?übersetzt (?:aus dem .{4,20} )?von|übersetzung|перевод"
    r"|édité par|редактор|редакторка|переклад|tradução|tłumaczenie|przekład|vertaling|vertaald door|çeviri"
    r"|çeviren|editör"
    r"|μετάφραση|επιμέλεια|תרגום|עריכה|ترجمة|تحرير|مترجم|ترجمه|ویراستار|संपादन|अनुवाद|편집|번역|แปลโดย|บรรณาธิการ"
    r"|(?:edición|edição|redaktion|redactie|redakcja)(?=:)"
    r"|(?:编辑|編輯|责任编辑|責任編輯|责编|責編|校对|校對|翻译|翻譯|编译|編集|翻訳|構成)(?=[:：／/]))"
    r"(?: ?[:：|／/] ?|\s+)(?=\S)",
    re.IGNORECASE,
)
# How long ago something was, as pages say it.
AGO = re.compile(
    r"(?<!\w)(?:(?:an?|one|\d{1,3}) ?(?:second|sec|minute|min|hour|hr|day|week|month|mo|year|yr)s? ago"
    r"|just now|yesterday"
    r"|il y a (?:une?|\d{1,3}) \w{2,8}|vor (?:einer?|einem|\d{1,3}) \w{3,8}|hace (?:una?|\d{1,3}) \w{3,8}"
    r"|há (?:uma?|\d{1,3}) \w{3,8}|\w{2,3} fa|\d{1,3} \w{3,6} (?:geleden|sedan|siden|önce|temu)"
    r"|\d{1,3} (?:дн|час|минут|лет|год|месяц|недел|хвилин|годин|тиж|міся|рок)\w{0,4} (?:назад|тому)"
    r"|\d{1,3} (?:godz|min|dni|tyg|mies|rok|lat|dzień)\w{0,6} temu|\d{1,3} .{2,10} पहले|\d{1,3} ?.{2,8}ที่แล้ว"
    r"|před \d{1,3} \w{3,8}"
    r"|منذ .{1,16}|قبل \d{1,3} .{2,10}"
    r"|\d{1,3} \w{2,8} پیش|לפני .{2,12}|πριν (?:από )?\d{1,3} \w{2,8}|\d{1,3} ?(?:분|시간|일|주|개월|년) ?전"
    r"|\d{1,3} ?(?:分|時間|日|週間|か月|年|小时|天|周|个月)前)(?!\w)",
    re.IGNORECASE,
)
# Without one of these or a digit no line says so.
AGO_WORDS = _words("ago now yesterday il vor hace há fa منذ לפני")
# An address or handle of the author: it is told beside the name or alone on a line.
CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}|(?<!\w)@\w{2,30}")
# Academic letters behind a name that is written in capitals.
DEGREES = frozenset("PHD MD MPH RD JD MBA RN CPA CFA LLB LLM DO DDS MSW".split())

_OFFICES = (
    "editor|writer|reporter|correspondent|contributor|analyst|author|manager|director|ceo|co-founder|founder|president"
    "|representative|advis[eo]r|consultant|specialist|strategist|professor|attorney|partner|officer|chair(?:man|woman)?"
    r"|journalist|staff|phd|ph\.d|md|m\.d|rd|r\.d"
)
# Where a name in a byline ends: at a separator, at an office, at what comes after it in the sentence.
NAME_END = re.compile(
    r"\s*(?:[|•·⋅⸱∙‧\t/;]|\s[-–—]\s|[,.،]? (?:[Pp]hotos?|[Pp]hotograph(?:s|y)|[Ff]otos?|[Ff]otoğraf(?:lar)?"
    r"|[Ff]otografie|[Bb]ilder|[Bb]eeld|[Pp]ictures|[Ii]llustrations?|[Фф]ото|[Зз]йомка|[Zz]djęcia|[Φφ]ωτογραφίες|צילום|تصوير|عکس|사진|写真|圖|图|摄影"
    r"|攝影|ภาพ)\b"
    r"|\.\s+(?=(?i:tradu|transl|photo|edit|überset|foto|bild|illustr|перевод|фото))"
    r"|,? (?i:on|published|posted|updated|last updated|for|at|in|contributor|special to|staff|via|as told to|with"
    r"|avec|mit)\b"
    r"|(?:文章)?(?:来源|來源|出处|出處|责编|责任编辑|責任編輯|编辑|編輯|发布|發布|时间|時間|日期|发表于)\s?[:：]"
    r"|\s\S{0,64}@\S"
    r"|,\s(?!and\b|und\b|et\b|y\b)(?=[a-z]|[A-Z]{2,5}\b|(?:[A-Z][\w.]{1,20} ){0,3}(?i:"
    + _OFFICES
    + r")\b)|\(|(?!\A)\d).*",
    re.DOTALL,
)
# A name beside a date, and the section or the body that it stands for: "Anna Berg in Animals".
IN_SECTION = re.compile(r"((?:[A-Z]\S{1,20}\s){1,2}[A-Z]\S{1,20}) (?:in|for|on behalf of|at) [A-Z\w].{1,60}\Z")
COLLECTIVE = re.compile(
    r"(?:the )?(?:\S{1,30} ){0,4}(?:editors?|staff|team|desk|bureau|newsroom|writers?|reporters?|correspondents?"
    r"|agencies|redaktion|rédaction|redacción)\Z",
    re.IGNORECASE,
)
# What stands alone over an author's name.
BY_LABELS = frozenset(
    listed("""
    by|written by|author|posted by|words by|story by|article by|article written by|about the author|the author|von|par
    por|автор|yazan|yazar|über den autor|über die autorin|autor|autorin|autora|à propos de l auteur|sobre el autor
    об авторе|الكاتب|الكاتبة|المؤلف|بقلم|auteur|auteure|autore|geschreven door|text|words
    """)
)
# Bylines that name nobody.
NOBODY = frozenset(
    listed("""
    redakce|redakcja|redazione|redação|редакция|редакція|redactie|toimitus|redaksi|redaktionen|σύνταξη|המערכת
    staff|staff writer|staff writers|staff reporter|staff reporters|our correspondent|our staff|correspondent|agencies
    from our correspondent|our own correspondent|from our own correspondent|our correspondents|from our correspondents
    our reporter|from our reporter|our reporters|from our reporters
    wire reports|news agencies|news desk|admin|administrator|editor|editors|the editor|redaktion|rédaction|redacción
    posted on|published on|full bio|read bio|view bio|read full bio|find a location
    guest|guest author|guest post|guest writer|guest contributor|guest blogger|gastautor|gastautorin|auteur invité
    autor invitado|autor convidado|гость|приглашённый автор|приглашенный автор|كاتب ضيف
    """)
)
PARTICLES = frozenset(
    """
    am im an al el bin ibn abu von van der den de del della di da do dos du la le les of the and & y et und e i и
    ve و -
    bint ter ten op
    """.split()
)

# Words that outlets are called by.
OUTLET_WORDS = _words(
    """
    news newspaper paper official times post research press agency daily today tv television channel media review
    journal herald tribune guardian network watch online radio gazette observer monitor magazine mail express
    chronicle
    telegraph independent international institute foundation center centre bulletin com org net info wire newswire
    weekly blog digest world broadcasting report council association university mirror star courier sun echo voice
    dispatch sentinel standard register advertiser argus bugle inquirer examiner globe planet statesman nation
    republic
    democrat kurier zeitung anzeiger nachrichten rundschau tageblatt presse gaceta diario periódico noticias gazzetta
    corriere giornale agence dépêche journaux газета новости вести агентство правда известия gazetesi haber ajansı
    وكالة صحيفة جريدة
    газети вісник журнал ведомости портал 日报 晚报 新闻网 신문 일보 뉴스 εφημερίδα krant courant dagblad kurier
    tidningen avisen
    نت خاص وكالات
    صحيفه روزنامه خبرگزاری עיתון समाचार ข่าว jornal folha tribuna courrier
    """
)
PUBLISHED = _words(
    """
    vydáno zveřejněno publikováno zverejnené publikované objavljeno објављено публикувано প্রকাশ প্রকাশিত প্রকাশের
    diterbitkan dipublikasikan terbit tayang diposting imechapishwa đăng
    eklenme yayımlanma oluşturulma publikacja dodane posté creado creata creato размещено добавлено создано додано
    розміщено megjelenés közzétéve létrehozva postat adăugat 出版 發布時間 發佈時間 刊登時間 出版時間 發表時間 ανάρτηση
    أضيف ثبت पोस्ट postavljeno публикувана публикуван skapad udgivet offentliggjort
    بتاريخ نُشرت منتشرشده प्रकाशन तिथि เผยแพร่ เผยแพร่เมื่อ โพสต์เมื่อ วันที่ 发布于 发布日期 发表于 发表 發布於
    發佈於 發表於 發佈 刊登 时间 時間
    掲載日
    公開日時 配信日 게시일 등록일 작성 작성일 입력시간 giriş yayın publication ligne dodania objavljeno uitgegeven
    erschienen veröffentlichung
    publicación publicação publicada δημοσιεύτηκε תאריך פרסום פורסמה
    النشر نشرت نُشرت النَشر كُتب انتشار منتشر تاریخ פורסם תאריך δημοσίευση δημοσιεύτηκε δημοσιεύθηκε ημερομηνία
    geplaatst publicatiedatum utworzono publikacji публікації публикации δημοσίευσης
    dodano data 입력 승인 송고시간 등록 게시 기사입력 公開 公開日 掲載 投稿日 配信 发布 发表 發布 发布时间 日期
    published posted publié publie publiziert veröffentlicht erstellt publicado publicada опубликовано yayınlanma
    yayın
    yayınlandı opublikowano publikováno gepubliceerd publisert publiceret publicerad julkaistu опубліковано publicat
    pubblicato megjelent प्रकाशित نشر نُشر created released date datum fecha дата tarih التاريخ تاريخ submitted online
    """
)
UPDATED = _words(
    """
    modifica modificato aggiornamento imesasishwa cập nhật হালনাগাদ আপডেট dikemaskini aktualizované ažurirano ажурирано
    обновена
    imeboreshwa 업데이트 更新時間 güncellenme
    التحديث عُدّل ویرایش अपडेट अपडेटेड अंतिम संशोधित ปรับปรุง ปรับปรุงล่าสุด อัปเดต อัปเดตล่าสุด แก้ไข 更新于
    更新於 更新時間
    更新日時 最后更新 最後更新 최종 업데이트
    update maj modifié modifiée actualización actualizada atualizado atualizada atualização última обновление
    обновлён обновлена изменено змінено оновлення
    оновлено ενημέρωση עדכון zmieniono aktualizacji ändrad endret ændret muokattu aktualizace módosítva diperbarui
    تحديث التعديل به‌روزرسانی بروزرسانی עודכן ενημέρωση ενημερώθηκε τελευταία 수정 최종수정 更新 更新日 最終更新
    更新时间
    aktualizacja ostatnia gewijzigd
    updated modified edited revised reviewed actualisé modifié mis aktualisiert geändert actualizado modificado
    zaktualizowano aktualizováno bijgewerkt oppdatert opdateret uppdaterad päivitetty оновлено actualitzat actualizat
    aggiornato atualizado frissítve обновлено изменено güncelleme güncellendi التحديث آخر
    """
)
DATE_LABELS = PUBLISHED | UPDATED
TODAY = _words(
    """
    today heute hoy hoje oggi vandaag dziś dzisiaj dnes сегодня сьогодні bugün σήμερα היום امروز 今天 今日 오늘 วันนี้ आज
    আজ
    """
)
# What a date behind such a word is of, not of publication.
OTHER_DATES = _words(
    """
    deadline due effective expire expires expired starts started starting start begins began beginning begin end
    ends ended ending opens opened opening closes closed closing close valid born died founded established when
    until joined gültig beginn beginnt startet ende endet anmeldeschluss einsendeschluss bewerbungsschluss frist
    geboren gestorben gegründet eröffnet wann ab bis limite début commence débute fin échéance valable né née décédé
    décédée fondé fondée quand clôture límite inicio comienza empieza termina vence nacido nacida nació murió
    fundado fundada cierre cuándo vigente prazo início começa fim encerramento nascido nascida morreu válido
    scadenza inizia inizio fine scade nato nata morto morta fondato fondata quando begint einde eindigt geldig
    overleden opgericht wanneer sluit termin początek koniec ważne urodzony urodzona zmarł zmarła założony założona
    kiedy срок начало начинается конец заканчивается действует родился родилась умер умерла основан основана когда
    дедлайн початок кінець народився народилася помер померла заснований başlangıç bitiş başlıyor doğum doğdu öldü
    kuruldu الموعد يبدأ تبدأ ينتهي تنتهي ولد ولدت توفي توفيت تأسس تأسست مهلت شروع پایان تولد درگذشت 截止 截止日期
    开始 结束 生效 出生 成立 締切 開始 終了 設立 開催日 마감 시작 종료 출생 설립 개최 expiry expiration startdatum
    enddatum geburtsdatum naissance nacimiento nascimento nascita geboorte начала окончания рождения народження
    الميلاد البدء الانتهاء
    """
)
FILLERS = _words(
    """
    วันจันทร์ที่ วันอังคารที่ วันพุธที่ วันพฤหัสบดีที่ วันศุกร์ที่ วันเสาร์ที่ วันอาทิตย์ที่ วันจันทร์ วันอังคาร
    วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์
    chủ nhật cn thứ hai ba tư năm sáu bảy il dne v pukul wita wit saa jam tarehe lúc সময় ist gst
    em h در ساعت الساعة مساءً صباحاً مساء صباحا बजे तिथि น. พ.ศ. เมื่อ เวลา del mise mis son seuraavasti rano
    wieczorem kello r р
    στο στη στην ב ב- בתאריך la ngày
    on at of in last first a am pm et gmt utc est edt pst pdt bst cet msk hkt ist jst aest eet eest pt et ct mt
    م هـ ه ميلادي هجري الموافق تم يوم شده στις op uur o godz kl klo om as às en zuletzt accepted
    received aufgerufen 오전 오후
    수요일 월요일 화요일 목요일 금요일 토요일 일요일 first:
    time: last: by: by le à el um uhr den am vom г года в время time local from о and stand jour heure hora saat
    saati i to da al est was were is article this story since : en du la des ago door
    """
)
# Fillers that begin a name where they have a capital: "La Gaceta", "Door County News", "A. Berg".
NAME_STARTS = frozenset(("a", "la", "le", "el", "les", "der", "die", "das", "il", "lo", "door"))
LEADS_ON = re.compile(
    r"\b(?:of|in|since|until|till|from|for|before|after|during|dated|to|and|between)\s*\Z", re.IGNORECASE
)
# Chinese and Japanese records have a label and its value behind one another.
SEGMENTS = re.compile(r"\s*[|·•⋅⸱∙‧/»>—–]\s*|\s-\s|\s+(?=[\u3040-\u9fff]{2,6} ?[:：])")
OFFICE = re.compile(rf"(?:\S{{1,20}} ){{0,4}}(?:{_OFFICES}|analyst|fellow|columnist|producer)s?", re.IGNORECASE)

LABEL = re.compile(rf"\W{{0,4}}([^\W\d_][\w{MARKS} '’/&-]{{1,30}}?)\s{{0,2}}[:：]\s{{0,4}}(\S.*)", re.DOTALL)
FILED = re.compile(r"(?i:(posted in|filed under|filed in|tagged|tagged with|categories|tags))\s+(\S.{0,300})")
TAG_LABELS = frozenset(
    map(
        str.casefold,
        listed("""
    region|regions|theme|themes|topic|topics|tag|tags|category|categories|section|sections|keyword|keywords|subject
    subjects|filed under|filed in|posted in|tagged|tagged with|tagged in|in depth report|in-depth report
    in depth reports|report|dossier|labels|label|countries|country|thème|thèmes|rubrique|mots clés|mots-clés|thema
    themen|schlagwörter|schlagworte|kategorie|kategorien|ressort|etiquetas|categoría|categorías|tema|temas|sección
    теги|тег|метки|рубрика|рубрики|категория|категории|тема|темы|ключевые слова|etiketler|etiket|kategori
    kategoriler|konu|برچسب ها|برچسب|کلیدواژه ها|کلیدواژه|موضوعات|كلمات دالة|كلمات مفتاحية|תגיות|תגים|נושאים|теґи|мітки
    ключові слова|标签|標籤|关键词|關鍵詞|關鍵字|タグ|キーワード|カテゴリー|カテゴリ|태그|키워드|แท็ก|टैग|टैग्स
    विषय|ετικέτες|θέματα|tagi|słowa kluczowe
    temat|tematy|trefwoorden|onderwerpen|rubriek|marcadores|palavras chave|palavras-chave|assuntos|etichette
    parole chiave
    argomenti|nyckelord|ämnen|emneord|stikord|emner|avainsanat|aiheet|štítky|témata|címkék|kulcsszavak|cuvinte cheie
    kata kunci
    الوسوم|وسوم|الكلمات المفتاحية|كلمات مفتاحية|تصنيف|التصنيف|القسم|related topics|more on
    """),
    )
)
OTHER_LABELS = frozenset(
    map(
        str.casefold,
        listed("""
    source|sources|via|url|url of this article|short url|short link|permalink|link|location|place|news id|news code
    id|code|views|reads|hits|reading time|read time|estimated reading time|language|translated by|photographer
    copyright holder|print date|issue|volume|number|quelle|fuente|источник|kaynak|المصدر|visits|comments|shares
    length|format|type|version|doi|issn|agency|service|story code|publish date|last updated|last modified|updated
    published|date|posted|read|share|sharing|listen|editor|edited by|fact checked by|reviewed by
    مدة القراءة|وقت القراءة|زمن القراءة|زمان مطالعه|کد خبر|لینک کوتاه|זמן קריאה|время чтения|час читання|阅读时间
    閱讀時間
    读完约|来源|來源
    読了時間|読了|出典|읽는 시간|출처|χρόνος ανάγνωσης|πηγή|okuma süresi|lesezeit|lesedauer|temps de lecture
    tiempo de lectura
    tempo de leitura|tempo di lettura|czas czytania|źródło|leestijd|bron|lästid|lesetid|læsetid|lukuaika|doba čtení
    स्रोत
    """),
    )
)

# A line that counts: minutes to read, views, comments.
COUNTER = re.compile(
    r"\W{0,3}(?:\d[\d.,]{0,8}\s?[km]?\s?\+?\s?(?:views?|reads?|hits|visits|shares?|likes?|comments?|claps?|words"
    r"|min(?:ute)?s?(?: read| de lecture)?|mins? read|минут\w*|просмотр\w*|vues|visitas|görüntülenme|okunma|minutos"
    r"|minuten lesezeit|مشاهدة|قراءة)|no comments?|(?:reading|read) time\W.{1,30}"
    r"|(?:less than )?(?:a|an?|one) minute(?: read)?|\d{1,2}:\d{2}(?::\d\d)?\s?(?:[ap]\.?m\.?)?(?: [a-z]{2,4})?"
    r"|\d{1,3} ?\w{3,8} (?:di lettura|de lectura|de leitura|de lecture|lesezeit|czytania|leestijd|чтения|читання|čtení)"
    r"|\d{1,3} ?(?:分钟阅读|分鐘閱讀|分で読めます|분 읽기|मिनट में पढ़ें|minut czytania|minuten leestijd"
    r"|min de lectura"
    r"|min de leitura|min di lettura)"
    r"|(?:ใช้เวลาอ่าน|읽는 시간|预计阅读|約) ?\d{1,3} ?(?:นาที|분|分钟|分)"
    r"|(?:waktu baca|okuma süresi|leestijd|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo de leitura"
    r"|tempo di lettura|czas czytania|doba čtení|čas čítania|время чтения|час читання|χρόνος ανάγνωσης|زمان مطالعه"
    r"|(?:مدة|وقت|زمن) القراءة|זמן קריאה|thời gian đọc|muda wa kusoma|lästid|lesetid|læsetid|lukuaika|পড়ার সময়"
    r"|पढ़ने का समय)\W{0,3}\d{1,3}\W{0,3}[^\W\d][^\d]{0,14}"
    r"|\d{1,3}(?:[-–]\d{1,3})? ?min(?:ute)?s?(?: read| to read|s read)?|[\w.+-]{1,64}@[\w.-]{4,80}"
    r"|@\w{2,30})\W{0,3}\Z",
    re.IGNORECASE,
)
# The same and other furniture beside a date: it is taken out before names are looked for.
COUNTED = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?: \d{3}){1,3}|\d[\d.,]{0,8}k?\+?|no|one|an?)[\s-]"
    r"(?:min(?:ute)?s?(?: (?:read|de lecture|to read))?|mins? read"
    r"|comments?|views?|reads?|shares?|likes?|words|responses?|минут\w{0,2}|просмотр\w{0,3}|vues|yorum"
    r"|görüntülenme|přečtení|zobrazení|odsłon|wyświetleń|lecturas|letture|aufrufe|okunma)\b"
    r"|بتوقيت [^()\d]{3,24}|по \w{5,20} времени|hora de [^\W\d]\w{3,12}|heure de [^\W\d]\w{3,12}|local time|ortszeit"
    r"|#\w{1,40}|[\w-]{1,60}\.(?:co\.|com\.)?(?:com|org|net|in|co|uk|ru|de|fr|tr)\b|\b(?:permalink|print|email|share)\b",
    re.IGNORECASE,
)


def says_by(text: str, at: int = 0) -> re.Match[str] | None:
    """Return where *text* says "by" from *at* on, as `BY` finds it."""
    first = _FIRST_WORD.match(text, at)
    return None if first and first[1].lower() not in _BY_WORDS else BY.match(text, at)


def by_behind(text: str) -> re.Match[str] | None:
    """Return who wrote it where *text* says so as `BY_BEHIND` finds it: with one of three marks, if in ASCII."""
    can_be = not text.isascii() or "=" in text or "(" in text or "told to " in text
    return BY_BEHIND.match(text) if can_be else None


def label_in(text: str) -> re.Match[str] | None:
    """Return the label that *text* begins with, as `LABEL` finds it: its colon stands within forty characters."""
    return LABEL.match(text) if ":" in text[:40] or "：" in text[:40] else None
