"""A paper as plain values, before it is a PDF or a DOCX: its parts in order, and where each printed date comes from.

Nothing here draws.  `peca_pdf` and `peca_docx` do, each in its own way, so that both say the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor, Ressalva
from bahiaservidor.estatuto.formatos.datas import formatar_data

AlinhamentoTexto = Literal["esquerda", "centro", "direita", "justificado"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataImpressa:
    """A date that the paper prints, and how it was reached: where it is registered, or the computation step by step."""

    data: dt.date
    #: What the date is, as the paper calls it: `último dia do prazo de posse`.
    rotulo: str
    #: Where it comes from: `livro, ato 12 (posse)`, `prazo de posse`, `cadastro do concurso`.
    origem: str
    passos: tuple[str, ...] = ()
    dispositivo: str = ""


@dataclass(frozen=True, slots=True)
class Campo:
    """A labelled value; None leaves its rule empty, to be filled by hand."""

    rotulo: str
    valor: str | None
    peso: float = 1
    negrito: bool = False


@dataclass(frozen=True, slots=True)
class Assinatura:
    """A line to sign on: the name under it (a blank if not known) and in what quality."""

    nome: str | None
    qualidade: str
    detalhe: str = ""


# ------------------------------------------------------------------ the parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtitulo:
    """A heading inside the paper; stays with what follows it."""

    texto: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Texto:
    """A paragraph, in the markup of the templates (`textos.Marcado`: values escaped, `<b>`).

    ``marca`` hangs at the left: `1.`, `I –`.  ``pequeno`` is for notes at the foot.
    """

    texto: str
    marca: str | None = None
    alinhar: AlinhamentoTexto = "justificado"
    pequeno: bool = False
    recuo: bool = False
    """Set in from the left half of the page: the ementa of an act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campos:
    """Rows of labelled values under a heading; ``destaque`` marks a ressalva."""

    titulo: str
    linhas: Sequence[Sequence[Campo]]
    destaque: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabela:
    """A table that may go on to the next page, where its headings are repeated.

    ``pesos`` share the width; ``direita`` are the columns of numbers; ``total`` sets the last row apart.
    """

    colunas: Sequence[str]
    linhas: Sequence[Sequence[str]]
    pesos: Sequence[float]
    titulo: str = ""
    direita: Sequence[int] = ()
    total: bool = False
    vazia: str = "Nada consta."


@dataclass(frozen=True, slots=True, kw_only=True)
class Assinam:
    """Lines to sign on, two abreast; never broken across pages."""

    itens: Sequence[Assinatura]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalData:
    """Place and date in words before the signatures; None leaves blanks."""

    data: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrinho:
    """A box for what is written afterwards."""

    texto: str


Parte = Subtitulo | Texto | Campos | Tabela | Assinam | LocalData | Quadrinho


@dataclass(frozen=True, slots=True, kw_only=True)
class Peca:
    """A paper: heading, title, parts.  Parts in the same group stay on one page.

    ``chave`` is its kind (`aviso_avaliacao`); ``nome_corrente`` heads the second page on; ``numerada`` False for forms
    that have no number; ``memorias``: one for each date the parts print.
    """

    chave: str
    titulo: str
    assunto: str
    orgao: OrgaoEmissor
    grupos: Sequence[Sequence[Parte]]
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()
    nome_corrente: str = ""
    numerada: bool = True
    memorias: Sequence[DataImpressa] = ()


def quadros_das_ressalvas(ressalvas: Sequence[Ressalva]) -> list[tuple[str, list[list[Campo]]]]:
    """Return heading and fields of each ressalva (rule 0: shown on the papers), with who confirmed it, if somebody."""
    quadros = []
    for numero, ressalva in enumerate(ressalvas, start=1):
        linhas = [
            [
                Campo("Tipo", ressalva.tipo.rotulo, 1.2),
                Campo("Número", ressalva.numero, 1.4),
                Campo("Data", formatar_data(ressalva.data) if ressalva.data else None, 0.8),
                Campo("Requisito não atendido", ressalva.dispositivo, 1.2),
            ],
            [Campo("Autoridade", ressalva.autoridade)],
            [Campo("Fundamento", ressalva.fundamento)],
        ]
        if ressalva.confirmada_por:
            linhas.append([Campo("Confirmada por segunda pessoa (art. 36)", ressalva.confirmada_por)])
        quadros.append(("Ressalva" if len(ressalvas) == 1 else f"Ressalva {numero}", linhas))
    return quadros


def partes_da_ressalva(ressalvas: Sequence[Ressalva]) -> list[Sequence[Parte]]:
    """Return a marked box for each ressalva, each a group of its own."""
    return [
        [Campos(titulo=titulo, linhas=linhas, destaque=True)] for titulo, linhas in quadros_das_ressalvas(ressalvas)
    ]
