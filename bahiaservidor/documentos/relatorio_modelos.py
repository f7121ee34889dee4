"""What the quarterly report is made of: its kinds of deadline, where each came from and where it went, its rows.

Plain values: whoever lists what can be printed does not pay for reportlab.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from bahiaservidor.documentos.textos import matricula_formatada
from bahiaservidor.estatuto.formatos.datas import formatar_data
from bahiaservidor.estatuto.formatos.nomes import sem_acentos
from bahiaservidor.estatuto.tipos import SEM_NUMERO_PROPRIO, EstadoPrazo, Rotulado, TipoPrazo

VAZIO: Final = "–"
SEM_ORGAO: Final = "Sem órgão"


class Especie(Rotulado):
    """Kinds of deadline that the report reconciles: those of the vínculos, and two that no table of deadlines has."""

    POSSE = TipoPrazo.POSSE.value, TipoPrazo.POSSE.rotulo
    EXERCICIO = TipoPrazo.EXERCICIO.value, TipoPrazo.EXERCICIO.rotulo
    APRESENTACAO = TipoPrazo.APRESENTACAO.value, TipoPrazo.APRESENTACAO.rotulo
    AVALIACAO_SEMESTRAL = TipoPrazo.AVALIACAO_SEMESTRAL.value, TipoPrazo.AVALIACAO_SEMESTRAL.rotulo
    RECONSIDERACAO_AVALIACAO = TipoPrazo.RECONSIDERACAO_AVALIACAO.value, TipoPrazo.RECONSIDERACAO_AVALIACAO.rotulo
    DECISAO_RECONSIDERACAO = TipoPrazo.DECISAO_RECONSIDERACAO.value, TipoPrazo.DECISAO_RECONSIDERACAO.rotulo
    RECURSO_AVALIACAO = TipoPrazo.RECURSO_AVALIACAO.value, TipoPrazo.RECURSO_AVALIACAO.rotulo
    SUBMISSAO_AVALIACAO = TipoPrazo.SUBMISSAO_AVALIACAO.value, TipoPrazo.SUBMISSAO_AVALIACAO.rotulo
    FIM_ESTAGIO = TipoPrazo.FIM_ESTAGIO.value, TipoPrazo.FIM_ESTAGIO.rotulo
    ESTABILIDADE = TipoPrazo.ESTABILIDADE.value, TipoPrazo.ESTABILIDADE.rotulo
    COMPULSORIA = TipoPrazo.COMPULSORIA.value, TipoPrazo.COMPULSORIA.rotulo
    RETORNO_AFASTAMENTO = "retorno_afastamento", "Retorno de afastamento"
    VALIDADE_CONCURSO = "validade_concurso", "Fim da validade de concurso"

    @property
    def tem_numero(self) -> bool:
        """Tell whether one vínculo has several, told apart by a number that means something."""
        return self.value in _NUMERADAS


_NUMERADAS: Final = frozenset(t.value for t in TipoPrazo) - frozenset(t.value for t in SEM_NUMERO_PROPRIO)


class Entrada(Rotulado):
    """How a deadline came to be in the report; the order is that of the columns."""

    INICIO = "inicio", "Pendentes no início"
    JA_ABERTO = "ja_aberto", "Abertos antes, vencem no trimestre"
    ABERTO = "aberto", "Abertos no trimestre"
    PRORROGACAO = "entrou_por_prorrogacao", "Entraram por prorrogação"
    RECALCULO = "entrou_por_recalculo", "Entraram por recálculo"


class Destino(Rotulado):
    """What became of a deadline by the as-of date; the order is that of the columns."""

    CUMPRIDO = "cumprido", "Cumpridos"
    FORA_DO_PRAZO = "fora_do_prazo", "Cumpridos fora do prazo"
    PREJUDICADO = "prejudicado", "Prejudicados"
    RESOLVIDO = "resolvido_por_ato", "Resolvidos por ato"
    PRORROGACAO = "saiu_por_prorrogacao", "Saíram por prorrogação"
    RECALCULO = "saiu_por_recalculo", "Saíram por recálculo"
    PENDENTE = "pendente", "Pendentes no fim"


SAIDAS: Final = frozenset({Destino.PRORROGACAO, Destino.RECALCULO})
"""What left the quarter without being closed."""

_NO_SINGULAR: Final[dict[Entrada | Destino, str]] = {
    Entrada.INICIO: "Pendente no início",
    Entrada.JA_ABERTO: "Aberto antes do trimestre",
    Entrada.ABERTO: "Aberto no trimestre",
    Entrada.PRORROGACAO: "Entrou por prorrogação",
    Entrada.RECALCULO: "Entrou por recálculo",
    Destino.CUMPRIDO: "Cumprido",
    Destino.FORA_DO_PRAZO: "Cumprido fora do prazo",
    Destino.PREJUDICADO: "Prejudicado",
    Destino.RESOLVIDO: "Resolvido por ato",
    Destino.PRORROGACAO: "Saiu por prorrogação",
    Destino.RECALCULO: "Saiu por recálculo",
    Destino.PENDENTE: "Pendente no fim",
}


class Secao(Rotulado):
    """Parts of the list, in the order they are printed."""

    VENCIDOS = "vencidos", "Vencidos em trimestres anteriores e ainda sem ato"
    PRAZOS = "prazos", "Prazos do trimestre"
    ZONA_CINZENTA = "zona_cinzenta", "Em zona cinzenta"
    SUSPENSOS = "suspensos", "Suspensos"
    SAIDAS = "saidas", "Saíram do trimestre"


class Rubrica(Rotulado):
    """Lines of the reconciliation that are no kind: what is pending without having lapsed nor being simply open."""

    ZONA_CINZENTA = "zona_cinzenta", "Em zona cinzenta (todas as espécies)"
    SUSPENSOS = "suspenso", "Suspensos (todas as espécies)"


Linha = Especie | Rubrica
"""A line of the reconciliation: every deadline is in exactly one."""

LINHAS: Final[tuple[Linha, ...]] = (*Especie, *Rubrica)
"""Every line, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaRelatorio:
    """One deadline of the report.

    ``idade`` is how many days ago it lapsed, None unless it is lapsed and without an act.  ``chave`` is the natural
    key: kind, vínculo (or concurso), position among its own.
    """

    chave: tuple[str, int, int]
    servidor_id: int | None
    especie: Especie
    nome: str
    matricula: str | None
    cargo: str
    orgao: str
    unidade: str
    vence: dt.date | None
    vence_ultimo: dt.date | None
    estado: EstadoPrazo
    secao: Secao
    entrada: Entrada
    destino: Destino
    observacao: str
    fundamento: str
    idade: int | None = None

    @property
    def prazo(self) -> str:
        """The kind in words, with its number where there are several."""
        numero = self.chave[2]
        return f"{self.especie.rotulo} nº {numero}" if numero and self.especie.tem_numero else self.especie.rotulo

    @property
    def linha(self) -> Linha:
        """The line of the reconciliation that counts it."""
        if self.secao is Secao.SUSPENSOS:
            return Rubrica.SUSPENSOS
        return Rubrica.ZONA_CINZENTA if self.secao is Secao.ZONA_CINZENTA else self.especie

    @property
    def movimento(self) -> str:
        """How it came and where it went, in few words: what the paper shows beside the state."""
        de_sempre = self.entrada is Entrada.JA_ABERTO or self.secao is Secao.VENCIDOS
        partes = [] if de_sempre else [_NO_SINGULAR[self.entrada].lower()]
        if self.destino in SAIDAS or self.destino is Destino.RESOLVIDO:
            partes.append(_NO_SINGULAR[self.destino].lower())
        if self.observacao:
            partes.append(self.observacao)
        texto = "; ".join(partes)
        return texto[:1].upper() + texto[1:]


def singular(valor: Entrada | Destino) -> str:
    """Return what one deadline that came or went that way is called."""
    return _NO_SINGULAR[valor]


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosRelatorio:
    """The deadlines of a quarter as of ``em``, in the order they are printed.  ValueError for a quarter that is none.

    ``saldo`` says, in words, where the pending ones of the start were taken from.
    """

    orgao: OrgaoEmissor
    ano: int
    trimestre: int
    em: dt.date
    linhas: Sequence[LinhaRelatorio]
    saldo: str = ""
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()
    conteudo: str = ""
    """Hash of the contents (`resumo_do_conteudo`), once computed."""
    selado: str = ""
    """How much of the registry the seal printed covers, in words; empty while there is no seal."""

    def __post_init__(self) -> None:
        if self.trimestre not in (1, 2, 3, 4):
            raise ValueError(f"trimestre {self.trimestre}: só de 1 a 4")

    @property
    def inicio(self) -> dt.date:
        """First day of the quarter."""
        return limites(self.ano, self.trimestre)[0]

    @property
    def fim(self) -> dt.date:
        """Last day of the quarter."""
        return limites(self.ano, self.trimestre)[1]

    @property
    def periodo(self) -> str:
        """The quarter in words."""
        return f"{self.trimestre}º trimestre de {self.ano}"


def limites(ano: int, trimestre: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a quarter."""
    seguinte = dt.date(ano + 1, 1, 1) if trimestre == 4 else dt.date(ano, 3 * trimestre + 1, 1)
    return dt.date(ano, 3 * trimestre - 2, 1), seguinte - dt.timedelta(days=1)


def anterior(ano: int, trimestre: int) -> tuple[int, int]:
    """Return the year and number of the quarter before."""
    return (ano - 1, 4) if trimestre == 1 else (ano, trimestre - 1)


COLUNAS: Final = (
    "Seção", "Órgão", "Nome", "Matrícula", "Cargo", "Unidade", "Prazo", "Vence", "Último dia possível", "Estado",
    "Dias de vencido", "Como entrou", "Situação no fim", "Observação", "Fundamento",
)  # fmt: skip
"""Titles of the spreadsheets, in order; the paper shows the same rows in fewer columns."""

Celula = str | int | dt.date | None


def celulas(linha: LinhaRelatorio) -> tuple[Celula, ...]:
    """Return the cells of a row, as values, in the order of `COLUNAS`."""
    return (
        linha.secao.rotulo, linha.orgao, linha.nome, matricula_formatada(linha.matricula), linha.cargo, linha.unidade,
        linha.prazo, linha.vence, linha.vence_ultimo, linha.estado.rotulo, linha.idade, _NO_SINGULAR[linha.entrada],
        _NO_SINGULAR[linha.destino], linha.observacao, linha.fundamento,
    )  # fmt: skip


def resumo_do_conteudo(dados: DadosRelatorio) -> str:
    """Return the SHA-256, in hex, of what the report says: heading and rows, never number nor layout.

    Computed row by row: a long report is never in memory twice.
    """
    resumo = hashlib.sha256()
    cabeca = (dados.orgao.ente, dados.orgao.nome, dados.ano, dados.trimestre, dados.em.isoformat(), dados.saldo)
    resumo.update("\x1f".join(map(str, cabeca)).encode())
    for linha in dados.linhas:
        partes = (
            *map(str, linha.chave), linha.nome, linha.matricula or "", linha.cargo, linha.orgao, linha.unidade,
            _iso(linha.vence), _iso(linha.vence_ultimo), linha.estado.value, linha.secao.value, linha.entrada.value,
            linha.destino.value, linha.observacao, linha.fundamento,
        )  # fmt: skip
        resumo.update(("\x1e" + "\x1f".join(partes)).encode())
    return resumo.hexdigest()


@lru_cache(maxsize=4096)
def _iso(dia: dt.date | None) -> str:
    return "" if dia is None else dia.isoformat()


@lru_cache(maxsize=4096)
def data(dia: dt.date | None) -> str:
    """Return a date as papers show it, or a dash."""
    return formatar_data(dia) if dia is not None else VAZIO


def alfabetica(texto: str) -> str:
    """Return the key by which names are sorted: without case nor accents."""
    return texto.casefold() if texto.isascii() else sem_acentos(texto).casefold()


_ORDEM_SECAO: Final = {secao: posicao for posicao, secao in enumerate(Secao)}


def ordem(linha: LinhaRelatorio) -> tuple[object, ...]:
    """Return the sorting key of a row: section; lapsed ones by age; the others by órgão or due date, then name."""
    por_data = (linha.vence or dt.date.max).toordinal()
    if linha.secao is Secao.VENCIDOS:
        primeiro: tuple[object, ...] = ((linha.vence_ultimo or dt.date.max).toordinal(), "", 0)
    elif linha.secao is Secao.PRAZOS:
        primeiro = (0, alfabetica(linha.orgao or SEM_ORGAO), por_data)
    else:
        primeiro = (por_data, alfabetica(linha.orgao), 0)
    return (_ORDEM_SECAO[linha.secao], *primeiro, alfabetica(linha.nome), *linha.chave)
