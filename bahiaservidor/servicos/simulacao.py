"""What-if: cases run on an empty temporary registry through the services that the windows use."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from ..estatuto.atos.base import Sujeito
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.erros import ErroDominio
from ..estatuto.prazos import Prazo, PropostaLegal, estavel_desde, prazos_da_vida
from ..estatuto.vida import VidaFuncional, situacao_em
from ..registro.consultas.quadro import CargosDoDia
from ..registro.livro import Operacao
from ..registro.vidas import ler_vida
from . import provimento
from .contexto import Contexto
from .lote import Lote
from .permissoes import trabalho_do_programa
from .quadro import propostas_com_quadro
from .simulacao_campos import CasoDesconhecido
from .simulacao_cenario import Cenario, montar_cenario
from .simulacao_conferencia import diferencas
from .simulacao_leitura import AtoDoCaso, Caso, ler_casos
from .tipos import DadosPessoa, PedidoAto

__all__ = ["CasoDesconhecido", "Resultado", "escolher", "ler_casos", "simular", "simular_caso"]

SEGUNDA_PESSOA: Final = "Segunda pessoa da simulação"
"""Who confirms every ressalva of a case (R4)."""

NovoContexto = Callable[[date], Contexto]
"""Gives a context over an empty temporary registry whose clock is stopped on the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultado:
    """Outcome of a file: ``saida`` is JSON; ``diferencas`` are sentences; ``nao_suportados`` counts such cases."""

    saida: dict[str, Any]
    diferencas: tuple[str, ...] = ()
    nao_suportados: int = 0


def escolher(casos: Sequence[Caso], ids: Collection[str]) -> tuple[Caso, ...]:
    """Return the cases with these ids, in the order of the file.  CasoDesconhecido for an id that is not in it."""
    conhecidos = {caso.id for caso in casos}
    for id_ in ids:
        if id_ not in conhecidos:
            raise CasoDesconhecido(f"O arquivo não tem o caso “{id_}”. Nenhum caso foi simulado; confira o nome.")
    return tuple(caso for caso in casos if caso.id in ids)


def simular(casos: Sequence[Caso], *, novo_contexto: NovoContexto, conferir: bool = False) -> Resultado:
    """Run the cases, each by itself, and return their outcome in the order given.

    A case with an act that the program does not support yet is reported so, and the others run.
    """
    saida: list[dict[str, Any]] = []
    achadas: list[str] = []
    nao_suportados = 0
    for caso in casos:
        estranho = next((ato.ato for ato in caso.atos if ato.ato not in POR_TIPO), None)
        if estranho is not None:
            nao_suportados += 1
            saida.append({"id": caso.id, "nao_suportado": estranho})
            continue
        obtido = simular_caso(caso, novo_contexto=novo_contexto)
        saida.append(obtido)
        if conferir:
            achadas.extend(diferencas(caso, obtido))
    return Resultado(saida={"casos": saida}, diferencas=tuple(achadas), nao_suportados=nao_suportados)


@dataclass(slots=True)
class _Andamento:
    """What running a case gathers."""

    servidores: dict[str, int] = field(default_factory=dict)
    recusas: list[dict[str, Any]] = field(default_factory=list)
    avisos: list[dict[str, Any]] = field(default_factory=list)


def simular_caso(caso: Caso, *, novo_contexto: NovoContexto) -> dict[str, Any]:
    """Return the outcome of one case as JSON values."""
    ctx = novo_contexto(caso.em)
    try:
        with trabalho_do_programa(ctx):
            return _simular(ctx, caso)
    finally:
        ctx.banco.fechar()


def _simular(ctx: Contexto, caso: Caso) -> dict[str, Any]:
    cenario = montar_cenario(ctx, caso)
    andamento = _Andamento()
    # One transaction for the case: the law refuses an act before anything of it is written, and the next goes on.
    with ctx.banco.escrita() as conexao:
        operacao = ctx.operacao(conexao, "Simulação")
        lote = Lote.abrir(conexao, ctx.regimes)
        for indice, ato in enumerate(caso.atos):
            _aplicar(ctx, lote, operacao, caso, cenario, andamento, indice, ato)
        lote.gravar()
    return _descrever(ctx, caso, andamento)


def _aplicar(
    ctx: Contexto, lote: Lote, operacao: Operacao, caso: Caso, cenario: Cenario, andamento: _Andamento, indice: int,
    ato: AtoDoCaso,
) -> None:  # fmt: skip
    servidor_id = andamento.servidores.get(ato.servidor)
    pessoa = None
    if servidor_id is None and POR_TIPO[ato.ato].sujeito is not Sujeito.CARGO:
        pessoa = DadosPessoa(nome=f"Servidor {ato.servidor}", nascimento=caso.servidores[ato.servidor])
    pedido = PedidoAto(
        tipo=ato.ato,
        conteudo=cenario.conteudo(ato),
        servidor_id=servidor_id,
        vinculo_numero=ato.vinculo,
        pessoa=pessoa,
        ressalva=None if ato.ressalva is None else replace(ato.ressalva, confirmada_por=SEGUNDA_PESSOA),
    )
    try:
        # Acts dated after `em` are applied: only the passing of time is measured there.
        registrado = provimento.registrar_em(ctx, lote, operacao, pedido, caso.em)
    except ErroDominio as erro:
        andamento.recusas.append(
            {"indice": indice, "ato": ato.ato, "dispositivo": erro.dispositivo, "mensagem": erro.mensagem}
        )
        return
    if registrado.servidor_id:
        andamento.servidores[ato.servidor] = registrado.servidor_id
    andamento.avisos.extend({"indice": indice, "mensagem": mensagem} for mensagem in registrado.avisos)


def _descrever(ctx: Contexto, caso: Caso, andamento: _Andamento) -> dict[str, Any]:
    servidores: dict[str, Any] = {}
    sugeridas: list[dict[str, Any]] = []
    regimes = ctx.regimes
    for nome in caso.servidores:
        vida = _vida(ctx, andamento.servidores.get(nome))
        prazos = prazos_da_vida(vida, regimes, caso.em)
        situacao = None
        if vida.vinculos:
            ultimo = vida.vinculos[-1]
            situacao = situacao_em(vida, ultimo, caso.em, estavel_desde(ultimo, regimes, caso.em)).value
        numeros = {vinculo.id: vinculo.numero for vinculo in vida.vinculos}
        servidores[nome] = {
            "situacao": situacao,
            "prazos": [_prazo(prazo, numeros[prazo.vinculo], caso.em) for prazo in prazos],
        }
        sugeridas.extend(
            {"servidor": nome, "ato": proposta.ato, "dispositivo": proposta.dispositivo}
            for proposta in _propostas(ctx, vida, prazos, caso)
        )
    return {
        "id": caso.id,
        "servidores": servidores,
        "recusas": andamento.recusas,
        "avisos": andamento.avisos,
        "propostas": sugeridas,
    }


def _propostas(ctx: Contexto, vida: VidaFuncional, prazos: Sequence[Prazo], caso: Caso) -> list[PropostaLegal]:
    # An act dated after `em` is applied, to posts too: only the passing of time is measured there.
    datas = [ato.campos[POR_TIPO[ato.ato].campo_data] for ato in caso.atos]
    with ctx.banco.leitura() as conexao:
        cargos = CargosDoDia(conexao, max((caso.em, *datas)))
        return propostas_com_quadro(conexao, vida, prazos, ctx.regimes, caso.em, cargos=cargos)


def _vida(ctx: Contexto, servidor_id: int | None) -> VidaFuncional:
    if servidor_id is None:
        return VidaFuncional()
    with ctx.banco.leitura() as conexao:
        return ler_vida(conexao, servidor_id).vida


def _prazo(prazo: Prazo, vinculo: int, em: date) -> dict[str, Any]:
    return {
        "vinculo": vinculo,
        "prazo": prazo.tipo.value,
        "numero": prazo.numero,
        "inicio": _iso(prazo.inicio),
        "vence": _iso(prazo.vence),
        "vence_ultimo": _iso(prazo.vence_ultimo),
        "estado": prazo.estado(em).value,
        "dispositivo": prazo.dispositivo,
        "memoria": [passo.texto for passo in prazo.memoria],
    }


def _iso(dia: date | None) -> str | None:
    return None if dia is None else dia.isoformat()
