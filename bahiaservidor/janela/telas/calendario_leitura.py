"""What the calendar shows of a year: the reviewed table and the days declared, gathered on a reader's thread."""

from __future__ import annotations

from dataclasses import dataclass

from ...estatuto.calendario import Esfera
from ...estatuto.formatos.nomes import chave_busca
from ...servicos import abertura, cadastros
from ...servicos.contexto import Contexto
from ...servicos.tipos import DiaSemExpediente, Orgao, Unidade
from ..modelos.calendario import LinhaDia

DO_REGISTRO = "*"
"""In the place of a município: the one of the registry, while the clerk chose no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnoLido:
    """A year as seen from a município: days in order, and what the dialogs need."""

    ano: int
    municipio: str
    dias: tuple[LinhaDia, ...]
    revisto: bool
    conhece_municipio: bool
    cobertura: tuple[int, int]
    orgaos: tuple[Orgao, ...]
    municipios: tuple[str, ...]


def municipios_conhecidos(ctx: Contexto, unidades: tuple[Unidade, ...]) -> tuple[str, ...]:
    """Return the municípios of the table and of the unidades, in order, each written once."""
    nomes = {chave_busca(nome): nome for nome in ctx.tabela_feriados.municipios()}
    for unidade in unidades:
        if unidade.municipio:
            nomes.setdefault(chave_busca(unidade.municipio), unidade.municipio)
    return tuple(nomes[chave] for chave in sorted(nomes))


def ler_ano(ctx: Contexto, ano: int, municipio: str) -> AnoLido:
    """Return the year; an empty ``municipio`` shows the national and state days only, `DO_REGISTRO` the registry's."""
    if municipio == DO_REGISTRO:
        municipio = abertura.informacao(ctx).municipio
    tabela = ctx.tabela_feriados
    orgaos = tuple(cadastros.orgaos(ctx))
    unidades = tuple(cadastros.unidades(ctx))
    siglas = {o.id: o.sigla or o.nome for o in orgaos}
    chave = chave_busca(municipio)
    dias = [
        LinhaDia(
            data=f.data, especie=f.esfera.value, nome=f.nome, onde=f.municipio, fonte=f.fonte,
            a_confirmar=not f.conferido,
        )
        for f in tabela.feriados
        if f.data.year == ano and (f.esfera is not Esfera.MUNICIPAL or chave_busca(f.municipio) == chave)
    ]  # fmt: skip
    for dia in cadastros.dias_sem_expediente(ctx, ano=ano):
        if dia.esfera != "municipal" or not municipio or chave_busca(dia.municipio) == chave:
            dias.append(_declarado(dia, siglas.get(dia.orgao_id, "")))
    return AnoLido(
        ano=ano,
        municipio=municipio,
        dias=tuple(sorted(dias, key=lambda d: (d.data, d.especie))),
        revisto=tabela.cobertura[0] <= ano <= tabela.cobertura[1],
        conhece_municipio=not municipio or tabela.conhece(municipio),
        cobertura=tabela.cobertura,
        orgaos=orgaos,
        municipios=municipios_conhecidos(ctx, unidades),
    )


def _declarado(dia: DiaSemExpediente, orgao: str) -> LinhaDia:
    onde = {"municipal": dia.municipio, "orgao": orgao}.get(dia.esfera, "todo o Estado")
    return LinhaDia(
        data=dia.data, especie="declarado" if dia.revogado_em is None else "revogado", nome=dia.descricao, onde=onde,
        fonte=dia.fundamento, declarado=dia,
    )  # fmt: skip
