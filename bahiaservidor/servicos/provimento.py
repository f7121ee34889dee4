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
from ..estatuto.atos.base import Ato, DefinicaoAto, Julgamento, Requisito, Sujeito, escolher_vinculo, estrutural
from ..estatuto.atos.catalogo import DEFINICOES
from ..estatuto.atos.nomeacao import estruturais
from ..estatuto.erros import ErroConteudo, ErroDominio
from ..estatuto.prazos import Prazo, estavel_desde, prazos_da_vida
from ..estatuto.quadro import SEM_TRANSFORMACOES, Transformacoes
from ..estatuto.rejulgamento import deixam_de_caber
from ..estatuto.tipos import Situacao, TipoPrazo
from ..estatuto.vida import VidaFuncional, Vinculo, situacao_em
from ..registro.vidas import ler_vida
from .contexto import Contexto
from .julgamento import Preparo, definicao, preparar
from .lancamento import Recusa, VersaoAntiga, confirma_a_si_mesma, descricao_dos, motivo, registrar_em
from .lote import Lote
from .permissoes import Permissao, exige
from .protecao import protegida
from .quadro import cascata
from .tipos import Analise, AtoPossivel, PedidoAto, PrazoPrevisto, Registrado

__all__ = [
    "Recusa",
    "VersaoAntiga",
    "analisar",
    "atos_possiveis",
    "definicao",
    "definicoes",
    "exigir_acontecido",
    "registrar",
    "registrar_em",
    "registrar_lote",
]


def definicoes() -> tuple[DefinicaoAto, ...]:
    """Return every act that may be chosen for a person, in the order a clerk meets them."""
    return tuple(ato for ato in DEFINICOES if _oferecido(ato))


# ------------------------------------------------------------------ what is possible


@protegida
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
        falta = _contra_vinculo_novo(ato, vida, conteudo)
    else:
        vinculo, falta = escolher_vinculo(ato, vida, conteudo, None if ato.sujeito is Sujeito.SERVIDOR else numero)
        if falta is None and vinculo is not None and ato.para and vinculo.carater not in ato.para:
            falta = _de_outra_natureza(ato, vinculo)
    return AtoPossivel(
        tipo=ato.tipo,
        rotulo=ato.rotulo,
        dispositivo=ato.dispositivo,
        permitido=falta is None,
        razao="" if falta is None else motivo(falta),
    )


def _de_outra_natureza(ato: DefinicaoAto, vinculo: Vinculo) -> Requisito:
    quais = " ou ".join(sorted(natureza.rotulo.lower() for natureza in ato.para))
    falta = f"O ato é do cargo {quais}, e o deste vínculo é {vinculo.carater.rotulo.lower()}."
    return estrutural("N3", "O cargo é da natureza do ato", ato.dispositivo, falta)


def _contra_vinculo_novo(ato: DefinicaoAto, vida: VidaFuncional, conteudo: Any) -> Requisito | None:
    if ato.tipo == "nomeacao":
        return estruturais(vida, conteudo)
    if vida.falecimento is None:
        return None
    return estrutural("0", "A pessoa está viva", d.ART_44, "Consta o falecimento da pessoa.")


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


@protegida
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
        recusado = preparo.julgamento.recusa is not None
        em_cascata = () if recusado else cascata(ctx, conexao, preparo)
    julgamento = preparo.julgamento
    vida = preparo.vida
    alvo = julgamento.vinculo
    antes = prazos_da_vida(vida, ctx.regimes, hoje)
    depois, vida_depois = antes, vida
    id_novo = alvo.id if alvo is not None else -1
    estrutural = julgamento.recusa is not None and julgamento.recusa.estrutural
    desencontros: tuple[str, ...] = ()
    if not estrutural:
        atos = _atos_com(preparo, id_novo)
        vida_depois = dobra.dobrar(vida.nascimento, atos, _transformacoes(preparo))
        depois = prazos_da_vida(vida_depois, ctx.regimes, hoje)
        desencontros = _desencontros(ctx, preparo, atos)
    return Analise(
        requisitos=julgamento.requisitos,
        recusa=julgamento.recusa,
        reservas=julgamento.reservas,
        avisos=(*julgamento.avisos, *preparo.avisos_do_registro, *desencontros, *_da_confirmacao(ctx, julgamento)),
        efeitos=() if estrutural else tuple(preparo.definicao.efeitos(preparo.contexto, conteudo)),
        prazos=_previstos(antes, depois, hoje),
        situacao_antes=_situacao(ctx, vida, id_novo, hoje),
        situacao_depois=_situacao(ctx, vida_depois, id_novo, hoje),
        vinculo_id=alvo.id if alvo is not None else None,
        cascata=em_cascata,
    )


def _da_confirmacao(ctx: Contexto, julgamento: Julgamento) -> tuple[str, ...]:
    especial = confirma_a_si_mesma(ctx, julgamento)
    if especial is None:
        return ()
    return (f"A ressalva deve ser confirmada por outra pessoa, e não por quem registra ({especial.dispositivo}).",)


def _incompleta(campos: tuple[tuple[str, str], ...]) -> Analise:
    return Analise(
        requisitos=(), recusa=None, reservas=(), avisos=(), efeitos=(), prazos=(),
        situacao_antes=None, situacao_depois=None, vinculo_id=None, campos_incompletos=campos,
    )  # fmt: skip


def _atos_com(preparo: Preparo, vinculo_id: int) -> tuple[Ato, ...]:
    """Return the acts of the life as they would be with the act entered, last."""
    atos = preparo.leitura.atos if preparo.leitura is not None else ()
    novo = Ato(
        id=0,
        definicao=preparo.definicao,
        conteudo=_completo(preparo),
        vinculo=vinculo_id,
        sequencia=len(atos) + 1 << 40,
    )
    return (*atos, novo)


def _transformacoes(preparo: Preparo) -> Transformacoes:
    return preparo.leitura.transformacoes if preparo.leitura is not None else SEM_TRANSFORMACOES


def _desencontros(ctx: Contexto, preparo: Preparo, atos: tuple[Ato, ...]) -> tuple[str, ...]:
    """Say which acts already in the book would no longer fit: only a late entry can do that."""
    antes, novo = atos[:-1], atos[-1]
    if all(ato.data <= novo.data for ato in antes):
        return ()
    return tuple(
        f"Com este ato, deixa de caber o que já está no livro: {achado.ato.definicao.rotulo}, de "
        f"{achado.ato.data:%d/%m/%Y}. {motivo(achado.faltas[0])} Ele continua no livro e passa a aparecer em "
        "Contradições."
        for achado in deixam_de_caber(preparo.vida.nascimento, antes, atos, ctx.regimes)
        if achado.faltas
    )


def _completo(preparo: Preparo) -> Any:
    completar = preparo.definicao.completar
    return preparo.conteudo if completar is None else completar(preparo.contexto, preparo.conteudo)


def _situacao(ctx: Contexto, vida: VidaFuncional, vinculo_id: int, hoje: date) -> Situacao | None:
    for vinculo in vida.vinculos:
        if vinculo.id == vinculo_id:
            return situacao_em(vida, vinculo, hoje, estavel_desde(vinculo, ctx.regimes, hoje))
    return None


_Chave = tuple[int, TipoPrazo, int]


def _por_chave(prazos: Sequence[Prazo]) -> dict[_Chave, Prazo]:
    return {(p.vinculo, p.tipo, p.posicao): p for p in prazos}


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


@exige(Permissao.REGISTRAR_ATO)
def registrar(ctx: Contexto, *, pedido: PedidoAto, hoje: date, futuro: bool = False) -> Registrado:
    """Enter an act that was signed or published.

    Raises Recusa (with the article) when the law refuses it, ErroConteudo for unreadable fields, VersaoAntiga when the
    vínculo changed meanwhile, ErroDominio for a date still to come (unless ``futuro``: simulations); nothing is kept
    then.  What the request has ``em_seguida`` enters in the same transaction, or nothing does.
    """
    if not futuro:
        exigir_acontecido(pedido, hoje)
    return registrar_lote(ctx, pedidos=(pedido, *pedido.em_seguida), hoje=hoje)[0]


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


@exige(Permissao.REGISTRAR_ATO)
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
        operacao = ctx.operacao(conexao, descricao_dos(pedidos))
        lote = Lote.abrir(conexao, ctx.regimes)
        for indice, pedido in enumerate(pedidos):
            resultado.append(registrar_em(ctx, lote, operacao, pedido, hoje))
            if progresso is not None:
                progresso(indice + 1, len(pedidos))
        lote.gravar()
    return tuple(resultado)
