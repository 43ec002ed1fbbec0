"""The watch that tests/conftest.py keeps must itself bite."""

import _socket
from pathlib import Path

import pytest

from ruko_desk import paths

pytest_plugins = ["pytester"]

UNTIDY = """
import logging
import threading

import pytest

release = threading.Event()

def test_leaves_a_line():
    logging.getLogger("ruko_desk.db").warning("a line nobody expected")

@pytest.mark.may_log
def test_may_leave_a_line():
    logging.getLogger("ui").error("expected")

def test_leaves_a_thread():
    threading.Thread(target=release.wait, args=(60,), name="stray").start()

def test_is_tidy():
    release.set()
"""


def test_stray_log_lines_and_threads_fail_their_test(pytester: pytest.Pytester) -> None:
    conftest = Path(__file__).resolve().parent.parent / "conftest.py"
    short = conftest.read_text(encoding="utf-8").replace(
        "_THREAD_GRACE_SECONDS = 5", "_THREAD_GRACE_SECONDS = 0"
    )
    pytester.makeconftest(short)
    pytester.makeini("[pytest]\nmarkers = may_log")
    pytester.makepyfile(UNTIDY)
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=4, errors=2)
    result.stdout.fnmatch_lines(["*WARNING ruko_desk.db: a line nobody expected*"])
    result.stdout.fnmatch_lines(["*threads left running: stray*"])


def test_network_sockets_are_refused() -> None:
    with pytest.raises(AssertionError, match="no network socket"):
        _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)


def test_files_of_the_user_go_to_a_scratch_home() -> None:
    assert "rukodesk-test-" in str(paths.default_vault_folder())
