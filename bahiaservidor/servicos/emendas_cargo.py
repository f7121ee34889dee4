"""Correcting the acts on a cargo: extinction, desnecessidade, transformação.

They are nobody's file: what they change is the record of the cargo, and through it the lives of who holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ..estatuto.atos.base import Ato, Julgamento, estrutural
from ..estatuto.atos.quadro import TransformacaoCargo
from ..estatuto.dispositivos import ART_22
from ..estatuto.emendas import efetivos, sortes
from ..estatuto.erros import ErroDominio
from ..estatuto.quadro import SEM_TRANSFORMACOES
from ..estatuto.tipos import TipoExtincao
from ..estatuto.vida import VidaFuncional
from ..registro import livro
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros as consultas_de_cadastros
from ..registro.consultas import emendas as consultas
from ..registro.consultas import quadro as consultas_do_quadro
from ..registro.vidas import Leitura, para_dobra
from . import emendas_exame as exame
from . import emendas_palavras as palavras
from . import segunda_pessoa
from .contexto import Contexto
from .emendas_julgamento import DEPOIS_DE_TUDO
from .emendas_previa import campos_alterados
from .gravacao import gravar_papel
from .lancamento import Recusa
from .lote import Lote
from .permissoes import Permissao, exige
from .tipos.emendas import AnaliseEmenda, AtoDoCargo, EmendaRegistrada, PedidoEmenda


def atos_do_cargo(ctx: Contexto, *, cargo_id: int) -> tuple[AtoDoCargo, ...]:
    """Return the acts on a cargo, corrections included, with what became of each, in order of entry."""
    with ctx.banco.leitura() as conexao:
        entradas = _entradas(conexao, cargo_id)
    atos = [para_dobra(e) for e in entradas]
    por_id, destinos = {a.id: a for a in atos}, sortes(atos)
    quem = {e.id: (e.registrado_em, e.registrado_por) for e in entradas}
    valem = {a.id: a for a in efetivos(atos)}
    return tuple(
        AtoDoCargo(
            ato_id=ato.id,
            tipo=ato.tipo,
            rotulo=ato.definicao.rotulo,
            data=valem.get(ato.id, ato).data,
            situacao=destinos[ato.id].situacao,
            emendas=palavras.historia(ato.id, destinos[ato.id], por_id, quem),
            corrigivel=not ato.definicao.emenda and destinos[ato.id].situacao.vale,
        )
        for ato in atos
    )


def analisar_emenda_do_cargo(ctx: Contexto, *, pedido: PedidoEmenda, hoje: date) -> AnaliseEmenda:
    """Return what correcting an act on a cargo would do to its record.  Changes nothing."""
    with ctx.banco.leitura() as conexao:
        alvo = _abrir(conexao, pedido.ato_id)
        faltam = exame.incompletos(alvo, pedido)
        if faltam:
            return AnaliseEmenda(
                forma=pedido.forma, titulo=palavras.titulo(pedido.forma, alvo.vigente), frase=pedido.forma.explicacao,
                campos_incompletos=faltam,
            )  # fmt: skip
        emenda, julgamento = _julgar(alvo, pedido, hoje)
        tocados = consultas_do_quadro.pessoas_do_cargo(conexao, alvo.entrada.sujeito_id)
    novo = exame.conteudo_novo(alvo, pedido)
    quantos = f"{len(set(tocados))} pessoa(s) têm vínculo neste cargo; confira a situação delas." if tocados else ""
    return AnaliseEmenda(
        forma=pedido.forma,
        titulo=palavras.titulo(pedido.forma, alvo.vigente),
        frase=palavras.frase(pedido.forma, alvo.vigente, emenda),
        requisitos=julgamento.requisitos,
        recusa=julgamento.recusa,
        avisos=(quantos,) if quantos else (),
        campos=campos_alterados(alvo.vigente.definicao, alvo.vigente.conteudo, novo, {}) if novo is not None else (),
    )


@exige(Permissao.CORRIGIR_ATO)
def registrar_emenda_do_cargo(ctx: Contexto, *, pedido: PedidoEmenda, hoje: date) -> EmendaRegistrada:
    """Enter the correction of an act on a cargo: the entry, the record, the lives that it reaches.

    Recusa when it may not be, ErroConteudo for what is still to fill in; nothing is kept then.
    """
    with ctx.banco.escrita() as conexao:
        alvo = _abrir(conexao, pedido.ato_id)
        emenda, julgamento = _julgar(alvo, pedido, hoje)
        if julgamento.recusa is not None:
            raise Recusa(
                f"{palavras.titulo(pedido.forma, alvo.vigente)}. Nada foi registrado. {julgamento.recusa.falta}",
                dispositivo=julgamento.recusa.dispositivo,
                requisitos=julgamento.requisitos,
            )
        cargo_id = alvo.entrada.sujeito_id
        operacao = ctx.operacao(conexao, pedido.forma.rotulo)
        escrito = livro.lancar(
            conexao, operacao, sujeito_tipo="cargo", sujeito_id=cargo_id, tipo=emenda.tipo,
            versao=emenda.definicao.versao, conteudo=emenda.conteudo, data_legal=emenda.data,
            requisitos=julgamento.requisitos, instrumento=gravar_papel(conexao, pedido.instrumento),
        )  # fmt: skip
        if pedido.forma.value in segunda_pessoa.MARCADOS:
            segunda_pessoa.marcar(
                ctx,
                conexao,
                operacao_id=operacao.id,
                especie=pedido.forma.value,
                ato_id=escrito.id,
                rotulo=palavras.titulo(pedido.forma, alvo.vigente),
            )
        feita = replace(emenda, id=escrito.id, sequencia=escrito.id)
        tocados = _projetar(conexao, operacao, cargo_id, alvo.leitura.atos, (*alvo.leitura.atos, feita))
        Lote.abrir(conexao, ctx.regimes).refazer(tocados)
    return EmendaRegistrada(
        atos=(escrito.id,),
        servidores=tuple(tocados),
        operacao_id=operacao.id,
        mensagem=palavras.registrada(pedido.forma, alvo.vigente),
    )


def _entradas(conexao: Conexao, cargo_id: int) -> list[livro.AtoLido]:
    lidas = [livro.ler_entrada(conexao, id_) for id_ in consultas.atos_do_sujeito(conexao, "cargo", cargo_id)]
    return [lida for lida in lidas if lida is not None]


def _abrir(conexao: Conexao, ato_id: int) -> exame.Alvo:
    entrada = livro.ler_entrada(conexao, ato_id)
    if entrada is None or entrada.sujeito_tipo != "cargo" or entrada.tipo == livro.CADASTRO:
        raise ErroDominio("O ato a corrigir não está no livro. Nada foi alterado; atualize a tela.")
    atos = tuple(para_dobra(e) for e in _entradas(conexao, entrada.sujeito_id))
    original = next(a for a in atos if a.id == ato_id)
    vigente = next((a for a in efetivos(atos) if a.id == ato_id), original)
    leitura = Leitura(
        servidor_id=0, nascimento=None, atos=atos, vida=VidaFuncional(), transformacoes=SEM_TRANSFORMACOES
    )
    return exame.Alvo(entrada=entrada, original=original, vigente=vigente, sorte=sortes(atos)[ato_id], leitura=leitura)


def _julgar(alvo: exame.Alvo, pedido: PedidoEmenda, hoje: date) -> tuple[Ato, Julgamento]:
    conteudo = exame.conteudo_da_emenda(alvo, pedido, hoje)
    emenda = exame.como_ato(alvo, pedido, conteudo, id_=-1, sequencia=DEPOIS_DE_TUDO)
    requisitos = list(exame.exigencias(alvo, pedido, emenda, (), hoje))
    novo: Any = exame.conteudo_novo(alvo, pedido)
    if novo is not None and getattr(novo, "cargo", None) != getattr(alvo.vigente.conteudo, "cargo", None):
        falta = "O ato se refere a outro cargo: estorne-o e registre o certo."
        requisitos.append(estrutural("N1", "O cargo é o mesmo", ART_22, falta))
    return replace(emenda, ressalva=None), Julgamento(vinculo=None, requisitos=tuple(requisitos))


def _projetar(
    conexao: Conexao, operacao: livro.Operacao, cargo_id: int, antes: Sequence[Ato], depois: Sequence[Ato]
) -> list[int]:
    """Write what the acts in force say of the cargo, where its record said what they said; return who it reaches."""
    velho, novo = _do_cargo(antes), _do_cargo(depois)
    linha = consultas_de_cadastros.um(conexao, "cargo", cargo_id)
    mudam = {nome: novo[nome] for nome in novo if novo[nome] != velho[nome] and getattr(linha, nome) == velho[nome]}
    cargos = {cargo_id, velho["transformado_em"], novo["transformado_em"]} - {None}
    if mudam:
        lancar_cadastro(conexao, operacao, sujeito_tipo="cargo", sujeito_id=cargo_id, conteudo=mudam)
    return sorted({pessoa for cargo in cargos for pessoa in consultas_do_quadro.pessoas_do_cargo(conexao, cargo)})


def _do_cargo(atos: Sequence[Ato]) -> dict[str, Any]:
    extinto: list[date] = []
    desnecessario: list[date] = []
    para: int | None = None
    for ato in sorted(efetivos(atos), key=lambda a: (a.data, a.sequencia)):
        if isinstance(ato.conteudo, TransformacaoCargo):
            extinto.append(ato.data)
            para = ato.conteudo.para
        elif getattr(ato.conteudo, "tipo", None) is TipoExtincao.EXTINCAO:
            extinto.append(ato.data)
        elif getattr(ato.conteudo, "tipo", None) is not None:
            desnecessario.append(ato.data)
    return {
        "extinto_em": min(extinto, default=None),
        "desnecessario_em": min(desnecessario, default=None),
        "transformado_em": para,
    }
