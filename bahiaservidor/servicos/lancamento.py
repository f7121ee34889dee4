"""Entering an act in the book: the entry, what it changes, what it sets in motion, inside an open transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..estatuto import canonico
from ..estatuto import dispositivos as d
from ..estatuto.atos.base import Ato, DefinicaoAto, Julgamento, Requisito, Ressalva, Sujeito
from ..estatuto.atos.reintegracao import EXCEDENCIA, Excedencia, Reintegracao
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.prazos import Prazo
from ..estatuto.quadro import SEM_TRANSFORMACOES
from ..estatuto.tipos import TipoPrazo
from ..estatuto.vida import VidaFuncional, Vinculo
from ..registro import livro
from ..registro.consultas import provimento as consultas
from ..registro.projecoes import VidaCalculada
from ..registro.vidas import Leitura
from . import segunda_pessoa
from .contexto import Contexto
from .julgamento import Preparo, definicao, preparar
from .lote import Lote
from .permissoes import Permissao
from .quadro import projetar_no_cargo
from .tipos import PedidoAto, Registrado


class Recusa(ErroDominio):
    """The law refuses the act; ``requisitos`` is the whole list as judged."""

    def __init__(self, mensagem: str, *, dispositivo: str, requisitos: tuple[Requisito, ...]) -> None:
        super().__init__(mensagem, dispositivo=dispositivo)
        self.requisitos = requisitos


class VersaoAntiga(ErroDominio):
    """Somebody else changed the vínculo since the screen read it."""


def descricao_dos(pedidos: Sequence[PedidoAto]) -> str:
    """Return how the operation that enters these acts is called."""
    tipos = {pedido.tipo for pedido in pedidos}
    return definicao(tipos.pop()).rotulo if len(tipos) == 1 else f"{len(pedidos)} atos"


def registrar_em(ctx: Contexto, lote: Lote, operacao: livro.Operacao, pedido: PedidoAto, hoje: date) -> Registrado:
    """Enter an act inside an open transaction: what minutas and batches share.

    The caller ends with ``lote.gravar``.
    """
    ato = definicao(pedido.tipo)
    conteudo = canonico.ler(ato.conteudo, pedido.conteudo)
    preparo = preparar(ctx, lote, pedido, conteudo, hoje)
    julgamento = preparo.julgamento
    ctx.exigir(Permissao.REGISTRAR_ATO_GRAVE if ato.tipo in segunda_pessoa.ATOS_GRAVES else Permissao.REGISTRAR_ATO)
    _exigir_versao(lote, pedido, julgamento.vinculo)
    if julgamento.recusa is not None:
        raise _recusa(ato, julgamento)
    _exigir_segunda_pessoa(ctx, ato, julgamento)
    if ato.completar is not None:
        conteudo = ato.completar(preparo.contexto, conteudo)
    if ato.sujeito is Sujeito.CARGO:
        return _do_cargo(ctx, lote, operacao, pedido, preparo)
    leitura = preparo.leitura if preparo.leitura is not None else _nova_pessoa(lote, operacao, pedido)
    _exigir_ficha_viva(lote, leitura)
    servidor_id = leitura.servidor_id
    vinculo_id = julgamento.vinculo.id if julgamento.vinculo is not None else lote.novo_id("vinculo")
    da_pessoa = ato.sujeito is Sujeito.SERVIDOR
    ressalva = pedido.ressalva if julgamento.ressalvado else None
    calculada, novo = _lancar(
        lote, operacao, ato, conteudo, leitura, vinculo_id,
        requisitos=julgamento.requisitos, ressalva=ressalva, instrumento=lote.papel(pedido.instrumento),
        primeiro=julgamento.vinculo is None and not da_pessoa,
    )  # fmt: skip
    if isinstance(conteudo, Reintegracao) and conteudo.deslocado is not None:
        _deslocar(lote, operacao, conteudo, conteudo.deslocado, vinculo_id)
    lote.ligar_defesa(ato.tipo, vinculo_id, novo.id)
    _marcar(ctx, lote, operacao, ato, novo.id, servidor_id)
    if _so_com_ressalva(julgamento) is not None and not ctx.do_programa:
        segunda_pessoa.marcar(
            ctx,
            lote.conexao,
            operacao_id=operacao.id,
            especie=segunda_pessoa.RESSALVA,
            servidor_id=servidor_id,
            ato_id=novo.id,
            rotulo=f"{ato.rotulo}, com ressalva",
        )
    if pedido.matricula:
        lote.matricular(operacao, vinculo_id, pedido.matricula)
    return Registrado(
        ato_id=novo.id,
        servidor_id=servidor_id,
        vinculo_id=vinculo_id,
        mensagem=_mensagem(ato, calculada.prazos.get(vinculo_id, ())),
        avisos=(*julgamento.avisos, *preparo.avisos_do_registro),
        papel=ato.papel,
    )


def _lancar(
    lote: Lote, operacao: livro.Operacao, ato: DefinicaoAto, conteudo: Any, leitura: Leitura, vinculo_id: int, *,
    requisitos: tuple[Requisito, ...], ressalva: Ressalva | None = None,
    instrumento: livro.InstrumentoGravado | None = None, primeiro: bool = False,
) -> tuple[VidaCalculada, Ato]:  # fmt: skip
    """Append an act to the book and to the life it is about."""
    da_pessoa = ato.sujeito is Sujeito.SERVIDOR
    escrito = lote.lancar(
        operacao,
        sujeito_tipo="servidor" if da_pessoa else "vinculo",
        sujeito_id=leitura.servidor_id if da_pessoa else vinculo_id,
        tipo=ato.tipo,
        versao=ato.versao,
        conteudo=conteudo,
        data_legal=ato.data_de(conteudo),
        servidor_id=leitura.servidor_id,
        vinculo_id=None if da_pessoa else vinculo_id,
        requisitos=requisitos,
        ressalva=ressalva,
        instrumento=instrumento,
        primeiro=primeiro,
    )
    novo = Ato(
        id=escrito.id,
        definicao=ato,
        conteudo=conteudo,
        vinculo=None if da_pessoa else vinculo_id,
        sequencia=escrito.id,
        registrado_em=operacao.instante,
        ressalva=ressalva,
    )
    return lote.acrescentar(leitura, novo), novo


def _deslocar(lote: Lote, operacao: livro.Operacao, conteudo: Reintegracao, deslocado: int, reintegrado: int) -> None:
    """Enter, in the same operation, that the occupant of the claimed post is excedente from now on (I3)."""
    dono = lote.dono(deslocado)
    assert dono is not None
    entrada = Excedencia(publicacao=conteudo.publicacao, reintegrado=reintegrado)
    _lancar(lote, operacao, EXCEDENCIA, entrada, lote.ler(dono), deslocado, requisitos=())


def _marcar(
    ctx: Contexto, lote: Lote, operacao: livro.Operacao, ato: DefinicaoAto, ato_id: int, servidor_id: int | None = None
) -> None:
    """Say that this act was entered, if it is one that a second person may have to confirm."""
    if ato.tipo in segunda_pessoa.MARCADOS and not ctx.do_programa:
        segunda_pessoa.marcar(
            ctx, lote.conexao, operacao_id=operacao.id, especie=ato.tipo, servidor_id=servidor_id, ato_id=ato_id
        )


def _do_cargo(ctx: Contexto, lote: Lote, operacao: livro.Operacao, pedido: PedidoAto, preparo: Preparo) -> Registrado:
    """Enter an act on a cargo: the act, the record it changes and the lives that it reaches."""
    ato, conteudo = preparo.definicao, preparo.conteudo
    lote.gravar()
    escrito = lote.lancar(
        operacao,
        sujeito_tipo="cargo",
        sujeito_id=conteudo.cargo,
        tipo=ato.tipo,
        versao=ato.versao,
        conteudo=conteudo,
        data_legal=ato.data_de(conteudo),
        requisitos=preparo.julgamento.requisitos,
        ressalva=pedido.ressalva if preparo.julgamento.ressalvado else None,
        instrumento=lote.papel(pedido.instrumento),
    )
    lote.refazer(projetar_no_cargo(lote.conexao, operacao, conteudo))
    _marcar(ctx, lote, operacao, ato, escrito.id)
    return Registrado(
        ato_id=escrito.id, servidor_id=0, vinculo_id=0, mensagem=f"{ato.registrado}.", avisos=preparo.julgamento.avisos
    )


def _exigir_versao(lote: Lote, pedido: PedidoAto, vinculo: Vinculo | None) -> None:
    if pedido.versao is None or vinculo is None:
        return
    lote.gravar()
    atual = consultas.versao_do_vinculo(lote.conexao, vinculo.id)
    if atual != pedido.versao:
        raise VersaoAntiga(
            "Este vínculo mudou enquanto o formulário estava aberto, e nada foi registrado. "
            "O que foi digitado continua no formulário; reveja a ficha e confirme de novo."
        )


def _exigir_ficha_viva(lote: Lote, leitura: Leitura) -> None:
    """Refuse an act on a record that was merged into another."""
    if leitura.vida.vinculos:
        return
    destino = lote.unificado_em(leitura.servidor_id)
    if destino is not None:
        raise ErroDominio(
            "Este cadastro foi unificado com o de outra ficha da mesma pessoa, e nada se registra mais nele "
            f"({d.ART_22}). Nada foi alterado; registre o ato na ficha que ficou.",
            dispositivo=d.ART_22,
        )


def confirma_a_si_mesma(ctx: Contexto, julgamento: Julgamento) -> Requisito | None:
    """Return the requirement whose ressalva the same person who registers confirms, or None (R4)."""
    especial = _so_com_ressalva(julgamento)
    if especial is None or julgamento.ressalva is None:
        return None
    return especial if chave_busca(julgamento.ressalva.confirmada_por) == chave_busca(ctx.usuario) else None


def _so_com_ressalva(julgamento: Julgamento) -> Requisito | None:
    """Return the requirement that only a confirmed ressalva lets pass, and did (R4); or None."""
    return None if julgamento.ressalva is None else next((r for r in julgamento.reservas if r.so_com), None)


def _exigir_segunda_pessoa(ctx: Contexto, ato: DefinicaoAto, julgamento: Julgamento) -> None:
    """Refuse a confirmation by the same person who registers (R4)."""
    especial = confirma_a_si_mesma(ctx, julgamento)
    if especial is None:
        return
    raise ErroDominio(
        f"{ato.rotulo}: o ato não foi registrado. A ressalva deve ser confirmada por outra pessoa, e não por quem "
        f"registra ({especial.dispositivo}). Nada foi alterado; escreva quem confirma.",
        dispositivo=especial.dispositivo,
    )


def _recusa(ato: DefinicaoAto, julgamento: Julgamento) -> Recusa:
    falha = julgamento.recusa
    assert falha is not None
    if falha.estrutural:
        fazer = "Confira a pessoa, o vínculo e a data."
    elif julgamento.ressalvado:
        fazer = (
            "A ressalva escrita não basta: é preciso decisão judicial ou parecer da PGE, com o nome de quem confirma."
        )
    else:
        fazer = "Corrija os dados ou, se o ato já foi praticado, registre-o com ressalva."
    return Recusa(
        f"{ato.rotulo}: o ato não foi registrado. {motivo(falha)} Nada foi alterado. {fazer}",
        dispositivo=falha.dispositivo,
        requisitos=julgamento.requisitos,
    )


def motivo(falta: Requisito) -> str:
    """Say why a requirement fails, with its provision."""
    return f"{falta.falta.rstrip('.')} ({falta.dispositivo})."


def _nova_pessoa(lote: Lote, operacao: livro.Operacao, pedido: PedidoAto) -> Leitura:
    assert pedido.pessoa is not None
    servidor_id = lote.nova_pessoa(operacao, pedido.pessoa)
    nascimento = pedido.pessoa.nascimento
    vida = VidaFuncional(nascimento=nascimento)
    return Leitura(
        servidor_id=servidor_id, nascimento=nascimento, atos=(), vida=vida, transformacoes=SEM_TRANSFORMACOES
    )


def _mensagem(ato: DefinicaoAto, prazos: Sequence[Prazo]) -> str:
    """Say what was done and the next date it brings."""
    frase = f"{ato.registrado}."
    abertos = [p for p in prazos if p.tipo is ato.traz and p.desfecho is None]
    if not abertos:
        return frase
    proximo = min(abertos, key=lambda p: p.vence or date.max)
    if proximo.vence is None:
        return f"{frase} {proximo.tipo.rotulo}: prazo suspenso."
    numero = f" nº {proximo.numero}" if proximo.numero is not None else ""
    ate = "em" if proximo.tipo in (TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE) else "até"
    return f"{frase} {proximo.tipo.rotulo}{numero} {ate} {proximo.vence:%d/%m/%Y}."
