"""What a servidor asks against an evaluation: reconsideração to the boss, recurso to the commission (rule S2).

Each request may be entered with its decision or before it; the decision is then an act of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .. import dispositivos as d
from ..avaliacoes import Pedido
from ..contagem import Contagem
from ..copia import replace
from ..prazos_avaliacao import fonte_do_termo, termo_da_decisao, termo_da_reconsideracao, termo_do_recurso
from ..tipos import TipoPrazo
from ..vida import Avaliacao, VidaFuncional, Vinculo
from .avaliadores import avaliacao_de, com_avaliacao, exige_avaliacao
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, aviso, campo, estrutural, requisito
from .estagio import em_estagio


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoContraAvaliacao:
    """Content of a reconsideração or of a recurso; ``deferido`` None while it was not decided."""

    numero: int = campo("Número da avaliação", TipoCampo.INTEIRO, dispositivo=d.DECRETO_7899)
    data: date = campo("Data do pedido", TipoCampo.DATA, dispositivo=d.ART_27)
    deferido: bool | None = campo(
        "Deferido", TipoCampo.SIM_NAO_PENDENTE, padrao=None, ajuda="Deferido: a avaliação passa a satisfatória."
    )
    decisao: date | None = campo("Data da decisão", TipoCampo.DATA, padrao=None)
    fundamento: str = campo("Fundamento", TipoCampo.TEXTO_LONGO, padrao="")
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisaoSobreAvaliacao:
    """Content of the decision on a request that was registered undecided."""

    numero: int = campo("Número da avaliação", TipoCampo.INTEIRO, dispositivo=d.DECRETO_7899)
    data: date = campo("Data da decisão", TipoCampo.DATA, dispositivo=d.ART_27)
    deferido: bool = campo("Deferido", TipoCampo.SIM_NAO, padrao=False, conferir=True)
    fundamento: str = campo("Fundamento", TipoCampo.TEXTO_LONGO, padrao="")
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")


Ler = Callable[[Avaliacao], Pedido | None]


def _reconsideracao(avaliacao: Avaliacao) -> Pedido | None:
    return avaliacao.reconsideracao


def _recurso(avaliacao: Avaliacao) -> Pedido | None:
    return avaliacao.recurso


# ------------------------------------------------------------------ what both requests ask


def _admite_pedido(vinculo: Vinculo, conteudo: PedidoContraAvaliacao) -> Requisito | None:
    avaliacao = exige_avaliacao(vinculo, conteudo.numero, conteudo.data)
    if isinstance(avaliacao, Requisito):
        return avaliacao
    desde = avaliacao.ciencia or avaliacao.fato.data
    if conteudo.data < desde:
        oque = "A ciência da avaliação" if avaliacao.ciencia is not None else "A avaliação"
        return estrutural("S2", "O pedido não é anterior à avaliação", d.ART_27, f"{oque} é de {desde:%d/%m/%Y}.")
    if (conteudo.deferido is None) != (conteudo.decisao is None):
        return estrutural(
            "S2", "A decisão tem data e resultado", d.ART_27,
            "Informe a data e o resultado da decisão, ou deixe os dois em branco enquanto não houver decisão.",
        )  # fmt: skip
    if conteudo.decisao is not None and conteudo.decisao < conteudo.data:
        return estrutural("S2", "A decisão não é anterior ao pedido", d.ART_27, "A decisão é anterior ao pedido.")
    return None


def _dentro(contagem: Contagem, feito: date, fonte: str, oque: str) -> Requisito:
    return requisito(
        "S2", f"{oque} foi feito no prazo", fonte, feito <= contagem.vence_ultimo,
        f"O prazo terminou em {contagem.vence_ultimo:%d/%m/%Y}.",
    )  # fmt: skip


def _decisao_no_prazo(contexto: Contexto, pedido: date, decisao: date) -> Requisito:
    contagem = termo_da_decisao(contexto.regime, pedido)
    return aviso(
        "S2", "A decisão veio no prazo", fonte_do_termo(contexto.parametros, "reconsideracao_decisao_dias", pedido),
        decisao <= contagem.vence_ultimo,
        f"O prazo da decisão terminou em {contagem.vence_ultimo:%d/%m/%Y}: a decisão vale, e fica fora do prazo.",
    )  # fmt: skip


def _ja_decidiu(contexto: Contexto, decisao: date | None) -> Iterator[Requisito]:
    if decisao is not None:
        yield requisito(
            "S2", "A decisão já aconteceu", d.ART_22, decisao <= contexto.hoje,
            f"A decisão é de {decisao:%d/%m/%Y}, que ainda não chegou: registre-a quando acontecer.",
        )  # fmt: skip


def _novo(ato: Ato) -> Pedido:
    c = ato.conteudo
    decidido = c.decisao is not None
    return Pedido(
        data=ato.data,
        deferido=c.deferido,
        decisao=c.decisao,
        ato=ato.id,
        registrado_em=ato.registrado_em,
        ato_da_decisao=ato.id if decidido else 0,
        decisao_registrada_em=ato.registrado_em if decidido else None,
    )


def _decidido(pedido: Pedido, ato: Ato) -> Pedido:
    return replace(
        pedido,
        deferido=ato.conteudo.deferido,
        decisao=ato.data,
        ato_da_decisao=ato.id,
        decisao_registrada_em=ato.registrado_em,
    )


def _efeitos(contexto: Contexto, conteudo: Any) -> Iterator[str]:
    avaliacao = avaliacao_de(contexto.vinculo, conteudo.numero) if contexto.vinculo is not None else None
    if conteudo.deferido is None:
        yield "Enquanto não houver decisão, a reprovação no estágio não pode ser homologada."
    elif conteudo.deferido and avaliacao is not None and not avaliacao.prevalece:
        yield f"A avaliação nº {conteudo.numero} passa a contar como satisfatória."
    else:
        yield f"A avaliação nº {conteudo.numero} fica como está."


def _primeira(vida: VidaFuncional, serve: Callable[[Avaliacao], bool]) -> Mapping[str, int]:
    """Return the first evaluation of the latest vínculo that serves, to ask whether an act is possible at all."""
    return {"numero": next((a.numero for v in vida.vinculos[-1:] for a in v.avaliacoes if serve(a)), 1)}


# ------------------------------------------------------------------ reconsideração


def _admite_reconsideracao(vida: VidaFuncional, vinculo: Vinculo, conteudo: PedidoContraAvaliacao) -> Requisito | None:
    return _admite_pedido(vinculo, conteudo)


def _requisitos_reconsideracao(contexto: Contexto, conteudo: PedidoContraAvaliacao) -> Iterator[Requisito]:
    assert contexto.vinculo is not None
    avaliacao = avaliacao_de(contexto.vinculo, conteudo.numero)
    assert avaliacao is not None
    yield requisito(
        "S2", "É o primeiro pedido contra esta avaliação", d.ART_27, avaliacao.reconsideracao is None,
        "Já houve pedido de reconsideração contra esta avaliação: o que cabe da decisão é o recurso à comissão.",
    )  # fmt: skip
    if avaliacao.ciencia is None:
        yield aviso(
            "S2", "A ciência da avaliação está registrada", d.ART_27, False,
            "Sem a data da ciência do servidor não se sabe até quando cabia o pedido.",
        )  # fmt: skip
    else:
        fonte = fonte_do_termo(contexto.parametros, "reconsideracao_dias", avaliacao.ciencia)
        yield _dentro(termo_da_reconsideracao(contexto.regime, avaliacao.ciencia), conteudo.data, fonte, "O pedido")
    if conteudo.decisao is not None:
        yield _decisao_no_prazo(contexto, conteudo.data, conteudo.decisao)
    yield from _ja_decidiu(contexto, conteudo.decisao)


def _aplicar_reconsideracao(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    avaliacao = avaliacao_de(vinculo, ato.conteudo.numero)
    if avaliacao is None or avaliacao.reconsideracao is not None:
        return vida
    return com_avaliacao(vida, vinculo, replace(avaliacao, reconsideracao=_novo(ato)))


RECONSIDERACAO = DefinicaoAto(
    tipo="reconsideracao_avaliacao",
    traz=TipoPrazo.DECISAO_RECONSIDERACAO,
    rotulo="Reconsideração da avaliação do estágio",
    registrado="Pedido de reconsideração registrado",
    dispositivo=d.ART_27,
    conteudo=PedidoContraAvaliacao,
    campo_data="data",
    ordem=62,
    sonda=lambda vida, dia: _primeira(vida, lambda a: a.reconsideracao is None),
    admite=_admite_reconsideracao,
    requisitos=_requisitos_reconsideracao,
    aplicar=_aplicar_reconsideracao,
    efeitos=_efeitos,
)


# ------------------------------------------------------------------ recurso


def _admite_recurso(vida: VidaFuncional, vinculo: Vinculo, conteudo: PedidoContraAvaliacao) -> Requisito | None:
    falta = _admite_pedido(vinculo, conteudo)
    if falta is not None:
        return falta
    avaliacao = avaliacao_de(vinculo, conteudo.numero)
    pedido = avaliacao.reconsideracao if avaliacao is not None else None
    descricao = "Houve decisão que negou a reconsideração"
    if pedido is None:
        return estrutural(
            "S2", descricao, d.ART_27, "O recurso cabe da decisão que nega a reconsideração, e não houve pedido."
        )
    if pedido.decisao is None:
        return estrutural("S2", descricao, d.ART_27, "O pedido de reconsideração ainda não foi decidido.")
    if pedido.deferido:
        return estrutural("S2", descricao, d.ART_27, "A reconsideração foi deferida: não há de que recorrer.")
    if conteudo.data < pedido.decisao:
        return estrutural(
            "S2", "O recurso não é anterior à decisão", d.ART_27, f"A decisão é de {pedido.decisao:%d/%m/%Y}."
        )
    return None


def _requisitos_recurso(contexto: Contexto, conteudo: PedidoContraAvaliacao) -> Iterator[Requisito]:
    assert contexto.vinculo is not None
    avaliacao = avaliacao_de(contexto.vinculo, conteudo.numero)
    assert avaliacao is not None
    assert avaliacao.reconsideracao is not None
    decisao = avaliacao.reconsideracao.decisao
    assert decisao is not None
    yield requisito(
        "S2", "É o primeiro recurso contra esta avaliação", d.ART_27, avaliacao.recurso is None,
        "Já houve recurso contra esta avaliação.",
    )  # fmt: skip
    fonte = fonte_do_termo(contexto.parametros, "recurso_comissao_dias", decisao)
    yield _dentro(termo_do_recurso(contexto.regime, decisao), conteudo.data, fonte, "O recurso")
    yield aviso(
        "S2", "A comissão foi designada", d.ART_27, any(a.comissao for a in contexto.vinculo.avaliadores),
        "Não há comissão designada para decidir o recurso: registre a designação de avaliadores.",
    )  # fmt: skip
    yield from _ja_decidiu(contexto, conteudo.decisao)


def _aplicar_recurso(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    avaliacao = avaliacao_de(vinculo, ato.conteudo.numero)
    if avaliacao is None or avaliacao.recurso is not None:
        return vida
    return com_avaliacao(vida, vinculo, replace(avaliacao, recurso=_novo(ato)))


def _cabe_recurso(avaliacao: Avaliacao) -> bool:
    pedido = avaliacao.reconsideracao
    return pedido is not None and pedido.deferido is False and avaliacao.recurso is None


RECURSO = DefinicaoAto(
    tipo="recurso_avaliacao",
    rotulo="Recurso da avaliação à comissão do estágio",
    registrado="Recurso registrado",
    dispositivo=d.ART_27,
    conteudo=PedidoContraAvaliacao,
    campo_data="data",
    ordem=64,
    sonda=lambda vida, dia: _primeira(vida, _cabe_recurso),
    admite=_admite_recurso,
    requisitos=_requisitos_recurso,
    aplicar=_aplicar_recurso,
    efeitos=_efeitos,
)


# ------------------------------------------------------------------ decisions


def _admite_decisao(vinculo: Vinculo, conteudo: DecisaoSobreAvaliacao, ler: Ler, oque: str) -> Requisito | None:
    falta = em_estagio(vinculo, conteudo.data, d.ART_27)
    if falta is not None:
        return falta
    avaliacao = avaliacao_de(vinculo, conteudo.numero)
    pedido = ler(avaliacao) if avaliacao is not None else None
    if pedido is None or pedido.decisao is not None:
        return estrutural(
            "S2", f"Há {oque} à espera de decisão", d.ART_27,
            f"Não há {oque} contra a avaliação nº {conteudo.numero} à espera de decisão.",
        )  # fmt: skip
    if conteudo.data < pedido.data:
        return estrutural(
            "S2", "A decisão não é anterior ao pedido", d.ART_27, f"O pedido é de {pedido.data:%d/%m/%Y}."
        )
    return None


def _admite_decisao_reconsideracao(
    vida: VidaFuncional, vinculo: Vinculo, conteudo: DecisaoSobreAvaliacao
) -> Requisito | None:
    return _admite_decisao(vinculo, conteudo, _reconsideracao, "pedido de reconsideração")


def _admite_decisao_recurso(vida: VidaFuncional, vinculo: Vinculo, conteudo: DecisaoSobreAvaliacao) -> Requisito | None:
    return _admite_decisao(vinculo, conteudo, _recurso, "recurso")


def _requisitos_decisao_reconsideracao(contexto: Contexto, conteudo: DecisaoSobreAvaliacao) -> Iterator[Requisito]:
    assert contexto.vinculo is not None
    avaliacao = avaliacao_de(contexto.vinculo, conteudo.numero)
    assert avaliacao is not None
    assert avaliacao.reconsideracao is not None
    yield _decisao_no_prazo(contexto, avaliacao.reconsideracao.data, conteudo.data)


def _aplicar_decisao_reconsideracao(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    avaliacao = avaliacao_de(vinculo, ato.conteudo.numero)
    if avaliacao is None or avaliacao.reconsideracao is None or avaliacao.reconsideracao.decisao is not None:
        return vida
    return com_avaliacao(vida, vinculo, replace(avaliacao, reconsideracao=_decidido(avaliacao.reconsideracao, ato)))


def _aplicar_decisao_recurso(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    avaliacao = avaliacao_de(vinculo, ato.conteudo.numero)
    if avaliacao is None or avaliacao.recurso is None or avaliacao.recurso.decisao is not None:
        return vida
    return com_avaliacao(vida, vinculo, replace(avaliacao, recurso=_decidido(avaliacao.recurso, ato)))


def _pendente(ler: Ler) -> Callable[[Avaliacao], bool]:
    def espera(avaliacao: Avaliacao) -> bool:
        pedido = ler(avaliacao)
        return pedido is not None and pedido.decisao is None

    return espera


DECISAO_RECONSIDERACAO = DefinicaoAto(
    tipo="decisao_reconsideracao",
    traz=TipoPrazo.RECURSO_AVALIACAO,
    rotulo="Decisão da reconsideração da avaliação",
    registrado="Decisão registrada",
    dispositivo=d.ART_27,
    conteudo=DecisaoSobreAvaliacao,
    campo_data="data",
    ordem=63,
    sonda=lambda vida, dia: _primeira(vida, _pendente(_reconsideracao)),
    admite=_admite_decisao_reconsideracao,
    requisitos=_requisitos_decisao_reconsideracao,
    aplicar=_aplicar_decisao_reconsideracao,
    efeitos=_efeitos,
)

DECISAO_RECURSO = DefinicaoAto(
    tipo="decisao_recurso",
    rotulo="Decisão do recurso da avaliação",
    registrado="Decisão registrada",
    dispositivo=d.ART_27,
    conteudo=DecisaoSobreAvaliacao,
    campo_data="data",
    ordem=64,
    sonda=lambda vida, dia: _primeira(vida, _pendente(_recurso)),
    admite=_admite_decisao_recurso,
    aplicar=_aplicar_decisao_recurso,
    efeitos=_efeitos,
)
