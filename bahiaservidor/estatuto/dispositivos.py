"""Citations, printed one way everywhere: ``art. 19, § 2º``; and what each provision asks, in our own words."""

from __future__ import annotations

from typing import Final

from . import resumos_entrada, resumos_normas, resumos_vida
from .resumos_entrada import DA_ENTRADA
from .resumos_normas import DE_OUTRAS_NORMAS
from .resumos_vida import DA_VIDA

ESTATUTO: Final = "Lei estadual nº 6.677, de 26/09/1994"

ART_3: Final = "art. 3º"
ART_8: Final = "art. 8º"
ART_9: Final = "art. 9º"
ART_11: Final = "art. 11"
ART_12: Final = "art. 12"
ART_14: Final = "art. 14"
ART_18: Final = "art. 18"
ART_19: Final = "art. 19"
ART_19_P1: Final = "art. 19, § 1º"
ART_19_P2: Final = "art. 19, § 2º"
ART_19_P3: Final = "art. 19, § 3º"
ART_19_P4: Final = "art. 19, § 4º"
ART_20: Final = "art. 20"
ART_21: Final = "art. 21"
ART_21_P1: Final = "art. 21, § 1º"
ART_21_P2: Final = "art. 21, § 2º"
ART_21_P3: Final = "art. 21, § 3º"
ART_21_P4: Final = "art. 21, § 4º"
ART_22: Final = "art. 22"
ART_22_PU: Final = "art. 22, parágrafo único"
ART_26: Final = "art. 26"
ART_27: Final = "art. 27"
ART_27_PU: Final = "art. 27, parágrafo único"
ART_28: Final = "art. 28"
ART_29: Final = "art. 29"
ART_23: Final = "art. 23"
ART_31: Final = "art. 31"
ART_34: Final = "art. 34"
ART_34_PU: Final = "art. 34, parágrafo único"
ART_35: Final = "art. 35"
ART_36: Final = "art. 36"
ART_37: Final = "art. 37"
ART_38: Final = "art. 38"
ART_39: Final = "art. 39"
ART_40: Final = "art. 40"
ART_40_P4: Final = "art. 40, § 4º"
ART_41: Final = "art. 41"
ART_42: Final = "art. 42"
ART_42_PU: Final = "art. 42, parágrafo único"
ART_49: Final = "art. 49"
ART_50: Final = "art. 50"
ART_50_P1: Final = "art. 50, § 1º"
ART_250: Final = "art. 250"
ART_44: Final = "art. 44"
ART_46: Final = "art. 46"
ART_47: Final = "art. 47"
ART_111: Final = "art. 111"
ART_118: Final = "art. 118"
ART_118_II: Final = "art. 118, inciso II"
ART_259: Final = "art. 259"
ART_259_P1: Final = "art. 259, §§ 1º e 2º"
ART_11_PU: Final = "art. 11, parágrafo único"
ART_26_P4: Final = "art. 26, §§ 4º e 5º"
ART_30: Final = "art. 30"
ART_43: Final = "art. 43"
ART_103: Final = "art. 103"
ART_113: Final = "art. 113"
ART_118_VIII: Final = "art. 118, inciso VIII"
ART_118_IX: Final = "art. 118, inciso IX"
ART_118_X: Final = "art. 118, inciso X"
ART_118_XII: Final = "art. 118, inciso XII"
CF_40_P9: Final = "CF, art. 40, § 9º"
CF_201_P9: Final = "CF, art. 201, § 9º"
LEI_8213: Final = "Lei 8.213/1991, art. 96"
CF_37_XVI: Final = "CF, art. 37, inciso XVI"
DECRETO_7899: Final = "Decreto 7.899/2001, art. 2º"
LC_152: Final = "LC 152/2015, art. 2º"
LEI_COMPULSORIA: Final = "LC 152/2015"
LEI_9504: Final = "Lei 9.504/1997, art. 73, inciso V"
LRF_22: Final = "LRF, art. 22, parágrafo único, inciso IV"
CODIGO_CIVIL_132: Final = "Código Civil, art. 132, § 3º"

# The summaries live in resumos_entrada, resumos_vida and resumos_normas: a new citation gets its words there.
RESUMOS: Final[dict[str, str]] = {
    **DA_ENTRADA,
    **DA_VIDA,
    **DE_OUTRAS_NORMAS,
}

A_CONFERIR: Final = resumos_entrada.A_CONFERIR | resumos_vida.A_CONFERIR | resumos_normas.A_CONFERIR
"""Provisions whose summary nobody has checked against the norm's own text."""


def resumo(dispositivo: str) -> str:
    """Return our summary of a provision; of its article when the paragraph has none; empty when unknown."""
    if dispositivo in RESUMOS:
        return RESUMOS[dispositivo]
    return RESUMOS.get(dispositivo.split(",")[0], "")
