"""Texts of the papers: read from `resources/modelos/`, where an órgão may adjust them, and filled in with care.

A text is one paragraph with fields in braces, ``{nome}``; only the fields the paper offers are accepted, and the values
are escaped, so a name cannot disturb the layout.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from bahiaservidor import caminhos
from bahiaservidor.documentos.peca import Assinatura
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos import cpf, matricula
from bahiaservidor.estatuto.formatos.nomes import normalizar

_ESPACOS: Final = re.compile(r"[ \t\r\n]+")
_PRENDE: Final = re.compile(
    r"(\barts?\.|§§?|\bnº|\bincisos?|\bmatrícula|\bCPF|\bRG|\bLei|\bfl\.|\bp\.) (?=(?:<b>)?(?:nº|[\dIVX_]))"
)
_SEM_TEXTOS: Final = frozenset({"conferencia_posse"})
"""Lists among the models: nothing in them is printed as it is."""
_A_MARCAR: Final = re.compile(r"\( +\) *")


def limpar(texto: str) -> str:
    """Return the text in NFC, in one line, without control characters: what can be printed."""
    if not texto.isprintable():
        texto = "".join(c if c.isprintable() or c.isspace() else " " for c in texto)
    return normalizar(texto)


def lacuna(letras: int) -> str:
    """Return a ruled blank to be filled by hand, as wide as so many letters."""
    return "_" * letras


def cpf_formatado(numero: str | None) -> str | None:
    """Return the CPF with its punctuation, or None; one that is not valid is printed as it is registered."""
    return cpf.formatar(numero) if numero and cpf.valido(numero) else numero or None


def matricula_formatada(numero: str | None) -> str | None:
    """Return the matrícula as it is shown, or None; one that is not valid is printed as it is registered."""
    return matricula.formatar(numero) if numero and matricula.valido(numero) else numero or None


class Marcado(str):
    """Text already in paragraph markup: values escaped, bold marked."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeloTexto:
    """The texts of one paper, with the version printed in its footer."""

    arquivo: str
    versao: str
    titulo: str
    textos: Mapping[str, str] = field(default_factory=dict)
    #: Who the órgão says signs this paper.
    assinam: tuple[Assinatura, ...] = ()

    def assinar(self, *padrao: Assinatura) -> list[Assinatura]:
        """Return the lines to sign on: the unnamed ones of ``padrao`` given to who the órgão says signs the paper.

        Who the órgão names beyond those lines gets lines of their own, after them.
        """
        fixos = list(self.assinam)
        linhas = []
        for linha in padrao:
            if linha.nome is None and fixos:
                quem = fixos.pop(0)
                linha = Assinatura(quem.nome, quem.qualidade or linha.qualidade, quem.detalhe or linha.detalhe)
            linhas.append(linha)
        return [*linhas, *fixos]

    def paragrafo(self, chave: str, /, **valores: str | None) -> Marcado:
        """Return the text with its fields filled, in paragraph markup.

        Values are escaped unless they are `Marcado`; None becomes a ruled blank. Raises ErroDominio when the text is
        absent or asks for an unknown field.
        """
        if chave not in self.textos:
            raise ErroDominio(
                f"O modelo de documento {self.arquivo} não tem o texto “{chave}”; nada foi impresso. "
                "Restaure o modelo original ou acrescente o texto."
            )
        partes: list[str] = []
        for literal, campo in _pedacos(self.textos[chave], f"{chave}” do modelo “{self.arquivo}"):
            partes.append(escape(_espacos_simples(literal)))
            if campo is None:
                continue
            if campo not in valores:
                raise ErroDominio(
                    f"No modelo {self.arquivo}, o texto “{chave}” usa o campo “{campo}”, que não existe; "
                    f"nada foi impresso. Campos aceitos: {', '.join(sorted(valores)) or 'nenhum'}."
                )
            partes.append(_valor(valores[campo]))
        return Marcado(prender("".join(partes).strip("\n")))


@lru_cache(maxsize=512)
def _pedacos(texto: str, chave: str) -> tuple[tuple[str, str | None], ...]:
    """Return the text as runs and the field after each; ErroDominio for braces that do not match."""
    try:
        return tuple((literal, campo) for literal, campo, _formato, _conversao in string.Formatter().parse(texto))
    except ValueError as erro:
        raise ErroDominio(
            f"O texto “{chave}” tem chaves abertas ou fechadas a mais; nada foi impresso nem gravado. Corrija o texto."
        ) from erro


def campos_do_texto(texto: str, chave: str) -> set[str]:
    """Return the fields that a text asks for.  ErroDominio for braces that do not match."""
    return {campo for _, campo in _pedacos(texto, chave) if campo is not None}


def nomes_dos_modelos() -> tuple[str, ...]:
    """Return the names of the papers whose texts are shipped, in order."""
    arquivos = (caminhos.recursos() / "modelos").glob("*.toml")
    return tuple(sorted(caminho.stem for caminho in arquivos if caminho.stem not in _SEM_TEXTOS))


def _valor(valor: str | None) -> str:
    if valor is None:
        return lacuna(18)
    if isinstance(valor, Marcado):
        return valor
    # A piece that is glued to the text before it (", por delegação …") keeps its own space.
    inicio = " " if valor[:1].isspace() else ""
    return inicio + escape(limpar(valor))


def destaque(valor: str | None) -> Marcado:
    """Return the value in bold, or a wide ruled blank: the names a paper is about."""
    return Marcado(f"<b>{escape(limpar(valor))}</b>" if valor else lacuna(40))


def _espacos_simples(texto: str) -> str:
    """Return the text with runs of white space made one space, ends kept: pieces are joined afterwards."""
    return _ESPACOS.sub(" ", texto)


def prender(texto: str) -> str:
    """Return the text with the number of a citation tied to its word, so that a line never ends in "art.".

    The place for a mark, "( )", gets room for a pen and stays with the word after it.
    """
    texto = _PRENDE.sub(lambda achado: achado.group(1) + "\u00a0", texto)
    return _A_MARCAR.sub("(\u00a0\u00a0\u00a0)\u00a0", texto)


def ler_modelo(nome: str, pasta: Path | None = None) -> ModeloTexto:
    """Return the texts of a paper; `pasta` replaces the shipped folder. ErroDominio when the file is not usable."""
    return _modelo_do_programa(nome) if pasta is None else _ler_arquivo(nome, pasta)


@lru_cache(maxsize=64)
def _modelo_do_programa(nome: str) -> ModeloTexto:
    """Return what is shipped, read once: it does not change while the program runs."""
    return _ler_arquivo(nome, caminhos.recursos() / "modelos")


def _ler_arquivo(nome: str, pasta: Path) -> ModeloTexto:
    caminho = pasta / f"{nome}.toml"
    try:
        dados = tomllib.loads(caminho.read_text(encoding="utf-8"))
    except OSError as erro:
        raise ErroDominio(
            f"O modelo de documento {caminho.name} não pôde ser lido; nada foi impresso. "
            "Reinstale o programa ou restaure o arquivo."
        ) from erro
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as erro:
        raise ErroDominio(
            f"O modelo de documento {caminho.name} tem um erro de escrita ({erro}); nada foi impresso. "
            "Corrija ou restaure o arquivo."
        ) from erro
    textos = dados.get("textos")
    if not isinstance(textos, dict) or "versao" not in dados or "titulo" not in dados:
        raise ErroDominio(
            f"O modelo de documento {caminho.name} precisa de “versao”, “titulo” e “[textos]”; "
            "nada foi impresso. Restaure o arquivo."
        )
    return ModeloTexto(
        arquivo=caminho.name,
        versao=str(dados["versao"]),
        titulo=str(dados["titulo"]),
        textos={str(chave): str(texto) for chave, texto in textos.items()},
    )
