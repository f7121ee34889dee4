"""Substituição of the holder of a cargo temporário and its end (art. 26, §§ 4º and 5º; rule E8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..funcional import Substituicao, no_periodo
from ..tipos import Carater
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, aviso, campo, exige_autoridade, requisito
from .duradouros import acrescentar, cessar_registro, definir_cessacao, fora_de_ordem, fora_do_exercicio

_REQUISITOS = "Requisitos (art. 26, §§ 4º e 5º)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteudoSubstituicao:
    """Content of a substituição, both ends included."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_26_P4)
    inicio: date | None = campo("Primeiro dia", TipoCampo.DATA, padrao=None, ajuda="Em branco: o dia da publicação.")
    fim: date | None = campo("Último dia", TipoCampo.DATA, padrao=None, ajuda="Em branco enquanto não se sabe.")
    cargo: int = campo("Cargo temporário", TipoCampo.CARGO, dispositivo=d.ART_26_P4)
    titular: str = campo("Titular substituído", TipoCampo.TEXTO)
    motivo: str = campo("Por que o titular está ausente", TipoCampo.TEXTO, padrao="")
    requisitos_do_cargo: bool = campo(
        "Preenche os mesmos requisitos do cargo",
        TipoCampo.SIM_NAO,
        padrao=True,
        dispositivo=d.ART_26_P4,
        grupo=_REQUISITOS,
        conferir=True,
    )
    mesmo_orgao: bool = campo(
        "É servidor ou empregado do mesmo órgão",
        TipoCampo.SIM_NAO,
        padrao=True,
        dispositivo=d.ART_26_P4,
        grupo=_REQUISITOS,
        conferir=True,
    )
    autoridade: int | None = campo(
        "Autoridade que designa o substituto", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9
    )
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")

    @property
    def desde(self) -> date:
        """The first day."""
        return self.inicio or self.publicacao


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: ConteudoSubstituicao) -> Requisito | None:
    return fora_de_ordem(conteudo.desde, conteudo.fim, d.ART_26_P4) or fora_do_exercicio(
        vinculo, conteudo.desde, d.ART_26_P4
    )


def _requisitos(contexto: Contexto, conteudo: ConteudoSubstituicao) -> Iterator[Requisito]:
    vinculo, cargo = contexto.vinculo, contexto.cargo
    assert vinculo is not None
    if cargo is not None:
        yield requisito(
            "E8", "O cargo do titular é temporário", d.ART_26_P4, cargo.natureza is Carater.TEMPORARIO,
            f"O cargo {cargo.nome} é {cargo.natureza.rotulo.lower()}: só se substitui o titular de cargo temporário.",
        )  # fmt: skip
        extinto = cargo.extinto_em is not None and cargo.extinto_em <= conteudo.desde
        yield requisito("N1", "O cargo não está extinto", d.ART_3, not extinto, f"O cargo {cargo.nome} está extinto.")
    yield requisito(
        "E8", "O substituto preenche os requisitos do cargo", d.ART_26_P4, conteudo.requisitos_do_cargo,
        "Falta conferir que o substituto preenche os mesmos requisitos do cargo.",
    )  # fmt: skip
    yield requisito(
        "E8", "O substituto é do mesmo órgão", d.ART_26_P4, conteudo.mesmo_orgao,
        "Falta conferir que o substituto é servidor ou empregado do mesmo órgão.",
    )  # fmt: skip
    ausente = any(a.cobre(conteudo.desde) for a in vinculo.afastamentos)
    yield aviso(
        "E8", "O substituto não está afastado", d.ART_26_P4, not ausente,
        f"Em {conteudo.desde:%d/%m/%Y} o próprio substituto está afastado.",
    )  # fmt: skip
    outra = next(iter(no_periodo(vinculo.funcional, Substituicao, conteudo.desde, conteudo.fim)), None)
    yield aviso(
        "E8", "Não substitui outro titular", d.ART_26_P4, outra is None,
        f"Já substitui {outra.titular or 'outro titular'} desde {outra.inicio:%d/%m/%Y}." if outra else "",
    )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    conteudo: ConteudoSubstituicao = ato.conteudo
    registro = Substituicao(
        inicio=conteudo.desde, fim=conteudo.fim, cargo=conteudo.cargo, titular=conteudo.titular.strip()
    )
    return acrescentar(vida, ato, registro)


def _efeitos(contexto: Contexto, conteudo: ConteudoSubstituicao) -> Iterator[str]:
    yield "O servidor continua no próprio cargo e não ocupa posto do cargo substituído."


cessar = cessar_registro

DEFINICAO = DefinicaoAto(
    tipo="substituicao",
    rotulo="Substituição",
    registrado="Substituição registrada",
    dispositivo=d.ART_26_P4,
    conteudo=ConteudoSubstituicao,
    campo_data="publicacao",
    publicado=True,
    ordem=62,
    precisa=frozenset({"cargo", "autoridade"}),
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
    cessar=cessar,
)

FIM = definir_cessacao(
    Substituicao,
    tipo="fim_substituicao",
    rotulo="Fim da substituição",
    registrado="Fim da substituição registrado",
    dispositivo=d.ART_26_P4,
    regra="E8",
    falta="Não há substituição em curso na véspera da data informada.",
    ordem=58,
    efeito="A substituição termina na véspera.",
)
