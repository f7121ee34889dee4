"""The invented State around the people: órgãos, units, authorities, posts, concursos and their lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Protocol

from dateutil.easter import easter

from ..estatuto.tipos import Carater
from . import abertura, cadastros, dias
from .contexto import Contexto
from .demonstracao_nomes import Pessoas
from .tipos import Autoridade, Candidato, Cargo, Concurso, DadosPessoa, DiaSemExpediente, Lista, Orgao, Unidade, Vagas

_ORGAOS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Secretaria da Administração", "SAEB", ("Analista Técnico", "Técnico-Administrativo", "Auxiliar Administrativo")),
    ("Secretaria da Educação", "SEC", ("Professor Padrão P", "Coordenador Pedagógico Padrão P", "Analista Técnico")),
    ("Secretaria da Saúde", "SESAB", ("Enfermeiro", "Médico", "Farmacêutico", "Psicólogo", "Sanitarista")),
    ("Secretaria da Fazenda", "SEFAZ", ("Auditor Fiscal", "Agente de Tributos Estaduais")),
    ("Secretaria da Segurança Pública", "SSP", ("Investigador de Polícia", "Escrivão de Polícia")),
    ("Secretaria do Meio Ambiente", "SEMA", ("Especialista em Meio Ambiente e Recursos Hídricos",
                                             "Técnico em Meio Ambiente e Recursos Hídricos")),
)  # fmt: skip
"""Name, sigla and the cargos each órgão has, by the names of the seed; the first is used as fallback."""

_MUNICIPIOS = (
    "Salvador", "Feira de Santana", "Vitória da Conquista", "Itabuna", "Ilhéus", "Juazeiro", "Barreiras", "Jequié",
    "Camaçari", "Santo Antônio de Jesus",
)  # fmt: skip
_MUITOS = 20_000
"""People from which the órgãos have a unit in every município."""

_UNIDADES = ("Diretoria Geral", "Diretoria Administrativa", "Coordenação de Pessoal", "Núcleo Territorial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lotacao:
    """A unit, with its municipality, and who gives posse there."""

    orgao: str
    orgao_id: int
    unidade_id: int
    municipio: str
    autoridade_id: int
    autoridade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadro:
    """What people are drawn into: units by órgão, and the cargos of each.  ``editais`` counts those of each year."""

    lotacoes: Sequence[Lotacao]
    cargos: dict[int, tuple[Cargo, ...]]
    temporarios: tuple[Cargo, ...]
    editais: Counter[tuple[str, int]] = field(default_factory=Counter)


def montar_quadro(ctx: Contexto, *, sorteio: Random, pessoas: Pessoas, em: date, servidores: int) -> Quadro:
    """Create órgãos, units, authorities, posts and days without expediente; the first run's answers are kept."""
    if abertura.precisa_configurar(ctx):
        nome, sigla, _ = _ORGAOS[0]
        abertura.configurar(ctx, orgao=nome, sigla=sigla, municipio="Salvador")
    _dias_por_decreto(ctx, em)
    proprio = cadastros.orgaos(ctx)[0]
    todos = cadastros.cargos(ctx)
    por_nome = {cargo.nome: cargo for cargo in todos if cargo.natureza is Carater.PERMANENTE}
    temporarios = tuple(cargo for cargo in todos if cargo.natureza is Carater.TEMPORARIO)
    lotacoes: list[Lotacao] = []
    cargos: dict[int, tuple[Cargo, ...]] = {}
    for posicao, (nome, sigla, nomes) in enumerate(_ORGAOS):
        if posicao == 0 and proprio.id is not None:
            orgao_id, sigla = proprio.id, proprio.sigla or proprio.nome
        elif nome == proprio.nome:
            continue
        else:
            orgao_id = cadastros.salvar_orgao(ctx, orgao=Orgao(nome=nome, sigla=sigla))
        cargos[orgao_id] = tuple(por_nome[c] for c in nomes if c in por_nome) or tuple(por_nome.values())[:3]
        autoridade_id, autoridade = _autoridade(ctx, orgao_id, pessoas)
        for unidade in _unidades(orgao_id, sorteio, servidores):
            municipio = unidade.municipio
            lotacoes.append(
                Lotacao(
                    orgao=sigla,
                    orgao_id=orgao_id,
                    unidade_id=cadastros.salvar_unidade(ctx, unidade=unidade),
                    municipio=municipio,
                    autoridade_id=autoridade_id,
                    autoridade=autoridade,
                )
            )
    _criar_vagas(ctx, cargos, temporarios, servidores)
    return Quadro(lotacoes=lotacoes, cargos=cargos, temporarios=temporarios)


class Concursos(Protocol):
    """Who enters contests: the services one by one, or in bulk."""

    def salvar_concurso(self, concurso: Concurso) -> int:
        """Enter a contest; return its id."""

    def salvar_lista(self, lista: Lista) -> int:
        """Enter a list; return its id."""

    def salvar_candidatos(self, lista_id: int, candidatos: Sequence[Candidato]) -> tuple[int, ...]:
        """Enter the candidates of a list; return their ids."""

    def registrar_desistencia(self, candidato_id: int, *, fundamento: str, em: date) -> None:
        """Record that a candidate gave up."""


def _unidades(orgao_id: int, sorteio: Random, servidores: int) -> Iterator[Unidade]:
    """Yield the units of an órgão: four, and where there are many people one in each other município."""
    escolhidos = sorteio.sample(_MUNICIPIOS, len(_UNIDADES))
    for nome, municipio in zip(_UNIDADES, escolhidos, strict=True):
        yield Unidade(orgao_id=orgao_id, nome=nome, municipio=municipio)
    if servidores > _MUITOS:
        for municipio in _MUNICIPIOS:
            if municipio not in escolhidos:
                yield Unidade(orgao_id=orgao_id, nome=f"Núcleo Territorial de {municipio}", municipio=municipio)


def abrir_lista(
    concursos: Concursos,
    quadro: Quadro,
    *,
    lotacao: Lotacao,
    cargo: Cargo,
    homologacao: date,
    nomeados: Sequence[DadosPessoa],
    espera: Sequence[DadosPessoa],
    sorteio: Random,
) -> tuple[int, ...]:
    """Create a concurso with one list; return the candidates who will be named, in order.

    One or another among them has withdrawn, and those of ``espera`` come last and keep waiting.
    """
    assert cargo.id is not None
    ano = homologacao.year - 1
    quadro.editais[lotacao.orgao, ano] += 1
    edital = f"Edital {lotacao.orgao} nº {quadro.editais[lotacao.orgao, ano]:02}/{ano}"
    concurso_id = concursos.salvar_concurso(
        Concurso(edital=edital, orgao_id=lotacao.orgao_id, homologacao=homologacao, validade_meses=24)
    )
    lista_id = concursos.salvar_lista(Lista(concurso_id=concurso_id, cargo_id=cargo.id, polo=lotacao.municipio))
    desistentes = [sorteio.random() < 0.06 for _ in nomeados]
    candidatos: list[Candidato] = []
    saem: list[int] = []
    ficam: list[int] = []
    for pessoa, desiste in zip(nomeados, desistentes, strict=True):
        if desiste:
            saem.append(len(candidatos))
            outro = sorteio.choice(espera) if espera else pessoa
            nome = f"{outro.nome} Filho" if outro.sexo == "M" else f"{outro.nome} Neta"
            candidatos.append(Candidato(lista_id=lista_id, classificacao=len(candidatos) + 1, nome=nome))
        ficam.append(len(candidatos))
        candidatos.append(_candidato(lista_id, len(candidatos) + 1, pessoa))
    candidatos.extend(_candidato(lista_id, len(candidatos) + i, pessoa) for i, pessoa in enumerate(espera, start=1))
    ids = concursos.salvar_candidatos(lista_id, candidatos)
    for indice in saem:
        # Before anybody of the list was named: who gave up later would still be ahead of them (art. 12).
        concursos.registrar_desistencia(ids[indice], fundamento="Requerimento do candidato", em=homologacao)
    return tuple(ids[indice] for indice in ficam)


def _candidato(lista_id: int, classificacao: int, pessoa: DadosPessoa) -> Candidato:
    return Candidato(
        lista_id=lista_id, classificacao=classificacao, nome=pessoa.nome, cpf=pessoa.cpf, nascimento=pessoa.nascimento
    )


def _criar_vagas(
    ctx: Contexto, cargos: dict[int, tuple[Cargo, ...]], temporarios: Sequence[Cargo], servidores: int
) -> None:
    """Give every cargo in use a certain number of posts, enough for the people and some to spare (art. 3º)."""
    em_uso = {cargo.id: cargo for grupo in cargos.values() for cargo in grupo}
    quantidades = [(cargo, servidores // 3 + 10 + 3 * indice) for indice, cargo in enumerate(em_uso.values())]
    quantidades += [(cargo, servidores // 20 + 6) for cargo in temporarios]
    for cargo, quantidade in quantidades:
        assert cargo.id is not None
        lei = cargo.lei or "Lei inventada para a demonstração"
        cadastros.salvar_vagas(ctx, vagas=Vagas(cargo_id=cargo.id, quantidade=quantidade, lei=lei))


def _dias_por_decreto(ctx: Contexto, em: date) -> None:
    for ano in range(em.year - 5, em.year + 2):
        for antes, nome in ((48, "Segunda-feira de Carnaval"), (47, "Terça-feira de Carnaval")):
            dia = DiaSemExpediente(
                data=easter(ano) - timedelta(days=antes),
                descricao=nome,
                fundamento="Decreto inventado para a demonstração",
            )
            dias.salvar_dia(ctx, dia=dia, hoje=em)


def _autoridade(ctx: Contexto, orgao_id: int, pessoas: Pessoas) -> tuple[int, str]:
    nome = pessoas.nome(pessoas.sorteio.random() < 0.5)
    autoridade = Autoridade(
        nome=nome, cargo="Diretor-Geral", matricula=pessoas.matricula(), inciso="VI", orgao_id=orgao_id
    )
    return cadastros.salvar_autoridade(ctx, autoridade=autoridade), f"{nome}, Diretor-Geral"
