"""The words of page furniture: phrases anywhere in a line, lines that consist of nothing else, endings.

In `PHRASES` the number is how telling a phrase is: 3 alone makes a line furniture, 1 only together with others. Add a
language or an outlet's habits here; a library adds its own in `library.yaml`.
"""

PHRASES: dict[tuple[str, int], str] = {
    ("appeal", 3): """
    please support the project|please support our|please support us|support our work|support our journalism
    support independent journalism|our work wouldn't be possible|without your help|without your support
    please donate|donate now|donate today|make a donation|make a contribution|your donation|your contribution
    tax deductible|become a patron|become a supporter|become a subscriber|become a contributor|support us on
    subscribe to our|subscribe for free|subscribe to receive|subscribe to get|subscribe to the|subscribe today
    subscribe now|sign up for our|sign up for free|sign up to receive|sign up to our|sign up to get|sign up for the
    join our mailing list|join our newsletter|join our telegram|join our channel|join us on telegram|follow us on
    like us on facebook|follow us in|find us on|connect with us|stay connected with us|click the share buttons
    share buttons above|share button below|forward this article|email lists|share this article|share this story
    share this post|share this page|share this with your friends|delivered to your inbox|straight to your inbox
    in your inbox|to your inbox|unsubscribe at any time|enter your email|your email address
    we'll never share your email|no spam|by submitting this form|by signing up|by subscribing you
    by clicking subscribe|by entering your email|you agree to our|you agree to the|advertisement continue reading
    continue reading below|story continues below|article continues after|article continues below
    may earn a commission|earn a commission|may earn commission|affiliate commission|affiliate links|affiliate link
    earn from qualifying purchases|this post may contain affiliate|download our app|download the app|get the app
    turn on notifications|days left until|raised of|our fundraiser|our fundraising|fundraising campaign
    your generosity|crowdfunding campaign|keep us independent|we rely on readers|reader supported|reader funded
    funded by readers|we need your help|we depend on|thank you for subscribing|thanks for subscribing
    something went wrong while submitting|your submission has been received
    for validation purposes and should be left unchanged|follow our channel|our telegram channel|our youtube channel
    buy me a coffee|ko fi com|patreon com|paypal com|paypal me|faire un don|faites un don|soutenez nous|abonnez vous
    inscrivez vous|recevez notre newsletter|partagez cet article|partager cet article|suivez nous sur|spenden sie
    jetzt spenden|unterstützen sie uns|unterstützen sie unsere|newsletter abonnieren|abonnieren sie|artikel teilen
    folgen sie uns|haz una donación|haga una donación|apóyanos|suscríbete a|suscríbase|síguenos en
    comparte este artículo|compartir este artículo|поддержите нас|поддержать проект|поддержите проект
    сделать пожертвование|подпишитесь на|подписывайтесь на|наш телеграм канал|нашем телеграм канале|bağış yapın
    bize destek olun|abone olun|bizi takip edin|haberi paylaş|اشترك في|ادعمنا|تبرع|تابعونا على|شارك المقال
    seguici su|iscriviti alla|sostieni
    continue reading with|last free article|free articles this month|free article this month|free articles left
    free articles remaining|article is for subscribers|for subscribers only|subscribers only|exclusive to subscribers
    subscribe for only|subscribe for just|subscribe to read|subscribe to continue|subscribe to keep reading
    subscribe to unlock|to continue reading|to keep reading this|to read the full|to read this article
    read the rest of
    unlock this article|already a subscriber|already have a subscription|already have an account|cancel at any time
    cancel anytime|create a free account|register for free|this content is for|reached your limit|réservé aux abonnés
    déjà abonné|il vous reste|nur für abonnenten|jetzt weiterlesen|sie sind bereits abonnent|solo para suscriptores
    ya eres suscriptor|только для подписчиков|alleen voor abonnees|al abonnee|per gli abbonati|para assinantes
    نشرتنا البريدية|تابعنا على|تابعونا|اشتركوا في|خبرنامه ما|عضو خبرنامه|عضو کانال|ما را دنبال کنید|לניוזלטר שלנו
    הירשמו לניוזלטר|הרשמו לניוזלטר|עקבו אחרינו|הצטרפו לערוץ|підпишіться на|підписуйтесь на|підписуйтеся на
    підтримайте нас|стежте за нами|न्यूज़लेटर सब्सक्राइब|न्यूज़लेटर के लिए|हमें फॉलो करें|εγγραφείτε στο
    newsletter μας|ακολουθήστε μας|bültenimize|assine nossa|assine a nossa|receba nossa newsletter|siga nos no
    siga o nosso|apoie o nosso|zapisz się do|zapisz się na|obserwuj nas|wesprzyj nas|dołącz do nas|abonneer u
    abonneer je|schrijf u in|schrijf je in|onze nieuwsbrief|volg ons op|steun ons|prenumerera på vårt|vårt nyhetsbrev
    vores nyhedsbrev|vårt nyhetsbrev|tilaa uutiskirje|přihlaste se k odběru|iratkozzon fel|iratkozz fel|abonează te la
    berlangganan newsletter|iscriviti al nostro|inscrivez vous à notre|newsletter anmelden
    melden sie sich an|suscríbete al
    """,
    ("consent", 3): """
    we value your privacy|your privacy choices|store and or access information on a device
    store and access information on a device|access information on a device|store cookies|use cookies|uses cookies
    our use of cookies|use of cookies|cookies to|cookies and similar|cookie preferences|cookie consent|accept cookies
    accept all cookies|reject all cookies|change your preferences|manage your preferences|our partners process
    our partners processing|process personal data|personalised ads and content|personalized ads and content
    consent to the processing|withdraw your consent|before consenting|respectons votre vie privée|utilise des cookies
    utilisons des cookies|wir verwenden cookies|verwendet cookies|ihre privatsphäre|utilizamos cookies|usa cookies
    su privacidad|valoramos su privacidad|мы используем cookie|использует cookie|файлы cookie|utilizziamo i cookie
    la tua privacy|wij gebruiken cookies|maakt gebruik van cookies|çerez kullan|ملفات تعريف الارتباط|usamos cookies
    używamy plików cookie|vi använder cookies|vi bruker cookies|verarbeiten ihre daten|ihre einwilligung können sie
    speichern von oder zugriff auf informationen|stocker et consulter des informations|retirer votre consentement
    utilisons des traceurs|utilisent des traceurs|almacenamos o accedemos a información|tratamos datos personales
    armazenamos ou acessamos informações|noi e i nostri partner|gegevens op een apparaat|файлы куки|файлов куки
    файлов cookie|обработки персональных данных|обработку персональных данных|файли cookie|файлів cookie
    обробку персональних даних|çerezleri kullan|çerez politikası|kişisel verilerinizi|ملفات الارتباط|سحب موافقتك
    از کوکی ها|از کوکی های|از کوکی‌ها|از کوکی‌های|کوکی استفاده می|משתמש בעוגיות|משתמשים בעוגיות|קובצי cookie
    χρησιμοποιούμε cookies|χρησιμοποιεί cookies|कुकीज़ का उपयोग|कुकीज का उपयोग|कुकी का उपयोग|गोपनीयता नीति से सहमत
    menggunakan cookie|sử dụng cookie
    نحن نقدر خصوصيتك|خصوصيتك تهمنا|حریم خصوصی شما|הפרטיות שלך חשובה|פרטיותך חשובה|ценим вашу конфиденциальность
    цінуємо вашу приватність|आपकी गोपनीयता हमारे|σεβόμαστε την ιδιωτικότητά|gizliliğinize değer|gizliliğinize önem
    cenimy twoją prywatność|szanujemy twoją prywatność|hechten waarde aan uw privacy|waarderen uw privacy
    valorizamos a sua privacidade|respeitamos a sua privacidade|schätzen ihre privatsphäre|rispettiamo la tua privacy
    värnar om din integritet|respekterer dit privatliv
    """,
    ("consent", 1): """
    cookies|consent|consenting|partners|your data|unique identifiers|preferences|legitimate interest|your device
    """,
    ("appeal", 2): """
    if you like our content|if you're able|support the project|paypal|patreon|become a member|join our community
    liberapay|newsletter|newsletters|mailing list|sign up|advertisement|sponsored content|sponsored by
    promoted content|free trial|book a demo|get a quote|get a free quote|request a demo|schedule a call
    free consultation|days left|per month|bitcoin|wire transfer|donations|donate|subscribe|follow us
    share on facebook|share on twitter|share on x|share on linkedin|share on whatsapp|share on pinterest
    share via email|tell a friend|click here to|support us|help us|chip in|exclusive offers|special offers
    limited time|buy now at|shop now|add to cart|use code|spenden|spende|abonnieren|don en ligne|donación|donaciones
    suscríbete|пожертвование|донат|подписаться|bağış|abone ol|التبرعات|اشترك
    """,
    ("appeal", 1): """
    donation|contribution|support|subscriber|subscribers|inbox|unsubscribe|telegram|facebook|twitter|instagram
    youtube|whatsapp|podcast|sponsor|premium|offer|discount|coupon|free guide|contact us|learn more|click here
    sign in|log in|login|register|ebook|webinar|your email|cookies|via|or via|help
    """,
    ("rights", 3): """
    all rights reserved|original source of this article|copyright ©|the copyright owner|copyrighted material
    material on this site|under the provisions of fair use|fair use notice|do not necessarily reflect
    does not necessarily reflect|not necessarily represent|not necessarily those of|the views expressed
    views expressed in this|opinions expressed in this|sole responsibility of the author
    responsibility of the author|not be responsible for any inaccurate|permission to cross post
    permission to republish|permission from the copyright|reproduced without permission
    without prior written permission|without written permission|without permission of|may not be published broadcast
    may not be reproduced|rewritten or redistributed|published broadcast rewritten|reprinted with permission
    republished with permission|republish our articles|republish this article|creative commons license
    creative commons attribution|licensed under a creative commons|cc by|first published by|originally published on
    originally published by|originally published at|originally published in|this article was originally published
    this article first appeared|this article originally appeared|originally appeared|originally appeared on
    originally appeared in|first appeared on|first appeared in|for media inquiries|for media enquiries
    terms of service|terms of use|privacy policy|terms and conditions|registered trademark|trademarks of
    tous droits réservés|droits d'auteur|alle rechte vorbehalten|todos los derechos reservados|derechos reservados
    все права защищены|при использовании материалов|перепечатка материалов|мнение редакции может не совпадать
    мнение автора может не совпадать|tüm hakları saklıdır|kaynak gösterilmeden|جميع الحقوق محفوظة|حقوق النشر
    tutti i diritti riservati|source de cet article|la source originale de cet article|die ursprüngliche quelle
    همه حقوق محفوظ|تمامی حقوق|כל הזכויות שמורות|усі права захищено|всі права захищені|सर्वाधिकार सुरक्षित
    επιφύλαξη παντός δικαιώματος|todos os direitos reservados|wszelkie prawa zastrzeżone|wszystkie prawa zastrzeżone
    alle rechten voorbehouden|alle rechte vorbehalten|alla rättigheter förbehållna|alle rettigheter
    kaikki oikeudet pidätetään|všechna práva vyhrazena|minden jog fenntartva|toate drepturile rezervate
    hak cipta dilindungi
    """,
    ("rights", 2): """
    disclaimer|copyright|impressum|articles by|media inquiries|press inquiries|for permission|legal notice
    do not sell my|do not sell or share|cookie policy|privacy notice|for informational purposes only|no liability
    cross post|reprint|syndication|not intended as|not a substitute for|haftungsausschluss|mentions légales
    aviso legal|правовая информация|правила использования
    """,
    ("rights", 1): """
    permission|reproduction|hyperlink to the original|redistribution|publisher|registered|reserved|liable|liability
    licence|license|contact
    """,
    ("navigation", 3): """
    find this article at|this article was printed from|check the box to include the list of links|back to the index
    print this page|close this window|retrouver cet article à l'adresse|diesen artikel finden sie unter
    puede encontrar este artículo en|адрес этой страницы|адрес статьи в интернете|يمكنكم قراءة هذا المقال على الرابط
    you may also like|you might also like|you may also be interested|you might be interested|read also|see also on
    also read|related articles|related posts|related stories|related news|related content|related topics
    related reading|recommended for you|recommended articles|more from|more stories|more on this|more news
    latest news|latest stories|latest articles|latest posts|recent posts|recent articles|popular posts
    popular articles|trending now|most read|most popular|most viewed|editor's picks|editors' picks|top stories
    read next|up next|next article|previous article|next post|previous post|opens in new window|click to share on
    click to email|skip to content|skip to main content|skip to navigation|back to top|return to top|scroll to top
    jump to|toggle navigation|main menu|site map|all categories|view all|see all|show more|load more
    click to enlarge|read more|read the full|read full article|toggle menu|open menu|close menu|change language
    select language|enable javascript|turn on javascript|browser does not support|article précédent|article suivant
    lire aussi|à lire aussi|retour en haut|mehr zum thema|lesen sie auch|nach oben|das könnte sie auch interessieren
    leer más|lea también|te puede interesar|noticias relacionadas|volver arriba|читайте также|по теме|другие новости
    ещё по теме|материалы по теме|наверх|ilgili haberler|başa dön|اقرأ أيضا|اقرأ أيضاً|مواضيع ذات صلة|أخبار ذات صلة
    leggi anche|potrebbe interessarti
    بیشتر بخوانید|مطالب مرتبط|اخبار مرتبط|קראו גם|קרא גם|כתבות נוספות|אולי יעניין אותך|читайте ещё|смотрите также
    читайте також|читайте ще|дивіться також|यह भी पढ़ें|ये भी पढ़ें|यह भी देखें|διαβάστε επίσης|διαβάστε ακόμη|δείτε επίσης
    σχετικά άρθρα|ayrıca bakınız|bunlar da ilginizi çekebilir|leia também|leia mais|veja também
    você também pode gostar|notícias relacionadas|czytaj także|czytaj też|czytaj również|przeczytaj także
    przeczytaj też|zobacz także|zobacz też|lees ook|lees verder|lees meer|bekijk ook|läs också|läs även|les også
    læs også|lue myös|čtěte také|přečtěte si také|olvassa el|kapcsolódó cikkek|citește și|baca juga|xem thêm
    también le puede interesar|artículos relacionados|sur le même thème|إقرأ أيضا|اقرأ المزيد
    """,
    ("navigation", 2): """
    related|recommended|table of contents|in this article|on this page|min read|minute read|minutes read|loading
    search for|opens in a new|copy link|print this|email this|categories|archives|tag cloud
    """,
    ("caption", 3): """
    file photo|photo credit|image credit|photo by|photograph by|photo courtesy|image courtesy|images courtesy
    image source|photo source|getty images|shutterstock|istock|afp photo|reuters file photo|ap photo
    photo illustration|screenshot from|screenshot of|wikimedia commons|featured image|featured photo
    illustrative photo|archive photo|crédit photo|crédits photo|bildquelle|foto de archivo|фото из архива
    kaynak fotoğraf|unsplash|pexels|screen grab|screengrab|picture alliance|to view image in full size
    """,
    ("caption", 2): """
    credit|photo|photos|image|illustration|pictured|foto|bild|фото|fotoğraf|صورة
    """,
    ("comments", 3): """
    leave a reply|leave a comment|post a comment|add a comment|write a comment|join the discussion
    join the conversation|comments are closed|view all comments|be the first to comment|no comments yet
    log in to comment|login to comment|sign in to comment|notify of|inline feedbacks|would love your thoughts
    email address will not be published|cancel reply|required fields are marked|this site uses akismet
    how your comment data is processed|save my name email|next time i comment|notify me of follow up comments
    notify me of new posts|load more comments|show comments|comments policy|what do you think
    discussion about this post|laisser un commentaire|laissez un commentaire|schreibe einen kommentar
    kommentar hinterlassen|deja un comentario|deja una respuesta|добавить комментарий|оставить комментарий|yorum yap
    bir yanıt yazın|اترك تعليقا|اترك تعليقاً|sort by best|sort by newest|sort by oldest|powered by disqus
    comments powered by|facebook comments plugin|lascia un commento
    نظر خود را بنویسید|نظر خود را ثبت|ارسال نظر|ثبت نظر|دیدگاه خود را|دیدگاهتان را بنویسید|הוסף תגובה|הוסיפו תגובה
    כתוב תגובה|залишити коментар|додати коментар|टिप्पणी करें|टिप्पणी लिखें|कमेंट करें|αφήστε ένα σχόλιο
    αφήστε μια απάντηση|προσθήκη σχολίου|deixe um comentário|deixe uma resposta|escreva um comentário
    adicionar comentário|dodaj komentarz|zostaw komentarz|napisz komentarz|plaats een reactie|geef een reactie
    laat een reactie achter|skriv en kommentar|lämna ett svar|legg igjen en kommentar|jätä kommentti|přidat komentář
    scrie un comentariu|hozzászólás írása|tulis komentar|tinggalkan komentar|أضف تعليقا|أضف تعليقاً
    dejar un comentario|añadir comentario|ajouter un commentaire|kommentar schreiben
    """,
}

# What says that the rest of an article is for those who pay; the second are compared by letters.
SUBSCRIBERS = """
    article is for subscribers|story is for subscribers|post is for subscribers|post is for paid subscribers
    post is for paying subscribers|for subscribers only|subscribers only|exclusive to subscribers
    available to subscribers|subscribe to read|subscribe to continue|subscribe to keep reading|subscribe to unlock
    to continue reading|to keep reading this|unlock this article|unlock this story|unlock the full
    already a subscriber|reached your limit|réservé aux abonnés|réservée aux abonnés|déjà abonné
    nur für abonnenten|sie sind bereits abonnent|weiterlesen mit|solo para suscriptores|exclusivo para suscriptores
    ya eres suscriptor|только для подписчиков|доступен по подписке|доступна по подписке|alleen voor abonnees
    per gli abbonati|riservato agli abbonati|para assinantes|exclusivo para assinantes|tylko dla subskrybentów
    kun for abonnenter|للمشتركين فقط|केवल सब्सक्राइबर
    متاح للمشتركين|المشتركين فقط|ویژه مشترکان|برای مشترکان|למנויים בלבד|лише для передплатників
    тільки для передплатників|лише для підписників|μόνο για συνδρομητές|yalnızca aboneler|abonelere özel
    sadece aboneler|só para assinantes|tylko dla prenumeratorów|dla prenumeratorów|pouze pro předplatitele
    endast för prenumeranter|för prenumeranter|vain tilaajille|előfizetőink számára|doar pentru abonați
    khusus pelanggan
    """
SUBSCRIBERS_UNSPACED = """
    有料会員限定|会員限定記事|続きを読むには|付费阅读|付費閱讀|付费会员|会员专享|订阅后阅读|유료회원|구독자전용
    สำหรับสมาชิกเท่านั้น
    """

# Where words are not parted by spaces, or their endings join them, letters are compared; ^ is a line's beginning.
UNSPACED: dict[tuple[str, int], str] = {
    ("appeal", 5): SUBSCRIBERS_UNSPACED,
    ("appeal", 6): """
    订阅我们的|訂閱我們的|订阅电子报|关注我们|關注我們|扫码关注|扫描二维码|公众号|メールマガジンに登録
    メルマガに登録|ニュースレターに登録|フォローする|뉴스레터를구독|뉴스레터구독|구독신청
    สมัครรับจดหมายข่าว|ติดตามเราได้ที่|กดติดตาม
    """,
    ("navigation", 6): """
    ^相关阅读|^相关新闻|^相关文章|^相關閱讀|^相關新聞|^延伸阅读|^延伸閱讀|^推荐阅读|^推薦閱讀|^関連記事
    ^関連ニュース|^あわせて読みたい|^合わせて読みたい|^おすすめ記事|^관련기사|^관련뉴스|^추천기사
    ^많이본뉴스
    ^ข่าวที่เกี่ยวข้อง|^บทความที่เกี่ยวข้อง|^อ่านเพิ่มเติม|^อ่านต่อ|^อ่านข่าว
    """,
    ("comments", 3): """
    ^发表评论|^發表評論|^发表回复|^我要评论|^查看全部评论|^コメントを投稿|^コメントを書く|^コメントを残す|^댓글쓰기
    ^댓글달기|^댓글을입력|^แสดงความคิดเห็น
    """,
    ("rights", 3): """
    版权所有|版權所有|未经授权|未經授權|无断转载|不得转载|無断転載|無断複製|무단전재|무단복제|재배포금지|สงวนลิขสิทธิ์
    """,
    ("consent", 5): """
    使用cookie|使用小型文字檔案|cookieの使用|cookieを使用|cookieの利用|cookieを利用|クッキーを使用|クッキーを利用
    使用に同意|利用に同意|アクセス解析|쿠키를사용|쿠키사용|ใช้คุกกี้|ยินยอมให้ใช้|重视您的隐私|重視您的隱私
    プライバシーを尊重
    개인정보를소중히|개인정보를중요하게|ความเป็นส่วนตัวของคุณ
    """,
}

WHOLE_LINES: dict[str, str] = {
    "navigation": """
    home|menu|search|search for|close|next|previous|prev|back|more|news|world|politics|business|sport|sports|opinion
    culture|video|videos|photos|about|about us|contact|contact us|careers|jobs|blog|blogs|resources|company|services
    events|pricing|faq|faqs|community|newsletters|reviews|webinars|solutions|features|products|support|research
    education|locations|industries|login|log in|log out|sign in|sign up|register|my account|account|help|help center
    privacy|terms|accessibility|sitemap|site map|rss|rss feed|feed|english|français|deutsch|español|русский|türkçe
    العربية|italiano|português|topics|tags|archive|archives|categories|category|related|recommended|overview|index
    pages|contents|table of contents|table of content|share|shares|tweet|pin|print|email|e mail|mail|facebook
    twitter|x
    instagram|linkedin|youtube|pinterest|whatsapp|telegram|reddit|tumblr|bluesky|threads|tiktok|flipboard|vk|ok
    copy link|link|copied|follow|follow us|social|socials|loading|toggle|expand|collapse|show more|show less
    see more|view more|view all|read more|learn more|load more|see all|continue reading|get started|download
    download now|shop|cart|checkout|insights|case studies|press|newsroom|media|partners|leadership|our team|team
    magazine|podcast|podcasts|live|radio|tv|weather|latest|latest news|trending|popular|most popular|most read
    recent posts|related posts|related articles|related stories|read next|footer|header|navigation|breadcrumb
    breadcrumbs|quick links|links|legal|cookies|advertise|advertising
    advertise with us|write for us|masthead|staff|go|ok|cancel|submit|send|name|first name|last name|email address
    phone|phone number|message|website|password|remember me|captcha|image|images|logo|avatar|page|top|up|skip|filter
    filters|sort|sort by|select page|back to top button|back to blog|all posts|previous post|next post
    previous article|next article|home page|startseite|accueil|inicio|главная|anasayfa|ana sayfa|الرئيسية|поиск|меню
    suche|recherche|buscar|arama|بحث|kontakt|contacto|контакты|iletişim|اتصل بنا|über uns|à propos|о проекте|о нас
    hakkımızda|من نحن|teilen|partager|compartir|поделиться|paylaş|شارك|drucken|imprimer|imprimir|распечатать|yazdır
    طباعة|weiter|zurück|suivant|précédent|siguiente|anterior|далее|назад|written by|fact checked by|reviewed by
    about the author|author|about author|the author|share this|tagged|filed under|explore more|discover more
    more articles
    أخبار|رياضة|اقتصاد|ثقافة|محليات|سياسة|الصفحة الرئيسية|فيسبوك|تويتر|واتساب|تلغرام|سياسة الخصوصية|صفحه اصلی|اخبار|خانه
    ورزش|اقتصاد|فرهنگ|سیاست|حریم خصوصی|تماس با ما|درباره ما|توییتر|تلگرام|אודות|צור קשר|ראשי|חדשות|ספורט|כלכלה|תרבות
    שתפו|שתף|פייסבוק|טוויטר|ווטסאפ|מדיניות פרטיות|новости|спорт|экономика|политика|культура|общество|вконтакте
    телеграм|твиттер|политика конфиденциальности|головна|новини|економіка|політика|поділитися|телеграм|твіттер|фейсбук
    політика конфіденційності|होम|समाचार|खेल|शेयर करें|ट्वीट|फेसबुक|व्हाट्सऐप|गोपनीयता नीति|αρχική|ειδήσεις|αθλητικά
    οικονομία|πολιτική|κοινοποίηση|πολιτική απορρήτου|επικοινωνία|haberler|spor|ekonomi|siyaset|gündem|tweetle
    gizlilik politikası|nachrichten|wirtschaft|politik|datenschutz|datenschutzerklärung|twittern|actualités|économie
    politique|tweeter|politique de confidentialité|noticias|deportes|economía|política|tuitear|política de privacidad
    início|notícias|esportes|desporto|economia|compartilhar|partilhar|política de privacidade|tuitar|strona główna
    wiadomości|gospodarka|polityka|udostępnij|drukuj|polityka prywatności|kontakt|nieuws|economie|cultuur|politiek
    delen|afdrukken|tweeten|privacybeleid|nyheter|dela|del|jaa|zprávy|sdílet|首页|首頁|新闻|新聞|体育|體育|财经
    財經|分享|微博|微信|隐私政策
    隱私政策|关于我们|联系我们|ホーム|トップ|ニュース|スポーツ|経済|シェア|ツイート|はてなブックマーク|お問い合わせ
    プライバシーポリシー|홈|뉴스|스포츠|공유|공유하기|트위터|페이스북|카카오톡|개인정보처리방침
    หน้าแรก|ข่าว|กีฬา|แชร์|ทวีต|ไลน์|เฟซบุ๊ก|นโยบายความเป็นส่วนตัว|ติดต่อเรา
    """,
    "appeal": """
    advertisement|advertisements|ad|ads|sponsored|sponsor|sponsors|promoted|subscribe|newsletter|donate|donations
    support us|donate now|subscribe now|sign up now|sign up today|become a member|become a patron|join us|join now
    anzeige|werbung|publicité|publicidad|реклама|reklam|إعلان|إعلانات|pubblicità|get a quote|get a demo
    request a demo|book a demo|start free trial|get in touch|weekly newsletter|email newsletter|thank you
    thanks for reading|ready for more
    """,
    "consent": """
    manage options|accept all|reject all|accept|accept and continue|accept and close|i accept|i agree|agree and close
    agree|decline|manage preferences|manage settings|more options|cookie settings|manage cookies|cookie policy|got it
    save preferences|necessary only|only necessary|allow all|allow all cookies|consent|do not consent|customize
    tout accepter|tout refuser|alle akzeptieren|alle ablehnen|einstellungen|aceptar todo|rechazar todo|принять все
    accetta tutto|rifiuta|alles accepteren|nur notwendige|nur notwendige cookies|nur erforderliche|zustimmen
    einverstanden|accepter et fermer|continuer sans accepter|tout accepter et fermer|paramétrer|aceptar y cerrar
    aceptar|rechazar|aceitar|aceitar todos|rejeitar todos|accetta|принять|отклонить|согласен|принять все cookie
    прийняти|відхилити|zaakceptuj wszystko|odrzuć wszystko|kabul et|tümünü kabul et|reddet|قبول الكل|رفض الكل|قبول
    رفض|أوافق|می پذیرم|קבל הכל|αποδοχή όλων|αποδοχή
    स्वीकार करें|सभी स्वीकार करें|अस्वीकार करें|接受|接受全部
    全部接受|接受所有|拒绝|拒绝全部|全部拒绝|同意|不同意|同意する
    同意しない|拒否する|すべて許可|모두 동의|모두 수락|모두 거부|동의
    إدارة الإعدادات|تنظیمات|הגדרות|настройки|налаштування|सेटिंग्स|ρυθμίσεις|ayarlar|paramètres|configurar
    configurações|ustawienia|instellingen|管理设置|設定を管理|ยอมรับทั้งหมด|ยอมรับ
    """,
    "comments": """
    comments|comment|reply|replies|newest most voted|oldest first|newest first|post comment|add comment
    reader comments|leave a reply|leave a comment|discussion|commentaires|kommentare|comentarios|комментарии
    yorumlar|التعليقات|تعليقات|commenti|antworten|répondre|responder|ответить|yanıtla|cevapla|رد|reply share
    like reply|top comments|δ|view replies|hide replies|show replies|load more comments|comment section
    user comments|cancel reply
    نظرات|دیدگاه ها|پاسخ|תגובות|הגב|коментарі|відповісти|टिप्पणियाँ|जवाब दें|σχόλια|απάντηση|comentários|komentarze
    odpowiedz|reacties|beantwoorden|kommentarer|svara|svar|评论|評論|回复|回覆|コメント|返信|返信する|댓글|답글
    ความคิดเห็น|ตอบกลับ
    """,
}

# Headings after which nothing of the article comes.
ENDINGS = """
    you'll also love|you'll also like|you'll love these too|you may also enjoy|you might also enjoy
    you may be interested in the following topics as well|you may be interested in|you might be interested in
    about the authors|about our author|article written by|more from the blog
    more from our blog|from the blog|related guides|related resources|related questions
    related|related articles|related posts|related post|related stories|related news|related content|related topics
    related reading|you may also like|you might also like|read also|also read|read next|up next|more stories
    more articles|more news|latest news|latest articles|latest posts|latest stories|recent posts|recent articles
    popular posts|popular articles|most read|most popular|trending now|recommended|recommended for you
    recommended articles|editor's picks|about the author|about author|the author|author|written by|share this
    share this article|share this post|share this story|share|follow us|tags|tagged|filed under|categories|comments
    leave a reply|leave a comment|post a comment|discussion|discussion about this post|join the conversation
    subscribe|newsletter|next post|previous post|next article|previous article|post navigation|explore more
    explore further|back to blog|back to top|more to explore|you may also be interested in|more like this
    similar articles|similar posts|keep reading|what to read next|watch next|top stories|lire aussi|à lire aussi
    sur le même sujet|mehr zum thema|lesen sie auch|das könnte sie auch interessieren|noticias relacionadas
    te puede interesar|artículos relacionados|читайте также|по теме|материалы по теме|ilgili haberler|مواضيع ذات صلة
    اقرأ أيضا|leggi anche
    بیشتر بخوانید|مطالب مرتبط|קראו גם|כתבות נוספות|читайте ещё|смотрите также|читайте ще|यह भी पढ़ें|διαβάστε επίσης
    σχετικά άρθρα|bunlar da ilginizi çekebilir|leia também|veja também|notícias relacionadas|czytaj także|czytaj też
    zobacz także|lees ook|läs också|les også|læs også|lue myös|相关阅读|相关新闻|相关文章|相關閱讀|相關新聞
    延伸阅读|延伸閱讀|推荐阅读|関連記事|関連ニュース
    あわせて読みたい|관련기사|관련 기사|관련뉴스|추천기사|ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|اقرأ أيضاً
    أخبار ذات صلة|комментарии|коментарі
    kommentare|commentaires|comentarios|comentários|komentarze|reacties|评论|コメント|댓글
    """

# Words that short furniture lines are made of, whatever their order.
FURNITURE = """
    about accessibility account ad ads advertise advertisement advertising all app archive archives article articles
    author back blog careers cart category categories click close comment comments community company contact
    contacts content continue cookie cookies copyright demo discover donate download email events explore facebook
    faq faqs feed follow footer free guides guide header help hide home inbox instagram jobs join latest learn legal
    library like linkedin link links load loading login logo logout log main member members membership menu mobile
    more navigation new news newsletter newsletters next notice now open our page partner partners password phone
    pinterest podcast podcasts policy popular post posts press previous print privacy products read recent register
    related reply request reserved resources rights rss search see select services settings share shop shopping show
    sign site sitemap skip social solutions sponsored stories story submit subscribe subscriptions subscription
    support tag tags team terms toggle top topics trending tweet twitter unsubscribe us use videos video view visit
    watch webinars website whatsapp youtube your
    """
