"""The rules of the law in force in each unit, as the registry knew them at each instant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from .. import caminhos
from ..estatuto.calendario import Calendario, TabelaFeriados
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.parametros import Parametros
from ..estatuto.regime import Opcoes, Regime
from ..estatuto.tipos import ContagemPublicacao, FimDeMes, MotivoAfastamento
from ..registro.recursos import ARQUIVO_FERIADOS, ARQUIVO_PARAMETROS, ler_feriados, ler_parametros
from ..registro.regras import DiaRegistrado, OpcaoRegistrada, ParametroRegistrado, Regras

OPCAO_PUBLICACAO = "contagem_publicacao"
OPCAO_FIM_DE_MES = "fim_de_mes"
OPCAO_REPUBLICACAO = "republicacao"
OPCAO_ESTAGIO = "suspende_estagio."
"""Keys of the readings an installation chooses (C4, C6, C13); the last goes before each kind of absence (S5)."""

SUSPENDE, NAO_SUSPENDE, PADRAO = "suspende", "nao_suspende", "padrao"
"""The answers of the readings of S5; the last follows the efetivo exercício."""

HIPOTESE = datetime.max.replace(tzinfo=UTC)
"""Instant of what nobody has entered yet: whoever asks for what is known now sees it, no act of the past does."""


class RegimesDoRegistro:
    """Regimes of one moment of the registry: callable, cached, safe from any thread.

    Two instants between which nothing was recorded or revoked know the same; so a regime is kept by unit and by the
    number of such events up to the instant, and by what it contains, since many units share one.
    """

    def __init__(self, *, tabela: TabelaFeriados, parametros: Parametros, regras: Regras) -> None:
        """Take the shipped tables and what the registry adds to them."""
        self._tabela = tabela
        self._regras = regras
        self._do_programa = parametros
        self._instantes = sorted(
            {dia.registrado_em for dia in regras.dias}
            | {dia.revogado_em for dia in regras.dias if dia.revogado_em is not None}
            | {opcao.instante for opcao in regras.opcoes}
            | {parametro.instante for parametro in regras.parametros}
        )
        self._por_unidade: dict[tuple[int | None, int], Regime] = {}
        self._parametros: dict[int, Parametros] = {}
        self._por_conteudo: dict[tuple[str, tuple[int, ...], Opcoes, int], Regime] = {}

    def __call__(self, unidade_id: int | None, conhecido_em: datetime | None) -> Regime:
        """Return the regime of a unit as known at an instant; None means now."""
        epoca = len(self._instantes) if conhecido_em is None else bisect_right(self._instantes, conhecido_em)
        chave = (unidade_id, epoca)
        regime = self._por_unidade.get(chave)
        if regime is None:
            regime = self._por_unidade[chave] = self._montar(unidade_id, epoca)
        return regime

    def do_municipio(self, municipio: str | None) -> Regime:
        """Return today's regime of a município, without the days of any órgão; None: national and state days only."""
        return self._do_lugar(municipio or "", None, len(self._instantes))

    def com(
        self,
        *,
        parametros: Iterable[ParametroRegistrado] = (),
        opcoes: Iterable[OpcaoRegistrada] = (),
        dias: Iterable[DiaRegistrado] = (),
        sem_dia: int | None = None,
    ) -> RegimesDoRegistro:
        """Return the regimes there would be if these had been entered too, and a day revoked.

        What a change is foreseen with, before anybody writes it.
        """
        mantidos = (replace(d, revogado_em=HIPOTESE) if d.id == sem_dia else d for d in self._regras.dias)
        regras = replace(
            self._regras,
            dias=(*mantidos, *dias),
            parametros=(*self._regras.parametros, *parametros),
            opcoes=(*self._regras.opcoes, *opcoes),
        )
        return RegimesDoRegistro(tabela=self._tabela, parametros=self._do_programa, regras=regras)

    def _montar(self, unidade_id: int | None, epoca: int) -> Regime:
        municipio, orgao_id = self._regras.unidades.get(unidade_id or 0, (self._regras.municipio, None))
        return self._do_lugar(municipio, orgao_id, epoca)

    def _do_lugar(self, municipio: str, orgao_id: int | None, epoca: int) -> Regime:
        dias = [dia for dia in self._conhecidos(epoca) if _vale_para(dia, municipio, orgao_id)]
        opcoes = self._opcoes(epoca)
        parametros = self._parametros_em(epoca)
        chave = (chave_busca(municipio), tuple(dia.id for dia in dias), opcoes, id(parametros))
        regime = self._por_conteudo.get(chave)
        if regime is None:
            calendario: Calendario = self._tabela.para(municipio or None).com({d.data: _motivo(d) for d in dias})
            regime = Regime(calendario=calendario, parametros=parametros, opcoes=opcoes)
            self._por_conteudo[chave] = regime
        return regime

    def _conhecidos(self, epoca: int) -> list[DiaRegistrado]:
        """Return the days recorded by the instant of an epoch and not revoked by then."""
        if epoca == 0:
            return []
        instante = self._instantes[epoca - 1]
        return [
            dia
            for dia in self._regras.dias
            if dia.registrado_em <= instante and (dia.revogado_em is None or dia.revogado_em > instante)
        ]

    def _opcoes(self, epoca: int) -> Opcoes:
        instante = self._instantes[epoca - 1] if epoca else None
        escolhas = {o.chave: o.valor for o in self._regras.opcoes if instante is not None and o.instante <= instante}
        padrao = Opcoes()
        return Opcoes(
            contagem_publicacao=ContagemPublicacao(escolhas.get(OPCAO_PUBLICACAO, padrao.contagem_publicacao)),
            fim_de_mes=FimDeMes(escolhas.get(OPCAO_FIM_DE_MES, padrao.fim_de_mes)),
            suspende_estagio=tuple(
                (motivo, escolhas[f"{OPCAO_ESTAGIO}{motivo}"] == SUSPENDE)
                for motivo in MotivoAfastamento
                if escolhas.get(f"{OPCAO_ESTAGIO}{motivo}", PADRAO) != PADRAO
            ),
        )

    def _parametros_em(self, epoca: int) -> Parametros:
        """Return the numbers of the law as known in an epoch: those of the program, and over them those entered here.

        The same object for epochs between which no number was entered: it is part of the key of a regime.
        """
        instante = self._instantes[epoca - 1] if epoca else None
        conhecidos = [p for p in self._regras.parametros if instante is not None and p.instante <= instante]
        quantos = len(conhecidos)
        achado = self._parametros.get(quantos)
        if achado is None:
            achado = self._parametros[quantos] = sobrepor(self._do_programa, conhecidos)
        return achado


def sobrepor(parametros: Parametros, registrados: Iterable[ParametroRegistrado]) -> Parametros:
    """Return the numbers of the program with those entered in the registry over them, the last about a day winning."""
    ultimos: dict[tuple[str, date], ParametroRegistrado] = {}
    for registrado in registrados:
        # Taken out first, so that the last entry is also the last in order.
        ultimos.pop((registrado.chave, registrado.desde), None)
        ultimos[registrado.chave, registrado.desde] = registrado
    for registrado in ultimos.values():
        if registrado.valor is not None and registrado.chave in parametros.itens:
            parametros = parametros.com(registrado.chave, registrado.valor)
        elif registrado.janela is not None:
            parametros = parametros.com_janelas(registrado.janela)
    return parametros


def _vale_para(dia: DiaRegistrado, municipio: str, orgao_id: int | None) -> bool:
    if dia.esfera == "municipal":
        return chave_busca(dia.municipio) == chave_busca(municipio)
    if dia.esfera == "orgao":
        return dia.orgao_id is not None and dia.orgao_id == orgao_id
    return True


def _motivo(dia: DiaRegistrado) -> str:
    return f"dia sem expediente: {dia.descricao}"


@cache
def feriados_do_programa() -> TabelaFeriados:
    """Return the reviewed table of holidays that comes with the program.  ErroDominio if the file is damaged."""
    return ler_feriados(caminhos.recursos() / ARQUIVO_FERIADOS)


@cache
def parametros_do_programa() -> Parametros:
    """Return the dated parameters that come with the program.  ErroDominio if the file is damaged."""
    return ler_parametros(caminhos.recursos() / ARQUIVO_PARAMETROS)
