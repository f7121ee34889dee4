"""Entering corrections in the book, beside what they correct: what the five ways, undoing and moving share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from ..estatuto.atos import emendas as atos_emendas
from ..estatuto.atos.base import Ato, Requisito
from ..estatuto.vida import VidaFuncional
from ..registro import livro
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import emendas as consultas
from .acompanhamento_vinculos import apagar_dos_vinculos
from .lote import Lote


def soltar(conexao: Conexao, operacao: livro.Operacao, antes: VidaFuncional, depois: VidaFuncional) -> None:
    """Free what is tied to vínculos that cease to exist: matrícula, papers, prepared acts."""
    soltar_vinculos(conexao, operacao, {v.id for v in antes.vinculos} - {v.id for v in depois.vinculos})


def soltar_vinculos(conexao: Conexao, operacao: livro.Operacao, somem: Collection[int]) -> None:
    """Free what is tied to these vínculos, which cease to exist."""
    if not somem:
        return
    for vinculo_id in consultas.matriculas(conexao, somem):
        lancar_cadastro(conexao, operacao, sujeito_tipo="vinculo", sujeito_id=vinculo_id, conteudo={"matricula": None})
    apagar_dos_vinculos(conexao, operacao, somem)
    consultas.soltar_vinculos(conexao, somem)


def lancar_estorno(
    lote: Lote, operacao: livro.Operacao, ato_id: int, *, motivo: str, hoje: date, movido_para: int | None = None
) -> int:
    """Enter the estorno of an act, in the batch, and return its number."""
    entrada = livro.ler_entrada(lote.conexao, ato_id)
    assert entrada is not None
    definicao = atos_emendas.ESTORNO
    conteudo = atos_emendas.Estorno(data=hoje, ato=ato_id, motivo=motivo, movido_para=movido_para)
    estorno = Ato(id=0, definicao=definicao, conteudo=conteudo, vinculo=entrada.vinculo_id)
    return lancar(lote, operacao, entrada, estorno)


def lancar_igual(lote: Lote, operacao: livro.Operacao, entrada: livro.AtoLido, emenda: Ato) -> int:
    """Enter, about an act of another file, the same correction, and return its number.

    The destinies go along: each file heeds those of its own acts.
    """
    igual = replace(
        emenda, conteudo=replace(emenda.conteudo, ato=entrada.id), vinculo=entrada.vinculo_id, ressalva=None
    )
    return lancar(lote, operacao, entrada, igual)


def lancar(
    lote: Lote,
    operacao: livro.Operacao,
    entrada: livro.AtoLido,
    emenda: Ato,
    *,
    requisitos: Sequence[Requisito] | None = None,
    instrumento: livro.InstrumentoGravado | None = None,
) -> int:
    """Append a correction beside the entry it is about, and add it to the batch."""
    assert entrada.servidor_id is not None
    escrito = livro.lancar(
        lote.conexao,
        operacao,
        sujeito_tipo=entrada.sujeito_tipo,
        sujeito_id=entrada.sujeito_id,
        tipo=emenda.tipo,
        versao=emenda.definicao.versao,
        conteudo=emenda.conteudo,
        data_legal=emenda.data,
        servidor_id=entrada.servidor_id,
        vinculo_id=entrada.vinculo_id,
        requisitos=requisitos,
        ressalva=emenda.ressalva,
        instrumento=instrumento,
    )
    feito = replace(emenda, id=escrito.id, sequencia=escrito.id, registrado_em=operacao.instante)
    lote.acrescentar(lote.ler(entrada.servidor_id), feito)
    return escrito.id
