"""The words of a headline: clauses and noun phrases cut down to what stands alone, names in the place of pronouns."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import Cast, Mention, MentionKind, Predicate, Said
from tuibrief.extract.words import table as lexicon_table
from tuibrief.model import ActorKind, Event, EventType, Status

Piece = tuple[str, bool]
"""Words, and whether the line needs them."""

# What never belongs in one line: another clause, an aside.
_ASIDE = frozenset({"relcl", "appos", "advcl", "parataxis", "intj", "meta"})
_NEEDED = frozenset({"dobj", "dative", "oprd", "attr", "acomp", "xcomp", "ccomp", "agent"})
_EXTRA = frozenset({"prep", "npadvmod", "advmod"})
_SUBJECT = ("nsubj", "nsubjpass", "csubj")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SINGULAR = {
    "are": "is",
    "’re": "is",
    "'re": "is",
    "am": "is",
    "’m": "is",
    "'m": "is",
    "have": "has",
    "’ve": "has",
    "'ve": "has",
    "do": "does",
}
_LONG_SUBJECT = 50


@cache
def _past_of() -> tuple[dict[str, str], frozenset[str]]:
    data = lexicon_table("headline")
    return data["past"], frozenset(data["double"]["verbs"].split())


def past(lemma: str) -> str:
    """The simple past of a verb."""
    irregular, double = _past_of()
    if lemma in irregular:
        return irregular[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + lemma[-1] + "ed" if lemma in double else lemma + "ed"


def third_person(lemma: str) -> str:
    """The present for one who is spoken of: "get" -> "gets"."""
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "s"


def joined(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    every = list(names)
    return " and ".join([", ".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)


def owning(name: str) -> str:
    """ "Norway’s", "the countries’"."""
    return name + ("’" if name.endswith("s") else "’s")


class Wording:
    """Puts one event's line together."""

    def __init__(self, parse: Parse, cast: Cast, event: Event) -> None:
        self.parse, self.cast, self.event = parse, cast, event
        self.subject: tuple[str, ...] = ()
        self.renamed = False  # whether a name stands for "I", "we" or "you", so that the verb has to follow

    def words(self, tokens: list[Token]) -> str:
        """Tokens as they stand in the text, names in the place of pronouns and roles."""
        out: list[str] = []
        inside = {t.index for t in tokens}
        skip = -1
        for place, token in enumerate(tokens):
            if token.index <= skip:
                continue
            name, skip = self._name_for(token, inside)
            out.append(name or token.text)
            following = next((t for t in tokens[place + 1 :] if t.index > skip), None)
            if following is not None and (following.start > self.parse.tokens[skip].end or following.index > skip + 1):
                out.append(" ")
        return "".join(out)

    def _name_for(self, token: Token, inside: set[int]) -> tuple[str | None, int]:
        """The name to write for a pronoun or a role that begins here, and the last token that it stands for."""
        mention = self.cast.at(token.index)
        if mention is None or mention.first != token.index or not self._wants_name(mention):
            return None, token.index
        names = self.cast.names(mention)
        known = mention.kind is MentionKind.PRONOUN and set(names) <= set(self.subject)
        whole = all(i in inside for i in range(mention.first, mention.last + 1))
        # "it" is as often a thing as an actor
        if known or not whole or token.tag in ("WP", "WDT") or token.lower in ("it", "its"):
            return None, token.index
        return (owning(joined(names)) if token.tag in ("PRP$", "WP$") else joined(names)), mention.last

    def _wants_name(self, mention: Mention) -> bool:
        several = len(mention.actors) > 1
        if not mention.actors or len(mention.actors) > 3:
            return False
        return mention.kind in (MentionKind.PRONOUN, MentionKind.ROLE) or (
            mention.kind is MentionKind.GROUP and several
        )

    def phrase(self, head: Token, without: frozenset[str] = _ASIDE) -> str:
        """A phrase with all that hangs on it but other clauses and asides; "" for a lone preposition."""
        tokens = self.tokens(head, without)
        return "" if len(tokens) == 1 and head.pos == "ADP" and head.dep == "prep" else self.words(tokens)

    def tokens(self, head: Token, without: frozenset[str] = _ASIDE) -> list[Token]:
        """The tokens of such a phrase, in order."""
        found, stack = [], [head]
        while stack:
            token = stack.pop()
            found.append(token)
            stack.extend(c for c in token.children if not self._is_left_out(c, without))
        found.sort(key=lambda t: t.index)
        while found and found[-1].pos == "PUNCT" and found[-1].text not in ')”"»':
            found.pop()
        # A comma or dash beside what was left out goes with it.
        kept = {t.index for t in found}
        return [t for t in found if t.text not in ",–—" or {t.index - 1, t.index + 1} <= kept]

    def _is_left_out(self, token: Token, without: frozenset[str]) -> bool:
        if token.dep in without or token.pos == "SPACE" or token.tag == "WRB":
            return True
        set_off = token.dep in ("acl", "prep") and token.index > token.head.index and self._is_set_off(token)
        return set_off or (token.dep == "prep" and token.lower == "according")

    def _is_set_off(self, token: Token) -> bool:
        """Whether a comma, dash or bracket parts the phrase from what it hangs on."""
        first = min((t.index for t in token.children), default=token.index)
        before = min(first, token.index) - 1
        return before >= 0 and self.parse.tokens[before].text in (",", "–", "—", "(")

    def verb(self, predicate: Predicate, said: Said | None) -> list[Piece]:
        """Subject, verb, and what belongs to it; for a saying after its words, the words."""
        verb = self._verb_of(predicate)
        subject = self._subject(verb)
        pieces = [(subject, True), (self._group(verb, predicate, bool(subject)), True)]
        if said is not None and said.content and said.content[0].start < verb.start:
            told = verb.child("dobj", "dative")
            if told is not None and told.index > verb.index:
                pieces.append((self.phrase(told), False))
            return [*pieces, (": " + " ".join(s.of(self.parse.text) for s in said.content), True)]
        for child in verb.children:
            if child.index <= verb.index or self._is_left_out(child, _ASIDE):
                continue
            if child.index <= predicate.last:  # part of the happening's own words: "filed a complaint" against …
                beyond = [c for c in child.children_of("prep") if c.index > predicate.last]
                pieces += [(self.phrase(c), False) for c in beyond if not self._is_left_out(c, _ASIDE)]
                continue
            if child.dep in _NEEDED or child.dep in _EXTRA:
                pieces.append((self.phrase(child), child.dep in _NEEDED))
        return pieces

    def _verb_of(self, predicate: Predicate) -> Token:
        tokens = self.parse.tokens[predicate.first : predicate.last + 1]
        verbs = [t for t in tokens if t.pos == "VERB"] or [t for t in tokens if t.pos == "AUX"]
        return verbs[0] if verbs else self.parse.tokens[predicate.head]

    def _surface(self, verb: Token) -> Token | None:
        """The noun that stands as the verb's subject, its own or one that it shares with the verb above."""
        found = verb.child(*_SUBJECT)
        if found is None:
            found = next((s for c in verb.children_of("aux", "auxpass") if (s := c.child(*_SUBJECT))), None)
        if found is None and verb.dep in ("acl", "relcl") and verb.tag == "VBN":
            return verb.head
        if found is not None and found.lower in ("who", "that", "which"):
            return verb.head if verb.dep in ("relcl", "acl") else None
        if found is not None:
            return found
        above, steps = verb, 0
        while not above.is_root and above.dep in ("conj", "xcomp", "pcomp", "advcl", "prep") and steps < 4:
            if self.event.who and above.dep != "conj":
                return None
            above, steps = above.head, steps + 1
            shared = above.child("nsubjpass" if verb.child("auxpass") else "nsubj", "nsubj", "nsubjpass")
            if shared is not None:
                swapped = shared.dep == "nsubjpass" and not verb.child("auxpass")
                return None if shared.tag in ("WP", "WDT") or (swapped and self.event.who) else shared
        return None

    def _subject(self, verb: Token) -> str:
        surface = self._surface(verb)
        mention = self.cast.at(surface.index) if surface is not None else None
        if surface is None:
            self.subject = self.event.who
            return joined(self.event.who)
        whole = mention is not None and mention.head == surface.index
        self.subject = self.cast.names(mention) if mention is not None and whole else ()
        if mention is not None and whole and self._wants_name(mention):
            one = len(self.subject) == 1 and not self._is_many(self.subject[0])
            self.renamed = surface.lower in ("i", "we", "you", "they") and one
            return joined(self.subject)
        words = self.phrase(surface, _ASIDE | {"acl"})
        return words if len(words) <= _LONG_SUBJECT else self.phrase(surface, _ASIDE | {"acl", "prep"})

    def _is_many(self, name: str) -> bool:
        """Whether an actor takes its verb in the plural: "lawmakers are"."""
        return any(a.name == name and a.kind is ActorKind.GROUP for a in self.cast.actors)

    def _group(self, verb: Token, predicate: Predicate, subject: bool) -> str:
        """The verb with its auxiliaries and particle; a finite form for one that has none."""
        helpers = _helpers(verb)
        if not helpers and verb.dep == "conj" and verb.tag == verb.head.tag:
            helpers = _helpers(verb.head)
        rest = list(self.parse.tokens[verb.index + 1 : predicate.last + 1])
        particle = verb.child("prt")
        if particle is not None and particle not in rest:
            rest.insert(0, particle)
        tail = self.words(rest)
        bare = verb.tag == "VBN" and not helpers
        if verb.tag in _FINITE or any(c.tag in _FINITE for c in helpers) or bare:
            return f"{self._finite(verb, helpers)} {tail}".strip()
        return f"{self._made_finite(verb, helpers, subject)} {tail}".strip()

    def _finite(self, verb: Token, helpers: list[Token]) -> str:
        words = [c.text for c in helpers]
        if self.renamed and words:
            words[0] = _SINGULAR.get(words[0].lower().strip("’'"), words[0])
        elif self.renamed and verb.tag == "VBP":
            return third_person(verb.lemma)
        text = self.words([*helpers, verb]) if words == [c.text for c in helpers] else " ".join([*words, verb.text])
        return text.strip()

    def _made_finite(self, verb: Token, helpers: list[Token], subject: bool) -> str:
        """A finite form that says what the event's status says: "to send", "may send", "did not send", "sent"."""
        status = self.event.status
        if any(c.dep == "auxpass" for c in helpers):
            forms = {Status.PLANNED: "to be", Status.POSSIBLE: "may be", Status.NEGATED: "was not"}
            return f"{forms.get(status, 'was')} {verb.text}"
        if not subject:
            return verb.text
        lemma = "hope" if verb.lemma == "hop" else verb.lemma
        forms = {Status.PLANNED: f"to {lemma}", Status.POSSIBLE: f"may {lemma}", Status.NEGATED: f"did not {lemma}"}
        return forms.get(status, past(verb.lemma))

    def noun(self, predicate: Predicate) -> list[Piece]:
        """The noun with what describes it, and those who act."""
        head = self.parse.tokens[predicate.head]
        before = [t for t in self.parse.tokens[predicate.first : head.index] if t.pos not in ("DET", "PUNCT")]
        after: list[str] = []
        for child in head.children:
            if child.dep in ("conj", "cc", "acl", "det", "poss", "predet", "punct") or self._is_left_out(child, _ASIDE):
                continue
            if child.index < head.index:
                before += [t for t in self.tokens(child) if t not in before]
            elif child.dep == "prep" and not (child.lower == "by" and self.event.who):
                after.append(self.phrase(child))
        before.sort(key=lambda t: t.index)
        core = self.words([*before, *self.parse.tokens[head.index : predicate.last + 1]])
        return self._with_actors(core, after, head.child("poss"))

    def _with_actors(self, core: str, after: list[str], owner: Token | None) -> list[Piece]:
        said = {w.casefold().strip(".,") for part in (core, *after) for w in part.replace("-", " ").split()}
        who = [n for n in self.event.who if n.split()[-1].casefold() not in said]
        whom = [n for n in self.event.whom if n.split()[-1].casefold() not in said]
        meets = self.event.type is EventType.CONSULT
        if len(who) > 1 and meets:
            pieces = [(core, True), (f"of {joined(who)}", True)]
        elif who and len(who) <= 2:
            pieces = [(f"{owning(joined(who))} {core}", True)]
        elif owner is not None and owner.tag != "PRP$":
            pieces = [(f"{owning(_without_ending(self.phrase(owner)))} {core}", True)]
        else:
            pieces = [(core, True)]
        if whom and meets and not any(a.startswith("with ") for a in after):
            pieces.append((f"with {joined(whom)}", True))
        return [*pieces, *((a, n == 0) for n, a in enumerate(after))]


def _helpers(verb: Token) -> list[Token]:
    return [c for c in verb.children_of("aux", "auxpass", "neg") if c.index < verb.index]


def _without_ending(owner: str) -> str:
    return owner.removesuffix("’s").removesuffix("'s").removesuffix("’").removesuffix("'")
