"""Homologação of many in one act of the authority: who can and who cannot, then all that can in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ..estatuto import canonico
from ..estatuto.erros import ErroDominio
from ..estatuto.prazos import prazos_do_vinculo
from ..estatuto.tipos import ResultadoEstagio, TipoPrazo
from ..registro.consultas import estagio as consultas
from .contexto import Contexto
from .julgamento import definicao, preparar
from .lote import Lote
from .permissoes import Permissao, exige
from .protecao import protegida
from .provimento import Recusa, exigir_acontecido, registrar_em
from .tipos import Instrumento, PedidoAto, Registrado
from .tipos.estagio import CandidatoHomologacao, HomologacaoEmLote

TIPO = "homologacao_estagio"

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]


def _nunca() -> bool:
    return False


@protegida
def candidatos(
    ctx: Contexto, *, vinculos: Sequence[int], data: date, autoridade: int | None = None, hoje: date,
    progresso: Progresso | None = None, cancelado: Cancelado = _nunca,
) -> tuple[CandidatoHomologacao, ...]:  # fmt: skip
    """Return each vínculo judged as if an approval were homologated on the day; changes nothing."""
    pedidos = [_pedido(id_, data, autoridade, None) for id_ in vinculos]
    achados: list[CandidatoHomologacao] = []
    with ctx.banco.leitura() as conexao:
        lote = Lote.abrir(conexao, ctx.regimes)
        pessoas = consultas.pagina(conexao, list(vinculos), hoje=hoje, ajustados={}, emendados={}).pessoas
        for indice, pedido in enumerate(pedidos):
            if cancelado():
                break
            pessoa = pessoas.get(pedido.vinculo_id or 0)
            if pessoa is not None:
                achados.append(_julgar(ctx, lote, pessoa, pedido, hoje))
            if progresso is not None:
                progresso(indice + 1, len(pedidos))
    return tuple(achados)


@exige(Permissao.REGISTRAR_ATO)
def homologar_lote(
    ctx: Contexto, *, vinculos: Sequence[int], data: date, autoridade: int | None = None,
    instrumento: Instrumento | None = None, hoje: date, progresso: Progresso | None = None,
    cancelado: Cancelado = _nunca,
) -> HomologacaoEmLote:  # fmt: skip
    """Enter the approval of all that the law lets in, with one paper and in one transaction.

    A failure asks for the decisions of boss and commission about each person (S7): it is entered one by one.
    Who is refused stays out and is named in ``fora``. ErroDominio when nobody can be entered, or when it is cancelled
    in the middle: nothing is kept then.
    """
    if not vinculos:
        raise ErroDominio("Ninguém foi escolhido. Nada foi registrado; marque quem entra na homologação.")
    pedidos = [_pedido(id_, data, autoridade, instrumento) for id_ in dict.fromkeys(vinculos)]
    exigir_acontecido(pedidos[0], hoje)
    registrados: list[Registrado] = []
    fora: list[CandidatoHomologacao] = []
    with ctx.banco.escrita() as conexao:
        operacao = ctx.operacao(conexao, f"{definicao(TIPO).rotulo} em lote")
        lote = Lote.abrir(conexao, ctx.regimes)
        pessoas = consultas.pagina(conexao, list(vinculos), hoje=hoje, ajustados={}, emendados={}).pessoas
        for indice, pedido in enumerate(pedidos):
            if cancelado():
                raise ErroDominio("A homologação em lote foi cancelada. Nada foi registrado.")
            try:
                # A refusal comes before anything of this act is written.
                registrados.append(registrar_em(ctx, lote, operacao, pedido, hoje))
            except Recusa as recusa:
                fora.append(_de_fora(pessoas[pedido.vinculo_id or 0], recusa))
            if progresso is not None:
                progresso(indice + 1, len(pedidos))
        if not registrados:
            raise ErroDominio(
                f"Nenhuma homologação foi registrada: {fora[0].nome}: {fora[0].recusa} Nada foi alterado.",
                dispositivo=fora[0].dispositivo,
            )
        lote.gravar()
    return HomologacaoEmLote(registrados=tuple(registrados), fora=tuple(fora))


def pedidos(
    vinculos: Sequence[int], data: date, autoridade: int | None, instrumento: Instrumento | None
) -> tuple[PedidoAto, ...]:
    """Return what `homologar_lote` enters: what the draft of the one act says."""
    return tuple(_pedido(id_, data, autoridade, instrumento) for id_ in dict.fromkeys(vinculos))


def _pedido(vinculo_id: int, data: date, autoridade: int | None, instrumento: Instrumento | None) -> PedidoAto:
    # Nobody looked for the decisions, which an approval does not need: the book does not say that they were there.
    aprovado = ResultadoEstagio.APROVADO.value
    conteudo = {"data": data, "resultado": aprovado, "decisoes": False, "autoridade": autoridade}
    return PedidoAto(tipo=TIPO, vinculo_id=vinculo_id, conteudo=conteudo, instrumento=instrumento)


def _julgar(ctx: Contexto, lote: Lote, pessoa: consultas.Pessoa, pedido: PedidoAto, hoje: date) -> CandidatoHomologacao:
    conteudo = canonico.ler(definicao(TIPO).conteudo, pedido.conteudo)
    preparo = preparar(ctx, lote, pedido, conteudo, hoje)
    vida = preparo.vida
    vinculo = vida.vinculo(pessoa.vinculo_id)
    prazos = prazos_do_vinculo(vida, vinculo, ctx.regimes, hoje)
    fim = next((p for p in prazos if p.tipo is TipoPrazo.FIM_ESTAGIO), None)
    recusa = preparo.julgamento.recusa
    return _candidato(
        pessoa,
        fim=None if fim is None else fim.vence,
        submissao=None if vinculo.submissao is None else vinculo.submissao.data,
        recusa="" if recusa is None else recusa.falta,
        dispositivo="" if recusa is None else recusa.dispositivo,
        avisos=preparo.julgamento.avisos,
    )


def _de_fora(pessoa: consultas.Pessoa, recusa: Recusa) -> CandidatoHomologacao:
    falha = next((r for r in recusa.requisitos if r.recusa), None)
    return _candidato(
        pessoa,
        fim=None,
        submissao=None,
        recusa=falha.falta if falha is not None else recusa.mensagem,
        dispositivo=recusa.dispositivo,
    )


def _candidato(
    pessoa: consultas.Pessoa,
    *,
    fim: date | None,
    submissao: date | None,
    recusa: str,
    dispositivo: str,
    avisos: tuple[str, ...] = (),
) -> CandidatoHomologacao:
    return CandidatoHomologacao(
        vinculo_id=pessoa.vinculo_id,
        servidor_id=pessoa.servidor_id,
        nome=pessoa.nome,
        matricula=pessoa.matricula,
        cargo=pessoa.cargo,
        unidade=pessoa.unidade,
        fim=fim,
        submissao=submissao,
        recusa=recusa,
        dispositivo=dispositivo,
        avisos=avisos,
    )
