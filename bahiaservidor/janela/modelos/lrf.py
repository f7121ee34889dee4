"""Columns of the quadrimestres of the LRF, and the tone of each band."""

from __future__ import annotations

from ...estatuto.formatos.dinheiro import formatar_reais, reais_em_bilhoes
from ...estatuto.lrf import FaixaLrf, porcento
from ...servicos.tipos.lrf import QuadrimestreLrf
from ..tema import Tom
from .base import Coluna
from .prazos import data_ou_traco

TONS: dict[FaixaLrf, Tom] = {
    FaixaLrf.ABAIXO: Tom.SUCESSO,
    FaixaLrf.ALERTA: Tom.ATENCAO,
    FaixaLrf.PRUDENCIAL: Tom.ZONA,
    FaixaLrf.MAXIMO: Tom.PERIGO,
}


def _limite(linha: QuadrimestreLrf) -> str:
    limites = linha.limites
    return f"{porcento(limites.alerta)} · {porcento(limites.prudencial)} · {porcento(limites.maximo)}"


COLUNAS_LRF: tuple[Coluna[QuadrimestreLrf], ...] = (
    Coluna(
        chave="quadrimestre", rotulo="Quadrimestre", texto=lambda x: f"{x.numeros.quadrimestre}º de {x.numeros.ano}",
        largura=128, ordem=lambda x: (x.numeros.ano, x.numeros.quadrimestre),
    ),
    Coluna(
        chave="rcl", rotulo="RCL (R$)", texto=lambda x: reais_em_bilhoes(x.numeros.rcl), largura=104, direita=True,
        dica=lambda x: f"Receita corrente líquida: R$ {formatar_reais(x.numeros.rcl)}", ordem=lambda x: x.numeros.rcl,
        exporta=lambda x: formatar_reais(x.numeros.rcl),
    ),
    Coluna(
        chave="despesa", rotulo="Pessoal (R$)", texto=lambda x: reais_em_bilhoes(x.numeros.despesa), largura=112,
        direita=True, dica=lambda x: f"Despesa com pessoal: R$ {formatar_reais(x.numeros.despesa)}",
        ordem=lambda x: x.numeros.despesa, exporta=lambda x: formatar_reais(x.numeros.despesa),
    ),
    Coluna(
        chave="percentual", rotulo="% da RCL", texto=lambda x: porcento(x.percentual), largura=92, direita=True,
        forte=True, ordem=lambda x: x.percentual,
    ),
    Coluna(
        chave="faixa", rotulo="Situação", texto=lambda x: x.faixa.rotulo, tom=lambda x: TONS[x.faixa], largura=186,
        dica=lambda x: f"Alerta, prudencial e máximo: {_limite(x)}", ordem=lambda x: x.percentual,
    ),
    Coluna(
        chave="publicado", rotulo="Publicado em", largura=116,
        texto=lambda x: data_ou_traco(x.numeros.publicado_em),
        ordem=lambda x: x.numeros.publicado_em,
    ),
    Coluna(chave="fonte", rotulo="Fonte", texto=lambda x: x.numeros.fonte, largura=200, estica=True),
    Coluna(chave="limites", rotulo="Alerta · prudencial · máximo", texto=_limite, largura=210, oculta=True),
)  # fmt: skip
