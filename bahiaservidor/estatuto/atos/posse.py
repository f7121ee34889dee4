"""Posse (arts. 8º and 16 to 20): the signing of the termo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..agil import agil
from ..contagem import aniversario
from ..copia import replace
from ..prazos import prazo_da_posse
from ..tipos import Inspecao, TipoPrazo
from ..vida import VidaFuncional, Vinculo
from .base import (
    Ato,
    Contexto,
    DefinicaoAto,
    Requisito,
    TipoCampo,
    aviso,
    campo,
    estrutural,
    exige_autoridade,
    requisito,
)

_REQUISITOS = "Requisitos (art. 8º)"
_DECLARACOES = "Declarações e laudo"
_PROCURACAO = "Procuração"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemConferido:
    """One item of the checklist: who verified it and when (P10)."""

    item: str
    presente: bool = True
    valor: str = ""
    conferido_por: str = ""
    conferido_em: date | None = None


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Posse:
    """Content of a posse.  Of the laudo only number, date and result are kept, never the exams (P7)."""

    data: date = campo("Data da posse", TipoCampo.DATA, dispositivo=d.ART_19)
    autoridade: int | None = campo("Autoridade que dá posse", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_18)
    nacionalidade: bool = campo(
        "Nacionalidade", TipoCampo.SIM_NAO, padrao=True, dispositivo=d.ART_8, grupo=_REQUISITOS, conferir=True
    )
    direitos_politicos: bool = campo(
        "Direitos políticos e quitação eleitoral",
        TipoCampo.SIM_NAO,
        padrao=True,
        dispositivo=d.ART_8,
        grupo=_REQUISITOS,
        conferir=True,
    )
    quitacao_militar: bool = campo(
        "Quitação militar, se exigida",
        TipoCampo.SIM_NAO,
        padrao=True,
        ajuda="Homens, até 31/12 do ano em que completam a idade configurada; nos demais casos marque como atendido.",
        dispositivo=d.ART_8,
        grupo=_REQUISITOS,
        conferir=True,
    )
    escolaridade: bool = campo(
        "Escolaridade do cargo", TipoCampo.SIM_NAO, padrao=True, dispositivo=d.ART_8, grupo=_REQUISITOS, conferir=True
    )
    inspecao: Inspecao = campo(
        "Inspeção médica oficial",
        TipoCampo.ESCOLHA,
        padrao=Inspecao.APTO,
        dispositivo=d.ART_20,
        grupo=_DECLARACOES,
        conferir=True,
    )
    laudo_numero: str = campo("Número do laudo", TipoCampo.TEXTO, padrao="", grupo=_DECLARACOES, sigiloso=True)
    laudo_data: date | None = campo("Data do laudo", TipoCampo.DATA, padrao=None, grupo=_DECLARACOES, sigiloso=True)
    declaracao_bens: bool = campo(
        "Declaração de bens e valores",
        TipoCampo.SIM_NAO,
        padrao=True,
        dispositivo=d.ART_19_P4,
        grupo=_DECLARACOES,
        conferir=True,
    )
    declaracao_bens_data: date | None = campo(
        "Entrega da declaração de bens", TipoCampo.DATA, padrao=None, grupo=_DECLARACOES
    )
    declaracao_acumulacao: bool = campo(
        "Declaração de acumulação",
        TipoCampo.SIM_NAO,
        padrao=True,
        dispositivo=d.ART_19_P4,
        grupo=_DECLARACOES,
        conferir=True,
    )
    acumulacao_licita: bool = campo(
        "Não acumula, ou acumula licitamente",
        TipoCampo.SIM_NAO,
        padrao=True,
        ajuda="Também quando o fim do outro vínculo, ou o pedido dele, está comprovado.",
        dispositivo=d.CF_37_XVI,
        grupo=_DECLARACOES,
        conferir=True,
    )
    outro_cargo: str = campo("Outro cargo declarado", TipoCampo.TEXTO, padrao="", grupo=_DECLARACOES)
    por_procuracao: bool = campo(
        "Por procuração", TipoCampo.SIM_NAO, padrao=False, dispositivo=d.ART_19_P3, grupo=_PROCURACAO
    )
    procurador: str = campo("Procurador", TipoCampo.TEXTO, padrao="", grupo=_PROCURACAO)
    procuracao: str = campo("Instrumento da procuração", TipoCampo.TEXTO, padrao="", grupo=_PROCURACAO)
    local: str = campo("Local da posse", TipoCampo.TEXTO, padrao="")
    itens: tuple[ItemConferido, ...] = campo("Conferência de documentos", TipoCampo.CONFERENCIA, padrao=())


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: Posse) -> Requisito | None:
    if not vinculo.pendente_de_posse or vinculo.publicacao_vigente is None:
        return estrutural("P1", "Há nomeação à espera de posse", d.ART_19, "Não há nomeação à espera de posse.")
    publicacao = vinculo.publicacao_vigente.data
    if conteudo.data < publicacao:
        return estrutural(
            "P1", "A posse não é anterior à publicação da nomeação", d.ART_19,
            f"A nomeação foi publicada em {publicacao:%d/%m/%Y}, depois da data da posse.",
        )  # fmt: skip
    return None


def _requisitos(contexto: Contexto, conteudo: Posse) -> Iterator[Requisito]:
    yield from _do_prazo(contexto, conteudo)
    yield from _da_pessoa(contexto, conteudo)
    yield requisito(
        "P7", "Inspeção médica oficial com resultado apto", d.ART_20, conteudo.inspecao is Inspecao.APTO,
        "Falta o laudo da inspeção médica oficial." if conteudo.inspecao is Inspecao.AUSENTE
        else "O laudo da inspeção médica oficial é inapto.",
    )  # fmt: skip
    yield requisito(
        "P6",
        "Declaração de bens e valores",
        d.ART_19_P4,
        conteudo.declaracao_bens,
        "Falta a declaração de bens e valores.",
    )
    yield requisito(
        "P6", "Declaração sobre o exercício de outro cargo", d.ART_19_P4, conteudo.declaracao_acumulacao,
        "Falta a declaração de acumulação de cargos.",
    )  # fmt: skip
    yield requisito(
        "P11", "Não há acumulação vedada", d.CF_37_XVI, conteudo.acumulacao_licita,
        "A declaração mostra outro cargo fora das hipóteses permitidas, sem o fim, nem o pedido, do outro vínculo.",
    )  # fmt: skip
    if conteudo.por_procuracao and not (conteudo.procurador.strip() and conteudo.procuracao.strip()):
        yield aviso(
            "P5", "Procurador e instrumento da procuração informados", d.ART_19_P3, False,
            "Posse por procuração: informe o procurador e o instrumento (art. 19, § 3º).",
        )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.data, d.ART_18)


def _do_prazo(contexto: Contexto, conteudo: Posse) -> Iterator[Requisito]:
    assert contexto.vinculo is not None
    prazo = prazo_da_posse(contexto.vida, contexto.vinculo, lambda unidade, instante: contexto.regime)
    assert prazo is not None
    if prazo.vence is None or prazo.vence_ultimo is None:
        yield requisito("P3", "O prazo da posse está suspenso por impedimento legal", d.ART_19_P1, True)
        return
    dentro = conteudo.data <= prazo.vence_ultimo
    falta = f"O último dia possível para a posse foi {prazo.vence_ultimo:%d/%m/%Y}."
    if prazo.retido:
        falta = f"O prazo original terminou em {prazo.vence_ultimo:%d/%m/%Y}, e a prorrogação ainda não foi decidida."
    yield requisito("P4", f"Posse até {prazo.vence_ultimo:%d/%m/%Y}", d.ART_19_P2, dentro, falta)
    if dentro and conteudo.data > prazo.vence:
        yield aviso(
            "P4", "Posse dentro da leitura adotada", d.ART_19, False,
            f"A posse cai entre {prazo.vence:%d/%m/%Y}, vencimento na leitura adotada, e "
            f"{prazo.vence_ultimo:%d/%m/%Y}, último dia possível (zona cinzenta).",
        )  # fmt: skip


def _da_pessoa(contexto: Contexto, conteudo: Posse) -> Iterator[Requisito]:
    idade = contexto.parametros.inteiro("idade_minima_posse", conteudo.data)
    nascimento = contexto.vida.nascimento
    completa = nascimento is not None and aniversario(nascimento, idade) <= conteudo.data
    yield requisito(
        "N5", f"{idade} anos completos", d.ART_8, completa,
        "Falta a data de nascimento da pessoa." if nascimento is None
        else f"A pessoa só completa {idade} anos em {aniversario(nascimento, idade):%d/%m/%Y}.",
    )  # fmt: skip
    for atendido, descricao, falta in (
        (conteudo.nacionalidade, "Nacionalidade", "Falta comprovar a nacionalidade exigida."),
        (conteudo.direitos_politicos, "Direitos políticos e quitação eleitoral", "Falta a quitação eleitoral."),
        (conteudo.quitacao_militar, "Quitação militar, se exigida", "Falta a quitação militar."),
        (conteudo.escolaridade, "Escolaridade do cargo", "Falta comprovar a escolaridade do cargo."),
    ):
        yield requisito("N5", descricao, d.ART_8, atendido, falta)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    return vida if vinculo.inicial is not None else vida.com(replace(vinculo, posse=ato.fato))


def _efeitos(contexto: Contexto, conteudo: Posse) -> Iterator[str]:
    yield "A pessoa passa a servidor, e abre-se o prazo do exercício (art. 21, § 1º)."


DEFINICAO = DefinicaoAto(
    tipo="posse",
    traz=TipoPrazo.EXERCICIO,
    rotulo="Posse",
    registrado="Posse registrada",
    dispositivo=d.ART_19,
    conteudo=Posse,
    campo_data="data",
    ordem=30,
    precisa=frozenset({"autoridade"}),
    papel="termo_posse",
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)
