"""The registered facts a consulta rests on, and the days without expediente that moved its dates, each with its source.

Read once (`Autos`): the person's book as the file tells it, the life it adds up to, and the rules in force.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..documentos.consulta import DiaPulado, FatoRegistrado, Interessado
from ..documentos.textos import cpf_formatado, matricula_formatada
from ..estatuto.atos.base import TipoCampo
from ..estatuto.atos.catalogo import EMENDAS, POR_TIPO
from ..estatuto.contagem import UM_DIA
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.prazo import Prazo
from ..estatuto.regime import Regime, Regimes
from ..estatuto.tipos import TipoPrazo
from ..estatuto.vida import Periodo, VidaFuncional, Vinculo
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros as consultas_de_cadastros
from ..relogio import fuso_da_bahia
from .agenda import ajustados
from .contexto import Contexto
from .fichas import montar_ficha
from .papeis_fontes import Fontes, abrir_fontes, pessoa
from .pessoas import dados_da_pessoa
from .tipos import EntradaLivro, Ficha, MarcaLinha

ALHEIOS: Final = frozenset(
    {
        "promocao", "designacao", "dispensa", "averbacao", "substituicao", "fim_substituicao", "readaptacao",
        "fim_readaptacao", "registro_civil",
    }
)  # fmt: skip
"""Acts that move no deadline: they say nothing about one."""

_AUSENCIAS: Final = frozenset({"afastamento", "retorno", "mandato_sindical", "condenacao"})
_DA_SITUACAO: Final = frozenset({"exercicio", "assentamento_inicial"})
"""Acts of another vínculo that show that the person already was a servidor (art. 19, § 1º)."""

_DO_ESTAGIO: Final = frozenset(
    {TipoPrazo.AVALIACAO_SEMESTRAL, TipoPrazo.SUBMISSAO_AVALIACAO, TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE}
)
_COM_IMPEDIMENTO: Final = frozenset({TipoPrazo.POSSE, TipoPrazo.EXERCICIO, TipoPrazo.APRESENTACAO})
_FIM_DE_SEMANA: Final = 5

_SIM_NAO: Final = frozenset({"Sim", "Não"})
_QUE_DECIDEM: Final = frozenset(
    {
        "prorrogacao_posse", "decisao_prorrogacao", "avaliacao_estagio", "decisao_reconsideracao", "decisao_recurso",
        "remocao", "relotacao", "permuta", "homologacao_estagio",
    }
)  # fmt: skip
"""Acts of which a yes or no is what matters; in the others it is a box ticked when they were entered."""

_SEM_PESO: Final = frozenset({TipoCampo.AUTORIDADE, TipoCampo.CONFERENCIA, TipoCampo.HORA})
_FORMAS: Final = frozenset(definicao.tipo for definicao in EMENDAS)
_DETALHES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Autos:
    """Everything registered that a consulta about one vínculo may say, read in one transaction."""

    ctx: Contexto
    conexao: Conexao
    fontes: Fontes
    ficha: Ficha
    regimes: Regimes
    hoje: date

    @property
    def vida(self) -> VidaFuncional:
        """The person's life."""
        return self.fontes.leitura.vida

    @property
    def vinculo(self) -> Vinculo:
        """The vínculo asked about."""
        return self.fontes.vinculo

    @property
    def regime(self) -> Regime:
        """Today's rules of the vínculo's unit."""
        return self.regimes(self.vinculo.unidade, None)


def abrir_autos(ctx: Contexto, conexao: Conexao, *, vinculo_id: int, hoje: date) -> Autos:
    """Return everything registered about a vínculo.  ErroDominio if there is none such."""
    regimes = ctx.regimes
    fontes = abrir_fontes(conexao, regimes, vinculo_id)
    servidor_id = fontes.posto.servidor_id
    moveis = ajustados(ctx, conexao, regimes, hoje)
    dados = dados_da_pessoa(conexao, servidor_id)
    ficha = montar_ficha(conexao, servidor_id, dados, regimes=regimes, moveis=moveis, hoje=hoje)
    return Autos(ctx=ctx, conexao=conexao, fontes=fontes, ficha=ficha, regimes=regimes, hoje=hoje)


def interessado(autos: Autos) -> Interessado:
    """Return whom the consulta is about, as registered today."""
    quem, posto = pessoa(autos.fontes), autos.fontes.posto
    lotacao = ", ".join(filter(None, (posto.unidade, posto.orgao)))
    nome = f"{quem.nome_social} (nome civil: {quem.nome})" if quem.nome_social else quem.nome
    return Interessado(
        nome=nome,
        matricula=matricula_formatada(quem.matricula),
        cpf=cpf_formatado(quem.cpf),
        cargo=posto.cargo,
        natureza=autos.vinculo.carater.rotulo,
        lotacao=lotacao or None,
    )


# ------------------------------------------------------------------ the facts


def fatos_do_prazo(autos: Autos, prazo: Prazo) -> tuple[FatoRegistrado, ...]:
    """Return the facts that bear on a deadline, in order of date: until it closed, when it did."""
    ausencias = _ausencias_que_importam(autos, prazo)
    fecho = max(filter(None, (prazo.fechado_em, prazo.conta_de)), default=None)
    marcas = []
    for marca in autos.ficha.marcas:
        if marca.tipo in ALHEIOS or (fecho is not None and marca.data > fecho and marca.ato_id != prazo.fechado_por):
            continue
        if marca.tipo in _AUSENCIAS:
            relevante = marca.ato_id in ausencias
        elif marca.vinculo_numero == autos.vinculo.numero:
            relevante = True
        else:
            relevante = bool(ausencias) and prazo.tipo is TipoPrazo.POSSE and marca.tipo in _DA_SITUACAO
        if relevante:
            marcas.append(marca)
    nascimento = prazo.tipo is TipoPrazo.COMPULSORIA
    return tuple(_fatos(autos, marcas, com_nascimento=nascimento))


def fatos_do_vinculo(autos: Autos, *, com_nascimento: bool = False) -> tuple[FatoRegistrado, ...]:
    """Return the facts of the vínculo, and the absences of the person, until the day."""
    numero = autos.vinculo.numero
    marcas = [
        marca for marca in autos.ficha.marcas
        if marca.data <= autos.hoje and marca.tipo not in ALHEIOS
        and (marca.vinculo_numero == numero or marca.tipo in _AUSENCIAS or marca.vinculo_numero == 0)
    ]  # fmt: skip
    return tuple(_fatos(autos, marcas, com_nascimento=com_nascimento))


def _ausencias_que_importam(autos: Autos, prazo: Prazo) -> set[int]:
    """Return the acts of the absences that move the deadline: those of the impediment, or those of the estágio."""
    if prazo.tipo in _DO_ESTAGIO:
        ids = {a.ato for a in autos.vinculo.afastamentos if prazo.vence is None or a.inicio < prazo.vence}
        return ids | _retornos(autos, desde=prazo.inicio, ate=None, vinculo=autos.vinculo.numero)
    if prazo.tipo not in _COM_IMPEDIMENTO:
        return set()
    base = base_do_prazo(autos.vinculo, prazo)
    periodo = autos.vida.impedimento_em(base) if base is not None else None
    if periodo is None:
        return set()
    ids = {a.ato for v in autos.vida.vinculos for a in v.afastamentos if _adjacente(a.inicio, a.fim, periodo)}
    return ids | _retornos(autos, desde=periodo.inicio, ate=periodo.fim, vinculo=None)


def _adjacente(inicio: date, fim: date | None, periodo: Periodo) -> bool:
    antes = periodo.fim is None or inicio <= periodo.fim
    return antes and (fim is None or fim >= periodo.inicio)


def _retornos(autos: Autos, *, desde: date | None, ate: date | None, vinculo: int | None) -> set[int]:
    return {
        marca.ato_id for marca in autos.ficha.marcas
        if marca.tipo == "retorno" and (desde is None or marca.data >= desde)
        and (ate is None or marca.data <= ate + UM_DIA) and vinculo in (None, marca.vinculo_numero)
    }  # fmt: skip


def base_do_prazo(vinculo: Vinculo, prazo: Prazo) -> date | None:
    """Return the day from which the deadline would be counted without any impediment."""
    if prazo.tipo is TipoPrazo.POSSE:
        return vinculo.publicacao_vigente.data if vinculo.publicacao_vigente is not None else None
    if prazo.tipo is TipoPrazo.APRESENTACAO:
        return vinculo.apresentacoes[prazo.ordem].fato.data
    if prazo.ordem:
        return vinculo.provimentos[prazo.ordem - 1].fato.data
    return vinculo.posse.data if vinculo.posse is not None else None


def _fatos(autos: Autos, marcas: Iterable[MarcaLinha], *, com_nascimento: bool) -> Iterator[FatoRegistrado]:
    nascimento = autos.vida.nascimento
    if com_nascimento and nascimento is not None:
        yield FatoRegistrado(data=nascimento, texto="Nascimento.", fonte="Cadastro da pessoa.")
    entradas = {entrada.ato_id: entrada for entrada in autos.ficha.historico}
    for marca in sorted(marcas, key=lambda m: (m.data, m.ato_id)):
        entrada = entradas[marca.ato_id]
        detalhe = _detalhe(marca, entrada)
        ressalva = " Registrado com ressalva." if marca.ressalva else ""
        texto = f"{marca.rotulo}{f' ({detalhe})' if detalhe else ''}.{ressalva}"
        yield FatoRegistrado(data=marca.data, texto=texto, fonte=_fonte(entrada))


def _detalhe(marca: MarcaLinha, entrada: EntradaLivro) -> str:
    """Return what an act says that bears on a deadline; one that was corrected says what the file says of it."""
    definicao = POR_TIPO.get(marca.tipo)
    if definicao is None or entrada.emendas or marca.tipo in _FORMAS:
        return marca.detalhe
    fora = {
        campo.metadata["rotulo"] for campo in dataclasses.fields(definicao.conteudo)
        if campo.metadata.get("sigiloso") or campo.metadata.get("tipo") in _SEM_PESO
    }  # fmt: skip
    dia = formatar_data(marca.data)
    partes = [
        f"{rotulo}: {valor}" for rotulo, valor in entrada.campos
        if rotulo not in fora and valor != dia and (valor not in _SIM_NAO or marca.tipo in _QUE_DECIDEM)
        and not rotulo.startswith("Processo")
    ]  # fmt: skip
    return "; ".join(partes[:_DETALHES])


def _fonte(entrada: EntradaLivro) -> str:
    """Return where an act is: the paper that carries it, the edition that published it, its entry in the book."""
    partes = []
    papel = entrada.instrumento
    if papel is not None:
        numero = f" nº {papel.numero}" if papel.numero else ""
        de = f", de {formatar_data(papel.data)}" if papel.data is not None else ""
        if numero or de:
            partes.append(f"{papel.tipo}{numero}{de}")
        if papel.doe_edicao or papel.doe_data is not None:
            edicao = f" nº {papel.doe_edicao}" if papel.doe_edicao else ""
            quando = f", de {formatar_data(papel.doe_data)}" if papel.doe_data is not None else ""
            pagina = f", p. {papel.doe_pagina}" if papel.doe_pagina else ""
            partes.append(f"Diário Oficial{edicao}{quando}{pagina}")
    processo = next((valor for rotulo, valor in entrada.campos if rotulo.startswith("Processo")), "")
    if processo:
        partes.append(f"processo {processo}")
    dia = entrada.registrado_em.astimezone(fuso_da_bahia()).date()
    partes.append(f"livro, registro nº {entrada.ato_id}, lançado em {formatar_data(dia)}")
    texto = "; ".join(partes)
    return f"{texto[:1].upper()}{texto[1:]}."


def conta_da_publicacao(prazo: Prazo) -> bool:
    """Tell whether a deadline is counted from a publication, and so in two readings (C4)."""
    return any(passo.modelo.startswith("Leitura adotada") for passo in prazo.memoria)


def regime_do_prazo(autos: Autos, prazo: Prazo) -> Regime:
    """Return the rules the deadline was computed with: those known when it closed, today's while it is open."""
    fecho = next((e for e in autos.ficha.historico if e.ato_id == prazo.fechado_por), None)
    return autos.regimes(autos.vinculo.unidade, fecho.registrado_em if fecho is not None else None)


def rotulo_do_ato(autos: Autos, ato_id: int | None) -> str:
    """Return the words of an act in the book; empty when it has none."""
    return next((e.rotulo for e in autos.ficha.historico if e.ato_id == ato_id), "")


# ------------------------------------------------------------------ the calendar


def dias_do_calculo(autos: Autos, prazos: Sequence[Prazo]) -> tuple[DiaPulado, ...]:
    """Return the days without expediente that the computations stepped over, in order, with what makes them so.

    A step that jumps names the day it left and the day it reached; the count of art. 259 also looks for the first
    working day after the publication.
    """
    pulados: dict[date, str] = {}
    for prazo in prazos:
        calendario = regime_do_prazo(autos, prazo).calendario
        for passo in prazo.memoria:
            datas = [valor for valor in passo.valores if isinstance(valor, date)]
            if len(passo.valores) == 3 and len(datas) == 2 and not isinstance(passo.valores[1], date | int):
                pulados.update(calendario.dias_pulados(*datas))
            elif passo.modelo.startswith("Leitura do art. 259: o primeiro dia") and prazo.inicio is not None:
                efetiva = calendario.proximo_util(prazo.inicio)
                pulados.update(calendario.dias_pulados(efetiva + UM_DIA, datas[0]))
    return tuple(
        DiaPulado(data=dia, motivo=motivo[:1].upper() + motivo[1:], fundamento=_fundamento(autos, dia))
        for dia, motivo in sorted(pulados.items())
    )


def _fundamento(autos: Autos, dia: date) -> str:
    """Return what makes a day one without expediente: the norm of the holiday, or of the act that declared it."""
    municipio = chave_busca(autos.fontes.posto.municipio)
    partes = [
        f.fonte if f.conferido else f"{f.fonte} (a confirmar)"
        for f in autos.ctx.tabela_feriados.feriados
        if f.data == dia and f.fonte and (not f.municipio or chave_busca(f.municipio) == municipio)
    ]
    orgao_id = autos.fontes.posto.orgao_id
    for linha in consultas_de_cadastros.dias(autos.conexao, dia.year):
        vale = linha.revogado_em is None and linha.data == dia
        do_lugar = not linha.municipio or chave_busca(linha.municipio) == municipio
        if vale and do_lugar and linha.orgao_id in (None, orgao_id) and linha.fundamento:
            partes.append(linha.fundamento)
    if not partes and dia.weekday() >= _FIM_DE_SEMANA:
        return "Não há expediente aos sábados e domingos."
    return "; ".join(dict.fromkeys(partes)) or "Calendário do registro."
