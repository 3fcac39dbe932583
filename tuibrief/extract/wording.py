"""The words of a headline: clauses and noun phrases cut down to what stands alone, names in the place of pronouns."""

from __future__ import annotations

from tuibrief.extract.clause_parts import helpers_of, is_apart, is_foreign, is_passive, object_before, speaks, told_by
from tuibrief.extract.inflection import as_status, in_full, joined, owning, past, third_person, without_ending
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import Cast, Mention, MentionKind, Predicate, Said
from tuibrief.extract.words import words
from tuibrief.model import ActorKind, Event, EventType, Role, Status

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
_QUALIFYING = frozenset({"det", "poss", "amod", "compound", "nmod"})
_MANY = frozenset({"they", "we", "these", "those"})
_COUNTING = frozenset({"no", "any", "every", "each", "another", "one", "neither", "either", "some"})
# Words by which a clause says of itself that something isn't so or may be.
_DENYING = frozenset(
    {"no", "not", "n't", "never", "nobody", "nothing", "none", "neither", "nor", "without", "perhaps", "possibly"}
)


class Wording:
    """Puts one event's line together."""

    def __init__(self, parse: Parse, cast: Cast, event: Event) -> None:
        self.parse, self.cast, self.event = parse, cast, event
        self.subject: tuple[str, ...] = ()
        self.written: set[str] = set()  # names that stand in the line already
        self.clause: Token | None = None  # the verb that the line is of
        self.many = False  # whether the subject is in the plural
        self.renamed = False  # whether a name stands for "I", "we" or "you", so that the verb has to follow

    def words(self, tokens: list[Token]) -> str:
        """Tokens as they stand in the text, names in the place of pronouns and roles."""
        out: list[str] = []
        replaced = False
        inside = {t.index for t in tokens}
        skip = -1
        for place, token in enumerate(tokens):
            if token.index <= skip:
                continue
            name, skip = self._name_for(token, inside)
            if name is not None:
                self._drop_before(out, tokens[:place], token)
            elif replaced and (full := in_full(token)):
                out.append(" " + full)  # "they'll win": "Norway will win"
                replaced = False
                out.append(" ")
                continue
            replaced = name is not None
            out.append(name or token.text)
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            if following is not None and following.index <= skip:
                following = next((t for t in tokens[place + 1 :] if t.index > skip), None)
            if following is not None and (following.start > self.parse.tokens[skip].end or following.index > skip + 1):
                out.append(" ")
        return "".join(out)

    def _drop_before(self, out: list[str], before: list[Token], token: Token) -> None:
        """Take back "a" or "his Swedish" before a role that a name is written for: "a mediator, Alan Pryce"."""
        mention = self.cast.at(token.index)
        if mention is None or mention.kind is not MentionKind.ROLE:
            return
        place = len(before)
        while place and before[place - 1].dep in _QUALIFYING and before[place - 1].head.index == mention.head:
            place -= 1
            del out[-2:]

    def _name_for(self, token: Token, inside: set[int]) -> tuple[str | None, int]:
        """The name to write for a pronoun or a role that begins here, and the last token that it stands for."""
        mention = self.cast.at(token.index)
        if mention is None or mention.first != token.index or not self._wants_name(mention):
            return self._relative(token), token.index
        names = self.cast.names(mention)
        if mention.kind is MentionKind.GROUP and self._are_listed(mention, names):
            return None, token.index
        known = mention.kind is MentionKind.PRONOUN and set(names) <= self.written.union(self.subject)
        whole = all(i in inside for i in range(mention.first, mention.last + 1))
        # "it" is as often a thing as an actor
        if known and self.renamed and token.lower in ("my", "our"):
            return "own", token.index  # "thinks about own grandchildren"
        if known or not whole or token.tag in ("WP", "WDT") or token.lower in ("it", "its"):
            return None, token.index
        self.written.update(names)
        following = self.parse.tokens[mention.last + 1 : mention.last + 2]
        owns = token.tag in ("PRP$", "WP$") and mention.last == token.index
        owns = owns and not any(t.pos == "PUNCT" for t in following)  # "calls her “a friend”"
        return (owning(joined(names)) if owns else joined(names)), mention.last

    def _are_listed(self, mention: Mention, names: tuple[str, ...]) -> bool:
        """Whether those behind a noun are named after it: "old partners like Norway and Peru"."""
        after = {t.text for t in self.parse.tokens[mention.head].subtree() if t.index > mention.last}
        return any(name.split()[-1] in after for name in names)

    def _relative(self, token: Token) -> str | None:
        """For "whose", or a "which" below the verb of its clause ("which officials say will last"), its noun."""
        if token.tag not in ("WDT", "WP", "WP$"):
            return None
        below = token.tag != "WP$" and token.dep in ("nsubj", "nsubjpass") and token.head.dep == "ccomp"
        if not below and token.tag != "WP$":
            return None
        clause = next((t for t in token.ancestors() if t.dep == "relcl"), None)
        if clause is None:
            return None
        noun = self.phrase(clause.head)
        return noun if below else owning(without_ending(noun))

    def _wants_name(self, mention: Mention) -> bool:
        if any(c.lower in _COUNTING for c in self.parse.tokens[mention.head].children_of("det", "neg", "nummod")):
            return False  # "no official", "another aide"
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
        if token.dep == "relcl" and token.head.lower in words("headline", "open.words"):
            own = self.clause is not None and token in (self.clause, *self.clause.ancestors())
            return own or self._is_set_off(token)  # "those who had bought a case", but not above their own buying
        if token.dep in without or token.pos == "SPACE" or token.tag == "WRB" or is_foreign(token):
            return True
        described = token.lower == "as" and token.head.pos == "VERB"  # "described the tests, held in May, as a success"
        set_off = token.dep in ("acl", "prep") and token.index > token.head.index and self._is_set_off(token)
        set_off = set_off and not described
        return set_off or (token.dep == "prep" and token.lower == "according")

    def _is_set_off(self, token: Token) -> bool:
        """Whether a comma, dash or bracket parts the phrase from what it hangs on."""
        first = min((t.index for t in token.children), default=token.index)
        before = min(first, token.index) - 1
        return before >= 0 and self.parse.tokens[before].text in (",", "–", "—", "(")

    def verb(self, predicate: Predicate, said: Said | None) -> list[Piece]:
        """Subject, verb, and what belongs to it; for a saying after its words, the words."""
        verb = self.clause = self._verb_of(predicate)
        subject = self._subject(verb)
        if not subject and said and said.source:
            source = list(self.parse.tokens[said.source[0] : said.source[1] + 1])
            asides = any(t.text == "," for t in source)
            subject = joined(said.names) if asides and said.names else self.words(source)
        self.written.update(self.subject)
        group = self._tried(predicate) if subject else ""
        if not group:
            subject, group = self._denied(verb, subject, self._group(verb, predicate, bool(subject)))
        pieces = [(subject, True), (group, True)]
        if said is not None and said.content and said.content[0].start < verb.start:
            told = verb.child("dobj", "dative")
            if told is not None and told.index > verb.index and not speaks(told, said):
                pieces.append((self.phrase(told), False))
            return [*pieces, (": " + told_by(self.parse.text, said), True)]
        pieces += self._from_elsewhere(verb, predicate)
        apart = said is not None and bool(said.content) and is_apart(self.parse.text, verb, said)
        for child in verb.children:
            if child.index <= verb.index or self._is_left_out(child, _ASIDE) or self._is_added(child):
                continue
            if (apart and child.dep == "ccomp") or (said is not None and speaks(child, said)):
                continue
            if apart and said is not None and any(said.content[0].start <= t.start for t in child.subtree()):
                continue
            if child.index <= predicate.last:  # part of the happening's own words: "filed a complaint" against …
                beyond = [c for c in child.children_of("prep") if c.index > predicate.last]
                pieces += [(self.phrase(c), False) for c in beyond if not self._is_left_out(c, _ASIDE)]
                continue
            if said is not None and child.dep == "dobj" and (whole := self._named(child, said)):
                pieces.append((whole, True))
            elif child.dep in _NEEDED or child.dep in _EXTRA:
                pieces.append((self.phrase(child), child.dep in _NEEDED or child.lower == "as"))
        if said is not None and apart:
            pieces.append((": " + told_by(self.parse.text, said), True))
        return pieces

    def _named(self, thing: Token, said: Said) -> str | None:
        """An object with the name that it is given in marks: "called the raid “a vicious attack”"."""
        again = thing.child("appos")
        if again is None or not said.content or not said.content[0].holds(again.span):
            return None
        return said.content[0].of(self.parse.text)

    def _from_elsewhere(self, verb: Token, predicate: Predicate) -> list[Piece]:
        """An object that is no dependent of the verb: "a deal that voters rejected"; "Norway test-fired two missiles",
        read as one noun phrase."""
        if (thing := object_before(verb)) is not None:
            return [(self.phrase(thing), True)]
        if verb.dep == "amod" and any(
            a.role is not Role.WHO and a.head == verb.head.index for a in predicate.arguments
        ):
            return [(self.words([t for t in self.tokens(verb.head) if t.index > verb.index]), True)]
        return []

    def _is_added(self, child: Token) -> bool:
        """Whether a noun behind a comma says something more of the object: "will close a plant, a plan that …"."""
        noun = child.tag in ("NN", "NNS") and child.entity not in ("DATE", "TIME")
        if child.dep not in ("dobj", "npadvmod", "attr", "oprd") or not noun:
            return False
        return self.parse.tokens[min(t.index for t in child.subtree()) - 1].text in (",", "–", "—")

    def _tried(self, predicate: Predicate) -> str:
        """The verb with the one before it that leaves open whether it came to pass: "attempted to stop"."""
        if predicate.helped is None or self.event.status is not Status.POSSIBLE:
            return ""
        lead, tokens = self.parse.tokens[predicate.helped], self.parse.tokens
        helpers = helpers_of(lead)
        finite = lead.tag in _FINITE or any(c.tag in _FINITE for c in helpers)
        if lead.pos != "VERB" or not (finite or lead.tag in ("VBG", "VBN")):
            return ""
        rest = self.words(list(tokens[lead.index + 1 : predicate.last + 1]))
        return f"{self._finite(lead, helpers) if finite else past(lead.lemma)} {rest}"

    def _denied(self, verb: Token, subject: str, group: str) -> tuple[str, str]:
        """Subject and verb that say what the status says, where the words of a finite clause don't ("if inspectors
        approve", "denied that any contract was signed")."""
        status, helpers = self.event.status, helpers_of(verb)
        finite = verb.tag in _FINITE or any(c.tag in _FINITE for c in helpers) or verb.tag == "VBN"
        if not finite or not subject or status not in (Status.POSSIBLE, Status.NEGATED):
            return subject, group
        tail = group.rpartition(verb.text)[2]
        told = any(c.tag == "MD" or c.dep == "neg" for c in helpers) or any(t.lower in _DENYING for t in verb.subtree())
        if told or not group.endswith(verb.text + tail):
            return subject, group
        if status is Status.NEGATED and subject.lower().startswith("any "):
            return "no " + subject[4:], group
        return subject, f"{as_status(verb, helpers, status, many=self.many)}{tail}"

    def _verb_of(self, predicate: Predicate) -> Token:
        tokens = self.parse.tokens[predicate.first : predicate.last + 1]
        verbs = [t for t in tokens if t.pos == "VERB"] or [t for t in tokens if t.pos == "AUX"]
        return verbs[0] if verbs else self.parse.tokens[predicate.head]

    def _surface(self, verb: Token) -> Token | None:
        """The noun that stands as the verb's subject, its own or one that it shares with the verb above."""
        found = verb.child(*_SUBJECT)
        if found is None:
            found = next((s for c in verb.children_of("aux", "auxpass") if (s := c.child(*_SUBJECT))), None)
        if found is not None and found.lower in ("who", "that", "which"):
            return verb.head if verb.dep in ("relcl", "acl") else None
        if found is None and verb.dep in ("acl", "relcl") and verb.tag == "VBN":
            return verb.head
        return found if found is not None else self._shared(verb)

    def _shared(self, verb: Token) -> Token | None:
        """The noun that a verb without a subject shares with the verb above."""
        above, steps = verb, 0
        if verb.dep == "advcl" and any(c.lower == "as" and c.dep == "mark" for c in verb.children):
            return None  # "It is safe, as stated on the website"
        while not above.is_root and above.dep in ("conj", "xcomp", "pcomp", "advcl", "prep") and steps < 4:
            if self.event.who and above.dep != "conj":
                return None
            above, steps = above.head, steps + 1
            if above.dep == "acl" and above.tag == "VBN" and not self.event.who:
                return above.head  # "the summit set to open", "a system designed to help"
            shared = above.child("nsubjpass" if is_passive(verb) else "nsubj", "nsubj", "nsubjpass")
            if shared is not None:
                swapped = shared.dep == "nsubjpass" and not is_passive(verb)
                if shared.tag in ("WP", "WDT"):
                    return above.head if above.dep == "relcl" and not self.event.who else None
                return None if swapped and self.event.who else shared
        return None

    def _subject(self, verb: Token) -> str:
        surface = self._surface(verb)
        mention = self.cast.at(surface.index) if surface is not None else None
        if surface is None:
            self.subject = self.event.who
            self.many = len(self.subject) > 1
            return joined(self.event.who)
        self.many = surface.tag in ("NNS", "NNPS") or surface.child("conj") is not None or surface.lower in _MANY
        whole = mention is not None and mention.head == surface.index
        self.subject = self.cast.names(mention) if mention is not None and whole else ()
        if mention is not None and whole and self._wants_name(mention):
            one = len(self.subject) == 1 and not self._is_many(self.subject[0])
            self.many = not one
            self.renamed = surface.lower in ("i", "we", "you", "they") and one
            return joined(self.subject)
        words = self.phrase(surface, _ASIDE | {"acl"})
        for other in verb.children_of("nsubj") if surface.head is verb else []:
            # "A magnitude 6.4 earthquake struck", read as two
            if surface.index < other.index < verb.index and min(t.index for t in other.subtree()) == surface.index + 1:
                words = f"{words} {self.phrase(other, _ASIDE | {'acl'})}"
        return words if len(words) <= _LONG_SUBJECT else self.phrase(surface, _ASIDE | {"acl", "prep"})

    def _is_many(self, name: str) -> bool:
        """Whether an actor takes its verb in the plural: "lawmakers are"."""
        return any(a.name == name and a.kind is ActorKind.GROUP for a in self.cast.actors)

    def _group(self, verb: Token, predicate: Predicate, subject: bool) -> str:
        """The verb with its auxiliaries and particle; a finite form for one that has none."""
        helpers = helpers_of(verb)
        if not helpers and verb.dep == "acomp" and verb.head.lemma == "be":
            helpers = [*helpers_of(verb.head), verb.head]  # "is convinced that"
        if not helpers and verb.dep == "conj" and verb.tag == verb.head.tag:
            helpers = helpers_of(verb.head)
        rest = list(self.parse.tokens[verb.index + 1 : predicate.last + 1])
        particle = verb.child("prt")
        if particle is not None and particle not in rest:
            rest.insert(0, particle)
        tail = self.words(rest)
        if predicate.first < verb.index and self.parse.tokens[verb.index - 1].text == "-":
            return f"{self.words([*helpers, *self.parse.tokens[predicate.first : verb.index + 1]])} {tail}".strip()
        bare = verb.tag == "VBN" and not helpers
        if verb.tag in _FINITE or any(c.tag in _FINITE for c in helpers) or bare:
            return f"{self._finite(verb, helpers)} {tail}".strip()
        return f"{self._made_finite(verb, helpers, subject)} {tail}".strip()

    def _finite(self, verb: Token, helpers: list[Token]) -> str:
        words = [in_full(c) or c.text for c in helpers]
        if words and words[0][:1].isupper() and not verb.text[:1].isupper():
            words[0] = words[0].lower()  # "Are you …?"
        if self.renamed and words:
            words[0] = _SINGULAR.get(words[0].lower().strip("’'"), words[0])
        elif self.renamed and verb.tag == "VBP":
            return third_person(verb.lemma)
        text = self.words([*helpers, verb]) if words == [c.text for c in helpers] else " ".join([*words, verb.text])
        after = [c.text for c in verb.children_of("neg") if c.index == verb.index + 1 and c.lower in ("not", "n't")]
        opens = not helpers and self.parse.sentence_of(verb).first == verb.index and verb.text.istitle()
        text = " ".join([text.strip(), *after]).replace(" n't", "n't")
        return text[:1].lower() + text[1:] if opens and (self.subject or verb.tag == "VBN") else text

    def _made_finite(self, verb: Token, helpers: list[Token], subject: bool) -> str:
        """A finite form that says what the event's status says: "to send", "may send", "did not send", "sent"."""
        status = self.event.status
        if any(c.dep == "auxpass" for c in helpers):
            be = "were" if self.many else "was"
            forms = {Status.PLANNED: "to be", Status.POSSIBLE: "may be", Status.NEGATED: f"{be} not"}
            return f"{forms.get(status, be)} {verb.text}"
        if not subject:
            return verb.text
        lemma = "hope" if verb.lemma == "hop" else verb.lemma
        forms = {Status.PLANNED: f"to {lemma}", Status.POSSIBLE: f"may {lemma}", Status.NEGATED: f"did not {lemma}"}
        return forms.get(status, past(verb.lemma))

    def noun(self, predicate: Predicate) -> list[Piece]:
        """The noun with what describes it, and those who act."""
        head = self.parse.tokens[predicate.head]
        run = self.parse.tokens[predicate.first : head.index]
        before = [t for t in run if t.pos not in ("DET", "PUNCT") or t.text == "-"]
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
            pieces = [(f"{owning(without_ending(self.phrase(owner)))} {core}", True)]
        else:
            pieces = [(core, True)]
        if whom and meets and not any(a.startswith("with ") for a in after):
            pieces.append((f"with {joined(whom)}", True))
        return [*pieces, *((a, n == 0) for n, a in enumerate(after))]
