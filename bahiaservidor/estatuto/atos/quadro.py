"""Acts on a cargo: extinction, declaration of desnecessidade, transformação (arts. 3º and 37)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..tipos import TipoExtincao
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, Sujeito, TipoCampo, campo, estrutural


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtincaoCargo:
    """Content of the extinction, or of the declaration that a cargo is not needed."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_3)
    cargo: int = campo("Cargo", TipoCampo.CARGO, dispositivo=d.ART_3)
    tipo: TipoExtincao = campo("Espécie", TipoCampo.ESCOLHA, padrao=TipoExtincao.EXTINCAO, dispositivo=d.ART_37)
    lei: str = campo("Lei ou decreto", TipoCampo.TEXTO, padrao="")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransformacaoCargo:
    """Content of a transformação: posts and vínculos of ``cargo`` pass to ``para``."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_3)
    cargo: int = campo("Cargo transformado", TipoCampo.CARGO, dispositivo=d.ART_3)
    para: int = campo("Cargo em que se transforma", TipoCampo.CARGO, dispositivo=d.ART_3)
    lei: str = campo("Lei", TipoCampo.TEXTO, padrao="")


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: object) -> Requisito | None:
    return None


def _requisitos(contexto: Contexto, conteudo: ExtincaoCargo | TransformacaoCargo) -> Iterator[Requisito]:
    cargo = contexto.cargo
    if cargo is not None and cargo.extinto_em is not None:
        yield estrutural(
            "N1", "O cargo existe", d.ART_3, f"O cargo {cargo.nome} está extinto desde {cargo.extinto_em:%d/%m/%Y}."
        )
    if isinstance(conteudo, TransformacaoCargo):
        destino = contexto.origem
        if conteudo.cargo == conteudo.para:
            yield estrutural("N1", "Os cargos são diferentes", d.ART_3, "O cargo não se transforma nele mesmo.")
        elif destino is not None and destino.extinto_em is not None:
            yield estrutural("N1", "O cargo de destino existe", d.ART_3, f"O cargo {destino.nome} está extinto.")


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    """Return the life as it is: an act on a cargo reaches people through the quadro."""
    return vida


def _efeitos(contexto: Contexto, conteudo: ExtincaoCargo | TransformacaoCargo) -> Iterator[str]:
    if isinstance(conteudo, TransformacaoCargo):
        yield "Os postos e todos os vínculos do cargo, encerrados também, passam ao novo cargo."
    else:
        yield "Propõe-se a disponibilidade de cada estável que ocupa o cargo (art. 37)."


EXTINCAO = DefinicaoAto(
    tipo="extincao_cargo",
    rotulo="Extinção ou desnecessidade de cargo",
    registrado="Extinção registrada",
    dispositivo=d.ART_37,
    conteudo=ExtincaoCargo,
    campo_data="publicacao",
    ordem=5,
    sujeito=Sujeito.CARGO,
    precisa=frozenset({"cargo"}),
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)

TRANSFORMACAO = DefinicaoAto(
    tipo="transformacao_cargo",
    rotulo="Transformação de cargo",
    registrado="Transformação registrada",
    dispositivo=d.ART_3,
    conteudo=TransformacaoCargo,
    campo_data="publicacao",
    ordem=5,
    sujeito=Sujeito.CARGO,
    precisa=frozenset({"cargo", "para"}),
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)
