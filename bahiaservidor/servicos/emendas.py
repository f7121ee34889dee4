"""Correcting the book: the five ways, what each would change, entering it.

One transaction, like any act: the entries, the projections and the trail, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..estatuto import canonico
from ..estatuto.atos.base import Requisito
from ..estatuto.erros import ErroDominio
from ..estatuto.prazos import prazos_da_vida
from ..estatuto.regime import Regimes
from ..estatuto.tipos import AlcanceRepublicacao
from ..estatuto.tipos_emendas import FormaEmenda
from ..estatuto.vida import VidaFuncional
from ..registro import livro
from ..registro.conexao import Conexao
from ..registro.consultas import emendas as consultas
from ..registro.consultas import ficha as consultas_da_ficha
from ..registro.consultas import pessoas as consultas_de_pessoas
from ..registro.consultas import provimento as consultas_de_provimento
from . import contraditorio, segunda_pessoa
from . import emendas_exame as exame
from . import emendas_palavras as palavras
from .contexto import Contexto
from .emendas_julgamento import DEPOIS_DE_TUDO, do_vinculo_que_some, dobrar, examinar, sem_os_atos
from .emendas_lancamento import lancar, lancar_estorno, lancar_igual, soltar
from .emendas_previa import campos_alterados, prazos_alterados, referidos, situacoes_alteradas
from .frases import enumerar
from .gravacao import gravar_papel
from .lote import Lote
from .permissoes import Permissao, exige
from .protecao import exigir_ver_ato, protegida
from .provimento import Recusa, VersaoAntiga
from .tipos.emendas import (
    AlvoEmenda,
    AnaliseEmenda,
    Dependente,
    EmendaRegistrada,
    FormaPossivel,
    PedidoEmenda,
    PontaDoPrazo,
)

# ------------------------------------------------------------------ what may be done


def formas_possiveis(ctx: Contexto, *, ato_id: int, hoje: date) -> tuple[FormaPossivel, ...]:
    """Return the five ways, each with what it is for and, when the act does not admit it, why."""
    with ctx.banco.leitura() as conexao:
        alvo = exame.abrir(conexao, ato_id)
    return tuple(_possivel(alvo, forma) for forma in FormaEmenda)


def _possivel(alvo: exame.Alvo, forma: FormaEmenda) -> FormaPossivel:
    falta = next((r for r in exame.impedimentos(alvo, forma) if r.recusa), None)
    return FormaPossivel(
        forma=forma,
        rotulo=forma.rotulo,
        explicacao=forma.explicacao,
        permitida=falta is None,
        razao="" if falta is None else falta.falta,
    )


def conteudo_atual(ctx: Contexto, *, ato_id: int) -> AlvoEmenda:
    """Return the act as it holds, for the form of a correction to start from.  ErroDominio when there is none."""
    with ctx.banco.leitura() as conexao:
        alvo = exame.abrir(conexao, ato_id)
        entrada, ato = alvo.entrada, alvo.vigente
        exigir_ver_ato(ctx, ato.tipo, canonico.simples(ato.conteudo))
        assert entrada.servidor_id is not None
        nomes = consultas_de_pessoas.nomes(conexao, [entrada.servidor_id])
        operacao = consultas.atos_da_operacao(conexao, entrada.operacao_id)
        versao = (
            consultas_de_provimento.versao_do_vinculo(conexao, entrada.vinculo_id)
            if entrada.vinculo_id is not None
            else None
        )
        quem = {id_: consultas.autor(conexao, id_) for id_ in alvo.sorte.por}
    por_id = {a.id: a for a in alvo.leitura.atos}
    return AlvoEmenda(
        ato_id=ato_id,
        tipo=ato.tipo,
        rotulo=ato.definicao.rotulo,
        frase=palavras.nome_do_ato(ato),
        servidor_id=entrada.servidor_id,
        nome=nomes.get(entrada.servidor_id, ""),
        vinculo_id=entrada.vinculo_id,
        vinculo_numero=alvo.numero,
        versao=versao,
        operacao_id=entrada.operacao_id,
        atos_da_operacao=tuple(linha.id for linha in operacao),
        conteudo=canonico.simples(ato.conteudo),
        publicado=ato.definicao.publicado,
        situacao=alvo.sorte.situacao,
        historia=palavras.historia(
            ato_id, alvo.sorte, por_id, {i: (q.registrado_em, q.registrado_por) for i, q in quem.items()}
        ),
    )


# ------------------------------------------------------------------ before it is entered


@protegida
def analisar_emenda(ctx: Contexto, *, pedido: PedidoEmenda, hoje: date) -> AnaliseEmenda:
    """Return what a correction would do: requirements, dependents, deadlines, why it is refused.  Changes nothing.

    What is still to fill in comes in ``campos_incompletos``, and the dependents are told all the same.
    """
    with ctx.banco.leitura() as conexao:
        alvo = exame.abrir(conexao, pedido.ato_id)
        faltam = exame.incompletos(alvo, pedido)
        if faltam:
            return _incompleta(alvo, pedido, faltam, ctx.regimes)
        examinada = examinar(ctx, conexao, alvo, pedido, hoje)
        novo = exame.conteudo_novo(alvo, pedido)
        nomes = _nomes(conexao, alvo, novo) if novo is not None else {}
    antes = alvo.leitura.vida
    return AnaliseEmenda(
        forma=pedido.forma,
        titulo=palavras.titulo(pedido.forma, alvo.vigente),
        frase=palavras.frase(pedido.forma, alvo.vigente, examinada.emenda),
        requisitos=examinada.julgamento.requisitos,
        recusa=examinada.julgamento.recusa,
        reservas=examinada.julgamento.reservas,
        avisos=examinada.avisos,
        dependentes=examinada.dependentes,
        prazos=prazos_alterados(antes, examinada.vida, ctx.regimes, hoje),
        campos=campos_alterados(alvo.vigente.definicao, alvo.vigente.conteudo, novo, nomes) if novo is not None else (),
        pontas=_pontas(alvo, pedido, ctx.regimes, hoje),
        situacoes=situacoes_alteradas(antes, examinada.vida, ctx.regimes, hoje),
    )


def _incompleta(
    alvo: exame.Alvo, pedido: PedidoEmenda, faltam: tuple[tuple[str, str], ...], regimes: Regimes
) -> AnaliseEmenda:
    requisitos = tuple(exame.impedimentos(alvo, pedido.forma))
    achados: tuple[Dependente, ...] = ()
    if pedido.forma in (FormaEmenda.ESTORNO, FormaEmenda.ANULACAO):
        achados = exame.dependentes_da_emenda(alvo, pedido, alvo.leitura.atos, regimes)
    return AnaliseEmenda(
        forma=pedido.forma,
        titulo=palavras.titulo(pedido.forma, alvo.vigente),
        frase=pedido.forma.explicacao,
        requisitos=requisitos,
        recusa=next((r for r in requisitos if r.recusa), None),
        dependentes=achados,
        campos_incompletos=faltam,
    )


def _nomes(conexao: Conexao, alvo: exame.Alvo, novo: Any) -> Mapping[tuple[str, int], str]:
    procurados = referidos(alvo.vigente.definicao, alvo.vigente.conteudo, novo)
    return {
        (especie, id_): nome
        for especie, ids in procurados.items()
        for id_, nome in consultas_da_ficha.nomes(conexao, especie, ids).items()
    }


def _pontas(alvo: exame.Alvo, pedido: PedidoEmenda, regimes: Regimes, hoje: date) -> tuple[PontaDoPrazo, ...]:
    """Return where the term that the act opens ends with each reach of the rectification (C13)."""
    definicao = alvo.vigente.definicao
    if pedido.forma is not FormaEmenda.RETIFICACAO or definicao.recomecar is None or definicao.traz is None:
        return ()
    pontas = []
    for alcance in AlcanceRepublicacao:
        conteudo = exame.conteudo_da_emenda(alvo, replace(pedido, alcance=alcance), hoje)
        emenda = exame.como_ato(alvo, pedido, conteudo, id_=-1, sequencia=DEPOIS_DE_TUDO)
        vida = dobrar(alvo.leitura, (*alvo.leitura.atos, emenda))
        prazos = [
            p
            for p in prazos_da_vida(vida, regimes, hoje)
            if p.vinculo == alvo.original.vinculo and p.tipo is definicao.traz
        ]
        pontas += [
            PontaDoPrazo(alcance=alcance, tipo=p.tipo, vence=p.vence, vence_ultimo=p.vence_ultimo) for p in prazos[-1:]
        ]
    return tuple(pontas)


# ------------------------------------------------------------------ entering


@exige(Permissao.CORRIGIR_ATO)
def registrar_emenda(ctx: Contexto, *, pedido: PedidoEmenda, hoje: date) -> EmendaRegistrada:
    """Enter a correction, with the dependents it takes along, all or none.

    Recusa (with the article) when it may not be, ErroConteudo for what is still to fill in, VersaoAntiga when the
    vínculo changed meanwhile; nothing is kept then.
    """
    with ctx.banco.escrita() as conexao:
        operacao = ctx.operacao(conexao, pedido.forma.rotulo)
        lote = Lote.abrir(conexao, ctx.regimes)
        feita = registrar_emenda_em(ctx, lote, operacao, pedido, hoje)
        lote.gravar()
    return feita


def registrar_emenda_em(
    ctx: Contexto, lote: Lote, operacao: livro.Operacao, pedido: PedidoEmenda, hoje: date
) -> EmendaRegistrada:
    """Enter a correction inside an open transaction, with a batch of its own; the caller ends with ``lote.gravar``."""
    conexao = lote.conexao
    alvo = exame.abrir(conexao, pedido.ato_id)
    _exigir_versao(conexao, alvo, pedido)
    examinada = examinar(ctx, conexao, alvo, pedido, hoje)
    recusa = examinada.julgamento.recusa
    if recusa is not None:
        raise Recusa(
            f"{palavras.titulo(pedido.forma, alvo.vigente)}. Nada foi registrado. {recusa.falta}",
            dispositivo=recusa.dispositivo,
            requisitos=examinada.julgamento.requisitos,
        )
    soltar(conexao, operacao, alvo.leitura.vida, examinada.vida)
    atos = [
        lancar_estorno(lote, operacao, id_, motivo=pedido.motivo.strip(), hoje=hoje)
        for id_ in exame.estornos_junto(pedido)
    ]
    atos.append(
        lancar(
            lote, operacao, alvo.entrada, replace(examinada.emenda, sequencia=0),
            requisitos=examinada.julgamento.requisitos, instrumento=gravar_papel(conexao, pedido.instrumento),
        )
    )  # fmt: skip
    if pedido.forma.value in segunda_pessoa.MARCADOS:
        segunda_pessoa.marcar(
            ctx, conexao, operacao_id=operacao.id, especie=pedido.forma.value, servidor_id=alvo.leitura.servidor_id,
            ato_id=atos[-1], rotulo=palavras.titulo(pedido.forma, alvo.vigente),
        )  # fmt: skip
    if pedido.forma is FormaEmenda.ANULACAO:
        chave = contraditorio.chave_da_anulacao(pedido.ato_id)
        contraditorio.ligar(conexao, ato=chave, vinculo_id=alvo.entrada.vinculo_id, ato_id=atos[-1])
    donos = [alvo.leitura.servidor_id]
    for outro in examinada.junto:
        atos.append(lancar_igual(lote, operacao, outro.entrada, replace(examinada.emenda, sequencia=0)))
        donos.append(outro.leitura.servidor_id)
    return EmendaRegistrada(
        atos=tuple(atos),
        servidores=tuple(dict.fromkeys(donos)),
        operacao_id=operacao.id,
        mensagem=palavras.registrada(pedido.forma, alvo.vigente, len(atos)),
        avisos=examinada.avisos,
    )


def _exigir_versao(conexao: Conexao, alvo: exame.Alvo, pedido: PedidoEmenda) -> None:
    if pedido.versao is None or alvo.entrada.vinculo_id is None:
        return
    if consultas_de_provimento.versao_do_vinculo(conexao, alvo.entrada.vinculo_id) != pedido.versao:
        raise VersaoAntiga(
            "Este vínculo mudou enquanto a correção estava aberta, e nada foi registrado. "
            "O que foi digitado continua na tela; reveja a ficha e confirme de novo."
        )


# ------------------------------------------------------------------ undoing what was just done


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desfeita:
    """An operation to undo: its acts by person, the dependents, and what would be left."""

    operacao_id: int
    alvos: dict[int, tuple[exame.Alvo, ...]]
    dependentes: tuple[Dependente, ...]
    antes: dict[int, VidaFuncional]
    depois: dict[int, VidaFuncional]
    requisitos: tuple[Requisito, ...]

    @property
    def caem(self) -> tuple[Dependente, ...]:
        """The dependents that are undone with it, or keep it from being undone."""
        return tuple(x for x in self.dependentes if x.destinos)


@protegida
def analisar_desfazer(
    ctx: Contexto, *, ato_id: int | None = None, operacao_id: int | None = None, hoje: date
) -> AnaliseEmenda:
    """Return what undoing the whole operation would do (given, or that of an act).  Changes nothing."""
    with ctx.banco.leitura() as conexao:
        desfeita = _a_desfazer(ctx, conexao, _operacao(conexao, ato_id, operacao_id), hoje)
    nomes = enumerar([palavras.nome_do_ato(a.vigente) for alvos in desfeita.alvos.values() for a in alvos])
    pares = [(desfeita.antes[id_], desfeita.depois[id_]) for id_ in desfeita.alvos]
    return AnaliseEmenda(
        forma=FormaEmenda.ESTORNO,
        titulo="Desfazer o que foi registrado",
        frase=f"Sai da ficha, e fica só no Histórico, com o estorno: {nomes}.",
        requisitos=desfeita.requisitos,
        recusa=next((r for r in desfeita.requisitos if r.recusa), None),
        dependentes=desfeita.dependentes,
        prazos=tuple(p for antes, depois in pares for p in prazos_alterados(antes, depois, ctx.regimes, hoje)),
        situacoes=tuple(s for antes, depois in pares for s in situacoes_alteradas(antes, depois, ctx.regimes, hoje)),
    )


@exige(Permissao.CORRIGIR_ATO)
def desfazer(
    ctx: Contexto,
    *,
    motivo: str,
    ato_id: int | None = None,
    operacao_id: int | None = None,
    incluir_dependentes: bool = False,
    hoje: date,
) -> EmendaRegistrada:
    """Enter the estorno of every act of an operation, in one step, and return what was done.

    Recusa when one of them is no longer in force, or when later acts rely on them and are not to be undone too;
    nothing is kept then.
    """
    if not motivo.strip():
        raise ErroDominio("Escreva o motivo do estorno. Nada foi registrado.")
    with ctx.banco.escrita() as conexao:
        desfeita = _a_desfazer(ctx, conexao, _operacao(conexao, ato_id, operacao_id), hoje)
        recusa = next((r for r in desfeita.requisitos if r.recusa), None)
        if recusa is None and desfeita.caem and not incluir_dependentes:
            quais = enumerar([f"{x.rotulo} de {x.data:%d/%m/%Y}" for x in desfeita.caem])
            recusa = exame.dependem(quais)
        if recusa is not None:
            raise Recusa(
                f"Nada foi desfeito. {recusa.falta}", dispositivo=recusa.dispositivo, requisitos=desfeita.requisitos
            )
        operacao = ctx.operacao(conexao, FormaEmenda.ESTORNO.rotulo)
        lote = Lote.abrir(conexao, ctx.regimes)
        ids = {a.original.id for alvos in desfeita.alvos.values() for a in alvos}
        ids |= {x.ato_id for x in desfeita.caem}
        for servidor_id in desfeita.alvos:
            soltar(conexao, operacao, desfeita.antes[servidor_id], desfeita.depois[servidor_id])
        atos = tuple(
            lancar_estorno(lote, operacao, id_, motivo=motivo.strip(), hoje=hoje) for id_ in sorted(ids, reverse=True)
        )
        lote.gravar()
    feitos = "1 ato desfeito" if len(atos) == 1 else f"{len(atos)} atos desfeitos"
    return EmendaRegistrada(
        atos=atos,
        servidores=tuple(desfeita.alvos),
        operacao_id=operacao.id,
        mensagem=f"{feitos}; o Histórico guarda o que constava.",
    )


def _operacao(conexao: Conexao, ato_id: int | None, operacao_id: int | None) -> int:
    if operacao_id is not None:
        return operacao_id
    entrada = livro.ler_entrada(conexao, ato_id) if ato_id is not None else None
    if entrada is None:
        raise ErroDominio("O que se quer desfazer não está no livro. Nada foi alterado; atualize a tela.")
    return entrada.operacao_id


def _a_desfazer(ctx: Contexto, conexao: Conexao, operacao_id: int, hoje: date) -> _Desfeita:
    linhas = [linha for linha in consultas.atos_da_operacao(conexao, operacao_id) if linha.servidor_id is not None]
    if not linhas:
        raise ErroDominio("A operação não tem ato de pessoa que se possa desfazer. Nada foi alterado.")
    por_pessoa: dict[int, tuple[exame.Alvo, ...]] = {}
    for linha in linhas:
        alvo = exame.abrir(conexao, linha.id)
        por_pessoa[linha.servidor_id] = (*por_pessoa.get(linha.servidor_id, ()), alvo)
    antes, depois, achados, requisitos = {}, {}, {}, []
    for servidor_id, alvos in por_pessoa.items():
        leitura = alvos[0].leitura
        ids = {a.original.id for a in alvos}
        for alvo in alvos:
            requisitos += list(exame.impedimentos(alvo, FormaEmenda.ESTORNO))
            if not alvo.original.definicao.emenda:
                pedido = PedidoEmenda(forma=FormaEmenda.ESTORNO, ato_id=alvo.original.id)
                for achado in exame.dependentes_da_emenda(alvo, pedido, (), ctx.regimes):
                    if achado.ato_id not in ids:
                        achados[achado.ato_id] = achado
        saem = [*ids, *(i for i, x in achados.items() if x.destinos and any(a.id == i for a in leitura.atos))]
        antes[servidor_id] = leitura.vida
        depois[servidor_id] = dobrar(leitura, sem_os_atos(leitura, saem, hoje))
        requisitos += do_vinculo_que_some(conexao, antes[servidor_id], depois[servidor_id])
    return _Desfeita(
        operacao_id=operacao_id,
        alvos=por_pessoa,
        dependentes=tuple(achados.values()),
        antes=antes,
        depois=depois,
        requisitos=tuple(requisitos),
    )
