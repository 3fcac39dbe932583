"""Stage 7: whether it happened, is planned, possible or negated.

Each word's own signs come first (``signs``); where it has none, what it hangs on decides: a plan's infinitive is
planned, a refused act is negated, a conjunct shares its neighbour's, the complement of a saying stands alone.
"""

from __future__ import annotations

from tuibrief.extract.governed import (
    comes_of,
    is_given,
    is_held,
    is_sum,
    lemma_of,
    of_object,
    of_report,
    says_it,
    sets_ahead,
    sets_aside,
    takes_chance,
    to_be_done,
)
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.predicates.event_nouns import NOUN_TAGS, shape_of
from tuibrief.extract.predicates.voice import has_own_tense, is_infinitive, is_verb
from tuibrief.extract.signs import conditioned, definite, denied, listed, of_noun, of_verb, to_come
from tuibrief.extract.stages import Predicate, Said
from tuibrief.extract.words import lists, words
from tuibrief.model import Status

HAPPENED, PLANNED, POSSIBLE, NEGATED = Status.HAPPENED, Status.PLANNED, Status.POSSIBLE, Status.NEGATED
# How far up a status is looked for: each step is a governor, and news seldom nests deeper.
DEPTH = 8
TEMPORAL = frozenset({"when", "before", "after", "until", "till", "once", "while", "as"})


def find_statuses(
    parse: Parse,
    predicates: tuple[Predicate, ...],
    saids: tuple[Said, ...],  # noqa: ARG001  # what a source says has the status that its own words give it
) -> tuple[Status, ...]:
    """One status a predicate."""
    reader = _Reader()
    return tuple(PLANNED if _headline_plan(parse, p) else reader.of(parse.tokens[p.head]) for p in predicates)


def _headline_plan(parse: Parse, predicate: Predicate) -> bool:
    """Whether "to" stands before a verb that the model took for a noun ("Firm To Build Plant")."""
    head = parse.tokens[predicate.head]
    return (
        not predicate.nominal
        and head.tag in NOUN_TAGS
        and predicate.first > 0
        and parse.tokens[predicate.first - 1].lower == "to"
    )


class _Reader:
    """Reads statuses token by token and keeps them, since many happenings hang on one word."""

    def __init__(self) -> None:
        self._known: dict[int, Status] = {}

    def of(self, token: Token, depth: int = 0) -> Status:
        known = self._known.get(token.index)
        if known is not None:
            return known
        if depth > DEPTH:
            return HAPPENED
        self._known[token.index] = HAPPENED  # a loop in a broken parse ends here
        found = self._noun(token, depth) if token.tag in NOUN_TAGS and not is_verb(token) else self._verb(token, depth)
        self._known[token.index] = found
        return found

    # ---- verbs

    def _verb(self, verb: Token, depth: int) -> Status:
        own = None if says_it(verb) else of_verb(verb)
        if own is None and to_come(verb):
            own = PLANNED
        above = self._above_verb(verb, depth)
        if own is None:
            return above
        if own is NEGATED:
            if verb.dep == "advcl" and above is POSSIBLE:
                return POSSIBLE  # "if it can't be saved"
            return HAPPENED if above is NEGATED else NEGATED  # "didn't fail to"
        if above is NEGATED and verb.dep in ("xcomp", "conj"):
            return NEGATED
        return POSSIBLE if own is PLANNED and (above is POSSIBLE or conditioned(verb)) else own

    def _above_verb(self, verb: Token, depth: int) -> Status:
        above, dep = verb.head, verb.dep
        found = HAPPENED
        if above is verb:
            pass
        elif dep == "advcl":
            found = self._adverbial(verb, above, depth)
        elif dep in ("xcomp", "ccomp"):
            found = self._complement(verb, above, depth)
        elif dep in ("acl", "relcl"):
            found = self._clause_of_noun(above, depth) if is_infinitive(verb) else of_report(verb, above)
        elif dep in ("pcomp", "pobj") and above.pos in ("ADP", "SCONJ"):
            found = self._behind(verb, above, depth)
        elif dep in ("csubj", "csubjpass") or (dep in ("conj", "dep") and not has_own_tense(verb)):
            found = self.of(above, depth + 1)
        return found

    def _adverbial(self, verb: Token, above: Token, depth: int) -> Status:
        marks = {c.lower for c in verb.children if c.dep in ("mark", "advmod") and c.index < verb.index}
        if marks & words("status", "markers.possible"):
            return POSSIBLE
        if is_infinitive(verb) and above.tag in NOUN_TAGS and not is_verb(above):
            return self._clause_of_noun(above, depth)  # "a chance for them to leave"
        upper = self.of(above, depth + 1) if is_verb(above) or above.pos == "AUX" else HAPPENED
        found = HAPPENED
        if is_infinitive(verb):
            plain = above.lemma.lower() in words("status", "control.plain")
            plain = plain or takes_chance(above) or comes_of(verb, above)
            found = PLANNED if upper is HAPPENED and not plain else upper
        elif "until" in marks and upper is NEGATED:
            found = POSSIBLE  # "won't return until it is signed"
        elif marks & TEMPORAL and upper is PLANNED and (of_verb(above) is PLANNED or to_come(above)):
            found = PLANNED  # "will leave when it arrives"
        elif verb.tag in ("VBG", "VBN") and not has_own_tense(verb) and upper is not NEGATED:
            found = upper
        return found

    def _complement(self, verb: Token, above: Token, depth: int) -> Status:
        if any(c.dep in ("mark", "advmod") and c.lower in ("if", "whether") for c in verb.children):
            return POSSIBLE
        if above.pos in ("ADJ", "ADV"):
            upper = self.of(above.head, depth + 1)
            if any(c.lower == "too" for c in above.children):
                return HAPPENED if upper is NEGATED else NEGATED  # "too small to fill the hall"
            given = listed("adjective", above.lower)
            if above.lower == "able" and above.head.tag in ("VBD", "VBN"):
                given = None  # "was able to land": did
            return given if given is not None and upper is not NEGATED else upper
        if above.tag in NOUN_TAGS and not is_verb(above):
            return self._clause_of_noun(above, depth)
        lemma = above.lemma.lower()
        participle = verb.tag == "VBN" and not verb.child("aux", "auxpass")  # "will see ferries delivered"
        participle |= _ordered(verb, lemma)
        if verb.dep == "ccomp" and not is_infinitive(verb) and not participle and has_own_tense(verb):
            # A finite clause stands alone, but for denials and wishes.
            return listed("finite", lemma) or HAPPENED
        return self._controlled(verb, above, lemma, depth)

    def _controlled(self, verb: Token, above: Token, lemma: str, depth: int) -> Status:
        """A bare clause under a verb: "refused to leave", "is believed to be hiding", "still have to vote"."""
        upper = self.of(above, depth + 1)
        given = listed("clause", lemma_of(above)) or listed("clause", lemma)
        if is_held(verb, above, lemma):
            given = POSSIBLE
        elif lemma == "go" and above.tag == "VBG" and is_infinitive(verb):
            given = PLANNED  # "are going to fight"
        elif (
            lemma == "have" and is_infinitive(verb) and any(c.lower == "yet" for c in (*above.children, *verb.children))
        ):
            given = NEGATED  # "had yet to give"
        elif verb.tag == "VBN" and any(c.lower == "have" for c in verb.children):
            given = HAPPENED  # "is expected to have left"
        elif lemma == "have" and above.tag in ("VBP", "VBZ", "VB") and is_infinitive(verb):
            given = PLANNED
        elif (lemma == "stop" and is_infinitive(verb)) or says_it(above):
            given = None  # "stopped to greet the crowd"
        elif given is PLANNED and not (is_infinitive(verb) or verb.tag == "VBG" or _ordered(verb, lemma)):
            given = None
        if upper is NEGATED and given is not None:
            if lemma == "need":
                return POSSIBLE  # "don't need to buy"
            return HAPPENED if given is NEGATED else NEGATED  # "didn't fail to", "didn't plan to"
        if given is None or (given is PLANNED and upper is POSSIBLE):
            return upper  # "may have to close"
        return given

    def _clause_of_noun(self, noun: Token, depth: int) -> Status:
        """An infinitive behind a noun: "a plan to leave", "no reason to stay", "the first to arrive"."""
        own = of_noun(noun)
        in_vain = noun.dep == "pobj" and noun.head.lower == "in" and noun.head.head.lemma.lower() == "fail"
        if own is NEGATED or in_vain:
            return NEGATED
        if noun.dep == "pobj" and noun.head.lower == "for" and noun.head.head.tag in NOUN_TAGS:
            noun = noun.head.head  # "an opportunity for them to leave"
        lemma = noun.lemma.lower()
        if lemma in words("status", "governors.chances"):
            taken = self._taken(noun, depth)
            if taken is not None:
                return taken
        given = listed("noun", lemma)
        if given is not None:
            return given
        upper = self.of(noun, depth + 1)
        if upper is HAPPENED and not any(c.lower in ("first", "last", "only", "latest") for c in noun.children):
            return PLANNED
        return upper

    def _taken(self, noun: Token, depth: int) -> Status | None:
        """A chance that someone takes or a happening is: "seized the moment to", "the test was an opportunity to"."""
        above = noun.head
        if noun.dep == "dobj" and takes_chance(above):
            return self.of(above, depth + 1)
        if noun.dep == "attr" and above.tag == "VBD":
            subject = above.child("nsubj")
            if subject is not None and shape_of(subject.lemma.lower()):
                return self.of(subject, depth + 1)
        return None

    # ---- behind a preposition

    def _behind(self, token: Token, prep: Token, depth: int) -> Status:
        """What stands behind a preposition: "without leaving", "no signs of leaving", "ahead of talks"."""
        above, word = prep.head, prep.lower
        if word == "without" or (word == "of" and above.lower in ("instead", "lieu", "short")):
            return NEGATED
        if sets_ahead(token, prep):
            return PLANNED
        if above.tag in NOUN_TAGS and not is_verb(above):
            return self._behind_noun(token, above, word, depth)
        if is_verb(above) or above.pos == "AUX":
            return self._behind_verb(token, above, word, depth)
        open_to = above.lower in words("status", "governors.open") and word in ("of", "to", "for")
        return POSSIBLE if open_to else HAPPENED

    def _behind_noun(self, token: Token, above: Token, word: str, depth: int) -> Status:
        lemma = above.lemma.lower()
        if word == "for" and above.dep == "dobj" and is_sum(above) and sets_aside(above.head):
            return PLANNED
        if (denied(above) and word in ("of", "for", "to")) or lemma in words("status", "governors.late"):
            return NEGATED
        if word == "including" and lemma in words("status", "governors.agenda"):
            return PLANNED
        given = listed("noun", lemma)
        aside = word in ("with", "for") and token.tag in NOUN_TAGS and not definite(token)
        if aside and given is None and not shape_of(lemma):
            return self.of(above, depth + 1)  # "will sell films for download"
        if word not in ("of", "for", "to", "on", "about", "against", "in", "over"):
            return HAPPENED
        return self._about_noun(token, above, word, depth)

    def _about_noun(self, token: Token, above: Token, word: str, depth: int) -> Status:
        """What a noun is for or about: "talks on a merger", "a plan for talks", "a round of talks"."""
        lemma, given = above.lemma.lower(), listed("noun", above.lemma.lower())
        about = word in ("on", "about", "over", "against", "in")
        if about and lemma in words("status", "governors.talking"):
            return HAPPENED if definite(token) else POSSIBLE
        if given is not None and not (token.tag in NOUN_TAGS and about):
            return given
        if lemma in words("status", "governors.part") or (word == "of" and lemma in words("people", "quantities")):
            return self.of(above, depth + 1)
        return HAPPENED

    def _behind_verb(self, token: Token, above: Token, word: str, depth: int) -> Status:
        lemma = above.lemma.lower()
        led = _led_to(token, lemma, word)
        if led is not None:
            return led
        thing = above.child("dobj")
        if thing is not None and thing.index < token.index and word in ("of", "for", "to"):
            given = listed("noun", thing.lemma.lower())
            if given is not None:
                return given  # "showed openness to talks", where the model hangs "to" on the verb
        upper = self.of(above, depth + 1)
        if upper is HAPPENED and word == "for" and thing is not None and is_sum(thing) and sets_aside(above):
            return PLANNED  # "promised 90 million euros for rebuilding"
        if (
            upper is HAPPENED
            and word == "for"
            and token.tag in NOUN_TAGS
            and lemma in words("predicates", "shares.for")
        ):
            return HAPPENED if token.lemma.lower() in words("status", "governors.under_way") else PLANNED
        if upper not in (PLANNED, POSSIBLE) or word not in ("by", "for", "in", "at", "with", "to", "on"):
            return HAPPENED
        return upper if is_verb(token) or not definite(token) or word == "to" else HAPPENED

    # ---- nouns

    def _noun(self, noun: Token, depth: int) -> Status:
        own = of_noun(noun)
        if own is None or own is NEGATED:
            return own or self._above_noun(noun, depth)
        above = self._above_noun(noun, depth)
        if above is NEGATED:
            return NEGATED  # "cancelled a planned trip"
        return POSSIBLE if own is PLANNED and above is POSSIBLE else own  # "proposed a meeting next week"

    def _above_noun(self, noun: Token, depth: int) -> Status:
        above, dep = noun.head, noun.dep
        found = HAPPENED
        if dep == "conj":
            found = self.of(above, depth + 1) if above.tag in NOUN_TAGS else HAPPENED
        elif dep == "pobj" and above.pos in ("ADP", "SCONJ"):
            found = self._behind(noun, above, depth)
        elif above.pos == "AUX":
            found = self._predicated(noun, above, depth)
        elif is_verb(above):
            found = self._of_verb(noun, above, depth)
        elif above.pos == "ADJ" and dep == "nsubj":
            found = listed("quality", above.lower) or HAPPENED  # "makes a deal unlikely"
        ordinal = any(c.lower in ("first", "last", "only", "latest") for c in noun.children)
        if (
            found is HAPPENED
            and not ordinal
            and any(c.dep in ("relcl", "acl") and to_be_done(c) for c in noun.children)
        ):
            return PLANNED  # "an event to be held"
        return found

    def _of_verb(self, noun: Token, verb: Token, depth: int) -> Status:
        """A happening that is the object or subject of a verb: "cancelled a trip", "talks will resume"."""
        upper = self.of(verb, depth + 1)
        # What is new to the text shares what is said of its verb; what is known already may have happened before.
        shares = verb.lemma.lower() in words("status", "holds.words") or (
            not definite(noun) and upper in (PLANNED, POSSIBLE)
        )
        below = verb.child("xcomp")
        if noun.dep in ("dobj", "nsubjpass", "attr", "oprd"):
            if noun.dep == "nsubjpass" and below is not None:
                if definite(noun) and below.lemma.lower() in words("status", "governors.going_on"):
                    return HAPPENED  # "the strike is expected to continue"
                return self.of(below, depth + 1)  # "the trial is set to begin"
            made = _of_deed(noun, verb, upper)
            return made if made is not None else upper if shares else HAPPENED
        return self._as_subject(noun, verb, upper, shares=shares) if noun.dep == "nsubj" else HAPPENED

    @staticmethod
    def _as_subject(noun: Token, verb: Token, upper: Status, *, shares: bool) -> Status:
        said = verb.child("acomp", "oprd")
        quality = listed("quality", said.lower) if said else None
        if quality is not None:
            return quality
        alone = not verb.child("dobj", "ccomp") and (shares or verb.child("xcomp") is not None)
        # "A storm could hit the coast", "the merger would create the largest bank"
        supposed = upper in (PLANNED, POSSIBLE) and _is_supposed(noun, verb)
        return upper if alone or supposed else HAPPENED

    def _predicated(self, noun: Token, be: Token, depth: int) -> Status:
        """A happening that something is said of: "a summit is unlikely", "there was no impact", "will be the first"."""
        if noun.dep == "attr" and not any(c.tag == "EX" for c in be.children):
            own = of_verb(be)
            return own if own is PLANNED else HAPPENED
        said = be.child("acomp")
        quality = listed("quality", said.lower) if said else None
        if quality is not None:
            return NEGATED if quality is PLANNED and be.child("neg") else quality
        own = of_verb(be)
        if own is not None:
            return HAPPENED if said is not None and own is NEGATED else own
        below = be.child("xcomp")
        if below is not None and is_infinitive(below):
            return self.of(below, depth + 1)  # "the talks are to resume"
        return self._above_verb(be, depth + 1) if said is None else HAPPENED


def _ordered(verb: Token, lemma: str) -> bool:
    """ "Ordered the jets grounded"."""
    return lemma == "order" and verb.tag in ("VBN", "VBD") and not verb.child("aux", "auxpass", "mark")


def _is_supposed(noun: Token, verb: Token) -> bool:
    """Whether a happening is only thought of, since what it would do is: a new one with a modal, any with "would" in a
    sentence that reports nobody's words."""
    if any(c.dep == "det" and c.lower in ("a", "an") for c in noun.children):
        return verb.child("aux") is not None
    return verb.is_root and any(c.dep == "aux" and c.lower == "would" for c in verb.children)


def _of_deed(noun: Token, verb: Token, upper: Status) -> Status | None:
    """What a verb of that status makes of its object: "may cancel the trip", "did not rule out a vote"."""
    given = of_object(noun, verb)
    if given is NEGATED and upper is NEGATED:  # "didn't cancel the march"
        return POSSIBLE if lemma_of(verb) in words("status", "governors.left_open") else HAPPENED
    if given is None or given is HAPPENED:
        return given
    stronger = (upper is NEGATED and given is not NEGATED) or (upper is POSSIBLE and given is not POSSIBLE)
    return upper if stronger else given


def _led_to(token: Token, lemma: str, word: str) -> Status | None:
    """What a verb makes of what stands behind its preposition: "called for talks", "barred from leaving"."""
    for name, members in lists("status", "governors.prepositions").items():
        if lemma in members and word in ("for", "on", "to", "against", "about", "of", "at"):
            return Status(name)
    if is_given(token, lemma, word):
        return HAPPENED
    return NEGATED if word == "from" and listed("clause", lemma) is NEGATED else None
