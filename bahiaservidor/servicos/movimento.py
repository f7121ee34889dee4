"""Which open deadlines a change of the rules moves: one way for the calendar, the readings and the numbers of the law.

A change gives two regimes, before and after.  The people it may touch are read in chunks, their deadlines computed
under both, and the open ones that differ told; with ``gravar`` what is stored is refolded in the same pass.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import prazos_do_vinculo
from ..estatuto.regime import Regimes
from ..estatuto.tipos import TipoPrazo
from ..estatuto.vida import VidaFuncional, Vinculo
from ..registro.conexao import Conexao
from ..registro.consultas import movimento as consultas
from ..registro.consultas import pessoas as consultas_de_pessoas
from ..registro.projecoes import gravar_vidas
from ..registro.vidas import ler_vidas
from . import projecao
from .contexto import Contexto
from .planilhas import sem_formula
from .tipos import EspecieMovimento, Movimento, PrazoMovido

DA_PUBLICACAO = (TipoPrazo.POSSE, TipoPrazo.EXERCICIO, TipoPrazo.APRESENTACAO)
"""Deadlines that may count from a publication (C4)."""

DO_ESTAGIO = (
    TipoPrazo.AVALIACAO_SEMESTRAL,
    TipoPrazo.SUBMISSAO_AVALIACAO,
    TipoPrazo.FIM_ESTAGIO,
    TipoPrazo.ESTABILIDADE,
)
"""Deadlines that count months from the exercício."""

DOS_PEDIDOS = (
    TipoPrazo.RECONSIDERACAO_AVALIACAO,
    TipoPrazo.DECISAO_RECONSIDERACAO,
    TipoPrazo.RECURSO_AVALIACAO,
)
"""Deadlines of what a servidor asks against an evaluation."""

ROLAM = (*DA_PUBLICACAO, TipoPrazo.SUBMISSAO_AVALIACAO, *DOS_PEDIDOS)
"""Deadlines whose computation looks at the calendar."""

LOTE = 500
LISTADOS = 5000
"""Deadlines kept to be shown; the others are counted."""

Progresso = Callable[[int, int], None]


class Interrompido(ErroDominio):
    """Somebody asked a long job to stop; raised inside a transaction, it leaves nothing behind."""


def cancelavel(progresso: Progresso | None, cancelado: Callable[[], bool]) -> Progresso:
    """Return a ``progresso`` that stops the job, with nothing changed, once ``cancelado`` says so."""

    def contar(feitos: int, total: int) -> None:
        if cancelado():
            raise Interrompido("Interrompido a pedido. Nada foi alterado.")
        if progresso is not None:
            progresso(feitos, total)

    return contar


def mover(
    conexao: Conexao,
    pessoas: Sequence[int],
    *,
    antes: Regimes,
    depois: Regimes,
    hoje: date,
    gravar: bool = False,
    progresso: Progresso | None = None,
) -> Iterator[list[PrazoMovido]]:
    """Yield, chunk by chunk of people, the open deadlines that differ between two regimes on the day.

    ``gravar`` also writes what is stored as the second regime gives it.  ``progresso`` is told people done and in all.
    """
    total = len(pessoas)
    if progresso is not None:
        progresso(0, total)
    for inicio in range(0, total, LOTE):
        vidas = ler_vidas(conexao, pessoas[inicio : inicio + LOTE])
        lote = list(vidas)
        achados = [
            (id_, vinculo, velho, novo)
            for id_ in lote
            for vinculo in vidas[id_].vida.vinculos
            for velho, novo in _diferentes(vidas[id_].vida, vinculo, antes, depois, hoje)
        ]
        # Described as they are stored before, in a change as in its preview.
        movidos = _descrever(conexao, achados) if achados else []
        if gravar:
            gravar_vidas(conexao, [projecao.calcular(depois, id_, vidas[id_].vida) for id_ in lote])
        yield movidos
        if progresso is not None:
            progresso(min(inicio + LOTE, total), total)


def reunir(lotes: Iterable[list[PrazoMovido]], examinados: int, *, limite: int | None = LISTADOS) -> Movimento:
    """Return what chunks add up to; of more than ``limite`` deadlines, the first ones by their new date are kept."""
    por_tipo: Counter[TipoPrazo] = Counter()
    pessoas: set[int] = set()
    guardados: list[PrazoMovido] = []
    for lote in lotes:
        for movido in lote:
            por_tipo[movido.tipo] += 1
            pessoas.add(movido.servidor_id)
        guardados += lote
        if limite is not None and len(guardados) > 4 * limite:
            guardados = sorted(guardados, key=ordem)[:limite]
    guardados.sort(key=ordem)
    return Movimento(
        total=por_tipo.total(),
        pessoas=len(pessoas),
        examinados=examinados,
        por_tipo=tuple((tipo, por_tipo[tipo]) for tipo in TipoPrazo if por_tipo[tipo]),
        movidos=tuple(guardados if limite is None else guardados[:limite]),
    )


def refazer(
    ctx: Contexto,
    conexao: Conexao,
    pessoas: Sequence[int],
    *,
    antes: Regimes,
    hoje: date,
    limite: int | None = None,
    progresso: Progresso | None = None,
) -> Movimento:
    """Refold these people under the rules as now written in the transaction; return what moved on the day."""
    depois = ctx.regimes_em(conexao)
    lotes = mover(conexao, pessoas, antes=antes, depois=depois, hoje=hoje, gravar=True, progresso=progresso)
    return reunir(lotes, len(pessoas), limite=limite)


def ordem(movido: PrazoMovido) -> tuple[date, str, int, str, int]:
    """Return the key of the one order of these lists: the new date, or the old one of what would cease to be."""
    return (
        movido.para or movido.de or date.max, movido.nome, movido.vinculo_id, movido.tipo.value, movido.numero or 0,
    )  # fmt: skip


def _diferentes(
    vida: VidaFuncional, vinculo: Vinculo, antes: Regimes, depois: Regimes, hoje: date
) -> Iterator[tuple[Prazo | None, Prazo | None]]:
    """Yield the open deadlines that differ, as (before, after); None where there is none."""
    velhos = {(p.tipo, p.posicao): p for p in prazos_do_vinculo(vida, vinculo, antes, hoje) if p.desfecho is None}
    for novo in prazos_do_vinculo(vida, vinculo, depois, hoje):
        if novo.desfecho is not None:
            continue
        velho = velhos.pop((novo.tipo, novo.posicao), None)
        if velho is None or (velho.vence, velho.vence_ultimo) != (novo.vence, novo.vence_ultimo):
            yield velho, novo
    for velho in velhos.values():
        yield velho, None


def _descrever(
    conexao: Conexao, achados: Sequence[tuple[int, Vinculo, Prazo | None, Prazo | None]]
) -> list[PrazoMovido]:
    pessoas = list(dict.fromkeys(id_ for id_, *_ in achados))
    nomes = consultas_de_pessoas.nomes(conexao, pessoas)
    matriculas = consultas.matriculas(conexao, pessoas)
    ids = consultas.ids_dos_prazos(conexao, dict.fromkeys(vinculo.id for _, vinculo, *_ in achados))
    movidos: list[PrazoMovido] = []
    for id_, vinculo, velho, novo in achados:
        prazo = novo or velho
        assert prazo is not None
        if velho is None:
            especie = EspecieMovimento.SURGE
        else:
            especie = EspecieMovimento.MUDA if novo is not None else EspecieMovimento.DEIXA
        movidos.append(
            PrazoMovido(
                prazo_id=ids.get((vinculo.id, prazo.tipo.value, prazo.posicao)),
                nome=nomes.get(id_, ""),
                tipo=prazo.tipo,
                numero=prazo.numero,
                de=velho.vence if velho else None,
                para=novo.vence if novo else None,
                ultimo_de=velho.vence_ultimo if velho else None,
                ultimo_para=novo.vence_ultimo if novo else None,
                servidor_id=id_,
                vinculo_id=vinculo.id,
                matricula=matriculas.get(vinculo.id, ""),
                especie=especie,
            )
        )
    return movidos


# ------------------------------------------------------------------ as a sheet

COLUNAS = (
    "nome", "matricula", "vinculo", "prazo", "numero", "mudanca", "vence_de", "vence_para", "vence_ultimo_de",
    "vence_ultimo_para",
)  # fmt: skip


def em_csv(movidos: Iterable[PrazoMovido]) -> str:
    """Return the list as text for spreadsheets: semicolons, dates as dd/mm/aaaa, a line of titles first."""
    texto = io.StringIO()
    escritor = csv.writer(texto, delimiter=";", lineterminator="\n")
    escritor.writerow(COLUNAS)
    for m in movidos:
        datas = (m.de, m.para, m.ultimo_de, m.ultimo_para)
        escritor.writerow(
            [
                sem_formula(m.nome), m.matricula, m.vinculo_id, m.tipo.value, m.numero or "", m.especie.value,
                *("" if dia is None else formatar_data(dia) for dia in datas),
            ]
        )  # fmt: skip
    return texto.getvalue().removesuffix("\n")
