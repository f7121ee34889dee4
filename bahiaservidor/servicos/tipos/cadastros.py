"""Registers: órgãos, cargos, concursos, calendar, and the registry itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from ...estatuto.tipos import Carater


@dataclass(frozen=True, slots=True, kw_only=True)
class Orgao:
    """An órgão of the Executive; ``area`` is what the LRF asks of a freed post (N7), empty until somebody says."""

    id: int | None = None
    nome: str
    sigla: str = ""
    poder: str = "Executivo"
    desde: date | None = None
    ate: date | None = None
    sucessor_id: int | None = None
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unidade:
    """A unit of an órgão; its município decides the calendar, and ``area`` is that of the órgão while empty."""

    id: int | None = None
    orgao_id: int
    nome: str
    sigla: str = ""
    municipio: str = ""
    desde: date | None = None
    ate: date | None = None
    sucessora_id: int | None = None
    orgao: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Autoridade:
    """A person competent for acts: cargo, inciso of art. 18, delegation, validity."""

    id: int | None = None
    nome: str
    cargo: str
    matricula: str = ""
    inciso: str = ""
    delegacao: str = ""
    orgao_id: int | None = None
    desde: date | None = None
    ate: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    """A cargo with its place in the career plan; ``a_confirmar`` names the doubtful columns of the seed."""

    id: int | None = None
    nome: str
    natureza: Carater = Carater.PERMANENTE
    grupo: str = ""
    categoria: str = ""
    carreira: str = ""
    simbolo: str = ""
    lei: str = ""
    escolaridade: str = ""
    jornada_semanal: str = "30"
    niveis: str = ""
    orgao_tipico: str = ""
    especialidade: str = ""
    extinto_em: date | None = None
    a_confirmar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vagas:
    """Posts of a cargo created by law in a unit (None = not lotadas), or taken away when ``quantidade`` is negative.

    ``especie``: criacao (or empty), extincao, redistribuicao.  ``ato`` is what carried the law out, with its
    publication.
    """

    id: int | None = None
    cargo_id: int
    unidade_id: int | None = None
    quantidade: int
    lei: str = ""
    desde: date | None = None
    especie: str = "criacao"
    ato: str = ""
    publicado_em: date | None = None
    observacao: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OcupacaoCargo:
    """Posts of a cargo: created, occupied, reserved and free; ``criadas`` None when no limit is recorded.

    Excedentes hold no post and are counted apart.  ``por_unidade``: (unit, created, occupied).
    """

    cargo: Cargo
    criadas: int | None
    ocupadas: int
    livres: int | None
    por_unidade: tuple[tuple[str, int | None, int], ...] = ()
    reservadas: int = 0
    excedentes: int = 0
    reservadas_por_unidade: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concurso:
    """A public contest.

    ``alternancia`` is the text of `estatuto.reservas`, empty until somebody says what the edital has.
    ``fim_de_lista``: the edital lets a candidate ask for the end of the list.  ``desempate_servico``: it breaks ties by
    service to the State, which is warned of and never applied (art. 13, parágrafo único; N8).
    """

    id: int | None = None
    edital: str
    orgao_id: int | None = None
    homologacao: date
    validade_meses: int = 24
    prorrogacao: date | None = None
    autorizacao: str = ""
    orgao_central: str = ""
    edital_em: date | None = None
    prorrogacao_ato: str = ""
    alternancia: str = ""
    fim_de_lista: bool = False
    desempate_servico: bool = False
    valido_ate: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lista:
    """A list of a contest: cargo + especialidade + polo + modalidade; ``vagas`` is how many the edital has."""

    id: int | None = None
    concurso_id: int
    cargo_id: int
    especialidade: str = ""
    polo: str = ""
    modalidade: str = "Ampla concorrência"
    vagas: int | None = None
    cargo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidato:
    """A classified candidate; ``situacao``: a_nomear, convocado, desistente, eliminado, nomeado.

    ``situacao_em``, ``documento`` and ``fundamento`` say how the turn passed; ``convocado_*`` and ``convocacao``, the
    call.  ``classificacao_original``: the place before going to the end of the list.  ``sem_efeito``: since when the
    nomeação is annulled.
    """

    id: int | None = None
    lista_id: int
    classificacao: int
    nome: str
    cpf: str | None = None
    nascimento: date | None = None
    situacao: str = "a_nomear"
    fundamento: str = ""
    situacao_em: date | None = None
    documento: str = ""
    convocado_em: date | None = None
    convocado_ate: date | None = None
    convocacao: str = ""
    classificacao_original: int | None = None
    vinculo_id: int | None = None
    sem_efeito: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaSemExpediente:
    """A day without expediente declared by decree; ``esfera``: estadual, municipal, orgao."""

    id: int | None = None
    data: date
    descricao: str
    fundamento: str = ""
    esfera: str = "estadual"
    municipio: str = ""
    orgao_id: int | None = None
    registrado_em: datetime | None = None
    revogado_em: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergencia:
    """A difference that ``verificar`` found between the book and a stored projection."""

    objeto: str
    detalhe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verificacao:
    """Result of ``verificar``."""

    vinculos: int
    prazos: int
    atos: int
    divergencias: tuple[Divergencia, ...] = field(default=())

    @property
    def integra(self) -> bool:
        """Tell whether nothing differs."""
        return not self.divergencias
