"""The command line: the same core without the app. stdout is data, stderr is talk; ``--help`` lists the exit codes."""

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code. Nothing but ``sys`` is imported before it is known what is asked."""
    given = sys.argv[1:] if arguments is None else arguments
    if given in (["--version"], ["-V"]):
        from tuibrief import __version__

        sys.stdout.write(f"tuibrief {__version__}\n")
        return 0
    if sys.platform == "win32":
        sys.stderr.write("tuibrief runs on Linux and macOS; on Windows it runs inside WSL.\n")
        return 2
    from tuibrief.cli.run import run

    return run(given)
