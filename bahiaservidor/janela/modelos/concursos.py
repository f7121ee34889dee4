"""Columns of concursos, of candidates, and of the lines read from a paste."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...estatuto.formatos import cpf as formato_cpf
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import Candidato, Concurso, Lista
from ..tema import Tom
from .base import Coluna
from .candidatos import A_NOMEAR, CONVOCADO, DESISTENTE, ELIMINADO, NOMEADO, LinhaLida
from .prazos import data_ou_traco

ALERTA_DIAS = 180
"""Calendar days before the end of the validity from which the badge turns to attention."""

_SITUACOES = {
    A_NOMEAR: "A nomear", CONVOCADO: "Convocado", NOMEADO: "Nomeado", DESISTENTE: "Desistente", ELIMINADO: "Eliminado",
}  # fmt: skip
_TONS = {
    A_NOMEAR: Tom.NEUTRO, CONVOCADO: Tom.INFO, NOMEADO: Tom.SUCESSO, DESISTENTE: Tom.APAGADO, ELIMINADO: Tom.APAGADO,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaConcurso:
    """A concurso on a day: ``dias`` left, the last day included; negative once it ended; None if not known."""

    concurso: Concurso
    orgao: str
    dias: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaCandidato:
    """A candidate, and whether it is the next to name."""

    candidato: Candidato
    proximo: bool


def linha_de_concurso(concurso: Concurso, orgao: str, hoje: date) -> LinhaConcurso:
    """Return the concurso with the days left."""
    dias = None if concurso.valido_ate is None else (concurso.valido_ate - hoje).days
    return LinhaConcurso(concurso=concurso, orgao=orgao, dias=dias)


def palavras_da_validade(linha: LinhaConcurso) -> str:
    """Return the days left in words."""
    if linha.dias is None:
        return "Validade desconhecida"
    if linha.dias < 0:
        return "Vencido"
    if linha.dias == 0:
        return "Último dia"
    return "1 dia" if linha.dias == 1 else f"{linha.dias} dias"


def tom_da_validade(linha: LinhaConcurso) -> Tom:
    """Return the tone of the days left."""
    if linha.dias is None:
        return Tom.NEUTRO
    if linha.dias < 0:
        return Tom.APAGADO
    return Tom.ATENCAO if linha.dias <= ALERTA_DIAS else Tom.SUCESSO


def rotulo_da_lista(lista: Lista) -> str:
    """Return a list in words: cargo, especialidade, polo, modalidade."""
    return " · ".join(p for p in (lista.cargo, lista.especialidade, lista.polo, lista.modalidade) if p)


def _cpf(candidato: Candidato) -> str:
    if not candidato.cpf:
        return "—"
    return formato_cpf.formatar(candidato.cpf) if formato_cpf.valido(candidato.cpf) else candidato.cpf


def palavra_da_situacao(candidato: Candidato) -> str:
    """Return the state of a candidate in words."""
    if candidato.situacao == NOMEADO and candidato.sem_efeito is not None:
        return "Sem efeito"
    return _SITUACOES.get(candidato.situacao, candidato.situacao)


def tom_da_situacao(candidato: Candidato) -> Tom:
    """Return the tone of the state of a candidate."""
    if candidato.situacao == NOMEADO and candidato.sem_efeito is not None:
        return Tom.APAGADO
    return _TONS.get(candidato.situacao, Tom.NEUTRO)


def historia(candidato: Candidato) -> str:
    """Return what happened to a candidate since the classification, in words; empty when nothing did."""
    partes = []
    if candidato.classificacao_original is not None:
        partes.append(f"era o {candidato.classificacao_original}º e pediu o fim da lista")
    if candidato.convocado_em is not None:
        ate = f", com prazo até {formatar_data(candidato.convocado_ate)}" if candidato.convocado_ate else ""
        partes.append(f"convocado em {formatar_data(candidato.convocado_em)}{ate} ({candidato.convocacao})")
    if candidato.situacao in (DESISTENTE, ELIMINADO):
        quando = f" em {formatar_data(candidato.situacao_em)}" if candidato.situacao_em is not None else ""
        base = " — ".join(p for p in (candidato.documento, candidato.fundamento) if p)
        palavra = "desistiu" if candidato.situacao == DESISTENTE else "eliminado"
        partes.append(f"{palavra}{quando}{f' ({base})' if base else ''}")
    if candidato.sem_efeito is not None:
        partes.append(f"nomeação sem efeito em {formatar_data(candidato.sem_efeito)}")
    return "; ".join(partes)


def _situacao(linha: LinhaCandidato) -> str:
    if linha.proximo:
        return "Próximo, convocado" if linha.candidato.situacao == CONVOCADO else "Próximo"
    return palavra_da_situacao(linha.candidato)


def _tom(linha: LinhaCandidato) -> Tom:
    return Tom.INFO if linha.proximo else tom_da_situacao(linha.candidato)


COLUNAS_CONCURSOS: tuple[Coluna[LinhaConcurso], ...] = (
    Coluna(chave="edital", rotulo="Edital", texto=lambda x: x.concurso.edital, largura=150, estica=True),
    Coluna(
        chave="validade", rotulo="Validade", texto=palavras_da_validade, tom=tom_da_validade, largura=118,
        dica=lambda x: f"Vale até {formatar_data(x.concurso.valido_ate)}" if x.concurso.valido_ate else "",
        ordem=lambda x: x.dias,
        desdobra=(
            Coluna(chave="orgao", rotulo="Órgão", largura=180, texto=lambda x: x.orgao),
            Coluna(chave="valido_ate", rotulo="Vale até", texto=lambda x: data_ou_traco(x.concurso.valido_ate)),
            Coluna(chave="validade", rotulo="Validade", texto=palavras_da_validade),
        ),
    ),
)  # fmt: skip

COLUNAS_CANDIDATOS: tuple[Coluna[LinhaCandidato], ...] = (
    Coluna(
        chave="classificacao", rotulo="Ordem", texto=lambda x: f"{x.candidato.classificacao}º", largura=68,
        ordem=lambda x: x.candidato.classificacao,
    ),
    Coluna(chave="nome", rotulo="Nome", texto=lambda x: x.candidato.nome, largura=220, estica=True),
    Coluna(chave="cpf", rotulo="CPF", texto=lambda x: _cpf(x.candidato), largura=134),
    Coluna(
        chave="nascimento", rotulo="Nascimento", largura=104,
        texto=lambda x: data_ou_traco(x.candidato.nascimento),
        ordem=lambda x: x.candidato.nascimento,
    ),
    Coluna(
        chave="situacao", rotulo="Situação", texto=_situacao, tom=_tom, largura=150,
        dica=lambda x: historia(x.candidato) or _situacao(x), exporta=lambda x: palavra_da_situacao(x.candidato),
    ),
    Coluna(chave="historia", rotulo="O que aconteceu", texto=lambda x: historia(x.candidato), largura=260, oculta=True),
)  # fmt: skip

COLUNAS_LINHAS_LIDAS: tuple[Coluna[LinhaLida], ...] = (
    Coluna(chave="linha", rotulo="Linha", texto=lambda x: str(x.numero), largura=70, ordem=lambda x: x.numero),
    Coluna(
        chave="resultado", rotulo="Resultado", texto=lambda x: "Corrigir" if x.erro else "Lido",
        tom=lambda x: Tom.PERIGO if x.erro else Tom.SUCESSO, largura=100,
    ),
    Coluna(
        chave="conteudo", rotulo="O que foi lido", estica=True,
        texto=lambda x: x.erro or _lido(x.candidato), dica=lambda x: f"{x.texto}\n{x.erro}" if x.erro else x.texto,
    ),
)  # fmt: skip


def _lido(candidato: Candidato | None) -> str:
    if candidato is None:
        return ""
    partes = [f"{candidato.classificacao}º {candidato.nome}"]
    if candidato.cpf:
        partes.append(f"CPF {formato_cpf.formatar(candidato.cpf)}")
    if candidato.nascimento:
        partes.append(f"nasc. {formatar_data(candidato.nascimento)}")
    return ", ".join(partes)
