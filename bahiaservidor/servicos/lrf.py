"""Limits of the LRF: figures by quadrimestre entered, and what they mean for a nomeação (rule N7)."""

from __future__ import annotations

import dataclasses
from datetime import date

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import normalizar
from ..estatuto.lrf import (
    fim_do_quadrimestre,
    limites_lrf,
    nome_do_quadrimestre,
    percentual_da_rcl,
    ultimo_encerrado,
)
from ..registro.consultas import lrf as consultas
from .contexto import Contexto
from .gravacao import dto, exigir, existir, lancar, unico
from .permissoes import Permissao, exige
from .tipos.lrf import NumerosLrf, PainelLrf, QuadrimestreLrf

LRF_54 = "LRF, arts. 54 e 55"

_CHAVES = ("lrf_limite_executivo", "lrf_limite_alerta", "lrf_limite_prudencial", "lrf_prudencial_executivo")
_ANO_DA_LRF = 2000
_TETO = 10**16
"""Cents: beyond it a figure is a slip of the keyboard, and no longer fits a column."""


def painel(ctx: Contexto, *, hoje: date) -> PainelLrf:
    """Return the figures entered with their percentages, and the limits of the day."""
    parametros = ctx.regimes(None, None).parametros
    with ctx.banco.leitura() as conexao:
        linhas = consultas.quadrimestres(conexao)
    quadrimestres = []
    for linha in linhas:
        fim = fim_do_quadrimestre(linha.ano, linha.quadrimestre)
        quadrimestres.append(
            QuadrimestreLrf(
                numeros=dto(NumerosLrf, linha), fim=fim, percentual=percentual_da_rcl(linha.despesa, linha.rcl),
                limites=limites_lrf(parametros, fim),
            )
        )  # fmt: skip
    ultimo = ultimo_encerrado(hoje)
    falta = "" if any((x.ano, x.quadrimestre) == ultimo for x in linhas) else nome_do_quadrimestre(*ultimo)
    duvidas = [parametros.parametro(c).rotulo for c in _CHAVES if not parametros.confirmado(c, hoje)]
    return PainelLrf(
        quadrimestres=tuple(quadrimestres),
        limites=limites_lrf(parametros, hoje),
        a_confirmar=tuple(duvidas),
        falta=falta,
    )


@exige(Permissao.CADASTRAR)
def salvar_numeros(ctx: Contexto, *, numeros: NumerosLrf, hoje: date) -> int:
    """Enter or correct the figures of a quadrimestre; return the id.

    ErroDominio for a quadrimestre that has not ended, that is already entered, without source, or with an RCL of zero.
    """
    numeros = dataclasses.replace(
        numeros, fonte=normalizar(numeros.fonte), observacao=normalizar(numeros.observacao), poder=consultas.EXECUTIVO
    )
    exigir(numeros.quadrimestre in (1, 2, 3), "O quadrimestre vai de 1 a 3.", LRF_54)
    exigir(numeros.ano >= _ANO_DA_LRF, f"A LRF é de {_ANO_DA_LRF}: não há quadrimestre anterior a ela.", LRF_54)
    nome = nome_do_quadrimestre(numeros.ano, numeros.quadrimestre)
    fim = fim_do_quadrimestre(numeros.ano, numeros.quadrimestre)
    exigir(fim < hoje, f"O {nome} termina em {formatar_data(fim)}: só se registra depois de encerrado.", LRF_54)
    exigir(numeros.rcl > 0, "A receita corrente líquida precisa ser maior que zero.", LRF_54)
    exigir(numeros.despesa >= 0, "A despesa com pessoal não pode ser negativa.", LRF_54)
    exigir(max(numeros.rcl, numeros.despesa) < _TETO, "O valor informado passa de cem trilhões de reais; confira.")
    exigir(numeros.fonte, "Falta a fonte: o relatório de gestão fiscal de que saíram os números.", LRF_54)
    publicado = numeros.publicado_em
    if publicado is not None and not fim <= publicado <= hoje:
        limite = f"depois de {formatar_data(fim)}" if publicado < fim else f"até hoje, {formatar_data(hoje)}"
        raise ErroDominio(
            f"O relatório do {nome} só pode ter sido publicado {limite} ({LRF_54}); a data informada é "
            f"{formatar_data(publicado)}. Nada foi gravado.",
            dispositivo=LRF_54,
        )
    with ctx.banco.escrita() as conexao:
        existir(conexao, "lrf", numeros.id, "O quadrimestre")
        unico(
            conexao, "lrf", numeros.id, f"O {nome} já está registrado; corrija os números dele.",
            poder=numeros.poder, ano=numeros.ano, quadrimestre=numeros.quadrimestre,
        )  # fmt: skip
        return lancar(ctx, conexao, "lrf", numeros, numeros.id, f"LRF, {nome}")
