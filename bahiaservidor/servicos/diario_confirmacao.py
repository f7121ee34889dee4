"""Entering in the book what the clerk confirmed of a reading: each paper with its acts, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from ..estatuto.erros import ErroDominio
from ..registro.conexao import Conexao
from ..registro.consultas import diario as consultas
from . import diario_guardado as guardados
from .contexto import Contexto
from .diario_guardado import CONFIRMADO, Guardado
from .diario_itens import em_ordem, montar
from .emendas import registrar_emenda_em
from .lancamento import registrar_em
from .lote import Lote
from .tipos import Instrumento, Registrado
from .tipos.diario import Confirmados, ItemDiario, LeituraGuardada, SituacaoItem, nome_do_papel, ordens_em_palavras

Grupo = tuple[LeituraGuardada, str, Sequence[Guardado]]
"""Items of one reading, with it and its text."""


def confirmar_em(
    ctx: Contexto,
    conexao: Conexao,
    grupos: Sequence[Grupo],
    hoje: date,
    *,
    repetidos: bool = False,
    progresso: Callable[[int, int], None] | None = None,
) -> Confirmados:
    """Enter the items inside an open transaction and mark each with its act; ErroDominio names what cannot enter."""
    total = sum(len(dela) for _, _, dela in grupos)
    feitos: list[Registrado] = []
    recusas: list[tuple[ItemDiario, ErroDominio]] = []
    papeis: list[Instrumento] = []
    for leitura, texto, dela in grupos:
        itens = montar(ctx, conexao, dela, leitura.publicacao, hoje)
        for item in itens:
            _exigir(item, total, repetidos=repetidos)
        for indice in sorted({item.papel for item in itens}):
            do_papel = [i for i in itens if i.papel == indice]
            guardado = next(g for g in dela if g.id == do_papel[0].id)
            papel = guardados.instrumento_de(guardado, leitura.publicacao, texto)
            papeis.append(papel)
            _entrar(ctx, conexao, sorted(do_papel, key=em_ordem), papel, hoje, feitos, recusas, total, progresso)
    if recusas:
        raise _recusados(recusas, total)
    return Confirmados(
        atos=tuple(f.ato_id for f in feitos),
        servidores=tuple(dict.fromkeys(f.servidor_id for f in feitos if f.servidor_id)),
        vinculos=tuple(dict.fromkeys(f.vinculo_id for f in feitos if f.vinculo_id)),
        mensagem=_mensagem(feitos, papeis),
        avisos=tuple(dict.fromkeys(aviso for f in feitos for aviso in f.avisos)),
    )


def _exigir(item: ItemDiario, total: int, *, repetidos: bool) -> None:
    if item.situacao is SituacaoItem.SEM_ATO or item.situacao is SituacaoItem.FALTA:
        raise _recusado(item, next(iter(item.faltas), "Não é ato do estatuto."), total)
    if item.situacao is SituacaoItem.REPETIDO and not repetidos:
        raise _recusado(item, f"{item.duvidas[0]} Descarte-o, se é o mesmo.", total)


def _recusado(item: ItemDiario, razao: str, total: int, dispositivo: str = "") -> ErroDominio:
    quem = f", {item.nome}" if item.nome else ""
    nada = "Nada foi registrado" if total == 1 else f"Nenhum dos {total} atos foi registrado"
    return ErroDominio(f"Item {item.ordem}{quem}: {razao} {nada}; corrija ou descarte o item.", dispositivo=dispositivo)


def _recusados(recusas: Sequence[tuple[ItemDiario, ErroDominio]], total: int) -> ErroDominio:
    item, erro = recusas[0]
    outros = [outro.ordem for outro, _ in recusas[1:]]
    razao = _razao(erro)
    if outros:
        razao += (
            f" Também não {'entra o item' if len(outros) == 1 else 'entram os itens'} {ordens_em_palavras(outros)}."
        )
    return _recusado(item, razao, total, erro.dispositivo)


def _entrar(
    ctx: Contexto, conexao: Conexao, itens: Sequence[ItemDiario], papel: Instrumento, hoje: date,
    feitos: list[Registrado], recusas: list[tuple[ItemDiario, ErroDominio]], total: int,
    progresso: Callable[[int, int], None] | None,
) -> None:  # fmt: skip
    """Enter the acts of one paper, in order, as one operation."""
    operacao = ctx.operacao(conexao, f"Diário Oficial: {nome_do_papel(papel)}")
    lote = Lote.abrir(conexao, ctx.regimes)
    entrados: list[tuple[ItemDiario, Registrado]] = []
    for item in itens:
        try:
            if item.emenda is not None:
                # A correction reads the book itself: what waits is written first, and lives are read again after it.
                lote.gravar()
                lote = Lote.abrir(conexao, ctx.regimes)
                emenda = replace(item.emenda, instrumento=papel)
                feita = registrar_emenda_em(ctx, lote, operacao, emenda, hoje)
                lote.gravar()
                lote = Lote.abrir(conexao, ctx.regimes)
                registrado = Registrado(
                    ato_id=feita.atos[-1], servidor_id=feita.servidores[0], vinculo_id=0, mensagem=feita.mensagem,
                    avisos=feita.avisos,
                )  # fmt: skip
            else:
                assert item.pedido is not None
                registrado = registrar_em(ctx, lote, operacao, replace(item.pedido, instrumento=papel), hoje)
        except ErroDominio as erro:
            # The others are tried too, so that all that cannot enter is said at once; nothing stays of it.
            recusas.append((item, erro))
            continue
        entrados.append((item, registrado))
        feitos.append(registrado)
        if progresso is not None:
            progresso(len(feitos), total)
    lote.gravar()
    for item, registrado in entrados:
        consultas.alterar_item(
            conexao,
            item.id,
            estado=CONFIRMADO,
            ato_id=registrado.ato_id,
            servidor_id=registrado.servidor_id or None,
            vinculo_id=registrado.vinculo_id or None,
        )


def _razao(erro: ErroDominio) -> str:
    """Return why, without the end that speaks of one act alone."""
    return erro.mensagem.split(" Nada foi ")[0].replace(": o ato não foi registrado.", ":")


def _mensagem(feitos: Sequence[Registrado], papeis: Sequence[Instrumento]) -> str:
    if len(feitos) == 1:
        return feitos[0].mensagem
    onde = nome_do_papel(papeis[0]) if len(papeis) == 1 else f"{len(papeis)} papéis"
    return f"{len(feitos)} atos registrados: {onde}."
