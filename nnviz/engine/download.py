"""Fetching one file: to a temporary name, checked against its checksum, then renamed."""

from __future__ import annotations

import hashlib
import http.client
import os
import selectors
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import IO, Any

from nnviz.core.atomic_file import replacing
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

Progress = Callable[[int, int | None], None]
Cancelled = Callable[[], bool]

SIZE_LIMIT_BYTES = 2**30
CHUNK_BYTES = 2**16
POLL_S = 0.05
USER_AGENT = "nnviz (https://pypi.org/project/nnviz)"


class DownloadCancelledError(UserError):
    """The person stopped a download; nothing of it was kept."""


def download(
    url: str,
    target: Path,
    sha256: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    timeout_s: float = 20,
    size_limit: int = SIZE_LIMIT_BYTES,
) -> None:
    """Fetch `url` into the file `target`, which appears complete and checked or not at all.

    Parameters
    ----------
    progress
        Called with the bytes received and the total (None where the server does not tell) after every piece,
        and again every 50 ms while the server is silent.
    cancelled
        Asked as often; True ends the download.
    timeout_s : float
        Seconds of silence after which the server is given up.
    size_limit : int
        A longer answer, in bytes, is refused.

    Raises
    ------
    DownloadCancelledError
        When `cancelled` answered True.
    UserError
        When anything else went wrong; it names the file and where to put it by hand.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as temporary:
            transfer = _Transfer(url, target, progress, cancelled, timeout_s, size_limit)
            with temporary.open("xb") as file:
                transfer.receive(file)
                file.flush()
                os.fsync(file.fileno())
            if transfer.sha256 != sha256:
                mismatch = UserError(QT_TRANSLATE_NOOP("Errors", "its checksum is not the expected one"))
                raise _failure(url, target, mismatch)
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{file} could not be written into {folder} ({reason}). Nothing was kept. Make room or choose another "
            "data folder, then try again.",
        )
        reason = error.strerror or type(error).__name__
        raise UserError(sentence, file=target.name, folder=target.parent, reason=reason) from error


def _failure(url: str, target: Path, reason: object) -> UserError:
    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} could not be downloaded: {reason}. Nothing was kept. Try again later, or fetch {url} yourself and "
        "put it into {folder}.",
    )
    return UserError(sentence, file=target.name, reason=reason, url=url, folder=target.parent)


class _Transfer:
    """One answer of a server on its way into a file."""

    def __init__(
        self,
        url: str,
        target: Path,
        progress: Progress | None,
        cancelled: Cancelled | None,
        timeout_s: float,
        size_limit: int,
    ) -> None:
        self._url = url
        self._target = target
        self._progress = progress
        self._cancelled = cancelled
        self._timeout_s = timeout_s
        self._size_limit = size_limit
        self._hash = hashlib.sha256()
        self._received = 0
        self._total: int | None = None

    @property
    def sha256(self) -> str:
        """The checksum of all that was received, as hexadecimal digits."""
        return self._hash.hexdigest()

    def receive(self, file: IO[bytes]) -> None:
        """Copy the whole answer into `file`; only writing raises `OSError`."""
        with self._open() as response:
            self._total = response.length  # None where the server does not tell
            self._check()
            while piece := self._next_piece(response):
                self._hash.update(piece)
                self._received += len(piece)
                self._check()
                file.write(piece)
        if self._total is not None and self._received < self._total:
            reason = QT_TRANSLATE_NOOP("Errors", "the connection broke off after {received} of {total} bytes")
            raise self._failure(UserError(reason, received=self._received, total=self._total))

    def _open(self) -> Any:
        if not self._url.startswith(("http://", "https://")):
            raise self._failure(UserError(QT_TRANSLATE_NOOP("Errors", "the address is not one of the web")))
        request = urllib.request.Request(self._url, headers={"User-Agent": USER_AGENT})  # noqa: S310  checked above
        try:
            return urllib.request.urlopen(request, timeout=self._timeout_s)  # noqa: S310  checked above
        except urllib.error.HTTPError as error:
            error.close()
            reason = QT_TRANSLATE_NOOP("Errors", "the server answered {code} {text}")
            raise self._failure(UserError(reason, code=error.code, text=error.reason)) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._unreachable(error) from error

    def _next_piece(self, response: Any) -> bytes:
        try:
            if self._received and not response.chunked:
                self._wait_for(response)
            piece: bytes = response.read1(CHUNK_BYTES)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._unreachable(error) from error
        return piece

    def _wait_for(self, response: Any) -> None:
        """Wait until something can be read, so that a silent server does not delay a cancel.

        `read1` leaves nothing behind in its buffers, as it takes more than they hold.
        """
        deadline = monotonic() + self._timeout_s
        with selectors.DefaultSelector() as selector:
            selector.register(response, selectors.EVENT_READ)
            while not selector.select(POLL_S):
                if monotonic() > deadline:
                    raise TimeoutError
                self._check()

    def _check(self) -> None:
        """Tell how far it is and stop where it must not go on."""
        if max(self._received, self._total or 0) > self._size_limit:
            reason = QT_TRANSLATE_NOOP("Errors", "the answer is longer than {limit} bytes")
            raise self._failure(UserError(reason, limit=self._size_limit))
        if self._progress is not None:
            self._progress(self._received, self._total)
        if self._cancelled is not None and self._cancelled():
            sentence = QT_TRANSLATE_NOOP("Errors", "The download of {file} was stopped. Nothing of it was kept.")
            raise DownloadCancelledError(sentence, file=self._target.name)

    def _unreachable(self, error: Exception) -> UserError:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        if isinstance(cause, TimeoutError):
            return self._failure(UserError(QT_TRANSLATE_NOOP("Errors", "the server is silent")))
        text = (cause.strerror if isinstance(cause, OSError) else None) or str(cause) or type(cause).__name__
        return self._failure(UserError(QT_TRANSLATE_NOOP("Errors", "the server cannot be reached ({text})"), text=text))

    def _failure(self, reason: UserError) -> UserError:
        return _failure(self._url, self._target, reason)
