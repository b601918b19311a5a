"""Who says what in a text."""

import pytest

from reader.related.statements.statement import DIRECT, REPORTED, Statement
from reader.related.statements.text_statements import find_statements


def said(text: str) -> list[tuple[str, str]]:
    """Return the speakers of a text, as it calls them, and what they say."""
    return [(each.speaker.text if each.speaker else "", text[each.start : each.end]) for each in find_statements(text)]


def only(text: str) -> Statement:
    (found,) = find_statements(text)
    return found


@pytest.mark.parametrize(
    ("text", "speaker", "what"),
    [
        ("The flood hit Tolm hard, said Mayor Mara Lindqvist.", "Mara Lindqvist", "The flood hit Tolm hard"),
        ("Governor Anton Veres told the Tolm Tribune that the road is open.", "Anton Veres", "that the road is open"),
        ("The river will rise, according to the water board.", "the water board", "The river will rise"),
        ("According to police, two boats sank.", "police", "two boats sank"),
        ("Pro-government sources say that the bridge was hit.", "Pro-government sources", "that the bridge was hit"),
        ("“The harbor is closed,” General Anton Veres said.", "Anton Veres", "“The harbor is closed,”"),
        ("“The harbor,” said Veres, “is closed.”", "Veres", "“The harbor,” said Veres, “is closed.”"),
        ("Veres: The harbor is closed until May.", "Veres", "The harbor is closed until May."),
        ("Mara Lindqvist, the mayor of Tolm, said the harbor is closed.", "Mara Lindqvist", "the harbor is closed"),
        ("The commander, Col. Anton Veres, said the harbor is closed.", "Anton Veres", "the harbor is closed"),
        ("The army said in a statement on Friday that nobody was hurt.", "The army", "that nobody was hurt"),
        ("“The harbor is closed.” ― Anton Veres", "Anton Veres", "“The harbor is closed.”"),
        ("Corridor to Tolm open — General Staff", "General Staff", "Corridor to Tolm open"),
        ("“Is it over?” she asked.", "she", "“Is it over?”"),
        ("Veres says he’s glad that the harbor is closed.", "Veres", "he’s glad that the harbor is closed"),
        ("Nobody was hurt, one Tolm official said.", "one Tolm official", "Nobody was hurt"),
        ("Both Mr. Veres and Ms. Lind say the harbor is closed.", "Lind", "the harbor is closed"),
        ("Those close to him say that Veres may go.", "Those close to him", "that Veres may go"),
        ("Sailors in Tolm and around the sea say Veres may go.", "Sailors in Tolm and around the sea", "Veres may go"),
        ("Veres said after the storm he would not go.", "Veres", "he would not go"),
        ("Veres said at a camp in Tolm, Norland, that he would go.", "Veres", "that he would go"),
        ("Too often, Mr. Veres said, the harbor is closed.", "Veres", "the harbor is closed"),
        ("“The harbor is closed.” Veres said.", "Veres", "“The harbor is closed.”"),
        ("“I,” Veres said, looking up, “am a door.”", "Veres", "“I,” Veres said, looking up, “am a door.”"),
        ("Veres: ‘We will never go.’", "Veres", "‘We will never go.’"),
        ("Veres to Sailors: The harbor will open", "Veres", "The harbor will open"),
        ("It came as no surprise to harbor master Mara Lind: “It was old.”", "Mara Lind", "“It was old.”"),
        ("He’s saying that the harbor is closed.", "He", "that the harbor is closed"),
        ("In 2016 Tolm Watch said the harbor is closed.", "Tolm Watch", "the harbor is closed"),
        ("On 13 December the water board said Tolm is dry.", "the water board", "Tolm is dry"),
        ("Anton Veres (R-OH), said: “I am going.”", "Anton Veres", "“I am going.”"),
        ("“We have won the harbor back!” beamed Anton Veres.", "Anton Veres", "“We have won the harbor back!”"),
        ("Tolm (AFP) – Veres said nobody was hurt.", "Veres", "nobody was hurt"),
        ("Veres wore a hat reading “Tolm first and last.”", "a hat", "“Tolm first and last.”"),
        ("Veres described the harbor as a pond.", "Veres", "the harbor as a pond"),
        ("Veres described the harbor as he left.", "Veres", "the harbor"),
        ("Veres denounced the harbor — a mere pond.", "Veres", "the harbor"),
        ("In a poll of sailors, 51 percent had seen Tolm.", "a poll of sailors", "51 percent had seen Tolm"),
        ("By the water board’s count, 40 boats sank.", "the water board’s", "40 boats sank"),
        ("His clear promise to open the harbor was old.", "His", "to open the harbor was old"),
        ("Mara Lind’s criticism of the harbor, a pond, was old.", "Mara Lind’s", "the harbor"),
        ("He left after, according to Veres, the harbor closed.", "Veres", "the harbor closed"),
        ("Veres not only said that the harbor is closed.", "Veres", "that the harbor is closed"),
        ("Why did the mayors say that the harbor is closed?", "the mayors", "that the harbor is closed"),
        ("Veres said that he was tired and wanted to go.", "Veres", "that he was tired and wanted to go"),
        ("Veres wants to build 40 boats, focusing on sailors.", "Veres", "to build 40 boats"),
        ("The study found 31 boats in the harbor.", "The study", "31 boats in the harbor"),
        ("Veres said it would rain, but would not be cold.", "Veres", "it would rain, but would not be cold"),
        ("Veres reported, The harbor is closed.", "Veres", "The harbor is closed"),
        ("A poll found that 46 percent sail, while 38 swim.", "A poll", "that 46 percent sail, while 38 swim"),
        ("In a poll of sailors, 51 swim while 40 sail.", "a poll of sailors", "51 swim while 40 sail"),
        ("Veres said — in a letter, of course — that he would go.", "Veres", "that he would go"),
        ("Data from the harbor show that 40 boats sank.", "Data from the harbor", "that 40 boats sank"),
        ("A study that appeared in the Tolm Post found that 40 sank.", "A study", "that 40 sank"),
        ("Said one sailor: “Forty boats sank here.”", "one sailor", "“Forty boats sank here.”"),
        ("Veres yelled “You lie!” at the sailors of Tolm.", "Veres", "“You lie!”"),
        ("Under a sign “Go home, all of you,” they chanted “Tolm first.”", "they", "“Tolm first.”"),
        ("Hours later, Veres left, telling the sailors, “I go home now.”", "Veres", "“I go home now.”"),
        ("“He said, ‘I go, ‘ and left. It rained,” Veres said.", "Veres", "“He said, ‘I go, ‘ and left. It rained,”"),
        ("Tolm, Mara Lindqvist said, has no harbor.", "Mara Lindqvist", "Tolm, Mara Lindqvist said, has no harbor"),
        ("As Veres pointed out, the harbor is closed.", "Veres", "the harbor is closed"),
        ("Tolm, as Lind told Reuters, is closed.", "Lind", "Tolm, as Lind told Reuters, is closed"),
        ("As the Tolm Post reported just today, the harbor closed.", "the Tolm Post", "the harbor closed"),
        ("The harbor is closed, as the mayor has said before.", "the mayor", "The harbor is closed"),
        ("As the army left, Veres said that Tolm is open.", "Veres", "that Tolm is open"),
        ("Lind told a meeting in Tolm, Norland, on Friday that 40 boats sank.", "Lind", "that 40 boats sank"),
        ("Lind told a group of about 40 sailors that Tolm is open.", "Lind", "that Tolm is open"),
        ("Lind asked Veres about the leak in the harbor.", "Lind", "the leak in the harbor"),
        ("Lind asked the sailors not to leave.", "Lind", "not to leave"),
        ("Lind joked about moving to the harbor.", "Lind", "moving to the harbor"),
        ("Lind warned of a long winter.", "Lind", "a long winter"),
        ("Lind is promising to help the sailors.", "Lind", "to help the sailors"),
        ("Lind called Wednesday for Veres to resign.", "Lind", "Veres to resign"),
        ("Everyone expects Lind to win the vote.", "Everyone", "Lind to win the vote"),
        ("Officials said as many as 40 boats sank.", "Officials", "as many as 40 boats sank"),
        ("“The harbor is closed,” she said as she left the room.", "she", "“The harbor is closed,”"),
        ("Veres, who said that the harbor is closed, left.", "who", "that the harbor is closed"),
        ("Veres said, through an interpreter, that he would go.", "Veres", "that he would go"),
        ("“Only you,” she said, would close the harbor.", "she", "“Only you,” she said, would close the harbor"),
        ("Lind spoke at length, however, saying that Tolm is open.", "Lind", "that Tolm is open"),
        ("On Friday, however, Veres left, promising to open Tolm.", "Veres", "to open Tolm"),
        ("The board just this month announced it would open.", "The board", "it would open"),
        ("A judge in 2001 found the plan was unlawful.", "A judge", "the plan was unlawful"),
        ("The paper then references a leak in the harbor.", "The paper", "a leak in the harbor"),
        ("The crew endorses Anton Veres.", "The crew", "Anton Veres"),
        ("Sailors Union Endorses Anton Veres.", "Sailors Union", "Anton Veres"),
        ("One by one, firms declared bankruptcy.", "firms", "bankruptcy"),
        ("Veres spoke of up to 16,000 sailors.", "Veres", "up to 16,000 sailors"),
        ("Veres denied it, and the army gave no number.", "Veres", "it"),
        ("An outlet that tells the events from afar reports a leak.", "An outlet", "a leak"),
    ],
)  # fmt: skip
def test_the_speaker_is_who_says_it_wherever_it_stands(text: str, speaker: str, what: str) -> None:
    assert said(text) == [(speaker, what)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Veres criticized the mayor, who was born in Tolm, for lying.", "the mayor, who was born in Tolm, for lying"),
        ("Veres criticized the mayor — of all people — for lying.", "the mayor — of all people — for lying"),
        ("Veres criticized the docks, piers and ships and left the room.", "the docks, piers and ships"),
        ("Veres criticized the ships, including his own.", "the ships, including his own"),
        ("Veres criticized the harbor, which is closed.", "the harbor"),
        ("Veres criticized the harbor, and left.", "the harbor"),
        ("Veres criticized the harbor and has left.", "the harbor"),
        ("Veres criticized the harbor in an interview with the Post.", "the harbor"),
        ("Veres criticized the harbor ― a mere pond.", "the harbor"),
        ("Veres criticized the captain on Tuesday for lying.", "the captain on Tuesday for lying"),
        ("Veres described the dinner as Tolm celebrating itself.", "the dinner as Tolm celebrating itself"),
        ("Veres described a town that few know.", "a town that few know"),
        ("Veres described a man who was born in Tolm.", "a man who was born in Tolm"),
        ("While a judge found the plan unlawful, the mayor left.", "the plan unlawful"),
        ("When Lind said it was great to be home, a man left.", "it was great to be home"),
        ("Sailors who support the harbor are few.", "the harbor"),
    ],
)
def test_what_is_said_ends_where_the_sentence_goes_on_about_something_else(text: str, what: str) -> None:
    assert [each[1] for each in said(text)] == [what]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Veres insisted that it has “a wide harbor,” claiming that it pays.",
            ("Veres", "that it has “a wide harbor,”"),
            ("Veres", "that it pays"),
        ),
        (
            "Veres called it “a good day for us all,” and said that he is glad.",
            ("Veres", "it “a good day for us all,”"),
            ("Veres", "that he is glad"),
        ),
        (
            "Veres says the harbor is closed. “It was closed long ago.”",
            ("Veres", "the harbor is closed"),
            ("Veres", "“It was closed long ago.”"),
        ),
    ],
)
def test_who_speaks_twice_is_told_twice(text: str, first: tuple[str, str], second: tuple[str, str]) -> None:
    assert said(text) == [first, second]


@pytest.mark.parametrize(
    "before",
    ["Fear has grown, as Veres notes:", "Veres issued the following statement:", "Veres went on with a smile:"],
)
def test_a_quotation_below_a_colon_is_said_by_who_is_named_before_it(before: str) -> None:
    assert said(f"{before}\n\n“Some 90 sailors left.”") == [("Veres", "“Some 90 sailors left.”")]


@pytest.mark.parametrize(
    "text",
    [
        "His early-morning tweets attacking the mayor were old.",
        "The harbor board sent the sailors 40 boats:\n\n“Tolm” and others.",
        "A list released by the harbor board is old.",
        "Lind asked him about.",
        "Who says what, and when, is told here.",
        "The mosque, also called the Umayyad Mosque, is old.",
        "China, Russia and Norland vote against, Lind abstains.",
        "They explained this with their fear.",
        "Tolm agreed to, or wanted, a plan.",
        "IS: the Islamic State, in its own words.",
        "The flood destroyed 412 homes in Tolm.",
        "The claims of the mayor were many, and the report was long.",
        "It was reported that the harbor is closed.",
        "The so-called “harbor” is a pond.",
        "There is nothing to say.",
        "The mayor, who asked not to be named, went home.",
        "Health worries have dogged the mayor, and twenty-seven states led by Tolm are in court.",
        "If one adds the boats, there are 40.",
        "Digest: The harbor in December",
        "Let me just say.",
        "The army took a quarter written “al-Tolm al-Jadida wal-Qadima” and left.",
        "It grew out of a group called “The Brothers of the Old Harbor”.",
        "Most state parties and both states went home.",
        "The savings plans that the state offers are old.",
        "The boats were offered by the harbor.",
        "The storm claimed at least 300 lives.",
        "It went according to plan.",
        "He had two reasons: “fear” and rain.",
        "Veres did not say that the harbor is closed.",
        "Nobody said that 40 boats sank.",
        "Neither the army nor the police said how many died.",
        "Veres has not confirmed that 40 boats sank.",
        "If Veres said that the harbor is closed, nobody heard it.",
        "Did Veres say that the harbor is closed?",
        "Who says that the harbor is closed?",
        "The army may announce that 40 boats sank.",
        "Veres wrote 12 books on the sea.",
        "The army attacked the harbor.",
        "The map that he carries as he meets business and harbor leaders shows 40 boats sank.",
        "Veres showed his face.",
        "One quarter is called Sheikh Veres, Sheikh Said, Shaykh Sa’id and Seikh Veres.",
        "The firm found 40 boats in the mud.",
        "The harbor added 40 boats in May.",
        "The bias begins to show when 40 boats sail.",
        "",
        "“",
        "”””",
    ],
)
def test_where_nobody_says_it_nobody_is_given(text: str) -> None:
    assert [each for each in find_statements(text) if each.speaker] == []


def test_a_quotation_goes_on_over_sentences_and_paragraphs() -> None:
    text = (
        "“The harbor is closed,” Veres said. “It opens in May.”\n\nVeres added: “Nobody was hurt.\n\n“Nobody at all.”"
    )

    first, second = find_statements(text)

    assert text[first.start : first.end] == "“The harbor is closed,” Veres said. “It opens in May.”"
    assert text[second.start : second.end] == "“Nobody was hurt.\n\n“Nobody at all.”"
    assert {first.kind, second.kind} == {DIRECT}


@pytest.mark.parametrize(
    ("between", "count"),
    [(" in Tolm", 2), ("", 2), (". The mayor left", 1)],
)
def test_a_paragraph_that_is_a_quotation_is_said_by_who_spoke_in_the_one_before(between: str, count: int) -> None:
    text = f"“The harbor is closed,” Veres said{between}.\n\n“It opens again in May.”"

    found = find_statements(text)

    assert [each.speaker and each.speaker.text for each in found] == ["Veres"] * count


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("According to him: 40 boats sank; 30 are lost.", "40 boats sank; 30 are lost"),
        ("According to him or the army:\n\n40 sank;\n30 are lost.\n\nIt rained.", "40 sank;\n30 are lost."),
        ("Veres said:\n- 40 sank\n- 30 are lost\n\nIt rained.", "- 40 sank\n- 30 are lost"),
        ("Veres said:\n1. 40 sank\n\n2. 30 are lost\n\nIt rained.", "1. 40 sank\n\n2. 30 are lost"),
        ("Veres said:\n\nIt rained.\n\nTolm is old.", None),
    ],
)
def test_a_list_after_a_colon_belongs_to_who_speaks(text: str, what: str | None) -> None:
    assert [text[each.start : each.end] for each in find_statements(text)] == ([what] if what else [])


def test_what_is_said_ends_where_others_speak() -> None:
    text = "Veres said that 40 boats sank, and more than ten sailors said 30 came home."

    assert said(text)[0] == ("Veres", "that 40 boats sank")


def test_words_told_again_are_reported() -> None:
    assert only("Veres said that the harbor is closed.").kind == REPORTED


def test_a_pronoun_and_a_last_name_are_led_back_to_the_full_name() -> None:
    text = "General Anton Veres said the harbor is closed. Veres said it opens in May. He added that nobody was hurt."

    assert [each.speaker and each.speaker.name for each in find_statements(text)] == ["Anton Veres"] * 3


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The army said yes. The experts said no. It added that Tolm is open.",
            ["the army", "the experts", "the army"],
        ),
        ("The army said yes. The experts said no. They added more.", ["the army", "the experts", "the experts"]),
        ("This page says yes. It adds that Tolm is open. He said no.", ["This page", "This page", "He"]),
        ("Each side said yes. It added that Tolm is open.", ["Each side", "It"]),
        ("Anton Veres, spokesman of the Harbor Ministry, who said no, left. He added more.", ["Anton Veres"] * 2),
    ],
)
def test_it_means_one_and_they_means_several(text: str, names: list[str]) -> None:
    assert [each.speaker and each.speaker.name for each in find_statements(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("General Anton Veres gave numbers. According to him: 40 boats sank.", "Anton Veres"),
        ("The army said the harbor is closed.", "the army"),
        ("The UN said the harbor is closed.", "UN"),
        ("General Anton Veres of the General Staff said the harbor is closed.", "Anton Veres"),
        ("The Center for Reconciliation, which said the harbor is closed, left.", "Center for Reconciliation"),
        ("For that movement OCHA had counted 40 boats.", "OCHA"),
        ("The library uses the name and says the harbor is closed.", "the library"),
        ("Its envoy Anton de Veres said the harbor is closed.", "Anton de Veres"),
        ("Its Center for Harbors said the harbor is closed.", "Center for Harbors"),
        ("Colonel Boris al-Veres of Tolm said the harbor is closed.", "Boris al-Veres"),
        ("Tolm Watch mentions reports that the harbor is closed.", "Tolm Watch"),
        ("Some reports say that the harbor is closed.", "Some reports"),
    ],
)
def test_a_speaker_has_one_name_however_the_sentence_has_it(text: str, name: str) -> None:
    found = find_statements(text, names=["Anton Veres"])

    assert [each.speaker and each.speaker.name for each in found] == [name]


@pytest.mark.parametrize("text", ["It no longer says that.", "Townsend (Stephen in US documents), a general, left."])
def test_an_adverb_and_a_paper_are_no_speakers(text: str) -> None:
    assert [each for each in find_statements(text) if each.speaker and each.speaker.text != "It"] == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“The harbor is closed, Veres said. Nobody was hurt.\n\nThe army said 40 sank.", ["Veres", "The army"]),
        ("The harbor” is closed, Veres said. “Nobody was hurt.", ["Veres"]),
        ("“We left.”\n\n“We came back.”\n\n“Nobody was hurt.”", []),
        ("Q: Is the harbor closed?\nA: It is closed until May.", []),
        ("Tolm Post: Is it closed?\nVeres: It is closed until May.", ["Tolm Post", "Veres"]),
        ("VERES\nThe harbor is closed.\n\nLIND\n(laughing)\nNo.", []),
        ("VERES: The harbor is closed.\nLIND: There were 40 boats.", ["VERES", "LIND"]),
        ("Tolm said 40 sank. In Tolm nobody spoke. Anna Tolm said no more.", ["Tolm", "Anna Tolm"]),
    ],
)
def test_texts_of_another_kind_give_nobody_who_is_not_named(text: str, speakers: list[str]) -> None:
    assert [each.speaker and each.speaker.text for each in find_statements(text)] == speakers


def test_the_head_of_a_long_name_means_all_of_it() -> None:
    text = "The Tolm Observatory for Human Rights said yes. The Observatory said that the harbor is closed."

    names = {
        each.speaker and each.speaker.name
        for each in find_statements(text, names=["Tolm Observatory for Human Rights"])
    }

    assert names == {"Tolm Observatory for Human Rights"}


def test_two_of_one_last_name_are_not_taken_for_each_other() -> None:
    text = "Anton Veres said yes. Mara Veres said no. Veres said that the harbor is closed."

    assert [each.speaker and each.speaker.name for each in find_statements(text)] == [
        "Anton Veres",
        "Mara Veres",
        "Veres",
    ]


def test_who_passes_a_statement_on_is_not_its_speaker() -> None:
    text = "The harbor is closed, the army said in a statement, Ria Novosti reported."

    first = min(find_statements(text), key=lambda each: each.end)

    assert first.speaker
    assert first.via
    assert (first.speaker.text, first.via.text) == ("the army", "Ria Novosti")


def test_a_language_without_words_of_saying_is_not_read() -> None:
    assert find_statements("Veres said that the harbor is closed.", "xx") == []
