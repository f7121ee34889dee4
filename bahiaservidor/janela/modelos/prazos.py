"""Deadlines in tables: their columns, their words, and the act that fulfils each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from ...estatuto.formatos.datas import formatar_data
from ...estatuto.formatos.nomes import sem_acentos
from ...estatuto.tipos import EstadoPrazo, TipoPrazo
from ...servicos.colunas_listas import data_ou_traco as data_ou_traco
from ..tema import Tom
from .base import Coluna

if TYPE_CHECKING:
    from ...servicos.tipos import LinhaPrazo, Novidade, Proposta

DIAS_DA_SEMANA: Final = (
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo",
)  # fmt: skip

ATO_QUE_CUMPRE: Final[dict[TipoPrazo, str]] = {
    TipoPrazo.POSSE: "posse",
    TipoPrazo.EXERCICIO: "exercicio",
    TipoPrazo.AVALIACAO_SEMESTRAL: "avaliacao_estagio",
    TipoPrazo.SUBMISSAO_AVALIACAO: "submissao_avaliacao",
    TipoPrazo.FIM_ESTAGIO: "homologacao_estagio",
    TipoPrazo.ESTABILIDADE: "homologacao_estagio",
    TipoPrazo.RECONSIDERACAO_AVALIACAO: "reconsideracao_avaliacao",
    TipoPrazo.DECISAO_RECONSIDERACAO: "decisao_reconsideracao",
    TipoPrazo.RECURSO_AVALIACAO: "recurso_avaliacao",
}
"""The act whose registration fulfils a deadline of each kind, by its key in the catalogue."""

ROTULO_DO_REGISTRO: Final[dict[TipoPrazo, str]] = {
    TipoPrazo.POSSE: "Re&gistrar a posse…",
    TipoPrazo.EXERCICIO: "Re&gistrar o exercício…",
    TipoPrazo.AVALIACAO_SEMESTRAL: "Re&gistrar a avaliação…",
    TipoPrazo.SUBMISSAO_AVALIACAO: "Re&gistrar a submissão…",
    TipoPrazo.FIM_ESTAGIO: "Re&gistrar a homologação…",
    TipoPrazo.ESTABILIDADE: "Re&gistrar a homologação…",
    TipoPrazo.RECONSIDERACAO_AVALIACAO: "Re&gistrar o pedido…",
    TipoPrazo.DECISAO_RECONSIDERACAO: "Re&gistrar a decisão…",
    TipoPrazo.RECURSO_AVALIACAO: "Re&gistrar o recurso…",
}

TOM_DO_ESTADO: Final = {
    EstadoPrazo.ABERTO: Tom.INFO,
    EstadoPrazo.SUSPENSO: Tom.NEUTRO,
    EstadoPrazo.ZONA_CINZENTA: Tom.ZONA,
    EstadoPrazo.VENCIDO: Tom.PERIGO,
    EstadoPrazo.CUMPRIDO: Tom.SUCESSO,
    EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO: Tom.ATENCAO,
    EstadoPrazo.PREJUDICADO: Tom.APAGADO,
}
"""Tones of the states: models do not know the widgets, so they say again what the badges say (a test compares)."""

ATO_PROPOSTO: Final[dict[TipoPrazo, tuple[str, str]]] = {
    TipoPrazo.POSSE: ("tornar_sem_efeito", "Tornar sem &efeito…"),
    TipoPrazo.EXERCICIO: ("exoneracao_de_oficio", "&Exonerar de ofício…"),
}
"""The act that the law suggests once a deadline has lapsed (C5), and the words of its button."""

ESTADOS_PENDENTES: Final = (
    EstadoPrazo.VENCIDO, EstadoPrazo.ZONA_CINZENTA, EstadoPrazo.ABERTO, EstadoPrazo.SUSPENSO,
)  # fmt: skip
"""States that may still ask something of the clerk."""

ORDEM_DOS_ESTADOS: Final = (
    *ESTADOS_PENDENTES, EstadoPrazo.CUMPRIDO, EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO, EstadoPrazo.PREJUDICADO,
)  # fmt: skip


def data_com_dia(dia: date) -> str:
    """Return the date with the day of the week: '09/03/2026, segunda-feira'."""
    return f"{formatar_data(dia)}, {DIAS_DA_SEMANA[dia.weekday()]}"


def quantos(n: int, singular: str, plural: str) -> str:
    """Return the number with its noun, thousands with a point: '1.234 prazos'."""
    return f"{numero(n)} {singular if n == 1 else plural}"


def numero(n: int) -> str:
    """Return a number as Brazilians write it: 12.345."""
    return f"{n:,}".replace(",", ".")


def resolvido(prazo: LinhaPrazo) -> bool:
    """Tell whether an act has already closed the deadline (a lapsed one stays 'vencido' after it)."""
    return prazo.fechado_em is not None


def palavra_do_estado(prazo: LinhaPrazo) -> str:
    """Return the state in words; a lapsed deadline that an act resolved says so."""
    if prazo.estado is EstadoPrazo.VENCIDO and resolvido(prazo):
        return "Vencido, resolvido"
    return prazo.estado.rotulo


def palavra_de_varios(prazo: LinhaPrazo, quantidade: int) -> str:
    """Return the state in words after a number: '2 vencidos', '1 aberto'."""
    palavra = palavra_do_estado(prazo).lower()
    return palavra if quantidade == 1 else _PLURAIS.get(palavra, palavra)


_PLURAIS: Final = {
    "aberto": "abertos",
    "suspenso": "suspensos",
    "vencido": "vencidos",
    "vencido, resolvido": "vencidos, resolvidos",
    "zona cinzenta": "na zona cinzenta",
    "cumprido": "cumpridos",
    "cumprido fora do prazo": "cumpridos fora do prazo",
    "prejudicado": "prejudicados",
}


def tom_da_linha(prazo: LinhaPrazo) -> Tom:
    """Return the tone of the state; a lapsed deadline that an act resolved no longer alarms."""
    if prazo.estado is EstadoPrazo.VENCIDO and resolvido(prazo):
        return Tom.NEUTRO
    return TOM_DO_ESTADO[prazo.estado]


def distancia(dia: date, hoje: date) -> str:
    """Return how far a day is, in calendar days: 'hoje', 'amanhã', 'em 12 dias', 'há 3 dias'."""
    dias = (dia - hoje).days
    if dias == 0:
        return "hoje"
    if dias == 1:
        return "amanhã"
    if dias == -1:
        return "ontem"
    return f"em {numero(dias)} dias" if dias > 0 else f"há {numero(-dias)} dias"


def falta(prazo: LinhaPrazo, hoje: date) -> str:
    """Return how far the deadline is while it asks something; empty once closed."""
    if resolvido(prazo) or prazo.estado not in ESTADOS_PENDENTES:
        return ""
    if prazo.vence is None:
        return "sem data"
    if prazo.estado is EstadoPrazo.ZONA_CINZENTA and prazo.vence_ultimo is not None:
        return f"último dia {distancia(prazo.vence_ultimo, hoje)}"
    return distancia(prazo.vence, hoje)


def ato_do_prazo(prazo: LinhaPrazo) -> str | None:
    """Return the key of the act that would fulfil the deadline, None when none is to be registered."""
    if resolvido(prazo) or prazo.estado not in ESTADOS_PENDENTES:
        return None
    return ATO_QUE_CUMPRE.get(prazo.tipo)


def aviso_da_interna(prazo: LinhaPrazo, hoje: date) -> str:
    """Return what there is to say of the internal date of a pending deadline: 'passou', 'rever', or nothing."""
    if prazo.data_interna is None or resolvido(prazo) or prazo.estado not in ESTADOS_PENDENTES:
        return ""
    if prazo.interna_depois:
        return "rever"
    return "passou" if prazo.data_interna < hoje else ""


def palavra_da_interna(prazo: LinhaPrazo, hoje: date) -> str:
    """Return the internal date, with what there is to say of it."""
    aviso = aviso_da_interna(prazo, hoje)
    return f"{data_ou_traco(prazo.data_interna)}, {aviso}" if aviso else data_ou_traco(prazo.data_interna)


def tom_da_interna(prazo: LinhaPrazo, hoje: date) -> Tom | None:
    """Return the tone of the internal date that asks for attention, None for any other."""
    return {"rever": Tom.ZONA, "passou": Tom.ATENCAO}.get(aviso_da_interna(prazo, hoje))


def dica_da_interna(prazo: LinhaPrazo, hoje: date) -> str:
    """Return the whole sentence about the internal date."""
    if prazo.data_interna is None:
        return "Sem data interna"
    aviso = aviso_da_interna(prazo, hoje)
    frase = f"Data interna: {data_com_dia(prazo.data_interna)}"
    if aviso == "rever" and prazo.vence is not None:
        return f"{frase}. O vencimento legal passou a ser antes dela ({formatar_data(prazo.vence)}): reveja-a."
    return f"{frase} (passou)" if aviso else frase


def colunas_prazos(hoje: Callable[[], date]) -> tuple[Coluna[LinhaPrazo], ...]:
    """Return the columns of the list of deadlines, in render order; ``chave`` is what the service sorts by."""
    return (
        Coluna(chave="vence", rotulo="Vence", texto=lambda p: data_ou_traco(p.vence), largura=104, forte=True,
               dica=lambda p: data_com_dia(p.vence) if p.vence is not None else "Depende de um evento sem data"),
        Coluna(chave="falta", rotulo="Falta", texto=lambda p: falta(p, hoje()), largura=112),
        Coluna(chave="estado", rotulo="Estado", texto=palavra_do_estado, tom=tom_da_linha, largura=140),
        Coluna(chave="tipo", rotulo="Prazo", texto=lambda p: p.rotulo, largura=196),
        Coluna(chave="nome", rotulo="Servidor", texto=lambda p: p.nome, largura=220),
        Coluna(chave="responsavel", rotulo="Responsável", texto=lambda p: p.responsavel or "—", largura=150),
        Coluna(chave="data_interna", rotulo="Data interna", texto=lambda p: palavra_da_interna(p, hoje()), largura=136,
               tom=lambda p: tom_da_interna(p, hoje()), dica=lambda p: dica_da_interna(p, hoje()),
               desdobra=(
                   Coluna(chave="data_interna", rotulo="Data interna", texto=lambda p: data_ou_traco(p.data_interna)),
                   Coluna(chave="aviso", rotulo="Sobre a data interna", texto=lambda p: aviso_da_interna(p, hoje())),
               )),
        Coluna(chave="nota", rotulo="Nota", texto=lambda p: "Nota" if p.nota else "", largura=60,
               tom=lambda p: Tom.NEUTRO if p.nota else None, dica=lambda p: p.nota, exporta=lambda p: p.nota),
        Coluna(chave="matricula", rotulo="Matrícula", texto=lambda p: p.matricula or "—", largura=104, oculta=True),
        Coluna(chave="cargo", rotulo="Cargo", texto=lambda p: p.cargo, largura=180, oculta=True),
        Coluna(chave="unidade", rotulo="Unidade", texto=lambda p: p.unidade or "—", largura=180),
        Coluna(chave="orgao", rotulo="Órgão", texto=lambda p: p.orgao or "—", largura=96, oculta=True),
        Coluna(chave="vence_ultimo", rotulo="Último dia", texto=lambda p: data_ou_traco(p.vence_ultimo), largura=104),
        Coluna(chave="inicio", rotulo="Início", texto=lambda p: data_ou_traco(p.inicio), largura=104, oculta=True),
        Coluna(chave="fechado_em", rotulo="Resolvido em", texto=lambda p: data_ou_traco(p.fechado_em), largura=112,
               oculta=True),
        Coluna(chave="dispositivo", rotulo="Dispositivo", texto=lambda p: p.dispositivo, largura=140, oculta=True),
    )  # fmt: skip


def colunas_novidades(hoje: Callable[[], date]) -> tuple[Coluna[Novidade], ...]:
    """Return the columns of 'Desde a sua última abertura'."""
    return (
        Coluna(chave="evento", rotulo="O que houve", texto=palavra_da_novidade, tom=tom_da_novidade, largura=124,
               dica=lambda n: f"{n.aconteceu} em {data_com_dia(n.em)}",
               exporta=lambda n: f"{n.aconteceu} em {formatar_data(n.em)}", ordem=lambda n: (n.aconteceu, n.em)),
        Coluna(chave="vence", rotulo="Vence", texto=lambda p: data_ou_traco(p.vence), largura=104, forte=True,
               ordem=lambda p: p.vence, dica=lambda p: falta(p, hoje())),
        Coluna(chave="nome", rotulo="Servidor", texto=lambda p: p.nome, largura=176,
               ordem=lambda p: sem_acentos(p.nome)),
        Coluna(chave="tipo", rotulo="Prazo", texto=lambda p: p.rotulo, largura=140),
    )  # fmt: skip


def palavra_da_novidade(novidade: Novidade) -> str:
    """Return what happened in the few words of a badge; the tooltip says the rest."""
    return "Data interna" if novidade.da_interna else novidade.aconteceu


def tom_da_novidade(novidade: Novidade) -> Tom:
    """Return the tone of what happened."""
    return Tom.ATENCAO if novidade.da_interna else tom_da_linha(novidade)


PREPARAR: Final = "preparar"
"""The column of the proposals that opens the draft at a click."""


def colunas_propostas(hoje: Callable[[], date]) -> tuple[Coluna[Proposta], ...]:
    """Return the columns of the acts that the law suggests."""
    return (
        Coluna(chave=PREPARAR, rotulo="Minuta", texto=lambda p: "Preparar…", tom=lambda p: Tom.INFO, largura=104,
               ordenavel=False, dica=lambda p: f"Abrir a minuta: {p.rotulo}, {p.nome}", desdobra=()),
        Coluna(chave="nome", rotulo="Servidor", texto=lambda p: p.nome, largura=220, cresce=2,
               ordem=lambda p: sem_acentos(p.nome)),
        Coluna(chave="rotulo", rotulo="Ato proposto", texto=lambda p: p.rotulo, largura=190),
        Coluna(chave="desde", rotulo="Desde", texto=lambda p: data_ou_traco(p.desde), largura=104, forte=True,
               ordem=lambda p: p.desde, dica=lambda p: distancia(p.desde, hoje()) if p.desde is not None else ""),
        Coluna(chave="razao", rotulo="Por quê", texto=lambda p: p.razao, largura=320, cresce=3),
        Coluna(chave="dispositivo", rotulo="Dispositivo", texto=lambda p: p.dispositivo, largura=130),
    )  # fmt: skip


FECHADOS: Final = (EstadoPrazo.CUMPRIDO, EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO, EstadoPrazo.PREJUDICADO)
"""States that only a closed deadline has."""


def posicao_do_id(ids: Sequence[int], procurado: int) -> int:
    """Return where an id is in the display, -1 when it is not."""
    try:
        return ids.index(procurado)
    except ValueError:
        return -1
