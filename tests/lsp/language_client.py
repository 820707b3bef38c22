"""A language client that starts the server as an editor does, and talks to it over standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FULL = 1
INVOKED = 1


class Client:
    """One session. Places are written as `(line, character)`, both from 0; a text is known by its URI."""

    def __init__(self, encoding: str = "utf-16") -> None:
        command = [sys.executable, "-m", "webapp", "lsp"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.uri = ""
        self._number = 0
        self._version = 0
        self.told: list[dict[str, Any]] = []
        capabilities = {
            "general": {"positionEncodings": [encoding]},
            "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
        }
        self.server = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self.tell("initialized", {})

    def ask(self, method: str, params: dict[str, Any] | None) -> Any:
        """Return the result of a request; an error answer is returned as it is."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._number:
                return message["error"] if "error" in message else message["result"]
            self.told.append(message)

    def tell(self, method: str, params: dict[str, Any] | None) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def at(self, method: str, place: tuple[int, int], **more: Any) -> Any:
        """Ask about a place in the text."""
        position = {"line": place[0], "character": place[1]}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": self.uri}, "position": position, **more})

    def about(self, method: str, **more: Any) -> Any:
        """Ask about the text."""
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": self.uri}, **more})

    def open(self, text: str, path: Path | None = None) -> list[dict[str, Any]]:
        """Open a text of a new name, or of a file, and return what is found in it."""
        self.uri = path.as_uri() if path else f"file:///documents/flow-{self._number}.fz"
        item = {"uri": self.uri, "languageId": "lanestep", "version": self._version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return self.findings()

    def change(self, text: str) -> None:
        """Replace the text."""
        self._version += 1
        document = {"uri": self.uri, "version": self._version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def findings(self) -> list[dict[str, Any]]:
        """Return the findings that the server publishes next."""
        while True:
            message = self.told.pop(0) if self.told else self._receive()
            if message.get("method") == "textDocument/publishDiagnostics":
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def close(self) -> int:
        """Leave, and return the exit code of the server."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        assert self._process.stdin
        assert self._process.stdout
        status = self._process.wait(60)
        self._process.stdin.close()
        self._process.stdout.close()
        return status

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has gone"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message
