"""Acts: what may be done, what the law says of it, entering it in the book.

Entering is one transaction: act, projections and trail, or nothing.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import Any

from ..estatuto import canonico, dobra
from ..estatuto import dispositivos as d
from ..estatuto.atos.base import Ato, DefinicaoAto, Julgamento, Requisito, Ressalva, Sujeito, escolher_vinculo
from ..estatuto.atos.catalogo import DEFINICOES
from ..estatuto.atos.nomeacao import estruturais
from ..estatuto.atos.reintegracao import EXCEDENCIA, Excedencia, Reintegracao
from ..estatuto.erros import ErroConteudo, ErroDominio
from ..estatuto.prazos import Prazo, estavel_desde, prazos_da_vida
from ..estatuto.quadro import SEM_TRANSFORMACOES
from ..estatuto.tipos import Situacao, TipoPrazo
from ..estatuto.vida import VidaFuncional, Vinculo, situacao_em
from ..registro import livro
from ..registro.conexao import Conexao
from ..registro.consultas import provimento as consultas
from ..registro.projecoes import VidaCalculada
from ..registro.vidas import Leitura, ler_vida
from . import identidade
from .contexto import Contexto
from .julgamento import Preparo, definicao, preparar
from .lote import Lote
from .quadro import projetar_no_cargo
from .tipos import Analise, AtoPossivel, PedidoAto, PrazoPrevisto, Registrado


class Recusa(ErroDominio):
    """The law refuses the act; ``requisitos`` is the whole list as judged."""

    def __init__(self, mensagem: str, *, dispositivo: str, requisitos: tuple[Requisito, ...]) -> None:
        super().__init__(mensagem, dispositivo=dispositivo)
        self.requisitos = requisitos


class VersaoAntiga(ErroDominio):
    """Somebody else changed the vínculo since the screen read it."""


def definicoes() -> tuple[DefinicaoAto, ...]:
    """Return every act that may be chosen for a person, in the order a clerk meets them."""
    return tuple(ato for ato in DEFINICOES if _oferecido(ato))


# ------------------------------------------------------------------ what is possible


def atos_possiveis(
    ctx: Contexto, *, servidor_id: int | None, vinculo_id: int | None, hoje: date
) -> tuple[AtoPossivel, ...]:
    """Return every act, telling which the state of the vínculo allows on ``hoje`` and why not the others."""
    if servidor_id is None:
        vida = VidaFuncional()
    else:
        with ctx.banco.leitura() as conexao:
            vida = ler_vida(conexao, servidor_id).vida
    numero = next((v.numero for v in vida.vinculos if v.id == vinculo_id), None)
    return tuple(_possivel(ato, vida, numero, hoje) for ato in DEFINICOES if _oferecido(ato))


def _oferecido(ato: DefinicaoAto) -> bool:
    """Tell whether a clerk may choose the act for a person: not those on cargos, nor those the program adds itself."""
    return ato.oferecido and ato.sujeito is not Sujeito.CARGO


def _possivel(ato: DefinicaoAto, vida: VidaFuncional, numero: int | None, hoje: date) -> AtoPossivel:
    conteudo = _sonda(ato, vida, hoje)
    if ato.sujeito is Sujeito.NOVO_VINCULO:
        falta = estruturais(vida, conteudo) if ato.tipo == "nomeacao" else None
    else:
        _, falta = escolher_vinculo(ato, vida, conteudo, None if ato.sujeito is Sujeito.SERVIDOR else numero)
    return AtoPossivel(
        tipo=ato.tipo,
        rotulo=ato.rotulo,
        dispositivo=ato.dispositivo,
        permitido=falta is None,
        razao="" if falta is None else _motivo(falta),
    )


def _sonda(ato: DefinicaoAto, vida: VidaFuncional, hoje: date) -> Any:
    """Return a content of the act dated ``hoje``, only to ask whether the act is possible at all."""
    dados: dict[str, Any] = {ato.campo_data: hoje}
    tipos = canonico.tipos_dos_campos(typing.cast(typing.Hashable, ato.conteudo))
    for campo in dataclasses.fields(ato.conteudo):
        if campo.default is dataclasses.MISSING and campo.name not in dados:
            tipo = tipos[campo.name]
            if tipo is date:
                dados[campo.name] = hoje
            else:
                dados[campo.name] = next(iter(tipo)) if isinstance(tipo, type) and issubclass(tipo, Enum) else 1
    if ato.sonda is not None:
        dados.update(ato.sonda(vida, hoje))
    return ato.conteudo(**dados)


def analisar(ctx: Contexto, *, pedido: PedidoAto, hoje: date) -> Analise:
    """Return what the law says of an act before it is entered: requirements, effects, deadlines.  Changes nothing."""
    ato = definicao(pedido.tipo)
    problemas = canonico.problemas(ato.conteudo, pedido.conteudo)
    if problemas:
        return _incompleta(tuple((erro.campo, erro.mensagem) for erro in problemas))
    conteudo = canonico.ler(ato.conteudo, pedido.conteudo)
    with ctx.banco.leitura() as conexao:
        try:
            preparo = preparar(ctx, Lote.abrir(conexao, ctx.regimes), pedido, conteudo, hoje)
        except ErroConteudo as erro:
            return _incompleta(((erro.campo, erro.mensagem),))
    julgamento = preparo.julgamento
    vida = preparo.vida
    alvo = julgamento.vinculo
    antes = prazos_da_vida(vida, ctx.regimes, hoje)
    depois, vida_depois = antes, vida
    id_novo = alvo.id if alvo is not None else -1
    estrutural = julgamento.recusa is not None and julgamento.recusa.estrutural
    if not estrutural:
        vida_depois = _com_o_ato(preparo, id_novo)
        depois = prazos_da_vida(vida_depois, ctx.regimes, hoje)
    return Analise(
        requisitos=julgamento.requisitos,
        recusa=julgamento.recusa,
        reservas=julgamento.reservas,
        avisos=(*julgamento.avisos, *preparo.avisos_do_registro),
        efeitos=() if estrutural else tuple(preparo.definicao.efeitos(preparo.contexto, conteudo)),
        prazos=_previstos(antes, depois, hoje),
        situacao_antes=_situacao(ctx, vida, id_novo, hoje),
        situacao_depois=_situacao(ctx, vida_depois, id_novo, hoje),
        vinculo_id=alvo.id if alvo is not None else None,
    )


def _incompleta(campos: tuple[tuple[str, str], ...]) -> Analise:
    return Analise(
        requisitos=(), recusa=None, reservas=(), avisos=(), efeitos=(), prazos=(),
        situacao_antes=None, situacao_depois=None, vinculo_id=None, campos_incompletos=campos,
    )  # fmt: skip


def _com_o_ato(preparo: Preparo, vinculo_id: int) -> VidaFuncional:
    """Return the life as it would be with the act entered."""
    atos = preparo.leitura.atos if preparo.leitura is not None else ()
    novo = Ato(
        id=0,
        definicao=preparo.definicao,
        conteudo=_completo(preparo),
        vinculo=vinculo_id,
        sequencia=len(atos) + 1 << 40,
    )
    mudados = preparo.leitura.transformacoes if preparo.leitura is not None else SEM_TRANSFORMACOES
    return dobra.dobrar(preparo.vida.nascimento, (*atos, novo), mudados)


def _completo(preparo: Preparo) -> Any:
    completar = preparo.definicao.completar
    return preparo.conteudo if completar is None else completar(preparo.contexto, preparo.conteudo)


def _situacao(ctx: Contexto, vida: VidaFuncional, vinculo_id: int, hoje: date) -> Situacao | None:
    for vinculo in vida.vinculos:
        if vinculo.id == vinculo_id:
            return situacao_em(vida, vinculo, hoje, estavel_desde(vinculo, ctx.regimes, hoje))
    return None


_Chave = tuple[int, TipoPrazo, int | None]


def _por_chave(prazos: Sequence[Prazo]) -> dict[_Chave, Prazo]:
    return {(p.vinculo, p.tipo, p.numero): p for p in prazos}


def _previstos(antes: Sequence[Prazo], depois: Sequence[Prazo], hoje: date) -> tuple[PrazoPrevisto, ...]:
    """Return the deadlines that an act would open, move or close."""
    velhos = _por_chave(antes)
    previstos = []
    for chave, prazo in _por_chave(depois).items():
        velho = velhos.get(chave)
        if velho is None:
            mudanca = "abre"
        elif velho.desfecho is None and prazo.desfecho is not None:
            mudanca = "fecha"
        elif (velho.vence, velho.vence_ultimo, velho.retido) != (prazo.vence, prazo.vence_ultimo, prazo.retido):
            mudanca = "muda"
        else:
            continue
        previstos.append(
            PrazoPrevisto(
                tipo=prazo.tipo,
                numero=prazo.numero,
                vence=prazo.vence,
                vence_ultimo=prazo.vence_ultimo,
                estado=prazo.estado(hoje),
                dispositivo=prazo.dispositivo,
                mudanca=mudanca,
                passos=tuple(passo.texto for passo in prazo.memoria),
            )
        )
    return tuple(previstos)


# ------------------------------------------------------------------ entering


def registrar(ctx: Contexto, *, pedido: PedidoAto, hoje: date, futuro: bool = False) -> Registrado:
    """Enter an act that was signed or published.

    Raises Recusa (with the article) when the law refuses it, ErroConteudo for unreadable fields, VersaoAntiga when the
    vínculo changed meanwhile, ErroDominio for a date still to come (unless ``futuro``: simulations); nothing is kept
    then.
    """
    if not futuro:
        exigir_acontecido(pedido, hoje)
    return registrar_lote(ctx, pedidos=(pedido,), hoje=hoje)[0]


def exigir_acontecido(pedido: PedidoAto, hoje: date) -> None:
    """Refuse, with ErroDominio, an act dated after today: what has not happened yet is a minuta (art. 22).

    An absence may be granted before it begins.
    """
    ato = definicao(pedido.tipo)
    if ato.campo_data == "inicio" or canonico.problemas(ato.conteudo, pedido.conteudo):
        return
    data = ato.data_de(canonico.ler(ato.conteudo, pedido.conteudo))
    if data > hoje:
        raise ErroDominio(
            f"{ato.rotulo}: {data:%d/%m/%Y} ainda não chegou, e o assentamento só recebe o que já aconteceu "
            f"({d.ART_22}). Nada foi registrado; até lá o ato fica em minuta, que se confirma com a data real.",
            dispositivo=d.ART_22,
        )


def registrar_lote(
    ctx: Contexto,
    *,
    pedidos: Sequence[PedidoAto],
    hoje: date,
    progresso: Callable[[int, int], None] | None = None,
) -> tuple[Registrado, ...]:
    """Enter many acts in order, all or none."""
    resultado = []
    with ctx.banco.escrita() as conexao:
        operacao = livro.abrir_operacao(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, descricao=_descricao(pedidos)
        )
        lote = Lote.abrir(conexao, ctx.regimes)
        for indice, pedido in enumerate(pedidos):
            resultado.append(registrar_em(ctx, lote, operacao, pedido, hoje))
            if progresso is not None:
                progresso(indice + 1, len(pedidos))
        lote.gravar()
    return tuple(resultado)


def _descricao(pedidos: Sequence[PedidoAto]) -> str:
    tipos = {pedido.tipo for pedido in pedidos}
    return definicao(tipos.pop()).rotulo if len(tipos) == 1 else f"{len(pedidos)} atos"


def registrar_em(ctx: Contexto, lote: Lote, operacao: livro.Operacao, pedido: PedidoAto, hoje: date) -> Registrado:
    """Enter an act inside an open transaction: what minutas and batches share.

    The caller ends with ``lote.gravar``.
    """
    conexao = lote.conexao
    ato = definicao(pedido.tipo)
    conteudo = canonico.ler(ato.conteudo, pedido.conteudo)
    preparo = preparar(ctx, lote, pedido, conteudo, hoje)
    julgamento = preparo.julgamento
    _exigir_versao(lote, pedido, julgamento.vinculo)
    if julgamento.recusa is not None:
        raise _recusa(ato, julgamento)
    if ato.completar is not None:
        conteudo = ato.completar(preparo.contexto, conteudo)
    if ato.sujeito is Sujeito.CARGO:
        return _do_cargo(lote, operacao, pedido, preparo)
    leitura = preparo.leitura if preparo.leitura is not None else _nova_pessoa(conexao, operacao, pedido)
    servidor_id = leitura.servidor_id
    vinculo_id = julgamento.vinculo.id if julgamento.vinculo is not None else livro.novo_id(conexao, "vinculo")
    da_pessoa = ato.sujeito is Sujeito.SERVIDOR
    ressalva = pedido.ressalva if julgamento.ressalvado else None
    calculada, novo = _lancar(
        lote, operacao, ato, conteudo, leitura, vinculo_id,
        requisitos=julgamento.requisitos, ressalva=ressalva, instrumento=_instrumento(conexao, pedido),
        primeiro=julgamento.vinculo is None and not da_pessoa,
    )  # fmt: skip
    if isinstance(conteudo, Reintegracao) and conteudo.deslocado is not None:
        _deslocar(lote, operacao, conteudo, conteudo.deslocado, vinculo_id)
    if pedido.matricula:
        lote.gravar()
        identidade.gravar_matricula(conexao, operacao, vinculo_id, pedido.matricula)
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
    escrito = livro.lancar(
        lote.conexao,
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


def _do_cargo(lote: Lote, operacao: livro.Operacao, pedido: PedidoAto, preparo: Preparo) -> Registrado:
    """Enter an act on a cargo: the act, the record it changes and the lives that it reaches."""
    ato, conteudo = preparo.definicao, preparo.conteudo
    lote.gravar()
    escrito = livro.lancar(
        lote.conexao,
        operacao,
        sujeito_tipo="cargo",
        sujeito_id=conteudo.cargo,
        tipo=ato.tipo,
        versao=ato.versao,
        conteudo=conteudo,
        data_legal=ato.data_de(conteudo),
        requisitos=preparo.julgamento.requisitos,
        ressalva=pedido.ressalva if preparo.julgamento.ressalvado else None,
        instrumento=_instrumento(lote.conexao, pedido),
    )
    lote.refazer(projetar_no_cargo(lote.conexao, operacao, conteudo))
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


def _recusa(ato: DefinicaoAto, julgamento: Julgamento) -> Recusa:
    falha = julgamento.recusa
    assert falha is not None
    fazer = (
        "Confira a pessoa, o vínculo e a data."
        if falha.estrutural
        else "Corrija os dados ou, se o ato já foi praticado, registre-o com ressalva."
    )
    return Recusa(
        f"{ato.rotulo}: o ato não foi registrado. {_motivo(falha)} Nada foi alterado. {fazer}",
        dispositivo=falha.dispositivo,
        requisitos=julgamento.requisitos,
    )


def _motivo(falta: Requisito) -> str:
    return f"{falta.falta.rstrip('.')} ({falta.dispositivo})."


def _nova_pessoa(conexao: Conexao, operacao: livro.Operacao, pedido: PedidoAto) -> Leitura:
    assert pedido.pessoa is not None
    servidor_id = identidade.criar_pessoa(conexao, operacao, pedido.pessoa)
    nascimento = pedido.pessoa.nascimento
    return Leitura(servidor_id=servidor_id, nascimento=nascimento, atos=(), vida=VidaFuncional(nascimento=nascimento))


def _instrumento(conexao: Conexao, pedido: PedidoAto) -> livro.InstrumentoGravado | None:
    papel = pedido.instrumento
    if papel is None:
        return None
    return livro.gravar_instrumento(
        conexao,
        tipo=papel.tipo,
        numero=papel.numero,
        data=papel.data,
        autoridade=papel.autoridade,
        doe_edicao=papel.doe_edicao,
        doe_data=papel.doe_data,
        doe_pagina=papel.doe_pagina,
        texto=papel.texto,
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
