"""The acts that a contradiction is about, or that opened what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.formatos.datas import formatar_data
from ..registro.consultas.contradicoes_especies import Achado, Especie
from ..registro.consultas.contradicoes_referencias import AtoLido, Referencias
from .tipos.contradicoes import AtoCitado

_ABREM: Final[Mapping[Especie, Mapping[str, tuple[str, ...]]]] = {
    Especie.CARGOS_SIMULTANEOS: {"": ("assentamento_inicial", "posse")},
    Especie.EXCEDENTE: {"": ("excedencia",)},
    Especie.ESTAGIO_SEM_AVALIADOR: {"": ("assentamento_inicial", "exercicio")},
    Especie.ESTAGIO_SEM_HOMOLOGACAO: {"": ("assentamento_inicial", "exercicio")},
    Especie.PRAZO_VENCIDO: {
        "posse": ("nomeacao",),
        "exercicio": ("assentamento_inicial", "posse"),
        "avaliacao_semestral": ("assentamento_inicial", "exercicio"),
        "decisao_reconsideracao": ("reconsideracao_avaliacao",),
        "submissao_avaliacao": ("assentamento_inicial", "exercicio"),
        "apresentacao": ("remocao", "relotacao"),
    },
}
"""By kind, and by kind of deadline, the acts that opened what is said."""


def frase(ato: AtoLido) -> str:
    """Return an act as a sentence names it: ``Posse de 10/02/2026``."""
    definicao = POR_TIPO.get(ato.tipo)
    rotulo = definicao.rotulo if definicao is not None else ato.tipo
    return f"{rotulo} de {formatar_data(ato.data)}" if ato.data is not None else rotulo


def atos_citados(achado: Achado, lidas: Referencias) -> Iterator[AtoCitado]:
    """Yield the acts involved: the one it is about, or those that opened what it is about."""
    if achado.ato_id is not None:
        ato = lidas.atos.get(achado.ato_id)
        if ato is not None:
            yield AtoCitado(ato_id=ato.id, frase=frase(ato))
        return
    outro = achado.outro_id if achado.especie == Especie.CARGOS_SIMULTANEOS else None
    vinculos = [id_ for id_ in (outro, achado.vinculo_id) if id_ is not None]
    abrem = _ABREM.get(Especie(achado.especie), {}).get(achado.texto, ())
    for vinculo_id in vinculos:
        for ato in sorted(lidas.dos_vinculos.get(vinculo_id, ()), key=lambda a: (a.data or date.min, a.id)):
            if ato.tipo in abrem:
                numero = f" (vínculo nº {lidas.vinculos[vinculo_id].numero})" if len(vinculos) > 1 else ""
                yield AtoCitado(ato_id=ato.id, frase=frase(ato) + numero)
