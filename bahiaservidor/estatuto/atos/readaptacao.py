"""Readaptação and its end (art. 43; rule V1): new attributions, the same cargo and pay.  Not a provimento (N2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..funcional import Readaptacao, no_periodo
from ..tipos import ResultadoJunta
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, campo, requisito
from .duradouros import (
    Cessacao,
    acrescentar,
    cessar_registro,
    definir_cessacao,
    fora_de_ordem,
    fora_do_exercicio,
)

_LAUDO = "Laudo da junta"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteudoReadaptacao:
    """Content of a readaptação.  Of the laudo only number, date and result are kept, apart from the book."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_43)
    inicio: date | None = campo("Primeiro dia", TipoCampo.DATA, padrao=None, ajuda="Em branco: o dia da publicação.")
    fim: date | None = campo("Último dia", TipoCampo.DATA, padrao=None, ajuda="Em branco: sem prazo.")
    atribuicoes: str = campo("Novas atribuições", TipoCampo.TEXTO_LONGO)
    gestante: bool = campo(
        "Gestante, por recomendação clínica",
        TipoCampo.SIM_NAO,
        padrao=False,
        dispositivo=d.ART_43,
        grupo=_LAUDO,
        sigiloso=True,
    )
    laudo_resultado: ResultadoJunta = campo(
        "Resultado",
        TipoCampo.ESCOLHA,
        padrao=ResultadoJunta.AUSENTE,
        ajuda="Da gestante basta a recomendação clínica.",
        grupo=_LAUDO,
        sigiloso=True,
        conferir=True,
    )
    laudo_numero: str = campo(
        "Número do laudo ou da recomendação", TipoCampo.TEXTO, padrao="", grupo=_LAUDO, sigiloso=True
    )
    laudo_data: date | None = campo("Data", TipoCampo.DATA, padrao=None, grupo=_LAUDO, sigiloso=True)
    compativel: bool = campo(
        "Atribuições compatíveis com a limitação",
        TipoCampo.SIM_NAO,
        padrao=True,
        dispositivo=d.ART_43,
        grupo=_LAUDO,
        conferir=True,
    )
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")

    @property
    def desde(self) -> date:
        """The first day."""
        return self.inicio or self.publicacao


@dataclass(frozen=True, slots=True, kw_only=True)
class FimReadaptacao(Cessacao):
    """Content of the end of a readaptação."""

    laudo_numero: str = campo("Número do laudo", TipoCampo.TEXTO, padrao="", grupo=_LAUDO, sigiloso=True)
    laudo_data: date | None = campo("Data do laudo", TipoCampo.DATA, padrao=None, grupo=_LAUDO, sigiloso=True)


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: ConteudoReadaptacao) -> Requisito | None:
    return fora_de_ordem(conteudo.desde, conteudo.fim, d.ART_43) or fora_do_exercicio(vinculo, conteudo.desde, d.ART_43)


def _requisitos(contexto: Contexto, conteudo: ConteudoReadaptacao) -> Iterator[Requisito]:
    assert contexto.vinculo is not None
    # The same words in every case: what is kept of a requirement must not say what is kept apart.
    sustentada = conteudo.gestante or conteudo.laudo_resultado is ResultadoJunta.LIMITACAO
    yield requisito(
        "V1", "A junta comprovou a limitação, ou há recomendação clínica da gestante", d.ART_43, sustentada,
        "Falta o laudo da junta com a limitação comprovada, ou a recomendação clínica da gestante.",
    )  # fmt: skip
    yield requisito(
        "V1", "O laudo ou a recomendação tem número e data", d.ART_43,
        bool(conteudo.laudo_numero.strip()) and conteudo.laudo_data is not None,
        "Faltam o número e a data do laudo da junta ou da recomendação clínica.",
    )  # fmt: skip
    if conteudo.laudo_data is not None:
        yield requisito(
            "V1", "O laudo não é posterior ao início", d.ART_43, conteudo.laudo_data <= conteudo.desde,
            "O laudo é posterior ao primeiro dia da readaptação.",
        )  # fmt: skip
    yield requisito(
        "V1", "As atribuições são compatíveis com a limitação", d.ART_43,
        conteudo.compativel and bool(conteudo.atribuicoes.strip()),
        "Falta conferir que as atribuições são compatíveis com a limitação." if conteudo.atribuicoes.strip()
        else "Escreva as novas atribuições.",
    )  # fmt: skip
    outra = next(iter(no_periodo(contexto.vinculo.funcional, Readaptacao, conteudo.desde, conteudo.fim)), None)
    yield requisito(
        "V1", "Não há outra readaptação no período", d.ART_43, outra is None,
        f"Há readaptação desde {outra.inicio:%d/%m/%Y} no mesmo período; registre antes o fim dela." if outra else "",
    )  # fmt: skip


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    conteudo: ConteudoReadaptacao = ato.conteudo
    registro = Readaptacao(inicio=conteudo.desde, fim=conteudo.fim, atribuicoes=conteudo.atribuicoes)
    return acrescentar(vida, ato, registro)


def _efeitos(contexto: Contexto, conteudo: ConteudoReadaptacao) -> Iterator[str]:
    yield "O cargo e a remuneração continuam os mesmos; mudam só as atribuições (art. 43)."


cessar = cessar_registro

DEFINICAO = DefinicaoAto(
    tipo="readaptacao",
    rotulo="Readaptação",
    registrado="Readaptação registrada",
    dispositivo=d.ART_43,
    conteudo=ConteudoReadaptacao,
    campo_data="publicacao",
    publicado=True,
    ordem=61,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
    cessar=cessar,
)

FIM = definir_cessacao(
    Readaptacao,
    tipo="fim_readaptacao",
    rotulo="Fim da readaptação",
    registrado="Fim da readaptação registrado",
    dispositivo=d.ART_43,
    regra="V1",
    falta="Não há readaptação em curso na véspera da data informada.",
    ordem=58,
    efeito="A readaptação termina na véspera; voltam as atribuições do cargo.",
    conteudo=FimReadaptacao,
)
