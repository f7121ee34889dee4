"""Falecimento: ends every vínculo of the person (rule V2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..copia import replace
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, Sujeito, TipoCampo, campo, estrutural
from .vacancia import encerrado


@dataclass(frozen=True, slots=True, kw_only=True)
class Falecimento:
    """Content of the act."""

    data: date = campo("Data do falecimento", TipoCampo.DATA, dispositivo=d.ART_44)
    certidao: str = campo("Certidão de óbito", TipoCampo.TEXTO, padrao="")


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: Falecimento) -> Requisito | None:
    if vida.falecimento is not None:
        return estrutural("V2", "A pessoa está viva", d.ART_44, "O falecimento já está registrado.")
    if not vinculo.existe:
        return estrutural("V2", "O vínculo existe", d.ART_44, "O vínculo já terminou.")
    if conteudo.data < vinculo.ocupa_desde and vinculo.inicial is None:
        return estrutural("V2", "A data não é anterior à nomeação", d.ART_44, "O falecimento é anterior à nomeação.")
    return None


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    vinculos = tuple(encerrado(v, ato) if v.existe else v for v in vida.vinculos)
    return replace(vida, falecimento=ato.fato, vinculos=vinculos)


def _efeitos(contexto: Contexto, conteudo: Falecimento) -> Iterator[str]:
    yield "Terminam todos os vínculos da pessoa, e os prazos abertos ficam prejudicados."


DEFINICAO = DefinicaoAto(
    tipo="falecimento",
    rotulo="Falecimento",
    registrado="Falecimento registrado",
    dispositivo=d.ART_44,
    conteudo=Falecimento,
    campo_data="data",
    ordem=90,
    sujeito=Sujeito.SERVIDOR,
    admite=_admite,
    aplicar=_aplicar,
    efeitos=_efeitos,
)
