"""Prepared acts: what has not happened yet is not in the book.

preparada -> emitida (paper numbered) -> enviada or assinada -> confirmada (it becomes an act, with the real date) or
sem_efeito (the number stays, cancelled).
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from ..estatuto import canonico
from ..estatuto.atos.base import Ressalva
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.erros import ErroDominio
from ..estatuto.tipos import Situacao
from ..registro import livro
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import minutas as consultas
from . import contraditorio, numeracao, pessoas
from .contexto import Contexto
from .julgamento import definicao
from .lancamento import registrar_em
from .lote import Lote
from .minutas_leitura import vinculo_do_pedido
from .permissoes import Permissao, exige
from .protecao import exigir_ver_ato, protegida
from .provimento import exigir_acontecido
from .tipos import DadosPessoa, FiltroServidores, Instrumento, LinhaServidor, Minuta, PedidoAto, Registrado

ABERTAS = ("preparada", "emitida", "enviada", "assinada")
"""States in which a minuta may still be edited, confirmed or cancelled."""

NAO_COMPARECEU = "não compareceu"
"""Why the termo of who missed the ceremony is cancelled."""


@exige(Permissao.PREPARAR_MINUTA)
def preparar(ctx: Contexto, *, pedido: PedidoAto, hoje: date) -> Minuta:
    """Keep a prepared act, which may still lack fields, and return it."""
    definicao(pedido.tipo)
    with ctx.banco.escrita() as conexao:
        minuta_id = _inserir(ctx, conexao, pedido, hoje)
        return _obter(conexao, minuta_id)


@exige(Permissao.PREPARAR_MINUTA)
def atualizar(ctx: Contexto, *, minuta_id: int, pedido: PedidoAto, hoje: date) -> Minuta:
    """Change a minuta that is still open and return it."""
    with ctx.banco.escrita() as conexao:
        aberta = _exigir_aberta(conexao, minuta_id)
        if pedido.tipo != aberta.tipo:
            raise ErroDominio("A espécie de ato de uma minuta não muda. Nada foi alterado; prepare outra minuta.")
        consultas.alterar(conexao, minuta_id, **_colunas(conexao, pedido))
        return _obter(conexao, minuta_id)


@exige(Permissao.PREPARAR_MINUTA)
def emitir(ctx: Contexto, *, minuta_id: int, hoje: date | None = None) -> Minuta:
    """Number the paper of a minuta; one already numbered keeps its number.

    ErroDominio, with nothing changed, when the act asks for notice and defence, something of it is missing on ``hoje``
    (today, if not given) and nothing waives it.
    """
    return emitir_varias(ctx, minuta_ids=(minuta_id,), hoje=hoje)[0]


@exige(Permissao.PREPARAR_MINUTA)
def emitir_varias(ctx: Contexto, *, minuta_ids: Sequence[int], hoje: date | None = None) -> tuple[Minuta, ...]:
    """Number the papers of several minutas, all or none, in the order given.  Errors as `emitir`."""
    dia = hoje or ctx.relogio.hoje()
    with ctx.banco.escrita() as conexao:
        for minuta_id in minuta_ids:
            gravada = _exigir_aberta(conexao, minuta_id)
            if contraditorio.exigencia(gravada.tipo) is not None:
                alvo = vinculo_do_pedido(conexao, pedido_gravado(gravada), dia)
                contraditorio.exigir(ctx, conexao, ato=gravada.tipo, vinculo_id=alvo, hoje=dia)
            if gravada.numero == 0:
                _numerar(ctx, conexao, gravada)
        return tuple(_obter(conexao, minuta_id) for minuta_id in minuta_ids)


@exige(Permissao.PREPARAR_MINUTA)
def marcar(ctx: Contexto, *, minuta_id: int, estado: str) -> Minuta:
    """Record that the paper was sent to the DOE (``enviada``) or signed (``assinada``)."""
    if estado not in ("enviada", "assinada"):
        raise ErroDominio("Uma minuta emitida só pode ser marcada como enviada ou assinada. Nada foi alterado.")
    with ctx.banco.escrita() as conexao:
        gravada = _exigir_aberta(conexao, minuta_id)
        if gravada.numero == 0:
            raise ErroDominio("A minuta ainda não foi emitida. Nada foi alterado; emita o documento primeiro.")
        consultas.alterar(conexao, minuta_id, estado=estado)
        return _obter(conexao, minuta_id)


@exige(Permissao.REGISTRAR_ATO)
def confirmar(ctx: Contexto, *, minuta_id: int, conteudo: Mapping[str, Any] | None, hoje: date) -> Registrado:
    """Enter the prepared act in the book with what really happened (``conteudo`` replaces fields of the minuta).

    Raises Recusa or ErroConteudo as registering does; the minuta stays as it was then.
    """
    with ctx.banco.escrita() as conexao:
        operacao = ctx.operacao(conexao, "Confirmação de minuta")
        lote = Lote.abrir(conexao, ctx.regimes)
        return _confirmar_em(ctx, lote, operacao, _exigir_aberta(conexao, minuta_id), conteudo or {}, hoje)


@exige(Permissao.PREPARAR_MINUTA)
def anular(ctx: Contexto, *, minuta_id: int, motivo: str) -> Minuta:
    """Cancel a minuta, keeping its number; ``motivo`` is mandatory."""
    if not motivo.strip():
        raise ErroDominio("Diga o motivo do cancelamento. A minuta não foi alterada.")
    with ctx.banco.escrita() as conexao:
        _exigir_aberta(conexao, minuta_id)
        _cancelar(ctx, conexao, minuta_id, motivo.strip())
        return _obter(conexao, minuta_id)


@protegida
def obter(ctx: Contexto, *, minuta_id: int) -> Minuta:
    """Return one minuta; raises ErroDominio if there is none."""
    with ctx.banco.leitura() as conexao:
        return _obter(conexao, minuta_id)


@protegida
def listar(
    ctx: Contexto, *, estados: Collection[str] = (), tipo: str | None = None, servidor_id: int | None = None
) -> tuple[Minuta, ...]:
    """Return the minutas in these states (all when empty), latest first."""
    with ctx.banco.leitura() as conexao:
        gravadas = consultas.listar(conexao, estados=estados, tipo=tipo, servidor_id=servidor_id)
    return tuple(_minuta(gravada) for gravada in gravadas)


def pedido_da_minuta(ctx: Contexto, *, minuta_id: int) -> PedidoAto:
    """Return the request kept in a minuta, as the form filled it."""
    with ctx.banco.leitura() as conexao:
        gravada = consultas.ler(conexao, minuta_id)
    if gravada is None:
        raise _inexistente()
    pedido = pedido_gravado(gravada)
    exigir_ver_ato(ctx, pedido.tipo, pedido.conteudo)
    return pedido


def vinculo_da_minuta(ctx: Contexto, *, minuta_id: int, hoje: date) -> int | None:
    """Return the vínculo a minuta is about: the one chosen, else the latest that admits the act; None for none."""
    pedido = pedido_da_minuta(ctx, minuta_id=minuta_id)
    with ctx.banco.leitura() as conexao:
        return vinculo_do_pedido(conexao, pedido, hoje)


# ------------------------------------------------------------------ ceremony of posse


def candidatos_a_posse(ctx: Contexto, *, hoje: date) -> tuple[LinhaServidor, ...]:
    """Return who was named and waits for the posse, the nearest deadline first."""
    filtro = FiltroServidores(situacoes=(Situacao.NOMEADO,))
    ids = pessoas.ids_servidores(ctx, filtro=filtro, ordem="proximo_prazo", hoje=hoje)
    return pessoas.linhas_servidores(ctx, ids=ids, hoje=hoje)


@exige(Permissao.PREPARAR_MINUTA)
def preparar_cerimonia(
    ctx: Contexto, *, vinculos: Sequence[int], conteudo: Mapping[str, Any], hoje: date
) -> tuple[Minuta, ...]:
    """Prepare and number the termo of posse of each vínculo; one that already waits is kept and brought up to date."""
    with ctx.banco.escrita() as conexao:
        servidores = consultas.servidores_dos_vinculos(conexao, vinculos)
        ids = []
        for vinculo_id in vinculos:
            if vinculo_id not in servidores:
                raise ErroDominio("Um dos vínculos escolhidos não existe mais. Nada foi preparado; reveja a lista.")
            pedido = PedidoAto(
                tipo="posse", conteudo=conteudo, servidor_id=servidores[vinculo_id], vinculo_id=vinculo_id
            )
            abertas = consultas.listar(conexao, estados=ABERTAS, tipo="posse", vinculo_id=vinculo_id)
            if abertas:
                minuta_id = abertas[0].id
                consultas.alterar(conexao, minuta_id, **_colunas(conexao, pedido))
            else:
                minuta_id = _inserir(ctx, conexao, pedido, hoje)
            gravada = consultas.ler(conexao, minuta_id)
            assert gravada is not None
            if gravada.numero == 0:
                _numerar(ctx, conexao, gravada)
            ids.append(minuta_id)
        return tuple(_obter(conexao, minuta_id) for minuta_id in ids)


@exige(Permissao.REGISTRAR_ATO)
def confirmar_cerimonia(
    ctx: Contexto, *, presencas: Sequence[tuple[int, bool]], data: date, hoje: date
) -> tuple[Registrado, ...]:
    """Enter the posse of who came and cancel the termo of who did not: all or nothing.

    Raises ErroDominio naming the person whose posse was refused; nothing is kept then.
    """
    registrados = []
    with ctx.banco.escrita() as conexao:
        operacao = ctx.operacao(conexao, "Cerimônia de posse")
        lote = Lote.abrir(conexao, ctx.regimes)
        for minuta_id, compareceu in presencas:
            gravada = _exigir_aberta(conexao, minuta_id)
            if not compareceu:
                _cancelar(ctx, conexao, minuta_id, NAO_COMPARECEU)
                continue
            try:
                registrados.append(_confirmar_em(ctx, lote, operacao, gravada, {"data": data.isoformat()}, hoje))
            except ErroDominio as erro:
                raise ErroDominio(
                    f"{gravada.nome}: {erro.mensagem} Nenhuma posse da cerimônia foi registrada.",
                    dispositivo=erro.dispositivo,
                ) from erro
    return tuple(registrados)


# ------------------------------------------------------------------ inside a transaction


def _inserir(ctx: Contexto, conexao: Conexao, pedido: PedidoAto, hoje: date) -> int:
    return consultas.inserir(
        conexao,
        tipo=pedido.tipo,
        ano=hoje.year,
        instante=ctx.relogio.agora(),
        usuario=ctx.usuario,
        **_colunas(conexao, pedido),
    )


def _colunas(conexao: Conexao, pedido: PedidoAto) -> dict[str, Any]:
    servidor_id = pedido.servidor_id
    if servidor_id is None and pedido.vinculo_id is not None:
        servidor_id = consultas.servidores_dos_vinculos(conexao, (pedido.vinculo_id,)).get(pedido.vinculo_id)
    return {
        "conteudo": _texto(pedido.conteudo),
        "pedido": _texto(
            {
                campo.name: getattr(pedido, campo.name)
                for campo in dataclasses.fields(pedido)
                if campo.name not in ("conteudo", "versao")
            }
        ),
        "servidor_id": servidor_id,
        "vinculo_id": pedido.vinculo_id,
    }


def _texto(dados: Mapping[str, Any]) -> str:
    return canonico.texto_canonico(dados)


def _numerar(ctx: Contexto, conexao: Conexao, gravada: consultas.MinutaGravada) -> None:
    numero = numeracao.maior_da_minuta(conexao, tipo=gravada.tipo, ano=gravada.ano) + 1
    consultas.alterar(conexao, gravada.id, numero=numero, estado="emitida", emitida_em=ctx.relogio.agora())


def _cancelar(ctx: Contexto, conexao: Conexao, minuta_id: int, motivo: str) -> None:
    consultas.alterar(conexao, minuta_id, estado="sem_efeito", motivo=motivo)
    trilhar(
        conexao,
        instante=ctx.relogio.agora(),
        usuario=ctx.usuario,
        acao="cancela",
        objeto="minuta",
        objeto_id=minuta_id,
    )


def _confirmar_em(
    ctx: Contexto,
    lote: Lote,
    operacao: livro.Operacao,
    gravada: consultas.MinutaGravada,
    conteudo: Mapping[str, Any],
    hoje: date,
) -> Registrado:
    pedido = pedido_gravado(gravada)
    real = {**pedido.conteudo, **{nome: canonico.simples(valor) for nome, valor in conteudo.items()}}
    pedido = dataclasses.replace(pedido, conteudo=real)
    exigir_acontecido(pedido, hoje)
    registrado = registrar_em(ctx, lote, operacao, pedido, hoje)
    for seguinte in pedido.em_seguida:
        # What goes with the act is published with it: it takes the date that turned out to be the real one.
        data = {definicao(seguinte.tipo).campo_data: real[definicao(pedido.tipo).campo_data]}
        registrar_em(ctx, lote, operacao, dataclasses.replace(seguinte, conteudo={**seguinte.conteudo, **data}), hoje)
    lote.gravar()
    consultas.alterar(
        lote.conexao,
        gravada.id,
        estado="confirmada",
        ato_id=registrado.ato_id,
        conteudo=_texto(real),
        servidor_id=registrado.servidor_id,
        vinculo_id=registrado.vinculo_id,
    )
    return registrado


def _exigir_aberta(conexao: Conexao, minuta_id: int) -> consultas.MinutaGravada:
    gravada = consultas.ler(conexao, minuta_id)
    if gravada is None:
        raise _inexistente()
    if gravada.estado not in ABERTAS:
        feito = "já foi confirmada" if gravada.estado == "confirmada" else "foi cancelada"
        raise ErroDominio(f"Esta minuta {feito} e não muda mais. Nada foi alterado.")
    return gravada


def _inexistente() -> ErroDominio:
    return ErroDominio("A minuta não existe mais. Nada foi alterado; atualize a lista.")


def _obter(conexao: Conexao, minuta_id: int) -> Minuta:
    gravada = consultas.ler(conexao, minuta_id)
    if gravada is None:
        raise _inexistente()
    return _minuta(gravada)


def _minuta(gravada: consultas.MinutaGravada) -> Minuta:
    pedido = json.loads(gravada.pedido)
    nome = gravada.nome or (pedido.get("pessoa") or {}).get("nome", "")
    conhecida = POR_TIPO.get(gravada.tipo)
    return Minuta(
        id=gravada.id,
        tipo=gravada.tipo,
        rotulo=conhecida.rotulo if conhecida is not None else gravada.tipo,
        estado=gravada.estado,
        numero=f"{gravada.numero}/{gravada.ano}" if gravada.numero else "",
        servidor_id=gravada.servidor_id,
        vinculo_id=gravada.vinculo_id,
        nome=nome,
        cargo=gravada.cargo,
        conteudo=json.loads(gravada.conteudo),
        criada_em=gravada.criada_em,
        motivo=gravada.motivo,
        ato_id=gravada.ato_id,
    )


def pedido_gravado(gravada: consultas.MinutaGravada) -> PedidoAto:
    """Return the request kept in a minuta already read."""
    dados: dict[str, Any] = json.loads(gravada.pedido)
    for nome, classe in (("pessoa", DadosPessoa), ("ressalva", Ressalva), ("instrumento", Instrumento)):
        if dados.get(nome) is not None:
            dados[nome] = canonico.ler(classe, dados[nome])
    dados["em_seguida"] = tuple(
        PedidoAto(**{**seguinte, "em_seguida": ()}) for seguinte in dados.get("em_seguida") or ()
    )
    return PedidoAto(**dados, conteudo=json.loads(gravada.conteudo))
