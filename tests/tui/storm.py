"""A library about a storm for the tests of cross-references: told by three, copied by three, judged by nobody."""

from pathlib import Path

TELLING = (
    "A storm took the bridge of Tolm on Tuesday. Governor Mara Lindqvist said that 3,417 people had left Tolm and that "
    "2,218 of them slept in the school of Osterby.\n\n"
    "The army counted 940 houses without a roof in Tolm, and 61 boats were lost in the harbor of Osterby.\n\n"
    "“We had an hour to bring the old people over the bridge, and we used every minute of it,” said Lindqvist."
)
OTHER = (
    "The bridge of Tolm is gone. Of the town, 3417 people have left, Mara Lindqvist said in Osterby, where 2,218 "
    "found room in the school.\n\n"
    "The insurers counted 1,200 houses without a roof in Tolm. In the harbor of Osterby 61 boats sank."
)
LATER = (
    "A week after the storm, Tolm counts again. In a hall in Osterby, 412 children are taught in two shifts, and "
    "Mara Lindqvist promised a bridge of steel. The insurers stay with 1,200 houses."
)
ADDED = "Readers of this paper have sent blankets and nine carts of firewood."

ARTICLES = {
    "harbor": ("Storm takes the bridge of Tolm", "Harbor Post", "2020-03-03", TELLING),
    "ledger": ("Bridge of Tolm gone, thousands leave", "Daily Ledger", "2020-03-04", OTHER),
    "mirror": ("Storm takes the bridge of Tolm", "World Mirror", "2020-03-05", f"{TELLING}\n\n{ADDED}"),
    "echo": ("Storm takes the bridge of Tolm", "Evening Echo", "2020-03-05", TELLING),
    "digest": ("The bridge of Tolm", "Morning Digest", "2020-03-06", TELLING.partition("\n\n“")[0]),
    "week": ("A week after the storm", "Daily Ledger", "2020-03-10", LATER),
    "bread": ("Why rye bread keeps longer", "Kitchen Letters", "2018-10-01", "Rye holds more water than wheat does."),
}


def write_storm(folder: Path) -> Path:
    """Write the library into *folder*."""
    (folder / "articles").mkdir(parents=True)
    (folder / "library.yaml").write_text('title: "Storm"\nlanguage: "en"\n')
    (folder / "names.yaml").write_text('"Mara Lindqvist":\n  kind: "person"\n  spellings: ["Lindqvist"]\n')
    for name, (title, site, published, body) in ARTICLES.items():
        (folder / "articles" / f"{name}.md").write_text(
            f'---\nid: "{name}"\ntitle: "{title}"\nsite: "{site}"\npublished: "{published}"\n---\n\n{body}\n'
        )
    return folder
