from __future__ import annotations

import errno
import hashlib
import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from nnviz.core.messages import UserError
from nnviz.engine.download import DownloadCancelledError, download

CONTENT = bytes(range(256)) * 1200  # 300 KiB: several pieces
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Handler(BaseHTTPRequestHandler):
    """Answers each path in its own bad manner; `server.go_on` releases the slow ones."""

    def do_GET(self):
        getattr(self, "answer_" + self.path.strip("/"))()

    def log_message(self, *args):
        pass

    def _head(self, length=None, code=200):
        self.send_response(code)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def answer_good(self):
        self._head(len(CONTENT))
        self.wfile.write(CONTENT)

    def answer_unsized(self):
        self._head()
        self.wfile.write(CONTENT)

    def answer_chunked(self):
        self.protocol_version = "HTTP/1.1"
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for start in range(0, len(CONTENT), 50_000):
            piece = CONTENT[start : start + 50_000]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def answer_slow(self):
        self._head(len(CONTENT))
        self.wfile.write(CONTENT[:1000])
        self.server.go_on.wait(30)
        self.wfile.write(CONTENT[1000:])

    def answer_silent(self):
        self._head(len(CONTENT))
        self.wfile.write(CONTENT[:1000])
        self.server.go_on.wait(30)

    def answer_mute(self):
        self.server.go_on.wait(30)

    def answer_cut(self):
        self._head(len(CONTENT))
        self.wfile.write(CONTENT[: len(CONTENT) // 2])

    def answer_wrong(self):
        self._head(len(CONTENT))
        self.wfile.write(CONTENT[:-1] + b"x")

    def answer_missing(self):
        self._head(0, 404)

    def answer_moved(self):
        self.send_response(302)
        self.send_header("Location", "/good")
        self.end_headers()

    def answer_local(self):
        self.send_response(302)
        self.send_header("Location", "file:///etc/hostname")
        self.end_headers()

    def answer_gibberish(self):
        self.wfile.write(b"this is no web server\r\n\r\n")


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.go_on = threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.go_on.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def address(server):
    return f"http://127.0.0.1:{server.server_port}/"


@pytest.fixture
def target(tmp_path) -> Path:
    return tmp_path / "data" / "mnist" / "set.bin"


def left_over(target: Path) -> list[str]:
    return [path.name for path in target.parent.iterdir()] if target.parent.exists() else []


@pytest.mark.parametrize("answer", ["good", "unsized", "chunked", "moved"])
def test_complete_file_arrives_with_progress(address, target, answer):
    seen = []
    download(address + answer, target, SHA256, progress=lambda done, total: seen.append((done, total)))
    assert target.read_bytes() == CONTENT
    assert left_over(target) == ["set.bin"]
    received = [done for done, _ in seen]
    assert received == sorted(received)
    assert received[0] == 0
    assert received[-1] == len(CONTENT)
    total = len(CONTENT) if answer in ("good", "moved") else None
    assert {total for _, total in seen} == {total}


def test_slow_server_is_waited_for(server, address, target):
    def progress(done, total):
        if done == 1000:
            server.go_on.set()

    download(address + "slow", target, SHA256, progress=progress)
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("cut", "broke off after 153600 of 307200 bytes"),
        ("wrong", "checksum"),
        ("missing", "404"),
        ("gibberish", "cannot be reached"),
        ("local", "the server answered 302"),
    ],
)
def test_failure_leaves_nothing_and_tells_what_to_put_where(address, target, answer, said):
    with pytest.raises(UserError) as caught:
        download(address + answer, target, SHA256)
    sentence = str(caught.value)
    for part in ("set.bin", str(target.parent), address + answer, said):
        assert part in sentence
    assert left_over(target) == []


@pytest.mark.parametrize("answer", ["silent", "mute"])
def test_silent_server_is_given_up(address, target, answer):
    with pytest.raises(UserError, match="silent"):
        download(address + answer, target, SHA256, timeout_s=0.2)
    assert left_over(target) == []


def test_absent_server(server, address, target):
    port_of_nobody = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    url = f"http://127.0.0.1:{port_of_nobody.server_port}/good"
    port_of_nobody.server_close()
    with pytest.raises(UserError, match="cannot be reached"):
        download(url, target, SHA256)
    assert left_over(target) == []


def test_address_that_is_not_of_the_web(target, tmp_path):
    (tmp_path / "local").write_bytes(CONTENT)
    with pytest.raises(UserError, match="not one of the web"):
        download((tmp_path / "local").as_uri(), target, SHA256)
    assert left_over(target) == []


@pytest.mark.parametrize("answer", ["slow", "good"])
def test_cancelled_half_way(address, target, answer):
    received = 0

    def progress(done, total):
        nonlocal received
        received = done

    with pytest.raises(DownloadCancelledError, match=r"set\.bin was stopped"):
        download(address + answer, target, SHA256, progress=progress, cancelled=lambda: received > 0)
    assert 0 < received < len(CONTENT)
    assert left_over(target) == []


def test_cancel_is_heard_while_the_server_is_silent(address, target):
    asked = 0

    def cancelled():
        nonlocal asked
        asked += 1
        return asked > 5  # the two first are for the answer's head and its only piece

    with pytest.raises(DownloadCancelledError):
        download(address + "silent", target, SHA256, cancelled=cancelled)


@pytest.mark.parametrize("answer", ["good", "unsized"])
def test_endless_answer_is_refused(address, target, answer):
    with pytest.raises(UserError, match="longer than 100000 bytes"):
        download(address + answer, target, SHA256, size_limit=100_000)
    assert left_over(target) == []


def test_existing_file_survives_a_failure(address, target):
    target.parent.mkdir(parents=True)
    target.write_bytes(b"old")
    with pytest.raises(UserError):
        download(address + "wrong", target, SHA256)
    assert target.read_bytes() == b"old"
    download(address + "good", target, SHA256)
    assert target.read_bytes() == CONTENT


def fail(*args):
    raise OSError(errno.ENOSPC, "No space left on device")


class FullFile(io.FileIO):
    write = fail


def open_full(path, mode):
    return FullFile(path, mode)


@pytest.mark.parametrize(
    ("step", "replacement"),
    [("Path.open", open_full), ("os.fsync", fail), ("os.replace", fail)],
)
def test_full_disk(address, target, monkeypatch, step, replacement):
    monkeypatch.setattr(f"nnviz.engine.download.{step}", replacement)
    with pytest.raises(UserError, match=r"set\.bin could not be written into .*No space left on device"):
        download(address + "good", target, SHA256)
    assert left_over(target) == []


def test_folder_that_cannot_be_made(address, tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(UserError, match="could not be written into"):
        download(address + "good", tmp_path / "data" / "set.bin", SHA256)
