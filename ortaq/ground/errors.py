"""What an action says when it will not act: one kind sentence, and the field it belongs to."""

from collections.abc import Mapping


class Refused(Exception):  # noqa: N818 - an answer to a person, not a fault of the program
    """The action was not carried out and nothing was changed.

    `sentence` says in the reader's language what is wrong and what to do (a lazy translation);
    `field` names the form field it belongs to, or None where it concerns the whole form.
    """

    def __init__(self, sentence: object, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotAllowed(Refused):
    """The actor's roles do not permit this action here."""


class StepClosed(Refused):
    """The step of the cycle that opens this action is not open now."""


class Conflict(Refused):
    """The identifier was used before for other content."""


class Overtaken(Refused):
    """Somebody else saved in the meantime what the form showed as it was before."""


class Several(Refused):
    """Several fields are wrong at once; `sentences` maps each field to its sentence."""

    def __init__(self, sentences: Mapping[str, object]) -> None:
        super().__init__(next(iter(sentences.values())))
        self.sentences = dict(sentences)
