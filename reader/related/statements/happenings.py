"""Verbs that tell of one and the same event in reports: "killed" and "died", "left" and "evacuated"."""

_GROUPS = (
    "kill die slay eliminate murder perish",
    "wound injure hurt",
    "leave depart evacuate withdraw exit go flee bring take~out bring~out",
    "free liberate retake recapture capture seize take take~back",
    "destroy demolish raze",
    "pardon amnesty",
    "arrest detain",
)
_GROUP_BY_VERB = {verb.replace("~", " "): group.split()[0] for group in _GROUPS for verb in group.split()}


def happening(event: str) -> str:
    """Return the verb by which events of the kind of *event* are grouped: itself, if it is alone."""
    return _GROUP_BY_VERB.get(event, event)


def are_alike(one: str, other: str) -> bool:
    """Whether two verbs may tell of one event."""
    return happening(one) == happening(other)
