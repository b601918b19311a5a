"""Who says what in texts of languages whose grammar is not known."""

import pytest

from reader.related.statements.statement import DIRECT
from reader.related.statements.text_statements import find_statements


@pytest.mark.parametrize(
    ("language", "text", "speaker", "what"),
    [
        ("de", "Die Armee teilte mit, dass der Hafen zu ist.", "Die Armee", "dass der Hafen zu ist"),
        ("de", "Veres sagte am Montag in Tolm, der Hafen sei zu.", "Veres", "der Hafen sei zu"),
        ("de", "Am Montag sagte der Bürgermeister, der Hafen sei zu.", "der Bürgermeister", "der Hafen sei zu"),
        ("de", "Anton Veres, Sprecher der Armee, sagte, dass er geht.", "Anton Veres", "dass er geht"),
        ("de", "Der Sprecher der Armee, Anton Veres, sagte, dass er geht.", "Anton Veres", "dass er geht"),
        ("de", "„Der Hafen ist zu“, so Veres.", "Veres", "„Der Hafen ist zu“"),
        ("de", "„Der Hafen ist zu“, sagte Anton Veres der Zeitung.", "Anton Veres", "„Der Hafen ist zu“"),
        ("de", "40 Boote sanken, wie die Polizei mitteilte.", "die Polizei", "40 Boote sanken"),
        ("de", "Nach Angaben der Polizei sanken 40 Boote.", "Polizei", "sanken 40 Boote"),
        ("de", "Der Polizei zufolge sanken 40 Boote.", "Der Polizei", "sanken 40 Boote"),
        ("de", "Veres sagte nicht, wie viele Boote sanken.", "", ""),
        ("de", "Niemand sagte, dass 40 Boote sanken.", "", ""),
        ("de", "Veres sagte : !", "", ""),
        ("de", "Wenn Veres sagt, dass 40 Boote sanken, lügt er.", "", ""),
        ("de", "Hat Veres gesagt, dass 40 Boote sanken?", "", ""),
        ("de", "Dem Bürgermeister wurde gesagt, dass 40 Boote sanken.", "", ""),
        ("de", "Der Minister sagte, dass der Hafen geschlossen ist.", "Der Minister", "dass der Hafen geschlossen ist"),
        ("de", "„Der Hafen ist geschlossen“, sagte Anton Veres.", "Anton Veres", "„Der Hafen ist geschlossen“"),
        ("de", "»Der Hafen ist geschlossen«, erklärte die Polizei.", "die Polizei", "»Der Hafen ist geschlossen«"),
        ("de", "Laut Polizei ist der Hafen geschlossen.", "Polizei", "ist der Hafen geschlossen"),
        ("de", "Der Hafen ist laut Polizei geschlossen.", "Polizei", "Der Hafen ist"),
        ("de", "Wie die Polizei mitteilte, starben 20 Menschen.", "die Polizei", "starben 20 Menschen"),
        ("fr", "« Le port est fermé », a déclaré le ministre.", "le ministre", "« Le port est fermé »"),
        ("fr", "Anton Veres a affirmé que le port est fermé.", "Anton Veres", "que le port est fermé"),
        ("fr", "« Nous partons », ajoute-t-il.", "il", "« Nous partons »"),
        ("fr", "Le port est fermé, a-t-elle dit.", "elle", "Le port est fermé"),
        ("fr", "Le maire, qui a vu le port, a dit qu’il est fermé.", "Le maire", "qu’il est fermé"),
        ("fr", "« Il est fermé », a dit le maire de Tolm, Anton Veres.", "Anton Veres", "« Il est fermé »"),
        ("fr", "Comme l’a dit le maire, le port est fermé.", "le maire", "le port est fermé"),
        ("fr", "Le maire n’a jamais dit que le port est fermé.", "", ""),
        ("fr", "Si le maire dit que le port est fermé, il ment.", "", ""),
        ("fr", "On dit que le port est fermé.", "", ""),
        ("fr", "Il a été annoncé que le port est fermé.", "", ""),
        ("fr", "Selon les cas, 40 bateaux partent.", "", ""),
        ("fr", "Le port est fermé, selon la police.", "la police", "Le port est fermé"),
        ("es", "Anton Veres dijo que el puerto está cerrado.", "Anton Veres", "que el puerto está cerrado"),
        ("es", "«El puerto está cerrado», afirmó el ministro.", "el ministro", "«El puerto está cerrado»"),
        ("es", "«El puerto está cerrado», dijo Ana Lind el lunes.", "Ana Lind", "«El puerto está cerrado»"),
        ("es", "El alcalde dijo el lunes que el puerto abre.", "El alcalde", "que el puerto abre"),
        ("es", "La agencia SANA informó de que 40 se hundieron.", "La agencia SANA", "que 40 se hundieron"),
        ("es", "El portavoz del puerto, Igor Veres, dijo que abre.", "Igor Veres", "que abre"),
        ("es", "—Nos vamos de aquí —dijo Lind.", "Lind", "—Nos vamos de aquí"),
        ("es", "Le dijeron que el puerto está cerrado.", "", ""),
        ("es", "Se dice que el puerto está cerrado.", "", ""),
        ("es", "Nadie dijo que se hundieron 40 barcos.", "", ""),
        ("es", "¿Quién dice que el puerto está cerrado?", "", ""),
        ("es", "De acuerdo con la policía, 40 barcos se hundieron.", "la policía", "40 barcos se hundieron"),
        ("ru", "«Порт закрыт», — сказала Анна Линд.", "Анна Линд", "«Порт закрыт»"),
        ("ru", "Затонули 40 судов, сообщила полиция.", "полиция", "Затонули 40 судов"),
        ("ru", "В Толме мэр заявил журналистам, что порт закрыт.", "мэр", "что порт закрыт"),
        (
            "ru",
            "«Мы уходим сегодня, — сказал Верес, — в море».",
            "Верес",
            "«Мы уходим сегодня, — сказал Верес, — в море»",
        ),
        ("ru", "По его словам, затонули 40 судов.", "его", "затонули 40 судов"),
        ("ru", "Затонули 40 судов, сообщает ТАСС со ссылкой на полицию.", "полицию", "Затонули 40 судов"),
        ("ru", "Мэр не сказал, что порт закрыт.", "", ""),
        ("ru", "Если мэр сказал, что порт закрыт, он лжёт.", "", ""),
        ("ru", "Как сообщает ТАСС, затонули 40 судов.", "ТАСС", "затонули 40 судов"),
        ("ru", "«Порт закрыт до весны», заявил Антон Верес.", "Антон Верес", "«Порт закрыт до весны»"),
        ("ru", "Антон Верес сообщил, что порт закрыт.", "Антон Верес", "что порт закрыт"),
        ("ru", "По словам мэра, порт закрыт до весны.", "мэра", "порт закрыт до весны"),
        ("ar", "قال المتحدث باسم الجيش إن الميناء مغلق.", "المتحدث باسم الجيش", "إن الميناء مغلق"),
        ("ar", "قال المتحدث باسم الجيش يوم الاثنين إن الميناء مغلق.", "المتحدث باسم الجيش", "إن الميناء مغلق"),
        ("ar", "وأشار الوزير إلى أن الميناء مغلق.", "الوزير", "أن الميناء مغلق"),
        ("ar", "هل قال رئيس البلدية إن الميناء مغلق؟", "", ""),
        ("ar", "لا أحد قال إن الميناء مغلق.", "", ""),
        ("ar", "وأعلنت وزارة الدفاع أن الميناء مغلق.", "وزارة الدفاع", "أن الميناء مغلق"),
        ("de", "„Der Hafen“, sagte Lind am Montag, „ist zu.“", "Lind", "„Der Hafen“, sagte Lind am Montag, „ist zu.“"),
        ("de", "Der Hafen, so Veres, sei bis Mai zu.", "Veres", "Der Hafen, so Veres, sei bis Mai zu"),
        ("de", "Der Hafen, sagt Lind, sei bis Mai zu.", "Lind", "Der Hafen, sagt Lind, sei bis Mai zu"),
        ("de", "Der Hafen ist, wie Veres sagte, seit Mai zu.", "Veres", "Der Hafen ist, wie Veres sagte, seit Mai zu"),
        ("de", "In einer Erklärung heißt es: „Der Hafen bleibt zu.“", "einer Erklärung", "„Der Hafen bleibt zu.“"),
        ("de", "„Niemand starb“, heißt es in einem Bericht der Stadt.", "einem Bericht der Stadt", "„Niemand starb“"),
        ("de", "Der Hafen ist zu, wie aus einem Bericht hervorgeht.", "einem Bericht", "Der Hafen ist zu"),
        ("de", "„Der Hafen ist zu.“ Das sagte Anton Veres der Zeitung.", "Anton Veres", "„Der Hafen ist zu.“"),
        ("de", "Nach Auskunft der Behörden sanken 40 Boote.", "Behörden", "sanken 40 Boote"),
        ("de", "In Tolm heißt der Hafen „Das große Tor zur See“.", "", ""),
        ("de", "Titel: „Der Hafen am Ende der Welt“", "", ""),
        ("fr", "« Le port », a dit Lind, « est fermé. »", "Lind", "« Le port », a dit Lind, « est fermé. »"),
        ("fr", "« Nous partons, a-t-il ajouté, c’est tout. »", "il", "« Nous partons, a-t-il ajouté, c’est tout. »"),
        ("fr", "Le port, affirme Veres, restera fermé.", "Veres", "Le port, affirme Veres, restera fermé"),
        ("fr", "Le port, selon Veres, restera fermé.", "Veres", "Le port, selon Veres, restera fermé"),
        ("fr", "« C’est fini ! », s’est exclamé un marin.", "un marin", "« C’est fini ! »"),
        ("fr", "« Le port est fermé », a annoncé lundi la police.", "la police", "« Le port est fermé »"),
        ("fr", "« Le port est fermé », a dit hier à l’AFP Ana Lind.", "Ana Lind", "« Le port est fermé »"),
        ("fr", "« Le port est fermé », peut-on lire dans le rapport.", "le rapport", "« Le port est fermé »"),
        ("fr", "Selon le maire de Tolm, Anton Veres, le port est fermé.", "Anton Veres", "le port est fermé"),
        ("fr", "Selon la police, Anton Veres, 40 ans, est mort.", "la police", "Anton Veres, 40 ans, est mort"),
        ("fr", "Pour Mara Lind, « le port est fermé ».", "Mara Lind", "« le port est fermé »"),
        ("fr", "Pour finir, « le port est fermé ».", "", ""),
        ("es", "“El puerto”, dijo Lind el lunes, “abre ya”.", "Lind", "“El puerto”, dijo Lind el lunes, “abre ya”"),
        ("es", "El puerto, afirma Veres, seguirá cerrado.", "Veres", "El puerto, afirma Veres, seguirá cerrado"),
        ("es", "El puerto, según Veres, seguirá cerrado.", "Veres", "El puerto, según Veres, seguirá cerrado"),
        ("es", "“El puerto está cerrado”, anunció el lunes la policía.", "la policía", "“El puerto está cerrado”"),
        ("es", "«El puerto está cerrado», se lee en el informe.", "el informe", "«El puerto está cerrado»"),
        ("es", "El puerto está cerrado. Así lo informó la policía.", "la policía", "El puerto está cerrado."),
        ("es", "40 se hundieron, informó Tolmpress citando a la policía.", "la policía", "40 se hundieron"),
        ("es", "Para terminar, «el puerto está cerrado».", "", ""),
        ("ru", "Порт, утверждает Верес, закрыт до мая.", "Верес", "Порт, утверждает Верес, закрыт до мая"),
        ("ru", "Порт, по словам Вереса, закрыт до мая.", "Вереса", "Порт, по словам Вереса, закрыт до мая"),
        ("ru", "«Порт», — сказала Линд, — «закрыт до мая».", "Линд", "«Порт», — сказала Линд, — «закрыт до мая»"),
        ("ru", "«Порт закрыт», — сообщили в понедельник в полиции.", "полиции", "«Порт закрыт»"),
        ("ru", "«Порт закрыт», — отметил вчера глава порта Антон Верес.", "Антон Верес", "«Порт закрыт»"),
        ("ru", "В заявлении министерства говорится, что порт закрыт.", "заявлении министерства", "что порт закрыт"),
        ("ru", "Порт закрыт, пишет газета «Толмские вести».", "газета «Толмские вести»", "Порт закрыт"),
        ("ru", "Порт закрыт. Об этом сообщил Антон Верес.", "Антон Верес", "Порт закрыт."),
        ("ru", "Антон Верес: «Порт закрыт».", "Антон Верес", "«Порт закрыт»"),
        ("ru", "Тема: «Порт на краю света»", "", ""),
        ("ar", "بحسب الشرطة غرق 40 قاربا.", "الشرطة", "غرق 40 قاربا"),
        ("ar", "وبحسب وكالة الأنباء فإن 40 قاربا غرقت.", "وكالة الأنباء", "فإن 40 قاربا غرقت"),
        ("ar", "الميناء، بحسب الشرطة، سيبقى مغلقا.", "الشرطة", "الميناء، بحسب الشرطة، سيبقى مغلقا"),
        ("ar", "الميناء مغلق بحسب ما أعلنت الشرطة.", "الشرطة", "الميناء مغلق"),
        ("ar", "الميناء، كما قال الوزير، مغلق.", "الوزير", "الميناء، كما قال الوزير، مغلق"),
        ("ar", "«الميناء»، قالت ليند، «مغلق حتى مايو».", "ليند", "«الميناء»، قالت ليند، «مغلق حتى مايو»"),
        ("ar", "وردا على سؤال قال الوزير: «كانت 40».", "الوزير", "«كانت 40»"),
        ("ar", "وذكرت وكالة الأنباء نقلا عن الشرطة أن 40 غرقت.", "الشرطة", "أن 40 غرقت"),
        ("ar", "وجاء في بيان للجيش أن الميناء مغلق.", "بيان للجيش", "أن الميناء مغلق"),
        ("ar", "حسب الظروف، سيغلق الميناء.", "", ""),
        ("ar", "وتابع قائلا: «سنعود».", "", ""),
    ],
)  # fmt: skip
def test_other_languages_are_read_where_it_is_plain(language: str, text: str, speaker: str, what: str) -> None:
    found = find_statements(text, language)

    assert [(each.speaker and each.speaker.text, text[each.start : each.end]) for each in found] == (
        [(speaker, what)] if what else []
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "« Le port est fermé », a dit Veres."), ("ru", "«Порт», — сказала Линд, — «закрыт до мая».")],
)
def test_a_short_quotation_is_in_the_words_of_who_speaks(language: str, text: str) -> None:
    assert [each.kind for each in find_statements(text, language)] == [DIRECT]


def test_the_article_of_an_arabic_name_is_the_same_after_for() -> None:
    (found,) = find_statements("غرق 40 قاربا وفقا للشرطة.", "ar")

    assert found.speaker
    assert found.speaker.name == "الشرطة"


def test_who_is_cited_for_the_sentence_before_is_its_speaker() -> None:
    (found,) = find_statements("Порт закрыт. Об этом сообщает ТАСС со ссылкой на полицию.", "ru")

    assert found.speaker
    assert found.via
    assert (found.speaker.text, found.via.text) == ("полицию", "ТАСС")
