"""The manifest of an open archive: which files it has, how long each is, and their hashes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from ..estatuto.erros import ErroDominio
from .acervo_celulas import SEPARADOR

FORMATO: Final = 1
MANIFESTO: Final = "manifest.json"
INDICE: Final = "documentos/indice.csv"
ATOS: Final = "atos.jsonl"
DICIONARIO: Final = "dicionario.csv"
LEIAME: Final = "LEIA-ME.txt"

COLUNAS_DO_INDICE: Final = (
    "arquivo", "bytes", "sha256", "hash", "nome", "guardado_como", "tabela", "id", "midia", "quando", "servidor_id",
    "pessoa",
)  # fmt: skip
"""One row for each thing kept that a file is the bytes of; a file of nothing has one row."""

_NOME_DE_TABELA = re.compile(r"[a-z][a-z0-9_]{0,62}", re.ASCII)
_SHA = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ESQUEMA = re.compile(r"[0-9A-Za-z_]{1,32}", re.ASCII)


class ErroDoAcervo(ErroDominio):
    """What was given is no archive, or not the one that was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArquivoDoAcervo:
    """A file of the archive."""

    nome: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TabelaDoManifesto:
    """A table: its file, its columns, how many rows."""

    nome: str
    colunas: tuple[str, ...]
    linhas: int

    @property
    def arquivo(self) -> str:
        """The file that has it."""
        return f"tabelas/{self.nome}.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Livro:
    """The heads of the chains: how many entries, the last of them, and the root of the last hash of each subject."""

    entradas: int
    ultima_entrada: int
    raiz: str
    ultimo_selo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifesto:
    """What an archive says of itself; ``documentos`` counts the files that the index lists."""

    programa: str
    esquema: str
    motor: str
    gerado_em: str
    orgao: str
    livro: Livro
    tabelas: tuple[TabelaDoManifesto, ...]
    arquivos: tuple[ArquivoDoAcervo, ...]
    documentos: int
    bytes_dos_documentos: int

    @property
    def bytes(self) -> int:
        """How long all files are."""
        return self.bytes_dos_documentos + sum(arquivo.bytes for arquivo in self.arquivos)


def escrever_manifesto(manifesto: Manifesto) -> bytes:
    """Return the manifest as it is kept."""
    dados = {"acervo": "bahiaservidor", "formato": FORMATO, "codificacao": "UTF-8", "separador": SEPARADOR}
    dados |= asdict(manifesto)
    return json.dumps(dados, ensure_ascii=False, indent=1).encode() + b"\n"


def ler_manifesto(dados: bytes) -> Manifesto:
    """Return what a manifest says.  ErroDoAcervo when it is none, or one of a later form."""
    try:
        lido: dict[str, Any] = json.loads(dados.decode("utf-8"))
        if lido["acervo"] != "bahiaservidor":
            raise ValueError
        formato = lido["formato"]
        if type(formato) is int and formato > FORMATO:
            raise ErroDoAcervo(
                f"O acervo foi escrito numa forma mais nova (forma {formato}; este programa lê até a {FORMATO}). Nada "
                "foi criado; atualize o programa."
            )
        if formato != FORMATO or lido["separador"] != SEPARADOR:
            raise ValueError
        return Manifesto(
            programa=_texto(lido, "programa"),
            esquema=_casa(_ESQUEMA, lido["esquema"]),
            motor=_texto(lido, "motor"),
            gerado_em=_texto(lido, "gerado_em"),
            orgao=_texto(lido, "orgao"),
            livro=Livro(
                entradas=_numero(lido["livro"], "entradas"),
                ultima_entrada=_numero(lido["livro"], "ultima_entrada"),
                raiz=_casa(_SHA, lido["livro"]["raiz"]),
                ultimo_selo=_texto(lido["livro"], "ultimo_selo"),
            ),
            tabelas=tuple(_tabela(item) for item in lido["tabelas"]),
            arquivos=tuple(_arquivo(item) for item in lido["arquivos"]),
            documentos=_numero(lido, "documentos"),
            bytes_dos_documentos=_numero(lido, "bytes_dos_documentos"),
        )
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError) as erro:
        raise ErroDoAcervo(
            f"O arquivo {MANIFESTO} não é o de um acervo do bahiaservidor, ou está estragado. Nada foi criado; confira "
            "a origem ou use outra cópia do acervo."
        ) from erro


def _tabela(item: Mapping[str, Any]) -> TabelaDoManifesto:
    colunas = tuple(_casa(_NOME_DE_TABELA, nome) for nome in item["colunas"])
    return TabelaDoManifesto(nome=_casa(_NOME_DE_TABELA, item["nome"]), colunas=colunas, linhas=_numero(item, "linhas"))


def _arquivo(item: Mapping[str, Any]) -> ArquivoDoAcervo:
    return ArquivoDoAcervo(
        nome=nome_seguro(_texto(item, "nome")), bytes=_numero(item, "bytes"), sha256=_casa(_SHA, item["sha256"])
    )


def _texto(dados: Mapping[str, Any], nome: str) -> str:
    if not isinstance(dados[nome], str):
        raise TypeError
    return str(dados[nome])


def _numero(dados: Mapping[str, Any], nome: str) -> int:
    if type(dados[nome]) is not int or not 0 <= dados[nome] < 2**62:
        raise TypeError
    return int(dados[nome])


def _casa(padrao: re.Pattern[str], valor: Any) -> str:
    if not isinstance(valor, str) or padrao.fullmatch(valor) is None:
        raise ValueError
    return valor


def nome_seguro(nome: str) -> str:
    """Return the name of a file of an archive.  ErroDoAcervo for one that points out of it."""
    partes = nome.split("/")
    if (
        not nome
        or len(nome) > 300
        or not nome.isprintable()
        or any(c in nome for c in '\\:*?"<>|')
        or any(parte in ("", ".", "..") for parte in partes)
    ):
        curto = "".join(c if c.isprintable() else "?" for c in nome[:80])
        raise ErroDoAcervo(
            f"O acervo tem um arquivo de nome perigoso (“{curto}”), que aponta para fora dele. Nada foi criado; não "
            "use esta cópia, e avise quem a enviou."
        )
    return nome
