"""The words of each way of correcting the book: on the screen before it, in Histórico, in the ficha."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ..estatuto.atos.base import Ato
from ..estatuto.emendas import Sorte
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.tipos import AlcanceRepublicacao
from ..estatuto.tipos_emendas import FormaEmenda

_FORMAS = frozenset(FormaEmenda)


def nome_do_ato(ato: Ato) -> str:
    """Return an act as a sentence names it: “Posse”, de 10/02/2026."""
    return f"“{ato.definicao.rotulo}”, de {formatar_data(ato.data)}"


def titulo(forma: FormaEmenda, alvo: Ato) -> str:
    """Return the title of a correction of an act."""
    return f"{forma.rotulo}: {alvo.definicao.rotulo}, de {formatar_data(alvo.data)}"


def frase(forma: FormaEmenda, alvo: Ato, emenda: Ato) -> str:
    """Return what the correction will do, in one sentence, before it is entered."""
    ato = f"O ato {nome_do_ato(alvo)},"
    if forma is FormaEmenda.ESTORNO:
        return f"{ato} sai da ficha, como se nunca tivesse sido digitado; ele e o estorno ficam só no Histórico."
    if forma is FormaEmenda.CORRECAO:
        return f"{ato} passa a constar com o conteúdo novo; o que constava fica só no Histórico."
    publicada = f"pela publicação de {formatar_data(emenda.conteudo.publicacao)}"
    if forma is FormaEmenda.RETIFICACAO:
        return f"{ato} passa a constar com o conteúdo novo, {publicada}; a retificação aparece na ficha e nos papéis."
    if forma is FormaEmenda.ANULACAO:
        return f"{ato} deixa de valer desde o começo, {publicada}; a anulação aparece na ficha e nos papéis."
    return (
        f"{ato} deixa de valer a partir de {formatar_data(emenda.conteudo.vigencia)}, {publicada}; "
        "o que valeu até a véspera fica, e a revogação aparece na ficha e nos papéis."
    )


def registrada(forma: FormaEmenda, alvo: Ato, quantos: int = 1) -> str:
    """Return the sentence that says a correction was entered."""
    fez = {
        FormaEmenda.ESTORNO: "Estorno registrado",
        FormaEmenda.CORRECAO: "Correção registrada",
        FormaEmenda.RETIFICACAO: "Retificação registrada",
        FormaEmenda.ANULACAO: "Anulação registrada",
        FormaEmenda.REVOGACAO: "Revogação registrada",
    }[forma]
    outros = "" if quantos < 2 else f" Com ele, {'outro ato' if quantos == 2 else f'outros {quantos - 1} atos'}."
    return f"{fez}: {nome_do_ato(alvo)}.{outros}"


def detalhe_na_ficha(emenda: Ato, alvo: Ato | None) -> str:
    """Return what a published correction says in the timeline and in papers."""
    ato = "o ato" if alvo is None else f"o ato {nome_do_ato(alvo)}"
    if emenda.tipo == FormaEmenda.RETIFICACAO:
        recomeca = emenda.conteudo.alcance is AlcanceRepublicacao.SUBSTANCIAL
        efeito = "; os prazos recomeçam desta publicação" if recomeca else "; sem recomeçar prazos"
        return f"Retifica {ato}{efeito}: {emenda.conteudo.motivo}"
    if emenda.tipo == FormaEmenda.ANULACAO:
        return f"Anula {ato}, desde o começo: {emenda.conteudo.motivo}"
    if emenda.tipo == FormaEmenda.REVOGACAO:
        return f"Revoga {ato}, a partir de {formatar_data(emenda.conteudo.vigencia)}: {emenda.conteudo.motivo}"
    return ""


def historia(
    ato_id: int,
    destino: Sorte,
    por_id: Mapping[int, Ato],
    quem: Mapping[int, tuple[datetime, str]],
    nomes: Mapping[int, str] | None = None,
) -> tuple[str, ...]:
    """Return, line by line, what other entries did to this one; ``nomes`` names the people of moves."""
    return tuple(_linha(ato_id, por_id[id_], quem.get(id_), nomes or {}) for id_ in destino.por if id_ in por_id)


def _linha(ato_id: int, emenda: Ato, quem: tuple[datetime, str] | None, nomes: Mapping[int, str]) -> str:
    conteudo = emenda.conteudo
    por = "" if quem is None else f" por {quem[1]}"
    em = formatar_data(emenda.data)
    if emenda.tipo == FormaEmenda.ESTORNO:
        if conteudo.movido_para is not None:
            para = nomes.get(conteudo.movido_para, f"nº {conteudo.movido_para}")
            return f"Passou à ficha de {para} em {em}{por}: {conteudo.motivo}"
        return f"Estornado em {em}{por}: {conteudo.motivo}"
    if emenda.tipo == FormaEmenda.CORRECAO:
        return f"Corrigido em {em}{por}: {conteudo.motivo}"
    publicada = f"publicação de {em}"
    if emenda.tipo == FormaEmenda.RETIFICACAO:
        return f"Retificado, {publicada}: {conteudo.motivo}"
    if emenda.tipo == FormaEmenda.REVOGACAO:
        return f"Revogado a partir de {formatar_data(conteudo.vigencia)}, {publicada}: {conteudo.motivo}"
    if conteudo.ato != ato_id:
        return f"Caiu com o ato anulado, {publicada}: {conteudo.motivo}"
    return f"Anulado, {publicada}: {conteudo.motivo}"


def eh_forma(tipo: str) -> bool:
    """Tell whether a kind of act is one of the five ways."""
    return tipo in _FORMAS


def na_ficha(tipo: str) -> bool:
    """Tell whether a kind of entry appears in the timeline and the papers: an act, or a published correction."""
    if tipo == "movimento":
        return False
    return not eh_forma(tipo) or FormaEmenda(tipo).publicada
