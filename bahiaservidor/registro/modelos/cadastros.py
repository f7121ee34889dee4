"""Registers around the acts: career plan, órgãos, posts, contests, calendar, settings.

All but `Autoridade` and `Configuracao` are projections of the latest ``cadastro`` entry about each subject.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint

from .base import Base, coluna, ref

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

    from .base import Id


class GrupoOcupacional(Base):
    """Top of the career plan."""

    __tablename__ = "grupo_ocupacional"

    id: Mapped[Id]
    nome: Mapped[str] = coluna(unica=True)


class CategoriaFuncional(Base):
    """Categoria funcional or carreira, inside a grupo."""

    __tablename__ = "categoria_funcional"
    __table_args__ = (UniqueConstraint("grupo_id", "nome"),)

    id: Mapped[Id]
    grupo_id: Mapped[int] = ref("grupo_ocupacional.id")
    nome: Mapped[str]


class Cargo(Base):
    """A cargo (art. 3º); ``a_confirmar`` lists, as a JSON array, the columns nobody has checked.

    ``transformado_em`` is the cargo that this one became.
    """

    __tablename__ = "cargo"

    id: Mapped[int] = coluna(chave=True)
    nome: Mapped[str]
    nome_busca: Mapped[str] = coluna(indice=True)
    natureza: Mapped[str]
    grupo_id: Mapped[int | None] = ref("grupo_ocupacional.id", indice=True)
    categoria_id: Mapped[int | None] = ref("categoria_funcional.id", indice=True)
    carreira: Mapped[str]
    simbolo: Mapped[str]
    lei: Mapped[str]
    escolaridade: Mapped[str]
    jornada_semanal: Mapped[str]
    niveis: Mapped[str]
    orgao_tipico: Mapped[str]
    especialidade: Mapped[str]
    extinto_em: Mapped[date | None]
    desnecessario_em: Mapped[date | None]
    transformado_em: Mapped[int | None]
    a_confirmar: Mapped[str]


class Classe(Base):
    """A class of a cargo, in order."""

    __tablename__ = "classe"
    __table_args__ = (UniqueConstraint("cargo_id", "nome"),)

    id: Mapped[Id]
    cargo_id: Mapped[int] = ref("cargo.id")
    nome: Mapped[str]
    ordem: Mapped[int]


class Referencia(Base):
    """A referência of a class, in order."""

    __tablename__ = "referencia"
    __table_args__ = (UniqueConstraint("classe_id", "nome"),)

    id: Mapped[Id]
    classe_id: Mapped[int] = ref("classe.id")
    nome: Mapped[str]
    ordem: Mapped[int]


class Orgao(Base):
    """An órgão, with validity and successor; ``area`` (educacao, saude, seguranca, outra) empty until somebody says."""

    __tablename__ = "orgao"

    id: Mapped[int] = coluna(chave=True)
    nome: Mapped[str]
    sigla: Mapped[str]
    poder: Mapped[str]
    desde: Mapped[date | None]
    ate: Mapped[date | None]
    sucessor_id: Mapped[int | None] = ref("orgao.id")
    area: Mapped[str]


class Unidade(Base):
    """A unit of an órgão; its município decides the calendar, and ``area`` is that of the órgão while empty."""

    __tablename__ = "unidade"

    id: Mapped[int] = coluna(chave=True)
    orgao_id: Mapped[int] = ref("orgao.id", indice=True)
    nome: Mapped[str] = coluna(indice=True)
    sigla: Mapped[str]
    municipio: Mapped[str]
    desde: Mapped[date | None]
    ate: Mapped[date | None]
    sucessora_id: Mapped[int | None] = ref("unidade.id")
    area: Mapped[str]


class Autoridade(Base):
    """Who may issue acts and give posse (arts. 9º and 18).  An ordinary row, with a trail."""

    __tablename__ = "autoridade"

    id: Mapped[Id]
    nome: Mapped[str]
    cargo: Mapped[str]
    matricula: Mapped[str]
    inciso: Mapped[str]
    delegacao: Mapped[str]
    orgao_id: Mapped[int | None] = ref("orgao.id", indice=True)
    desde: Mapped[date | None]
    ate: Mapped[date | None]


class Vaga(Base):
    """Posts of a cargo created by law; ``unidade_id`` None while they are not lotadas.

    ``quantidade`` is negative where the ``especie`` (criacao when empty, extincao, redistribuicao) takes posts away.
    """

    __tablename__ = "vaga"

    id: Mapped[int] = coluna(chave=True)
    cargo_id: Mapped[int] = ref("cargo.id", indice=True)
    unidade_id: Mapped[int | None] = ref("unidade.id", indice=True)
    quantidade: Mapped[int]
    lei: Mapped[str]
    desde: Mapped[date | None]
    especie: Mapped[str]
    ato: Mapped[str]
    publicado_em: Mapped[date | None]
    observacao: Mapped[str]


class ReservaPosto(Base):
    """Posts of a cargo kept for something (a court's order, a concurso under way) from ``desde`` to ``ate``."""

    __tablename__ = "reserva_posto"

    id: Mapped[int] = coluna(chave=True)
    cargo_id: Mapped[int] = ref("cargo.id", indice=True)
    unidade_id: Mapped[int | None] = ref("unidade.id")
    quantidade: Mapped[int]
    motivo: Mapped[str]
    documento: Mapped[str]
    desde: Mapped[date | None]
    ate: Mapped[date | None]


class Lrf(Base):
    """Spending on personnel and RCL of a quadrimestre, in cents (LRF, arts. 20 and 22)."""

    __tablename__ = "lrf"
    __table_args__ = (UniqueConstraint("poder", "ano", "quadrimestre"),)

    id: Mapped[int] = coluna(chave=True)
    poder: Mapped[str]
    ano: Mapped[int]
    quadrimestre: Mapped[int]
    rcl: Mapped[int]
    despesa: Mapped[int]
    fonte: Mapped[str]
    publicado_em: Mapped[date | None]
    observacao: Mapped[str]


class Concurso(Base):
    """A public contest (arts. 12 to 15); ``alternancia`` as `estatuto.reservas` writes it, or empty."""

    __tablename__ = "concurso"

    id: Mapped[int] = coluna(chave=True)
    edital: Mapped[str]
    orgao_id: Mapped[int | None] = ref("orgao.id")
    homologacao: Mapped[date]
    validade_meses: Mapped[int]
    prorrogacao: Mapped[date | None]
    autorizacao: Mapped[str]
    orgao_central: Mapped[str]
    edital_em: Mapped[date | None]
    prorrogacao_ato: Mapped[str]
    alternancia: Mapped[str]
    fim_de_lista: Mapped[bool]
    desempate_servico: Mapped[bool]


class Lista(Base):
    """A list of a contest: cargo, especialidade, polo and modalidade."""

    __tablename__ = "lista"

    id: Mapped[int] = coluna(chave=True)
    concurso_id: Mapped[int] = ref("concurso.id", indice=True)
    cargo_id: Mapped[int] = ref("cargo.id", indice=True)
    especialidade: Mapped[str]
    polo: Mapped[str]
    modalidade: Mapped[str]
    vagas: Mapped[int | None]


class Candidato(Base):
    """A classified candidate; ``situacao`` is a_nomear, desistente or eliminado.

    Nomeado is read from the vínculos, and convocado from the date of the call, which does not pass anybody's turn.
    ``classificacao_original`` is the place held before going to the end of the list.
    """

    __tablename__ = "candidato"
    __table_args__ = (UniqueConstraint("lista_id", "classificacao"),)

    id: Mapped[int] = coluna(chave=True)
    lista_id: Mapped[int] = ref("lista.id")
    classificacao: Mapped[int]
    nome: Mapped[str]
    nome_busca: Mapped[str]
    cpf: Mapped[str | None] = coluna(indice=True)
    nascimento: Mapped[date | None]
    situacao: Mapped[str]
    fundamento: Mapped[str]
    situacao_em: Mapped[date | None]
    documento: Mapped[str]
    convocado_em: Mapped[date | None]
    convocado_ate: Mapped[date | None]
    convocacao: Mapped[str]
    classificacao_original: Mapped[int | None]


class DiaSemExpediente(Base):
    """A day without expediente declared by decree (C2); known from ``registrado_em`` until ``revogado_em``."""

    __tablename__ = "dia_sem_expediente"

    id: Mapped[int] = coluna(chave=True)
    data: Mapped[date] = coluna(indice=True)
    descricao: Mapped[str]
    fundamento: Mapped[str]
    esfera: Mapped[str]
    municipio: Mapped[str]
    orgao_id: Mapped[int | None] = ref("orgao.id")
    registrado_em: Mapped[datetime]
    revogado_em: Mapped[datetime | None]
    revogacao: Mapped[str]


class Parametro(Base):
    """A dated value that this installation uses in the place of the shipped one (C12); ``valor`` is JSON."""

    __tablename__ = "parametro"

    id: Mapped[int] = coluna(chave=True)
    chave: Mapped[str] = coluna(indice=True)
    desde: Mapped[date]
    valor: Mapped[str]
    citacao: Mapped[str]
    conferido_em: Mapped[date | None]
    confirmado: Mapped[bool]
    observacao: Mapped[str]


class Opcao(Base):
    """A reading chosen by this installation (C4, C6), from ``instante`` on."""

    __tablename__ = "opcao"

    id: Mapped[int] = coluna(chave=True)
    chave: Mapped[str] = coluna(indice=True)
    valor: Mapped[str]
    fundamento: Mapped[str]
    usuario: Mapped[str]
    instante: Mapped[datetime]


class Configuracao(Base):
    """A setting that is not law: the installation's órgão, the default unit."""

    __tablename__ = "configuracao"

    chave: Mapped[str] = coluna(chave=True)
    valor: Mapped[str]
