"""The routes to a clipboard: which apply, what is then claimed, and that what is copied is safe to paste.

Real tools are stood in for by small programs in a folder of the test's own; tmux itself is used where it is installed.
"""

import base64
import json
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.cite import clipboard, copies


class Bench:
    """A folder of stand-in tools, the environment that finds them, and what was written to the terminal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.env = {"PATH": f"{folder}:/usr/bin:/bin"}
        self.terminal: list[str] = []

    def tool(self, name: str, body: str = "") -> Path:
        got = self.folder / f"{name}.got"
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{body or f'cat > {got}'}\n")
        path.chmod(0o755)
        return got

    def copy(self, text: str, **env: str) -> clipboard.Copied:
        return clipboard.copy(text, self.terminal.append, env={**self.env, **env})


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "tools")


def sent(sequence: str) -> str:
    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    return base64.b64decode(sequence[7:-1]).decode()


def test_locally_the_native_tool_copies_and_the_terminal_is_left_alone(bench: Bench) -> None:
    got = bench.tool("xclip")
    copied = bench.copy("“Café”\nnext", DISPLAY=":0")
    assert (copied.message, copied.ok) == ("copied (xclip)", True)
    assert got.read_bytes() == "“Café”\nnext".encode()
    assert bench.terminal == []


def test_wayland_goes_before_x(bench: Bench) -> None:
    bench.tool("xclip")
    bench.tool("wl-copy")
    assert bench.copy("a", DISPLAY=":0", WAYLAND_DISPLAY="w").message == "copied (wl-copy)"


def test_over_ssh_the_terminal_is_asked_even_where_a_display_is_forwarded(bench: Bench) -> None:
    bench.tool("xclip")
    copied = bench.copy("é", SSH_CONNECTION="1 2 3 4", DISPLAY="localhost:10")
    assert copied.message == "sent to the terminal, 2 bytes"
    assert [sent(s) for s in bench.terminal] == ["é"]


def test_with_no_display_the_terminal_is_asked(bench: Bench) -> None:
    assert bench.copy("a").route == "osc52"


def test_a_stale_display_falls_back_to_the_terminal_and_prints_nothing(
    bench: Bench, capfd: pytest.CaptureFixture[str]
) -> None:
    bench.tool("xclip", "echo cannot open display >&2; exit 1")
    bench.tool("xsel", "echo cannot open display >&2; exit 1")
    copied = bench.copy("a", DISPLAY=":99")
    assert copied.route == "osc52"  # and not pyperclip, which takes no notice of a tool that failed
    assert capfd.readouterr() == ("", "")


def test_a_tool_that_hangs_is_not_waited_for(bench: Bench) -> None:
    bench.tool("xclip", "exec sleep 600")
    copied = bench.copy("a", DISPLAY=":0")
    assert copied.message == "sent to the terminal, 1 byte"


def test_a_tool_that_stays_to_serve_the_clipboard_is_no_hang(bench: Bench) -> None:
    bench.tool("xclip", "cat > /dev/null; sleep 2 & exit 0")
    assert bench.copy("a", DISPLAY=":0").message == "copied (xclip)"


def test_where_nothing_takes_it_the_message_says_so() -> None:
    copied = clipboard.copy("a", None, env={"PATH": "/nowhere"})
    assert not copied.ok
    assert copied.message.startswith("not copied: ")


def test_more_than_a_terminal_takes_is_refused_never_cut(bench: Bench) -> None:
    assert bench.copy("x" * clipboard.MOST_OSC52).ok
    copied = bench.copy("x" * (clipboard.MOST_OSC52 + 1))
    assert not copied.ok
    assert "74,995 bytes" in copied.message
    assert len(bench.terminal) == 1


def test_screen_gets_pieces_it_can_carry(bench: Bench) -> None:
    text = "Long words. " * 200
    copied = bench.copy(text, STY="1.pts")
    assert copied.ok
    pieces = bench.terminal[0].split("\x1b\\")[:-1]
    assert all(piece.startswith("\x1bP") and len(piece) + 2 < 500 for piece in pieces)
    assert sent("".join(piece[2:] for piece in pieces)) == text


def test_tmux_is_given_the_text_and_a_local_tool_copies_it_too(bench: Bench) -> None:
    got = bench.tool("tmux", f'[ "$1" = show-environment ] && exit 0; cat > {bench.folder}/tmux.got')
    bench.tool("xclip")
    copied = bench.copy("a", TMUX="/t,1,0", DISPLAY=":0")
    assert copied.message == "copied (xclip); given to tmux"
    assert got.read_text() == "a"


def test_tmux_tells_where_its_client_is_now(bench: Bench) -> None:
    told = "SSH_CONNECTION=1 2 3 4\n-DISPLAY"
    bench.tool("tmux", f'[ "$1" = show-environment ] && {{ printf "{told}"; exit 0; }}; cat > /dev/null')
    bench.tool("xclip")
    copied = bench.copy("a", TMUX="/t,1,0", DISPLAY=":0")  # begun at a desk, taken up again over SSH
    assert copied.message == "given to tmux"


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("xterm-256color\tXTerm(379)\tclipboard\texternal\t0\t3.3a", "selectToClipboard: true"),
        ("tmux-256color\ttmux 3.3a\tclipboard\texternal\t0\t3.3a", "a tmux around it needs"),
        ("screen.xterm-256color\t\ttitle\texternal\t0\t3.3a", "a tmux around it needs"),
        ("xterm-kitty\tkitty(0.32)\tclipboard\texternal\t0\t3.3a", "given to tmux"),
    ],
)
def test_tmux_tells_in_which_terminal_it_runs(bench: Bench, told: str, message: str) -> None:
    asked = f"printf 'tuibrief-asks\\t%s\\n' '{told}'"
    bench.tool("tmux", f'[ "$1" = show-environment ] && {{ {asked}; exit 0; }}; cat > /dev/null')
    copied = bench.copy("a", TMUX="/t,1,0")
    assert message in copied.message
    assert len(copied.message) < 80  # all of it is read in a narrow terminal
    assert bench.terminal == []


def test_tmux_that_lets_sequences_through_is_told_which_clipboard(bench: Bench) -> None:
    asked = "printf 'tuibrief-asks\\txterm\\tXTerm(379)\\t\\texternal\\ton\\t3.3a\\n'"
    bench.tool("tmux", f'[ "$1" = show-environment ] && {{ {asked}; exit 0; }}; cat > /dev/null')
    assert bench.copy("a", TMUX="/t,1,0").message == "given to tmux"
    assert bench.terminal == ["\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\"]


def test_what_the_terminals_name_tells_of_the_near_end_of_the_line(bench: Bench) -> None:
    def said(term: str, text: str = "a") -> tuple[str, str]:
        bench.terminal.clear()
        message = bench.copy(text, SSH_CONNECTION="1 2 3 4", TERM=term).message
        assert len(message) < 90
        return message, bench.terminal[0]

    plain, wrapped = "\x1b]52;c;YQ==\x07", "\x1bP\x1b]52;c;YQ==\x07\x1b\\"
    assert said("xterm-256color") == ("sent to the terminal, 1 byte", plain)
    assert said("screen.xterm-256color") == ("sent to the terminal, 1 byte, by way of screen", wrapped)
    message, written = said("tmux-256color")
    assert "set-clipboard on" in message
    assert written.startswith(plain)
    message, written = said("screen-256color")
    assert "set-clipboard on" in message
    assert written == plain + wrapped
    message, written = said("screen", "a" * 1000)
    assert "TERM=tmux-256color" in message
    assert written.startswith("\x1bP")  # screen prints what is too long for it: nothing goes to it bare


def test_an_old_tmux_is_told_apart(bench: Bench) -> None:
    body = '[ "$1" = show-environment ] && exit 0; [ "$2" = -w ] && exit 1; cat > /dev/null'
    bench.tool("tmux", body)
    assert "3.2" in bench.copy("a", TMUX="/t,1,0").message


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
def test_a_real_tmux_holds_the_text_byte_for_byte(tmp_path: Path) -> None:
    socket = str(tmp_path / "s")
    run = ["tmux", "-S", socket, "-f", "/dev/null"]
    subprocess.run([*run, "new-session", "-d", "-x", "80", "-y", "24", "cat"], check=True)
    try:
        text = "“Café” — line\nnext, with $HOME and `x`"
        copied = clipboard.copy(text, None, env={**os.environ, "TMUX": f"{socket},0,0"})
        assert "given to tmux" in copied.message
        shown = subprocess.run([*run, "show-buffer"], capture_output=True, check=True).stdout
        assert shown == text.encode()
    finally:
        subprocess.run([*run, "kill-server"], check=False)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a\x1b[201~; rm -rf ~\n", "a; rm -rf ~\n"),
        ("a\x9b201~b", "ab"),
        ("\x1b]0;title\x07words", "words"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb\0c\x08d\x7f", "a bcd"),
        ("pay \u202eevil\u202c \u2066x\u2069", "pay evil x"),
        ("\x1b\x1b[m[201~x", "x"),
        ("tags\U000e0041\U000e0042", "tags"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("“Ünïcode” — 日本 👍🏽 ok", "“Ünïcode” — 日本 👍🏽 ok"),
    ],
)
def test_what_is_copied_is_safe_to_paste(text: str, safe: str) -> None:
    assert clipboard.clean(text) == safe


@given(st.text(st.sampled_from("\x1b[]20~1;\x9b\x07\\ab\n\r\x00\x90P^_c"), max_size=60))
def test_no_mixture_of_marks_leaves_a_control_character(text: str) -> None:
    found = clipboard.clean(text)
    assert not [c for c in found if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160]
    assert clipboard.clean(found) == found


def test_last_copies_are_kept_newest_first_in_a_file_of_the_users_own(tmp_path: Path) -> None:
    file = tmp_path / "state" / "copies.jsonl"
    for number in range(25):
        copies.remember(file, f"text {number}", ["art"] if number % 2 else [])
    copies.remember(file, "text 20")
    kept = copies.last(file)
    assert len(kept) == 20
    assert [copy.text for copy in kept[:2]] == ["text 20", "text 24"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_purged_article_leaves_no_copy(tmp_path: Path) -> None:
    file = tmp_path / "copies.jsonl"
    copies.remember(file, "secret", ["gone"])
    copies.remember(file, "other", ["stays"])
    copies.forget(file, "gone")
    assert "secret" not in file.read_text()
    assert [copy.text for copy in copies.last(file)] == ["other"]


def test_a_damaged_file_of_copies_is_no_trouble(tmp_path: Path) -> None:
    file = tmp_path / "copies.jsonl"
    row = json.dumps({"text": "a", "at": "t", "articles": []})
    file.write_text(f"{{bad\n[]\n{row}\n")
    assert [copy.text for copy in copies.last(file)] == ["a"]
