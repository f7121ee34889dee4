"""What was seen and is not in the trail yet: a file that only grows, in the folder of this machine's user.

A line is written before anything else, so that a fall loses none.  Each has its own digest and that of the line before
it: what was altered or taken out is noticed.  Ids only: no name, CPF or text that somebody typed, but the user's login.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from .. import caminhos
from ..arquivos import ArquivoDeLinhas, nome_simples

SUFIXO: Final = ".acessos"
DANIFICADO: Final = ".danificado"
_FORMATO: Final = 1
_MAIOR_LINHA: Final = 4000
_MAIOR_ARQUIVO: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Nota:
    """Somebody saw, or took out, something.  ``chave`` is its own for ever: no note enters the trail twice."""

    chave: str
    usuario: str
    acao: str
    objeto: str
    objeto_id: int | None
    o_que: str
    instante: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lido:
    """A file read back: its notes, and what is wrong with it, in words."""

    caminho: Path
    sessao: str
    notas: tuple[Nota, ...]
    problemas: tuple[str, ...]
    fechado: bool


def pasta() -> Path:
    """Return the folder of these files. Does not create it."""
    return caminhos.estado_do_usuario() / "acessos"


class Caderno:
    """The file of one run of the program; it is made with the first note."""

    def __init__(self, pasta: Path, registro: str, usuario: str) -> None:
        self.sessao = secrets.token_hex(6)
        self._inicio = pasta / f"{registro[:16]}-{nome_simples(usuario)[:40]}-{self.sessao}"
        self._registro = registro
        self._numero = 0
        self._volume = 0
        self._anterior = ""
        self._arquivo: ArquivoDeLinhas | None = None

    def proxima_chave(self) -> str:
        """Return the key of a new note."""
        self._numero += 1
        return f"{self.sessao}-{self._numero}"

    def escrever(self, nota: Nota) -> None:
        """Write a note.  OSError when it cannot be.  A registry without acts has nobody to be seen, and no file."""
        if not self._registro:
            return
        if self._arquivo is None:
            self._volume += 1
            self._arquivo = ArquivoDeLinhas(self._inicio.with_name(f"{self._inicio.name}-{self._volume}{SUFIXO}"))
            self._anterior = ""
            self._acrescentar({"caderno": _FORMATO, "registro": self._registro, "sessao": self.sessao})
        self._acrescentar(
            {
                "c": nota.chave, "u": nota.usuario, "a": nota.acao, "o": nota.objeto, "i": nota.objeto_id,
                "q": nota.o_que, "t": nota.instante.isoformat(),
            }
        )  # fmt: skip

    def garantir(self) -> None:
        """Put the notes on the disk."""
        if self._arquivo is not None:
            with suppress(OSError):
                self._arquivo.garantir()

    def descartar(self) -> None:
        """Take the file away: everything in it is in the trail."""
        arquivo, self._arquivo = self._arquivo, None
        if arquivo is not None:
            arquivo.fechar()
            with suppress(OSError):
                arquivo.caminho.unlink()

    def fechar(self) -> None:
        """Say that nothing was cut off the end, and leave the file for another day."""
        if self._arquivo is not None:
            with suppress(OSError):
                self._acrescentar({"fim": self._numero})
            self.garantir()
            self._arquivo.fechar()
            self._arquivo = None

    def _acrescentar(self, valores: dict[str, Any]) -> None:
        assert self._arquivo is not None
        linha = _linha(valores, self._anterior)
        self._arquivo.acrescentar(linha)
        self._anterior = _digesto(linha)


def guardados(registro: str, onde: Path | None = None) -> Iterator[tuple[ArquivoDeLinhas, Lido]]:
    """Give the files of a registry that nobody has open, each taken for this program, and what is in it."""
    try:
        achados = sorted((onde or pasta()).glob(f"{registro[:16]}-*{SUFIXO}"))
    except OSError:
        return
    for caminho in achados:
        try:
            arquivo = ArquivoDeLinhas(caminho)
        except OSError:
            continue  # another window is writing it
        try:
            yield arquivo, ler(caminho, registro)
        finally:
            arquivo.fechar()


def ha_guardados(onde: Path | None = None) -> bool:
    """Tell whether there is any file of these: most openings find none."""
    try:
        return any(True for _ in (onde or pasta()).glob(f"*{SUFIXO}"))
    except OSError:
        return False


def ler(caminho: Path, registro: str) -> Lido:
    """Return what a file has; whatever is in it, nothing is raised."""
    try:
        with caminho.open("rb") as arquivo:
            bruto = arquivo.read(_MAIOR_ARQUIVO + 1)
    except OSError:
        return Lido(caminho=caminho, sessao="", notas=(), problemas=("não pôde ser lido",), fechado=False)
    linhas = bruto.split(b"\n")
    problemas: list[str] = []
    if len(bruto) > _MAIOR_ARQUIVO:
        problemas.append("é grande demais, e só o começo foi lido")
    if linhas.pop():
        problemas.append("a última linha está incompleta")
    notas: dict[str, Nota] = {}
    sessao, anterior, fechado = "", "", False
    for numero, linha in enumerate(linhas, start=1):
        valores = _abrir(linha)
        if valores is None:
            problemas.append(f"a linha {numero} não é a que foi escrita")
        else:
            if valores["p"] != anterior:
                problemas.append(f"falta o que havia antes da linha {numero}")
            if "caderno" in valores:
                sessao = str(valores.get("sessao", ""))
                if valores.get("registro") != registro or valores["caderno"] != _FORMATO:
                    return Lido(
                        caminho=caminho, sessao=sessao, notas=(), problemas=("é de outro registro",), fechado=True
                    )
            elif "fim" in valores:
                fechado = True
            elif (nota := _nota(valores)) is not None:
                notas.setdefault(nota.chave, nota)
            else:
                problemas.append(f"a linha {numero} não diz o que foi visto")
        anterior = _digesto(linha.decode("utf-8", "replace"))
    return Lido(
        caminho=caminho, sessao=sessao, notas=tuple(notas.values()), problemas=tuple(problemas), fechado=fechado
    )


def _linha(valores: dict[str, Any], anterior: str) -> str:
    texto = json.dumps({**valores, "p": anterior}, ensure_ascii=True, separators=(",", ":"))
    return f"{_digesto(texto)} {texto}"


def _abrir(linha: bytes) -> dict[str, Any] | None:
    digesto, espaco, texto = linha.decode("utf-8", "replace").partition(" ")
    if not espaco or len(linha) > _MAIOR_LINHA or _digesto(texto) != digesto:
        return None
    try:
        valores = json.loads(texto)
    except ValueError:
        return None
    return valores if isinstance(valores, dict) and isinstance(valores.get("p"), str) else None


def _nota(valores: dict[str, Any]) -> Nota | None:
    textos = [valores.get(campo) for campo in ("c", "u", "a", "o", "q", "t")]
    id_ = valores.get("i")
    if not all(isinstance(texto, str) for texto in textos) or not (id_ is None or type(id_) is int):
        return None
    chave, usuario, acao, objeto, o_que, quando = (str(texto) for texto in textos)
    try:
        instante = datetime.fromisoformat(quando)
    except ValueError:
        return None
    if instante.tzinfo is None or (id_ is not None and abs(id_) >= 2**63):
        return None
    return Nota(chave=chave, usuario=usuario, acao=acao, objeto=objeto, objeto_id=id_, o_que=o_que, instante=instante)


def _digesto(texto: str) -> str:
    return hashlib.sha256(texto.encode("utf-8", "replace")).hexdigest()[:32]
