"""Estágio probatório in a table: who, until when, the evaluations one by one, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ...estatuto.contagem import somar_meses
from ...estatuto.formatos.datas import formatar_data
from ...estatuto.formatos.nomes import sem_acentos
from ...estatuto.tipos import EstadoPrazo, FimDeMes, TipoPrazo
from ...servicos.tipos import LinhaPrazo
from ..tema import Tom
from .base import Coluna
from .prazos import data_com_dia, data_ou_traco, distancia, palavra_do_estado, quantos, resolvido

TIPOS_DO_ESTAGIO: Final = (TipoPrazo.AVALIACAO_SEMESTRAL, TipoPrazo.SUBMISSAO_AVALIACAO, TipoPrazo.FIM_ESTAGIO)

_FEITA: Final = frozenset({EstadoPrazo.CUMPRIDO, EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO})


class Recorte(StrEnum):
    """Parts of the list that ask for something."""

    TODOS = "todos"
    AVALIACAO_VENCIDA = "avaliacao_vencida"
    PORTAO = "portao"
    SUBMISSAO_VENCIDA = "submissao_vencida"
    SEM_HOMOLOGACAO = "sem_homologacao"


ROTULO_DO_RECORTE: Final = {
    Recorte.TODOS: "Todos em estágio",
    Recorte.AVALIACAO_VENCIDA: "Com avaliação vencida",
    Recorte.PORTAO: "A submeter (em aviso)",
    Recorte.SUBMISSAO_VENCIDA: "Submissão vencida",
    Recorte.SEM_HOMOLOGACAO: "Tempo completo sem homologação",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaEstagio:
    """One vínculo in estágio; ``aviso`` is the number of months of the warning in course (6, 5), None outside it."""

    vinculo_id: int
    servidor_id: int
    nome: str
    matricula: str | None
    cargo: str
    unidade: str
    orgao: str
    exercicio: date | None
    fim: LinhaPrazo
    submissao: LinhaPrazo | None
    avaliacoes: tuple[LinhaPrazo, ...]
    aviso: int | None

    @property
    def feitas(self) -> int:
        """How many evaluations were made."""
        return sum(a.estado in _FEITA or resolvido(a) for a in self.avaliacoes)

    @property
    def avaliacao_vencida(self) -> LinhaPrazo | None:
        """The first evaluation that is late, None when none is."""
        return next((a for a in self.avaliacoes if a.estado is EstadoPrazo.VENCIDO and not resolvido(a)), None)

    @property
    def proxima_avaliacao(self) -> LinhaPrazo | None:
        """The first evaluation still to be made."""
        return next((a for a in self.avaliacoes if not resolvido(a) and a.estado not in _FEITA), None)

    @property
    def submetida(self) -> bool:
        """Tell whether the evaluation was already submitted to homologação."""
        return self.submissao is not None and resolvido(self.submissao)

    @property
    def submissao_vencida(self) -> bool:
        """Tell whether the gate was passed without a submission."""
        return self.submissao is not None and not self.submetida and self.submissao.estado is EstadoPrazo.VENCIDO

    @property
    def tempo_completo(self) -> bool:
        """Tell whether the time is complete and the homologação did not come (S4)."""
        return self.fim.estado is EstadoPrazo.VENCIDO

    def em(self, recorte: Recorte) -> bool:
        """Tell whether the row belongs to a part of the list."""
        return {
            Recorte.TODOS: True,
            Recorte.AVALIACAO_VENCIDA: self.avaliacao_vencida is not None,
            Recorte.PORTAO: self.aviso is not None or self.submissao_vencida,
            Recorte.SUBMISSAO_VENCIDA: self.submissao_vencida,
            Recorte.SEM_HOMOLOGACAO: self.tempo_completo,
        }[recorte]


def montar_linhas(
    prazos: Iterable[LinhaPrazo], hoje: date, avisos: Callable[[date], Sequence[int]]
) -> tuple[LinhaEstagio, ...]:
    """Return one row for each vínculo whose estágio has not ended, by the day of the end.

    ``avisos`` answers, for a day of exercício, how many months before the end the warnings are (art. 27, p.ú.).
    """
    por_vinculo: dict[int, list[LinhaPrazo]] = {}
    for prazo in prazos:
        por_vinculo.setdefault(prazo.vinculo_id, []).append(prazo)
    linhas = []
    for do_vinculo in por_vinculo.values():
        fim = next((p for p in do_vinculo if p.tipo is TipoPrazo.FIM_ESTAGIO), None)
        if fim is None or resolvido(fim) or fim.estado in _FEITA or fim.estado is EstadoPrazo.PREJUDICADO:
            continue
        avaliacoes = sorted((p for p in do_vinculo if p.tipo is TipoPrazo.AVALIACAO_SEMESTRAL), key=_numero)
        submissao = next((p for p in do_vinculo if p.tipo is TipoPrazo.SUBMISSAO_AVALIACAO), None)
        linhas.append(
            LinhaEstagio(
                vinculo_id=fim.vinculo_id,
                servidor_id=fim.servidor_id,
                nome=fim.nome,
                matricula=fim.matricula,
                cargo=fim.cargo,
                unidade=fim.unidade,
                orgao=fim.orgao,
                exercicio=fim.inicio,
                fim=fim,
                submissao=submissao,
                avaliacoes=tuple(avaliacoes),
                aviso=_aviso(fim, submissao, hoje, avisos),
            )
        )
    return tuple(sorted(linhas, key=lambda linha: (linha.fim.vence or date.max, sem_acentos(linha.nome))))


def _numero(prazo: LinhaPrazo) -> int:
    return prazo.numero or 0


def _aviso(
    fim: LinhaPrazo, submissao: LinhaPrazo | None, hoje: date, avisos: Callable[[date], Sequence[int]]
) -> int | None:
    if fim.vence is None or submissao is None or resolvido(submissao) or submissao.estado is EstadoPrazo.VENCIDO:
        return None
    abertos = [
        meses for meses in avisos(fim.inicio or fim.vence)
        if hoje >= somar_meses(fim.vence, -meses, FimDeMes.ULTIMO_DIA)
    ]  # fmt: skip
    return min(abertos, default=None)


def portao(linha: LinhaEstagio) -> str:
    """Return the state of the gate of 4 months in words (art. 27, parágrafo único)."""
    submissao = linha.submissao
    if submissao is None:
        return "—"
    if linha.submetida and submissao.fechado_em is not None:
        return f"Submetida {formatar_data(submissao.fechado_em)}"
    if submissao.vence is None:
        return "Sem data"
    if linha.submissao_vencida:
        return f"Vencida {formatar_data(submissao.vence)}"
    if linha.aviso is not None:
        return f"Até {formatar_data(submissao.vence)} ({linha.aviso} meses)"
    return f"Até {formatar_data(submissao.vence)}"


def tom_do_portao(linha: LinhaEstagio) -> Tom | None:
    """Return the tone of the gate: none while it is far."""
    if linha.submetida:
        return Tom.SUCESSO
    if linha.submissao_vencida:
        return Tom.PERIGO
    return Tom.ATENCAO if linha.aviso is not None else None


def o_que_falta(linha: LinhaEstagio, hoje: date) -> str:
    """Return what is to be done first, in words."""
    partes = []
    if linha.tempo_completo:
        partes.append("Tempo completo sem homologação: ouvir a PGE")
    vencidas = [a for a in linha.avaliacoes if a.estado is EstadoPrazo.VENCIDO and not resolvido(a)]
    if vencidas:
        primeira = vencidas[0]
        desde = f" desde {formatar_data(primeira.vence)}" if primeira.vence is not None else ""
        partes.append(
            f"{primeira.numero}ª avaliação vencida{desde}" if len(vencidas) == 1
            else quantos(len(vencidas), "avaliação vencida", "avaliações vencidas")
        )  # fmt: skip
    if linha.submissao_vencida:
        partes.append("submeter à homologação")
    elif linha.aviso is not None:
        partes.append(f"preparar a submissão: menos de {linha.aviso} meses para o fim")
    elif linha.submetida and not linha.tempo_completo:
        partes.append("homologar")
    if not partes:
        proxima = linha.proxima_avaliacao
        if proxima is not None and proxima.vence is not None:
            partes.append(f"{proxima.numero}ª avaliação {distancia(proxima.vence, hoje)}")
    frase = "; ".join(partes)
    return frase[:1].upper() + frase[1:] if frase else "Nada por ora"


def avaliacoes_em_palavras(linha: LinhaEstagio) -> str:
    """Return one line for each evaluation."""
    return "\n".join(
        f"{a.numero}ª: {palavra_do_estado(a)}" + (f", {formatar_data(a.vence)}" if a.vence is not None else "")
        for a in linha.avaliacoes
    )


def colunas_estagio(hoje: Callable[[], date]) -> tuple[Coluna[LinhaEstagio], ...]:
    """Return the columns, in render order; "avaliacoes" is painted as marks."""
    return (
        Coluna(chave="nome", rotulo="Servidor", texto=lambda x: x.nome, largura=156,
               ordem=lambda x: sem_acentos(x.nome)),
        Coluna(chave="matricula", rotulo="Matrícula", texto=lambda x: x.matricula or "—", largura=108, oculta=True),
        Coluna(chave="cargo", rotulo="Cargo", texto=lambda x: x.cargo, largura=160, oculta=True),
        Coluna(chave="unidade", rotulo="Unidade", texto=lambda x: x.unidade or "—", largura=160, oculta=True),
        Coluna(chave="exercicio", rotulo="Exercício", texto=lambda x: data_ou_traco(x.exercicio), largura=108,
               ordem=lambda x: x.exercicio, oculta=True),
        Coluna(chave="fim", rotulo="Fim", texto=lambda x: data_ou_traco(x.fim.vence), largura=104,
               forte=True, ordem=lambda x: x.fim.vence,
               dica=lambda x: data_com_dia(x.fim.vence) if x.fim.vence is not None else "Ausência sem término"),
        Coluna(chave="avaliacoes", rotulo="Avaliações", largura=146, ordem=lambda x: x.feitas,
               texto=lambda x: f"{x.feitas} de {len(x.avaliacoes)} feitas", dica=avaliacoes_em_palavras),
        Coluna(chave="falta", rotulo="O que falta", texto=lambda x: o_que_falta(x, hoje()), largura=160),
        Coluna(chave="portao", rotulo="Submissão", texto=portao, tom=tom_do_portao, largura=188,
               dica=lambda x: f"Quatro meses antes do fim (art. 27, parágrafo único). {portao(x)}",
               ordem=lambda x: x.submissao.vence if x.submissao is not None else None),
    )  # fmt: skip


COLUNA_DAS_MARCAS: Final = 6
"""Position of "avaliacoes" among the columns."""
