"""The check of known vulnerabilities, against an index of the test's own: nothing leaves this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from scripts import vulneraveis

PACOTES = [("bom", "1.0"), ("ruim", "2.0"), ("retirada", "3.0"), ("mudo", "4.0")]


class Indice(BaseHTTPRequestHandler):
    respostas: ClassVar[dict[str, Any]] = {
        "/pypi/bom/1.0/json": {"vulnerabilities": []},
        "/pypi/ruim/2.0/json": {"vulnerabilities": [{"id": "X-1", "aliases": ["CVE-1"], "fixed_in": ["2.1"]}]},
        "/pypi/retirada/3.0/json": {"vulnerabilities": [{"id": "X-2", "withdrawn": "2026-01-01"}]},
        "/pypi/mudo/4.0/json": ["nothing of the kind"],
    }
    pedidos: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.pedidos.append(self.path)
        resposta = self.respostas.get(self.path)
        self.send_response(200 if resposta is not None else 404)
        self.end_headers()
        self.wfile.write(json.dumps(resposta).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def base() -> Iterator[str]:
    Indice.pedidos.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Indice) as servidor:
        linha = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.01})
        linha.start()
        yield f"http://127.0.0.1:{servidor.server_port}/simple/"
        servidor.shutdown()
        linha.join()


def test_diz_o_que_e_vulneravel_e_o_que_ninguem_respondeu(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    visto = vulneraveis.conferir(PACOTES, base)
    assert visto.conferidos == 3
    assert visto.achados == ("ruim 2.0: X-1 CVE-1; corrigida em: 2.1",)
    assert visto.mudos == ("mudo",)
    assert vulneraveis.relatar(visto) == 1
    assert "VULNERÁVEL: ruim 2.0" in capsys.readouterr().out
    assert vulneraveis.relatar(vulneraveis.conferir(PACOTES[:1], base)) == 0


def test_indice_que_nao_responde_e_dito_e_passa(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    for vazio in ("", "http://127.0.0.1:1/simple", f"{base}nada"):
        visto = vulneraveis.conferir(PACOTES, vazio, prazo=1.0)
        assert (visto.conferidos, len(visto.mudos)) == (0, 4)
        assert vulneraveis.relatar(visto) == 0
        assert "não foram conferidas" in capsys.readouterr().out
    assert len(Indice.pedidos) == 1, "an index that does not answer of the first is not asked of the others"


def test_o_indice_e_o_do_pip_e_as_versoes_sao_as_da_trava(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/raiz/simple")
    assert vulneraveis.endereco(vulneraveis.indice(), "a", "1") == "http://127.0.0.1:9/raiz/pypi/a/1/json"
    travas = vulneraveis.travadas(Path(vulneraveis.RAIZ / "requirements" / "execucao.txt"))
    assert len(travas) >= 20
    assert "sqlalchemy" in dict(travas)
    assert "://" not in Path(vulneraveis.__file__).read_text("utf-8").replace(r"(\S+://\S+)", "")
