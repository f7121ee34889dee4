"""Designação for chefia or assessoramento (art. 11, parágrafo único; rule N3) and dispensa."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..funcional import Designacao, no_periodo
from ..tipos import EspecieDesignacao
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, aviso, campo, exige_autoridade, requisito
from .duradouros import acrescentar, cessar_registro, definir_cessacao, fora_de_ordem, fora_do_exercicio


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteudoDesignacao:
    """Content of a designação, both ends included."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_11_PU)
    inicio: date | None = campo("Primeiro dia", TipoCampo.DATA, padrao=None, ajuda="Em branco: o dia da publicação.")
    fim: date | None = campo("Último dia", TipoCampo.DATA, padrao=None, ajuda="Em branco: até a dispensa.")
    especie: EspecieDesignacao = campo(
        "Espécie", TipoCampo.ESCOLHA, padrao=EspecieDesignacao.CHEFIA, dispositivo=d.ART_11_PU
    )
    funcao: str = campo("Função", TipoCampo.TEXTO)
    simbolo: str = campo("Símbolo", TipoCampo.TEXTO, padrao="")
    unidade: int | None = campo("Unidade da função", TipoCampo.UNIDADE, padrao=None)
    autoridade: int | None = campo("Autoridade que designa", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")

    @property
    def desde(self) -> date:
        """The first day."""
        return self.inicio or self.publicacao


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: ConteudoDesignacao) -> Requisito | None:
    return fora_de_ordem(conteudo.desde, conteudo.fim, d.ART_11_PU) or fora_do_exercicio(
        vinculo, conteudo.desde, d.ART_11_PU
    )


def _requisitos(contexto: Contexto, conteudo: ConteudoDesignacao) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    yield requisito("N3", "A função está escrita", d.ART_11_PU, bool(conteudo.funcao.strip()), "Escreva a função.")
    yield aviso(
        "N3", "O designado é servidor permanente", d.ART_11_PU, vinculo.permanente,
        "A designação recai de preferência em servidor permanente, e este vínculo é "
        f"{vinculo.carater.rotulo.lower()} (art. 11, parágrafo único).",
    )  # fmt: skip
    outra = next(iter(no_periodo(vinculo.funcional, Designacao, conteudo.desde, conteudo.fim)), None)
    yield aviso(
        "N3", "Não exerce outra função", d.ART_11_PU, outra is None,
        f"Já exerce {outra.funcao} desde {outra.inicio:%d/%m/%Y}; se deixou de exercer, registre a dispensa."
        if outra else "",
    )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    conteudo: ConteudoDesignacao = ato.conteudo
    registro = Designacao(
        inicio=conteudo.desde,
        fim=conteudo.fim,
        especie=conteudo.especie,
        funcao=conteudo.funcao.strip(),
        simbolo=conteudo.simbolo.strip(),
        unidade=conteudo.unidade,
    )
    return acrescentar(vida, ato, registro)


def _efeitos(contexto: Contexto, conteudo: ConteudoDesignacao) -> Iterator[str]:
    yield "O servidor continua no próprio cargo; a designação não é forma de provimento (art. 11)."


cessar = cessar_registro

DEFINICAO = DefinicaoAto(
    tipo="designacao",
    rotulo="Designação para chefia ou assessoramento",
    registrado="Designação registrada",
    dispositivo=d.ART_11_PU,
    conteudo=ConteudoDesignacao,
    campo_data="publicacao",
    publicado=True,
    ordem=63,
    precisa=frozenset({"autoridade"}),
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
    cessar=cessar,
)

DISPENSA = definir_cessacao(
    Designacao,
    tipo="dispensa",
    rotulo="Dispensa de chefia ou assessoramento",
    registrado="Dispensa registrada",
    dispositivo=d.ART_11_PU,
    regra="N3",
    falta="Não há designação em curso na véspera da data informada.",
    ordem=58,
    efeito="A designação termina na véspera.",
)
