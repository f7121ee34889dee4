"""Kinds of draft, with the words a clerk reads: those of each act that is published, and of each way of correcting."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

PREFIXO: Final = "minuta_ato_"
LOTE: Final = "minuta_varios_"

_ATOS: Final[Mapping[str, str]] = {
    "nomeacao": "nomeação",
    "prorrogacao_posse": "prorrogação do prazo da posse",
    "decisao_prorrogacao": "decisão sobre a prorrogação da posse",
    "republicacao": "republicação",
    "tornar_sem_efeito": "ato que torna sem efeito",
    "exoneracao_a_pedido": "exoneração a pedido",
    "exoneracao_de_oficio": "exoneração de ofício",
    "exoneracao_a_juizo": "exoneração a juízo da autoridade",
    "homologacao_estagio": "homologação do estágio probatório",
    "aposentadoria": "aposentadoria",
    "reversao": "reversão",
    "cassacao_aposentadoria": "cassação da aposentadoria",
    "disponibilidade": "disponibilidade",
    "aproveitamento": "aproveitamento",
    "cassacao_disponibilidade": "cassação da disponibilidade",
    "demissao": "demissão",
    "reintegracao": "reintegração",
    "reconducao": "recondução",
    "vacancia_posse_inacumulavel": "vacância por posse em cargo inacumulável",
    "vacancia_outra": "vacância por outra causa",
    "remocao": "remoção",
    "relotacao": "relotação",
    "permuta": "permuta",
    "readaptacao": "readaptação",
    "fim_readaptacao": "fim da readaptação",
    "designacao": "designação",
    "dispensa": "dispensa",
    "substituicao": "substituição",
    "fim_substituicao": "fim da substituição",
    "promocao": "promoção",
    "averbacao": "averbação",
    "extincao_cargo": "extinção ou desnecessidade de cargo",
    "transformacao_cargo": "transformação de cargo",
}
DE_CORRECAO: Final[Mapping[str, str]] = {
    "retificacao": "retificação",
    "anulacao": "anulação",
    "revogacao": "revogação",
}
EM_LOTE: Final = ("nomeacao", "homologacao_estagio")
"""Acts that one instrument may do for several people."""

COM_MINUTA: Final = frozenset(_ATOS)
"""Acts that have a draft."""

ESPECIES_DE_ATOS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{f"{PREFIXO}{tipo}": f"Minuta de {nome}" for tipo, nome in {**_ATOS, **DE_CORRECAO}.items()},
        **{f"{LOTE}{tipo}": f"Minuta de {_ATOS[tipo]} de várias pessoas" for tipo in EM_LOTE},
        "nota_correcao": "Registro de correção do assentamento",
    }
)
"""Kinds of paper of this family."""


def pela_minuta(especie: str) -> bool:
    """Tell whether the number printed on a kind of draft is that of its minuta: its issues are kept by order."""
    if especie.startswith(LOTE):
        return True
    return especie.startswith(PREFIXO) and especie.removeprefix(PREFIXO) not in DE_CORRECAO
