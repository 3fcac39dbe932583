"""What y and p copy, in the real app: read back from what reaches the terminal, and from the file of last copies."""

import base64
import json
import re
from pathlib import Path

from tests.app.conftest import Start
from tests.app.terminal import Terminal


def sent(terminal: Terminal) -> list[str]:
    """The texts that went to the terminal's clipboard (OSC 52)."""
    found = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)", bytes(terminal.raw))
    return [base64.b64decode(one).decode() for one in found]


def kept(tmp_path: Path) -> list[dict[str, object]]:
    (file,) = tmp_path.rglob("copies.jsonl")
    assert file.stat().st_mode & 0o777 == 0o600
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_the_picked_events_are_cited_together_each_source_once(start: Start, tmp_path: Path) -> None:
    terminal = start(100, 30)
    terminal.press("y")
    terminal.wait_for("sent to the terminal")
    terminal.press("*", "y")
    terminal.settle()
    one, both = sent(terminal)
    assert one.split("”")[0] in both
    assert len(both) > len(one)
    assert [row["text"] for row in kept(tmp_path)] == [both, one]
    assert all(row["articles"] for row in kept(tmp_path))


def test_the_last_copies_are_shown_whole_and_can_be_copied_again(start: Start, tmp_path: Path) -> None:
    terminal = start(100, 30)
    terminal.press("p")
    terminal.wait_for("Nothing was copied yet")
    terminal.press("y")
    terminal.wait_for("sent to the terminal")
    terminal.press("G", "y", "p")
    terminal.wait_for("Last copies")
    terminal.press("j", "enter")
    terminal.settle()
    first, second, again = sent(terminal)
    assert again == first != second


def test_a_style_of_ones_own_lies_in_the_settings_folder(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "tuibrief"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "house.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>House style</title>'
        "</info><citation><layout><text variable='title'/></layout></citation></style>",
        encoding="utf-8",
    )
    terminal = start(100, 40)
    terminal.press("Y", "G")
    terminal.wait_for("House style")
