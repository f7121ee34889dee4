"""The invented State around the people: órgãos, units, authorities, posts, concursos and their lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from dateutil.easter import easter

from ..estatuto.tipos import Carater
from ..registro import livro
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from . import abertura, cadastros
from .contexto import Contexto
from .demonstracao_nomes import Pessoas
from .tipos import Autoridade, Cargo

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
    """What people are drawn into: units by órgão, and the cargos of each."""

    lotacoes: Sequence[Lotacao]
    cargos: dict[int, tuple[Cargo, ...]]
    temporarios: tuple[Cargo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classificado:
    """A candidate to be named, with the place in the list."""

    candidato_id: int
    classificacao: int


def montar_quadro(ctx: Contexto, *, sorteio: Random, pessoas: Pessoas, em: date, servidores: int) -> Quadro:
    """Create órgãos, units, authorities, posts and days without expediente; the first run's answers are kept."""
    if abertura.precisa_configurar(ctx):
        nome, sigla, _ = _ORGAOS[0]
        abertura.configurar(ctx, orgao=nome, sigla=sigla, municipio="Salvador")
    todos = cadastros.cargos(ctx)
    por_nome = {cargo.nome: cargo for cargo in todos if cargo.natureza is Carater.PERMANENTE}
    temporarios = tuple(cargo for cargo in todos if cargo.natureza is Carater.TEMPORARIO)
    lotacoes: list[Lotacao] = []
    cargos: dict[int, tuple[Cargo, ...]] = {}
    existentes = cadastros.orgaos(ctx)
    with ctx.banco.escrita() as conexao:
        operacao = livro.abrir_operacao(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, descricao="Demonstração: quadro"
        )
        _feriados_por_decreto(conexao, operacao, em)
        unidades: list[tuple[str, int, int, str]] = []
        for posicao, (nome, sigla, nomes) in enumerate(_ORGAOS):
            if posicao == 0 and existentes and existentes[0].id is not None:
                orgao_id, sigla = existentes[0].id, existentes[0].sigla or existentes[0].nome
            else:
                orgao_id = _lancar(conexao, operacao, "orgao", nome=nome, sigla=sigla, poder="Executivo")
            escolhidos = tuple(por_nome[nome] for nome in nomes if nome in por_nome)
            cargos[orgao_id] = escolhidos or tuple(por_nome.values())[:3]
            for indice, municipio in enumerate(sorteio.sample(_MUNICIPIOS, 4)):
                unidade_id = _lancar(
                    conexao, operacao, "unidade", orgao_id=orgao_id, nome=_UNIDADES[indice], sigla="",
                    municipio=municipio,
                )  # fmt: skip
                unidades.append((sigla, orgao_id, unidade_id, municipio))
        _criar_vagas(conexao, operacao, cargos, temporarios, servidores)
    autoridades = {orgao_id: _autoridade(ctx, orgao_id, pessoas) for orgao_id in cargos}
    for sigla, orgao_id, unidade_id, municipio in unidades:
        autoridade_id, quem = autoridades[orgao_id]
        lotacoes.append(
            Lotacao(
                orgao=sigla, orgao_id=orgao_id, unidade_id=unidade_id, municipio=municipio,
                autoridade_id=autoridade_id, autoridade=quem,
            )
        )  # fmt: skip
    return Quadro(lotacoes=lotacoes, cargos=cargos, temporarios=temporarios)


def abrir_lista(
    ctx: Contexto,
    *,
    lotacao: Lotacao,
    cargo: Cargo,
    homologacao: date,
    nomes: Sequence[tuple[str, str | None, date]],
    espera: Sequence[tuple[str, date]],
    sorteio: Random,
) -> list[Classificado]:
    """Create a concurso's list: first who will be named, one or another withdrawn among them, then who waits."""
    with ctx.banco.escrita() as conexao:
        operacao = livro.abrir_operacao(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, descricao="Demonstração: lista de concurso"
        )
        concurso = _lancar(
            conexao, operacao, "concurso",
            edital=f"Edital {lotacao.orgao} nº {sorteio.randint(1, 40):02}/{homologacao.year - 1}",
            orgao_id=lotacao.orgao_id, homologacao=homologacao, validade_meses=24,
        )  # fmt: skip
        lista = _lancar(
            conexao, operacao, "lista", concurso_id=concurso, cargo_id=cargo.id, polo=lotacao.municipio,
            modalidade="Ampla concorrência",
        )  # fmt: skip
        classificados: list[Classificado] = []
        posicao = 0
        for nome, cpf, nascimento in nomes:
            posicao += 1
            if sorteio.random() < 0.06:
                _lancar(
                    conexao, operacao, "candidato", lista_id=lista, classificacao=posicao, nome=f"{nome} Filho",
                    situacao="desistente", fundamento="Requerimento de desistência",
                )  # fmt: skip
                posicao += 1
            id_ = _lancar(
                conexao, operacao, "candidato", lista_id=lista, classificacao=posicao, nome=nome, cpf=cpf,
                nascimento=nascimento, situacao="a_nomear",
            )  # fmt: skip
            classificados.append(Classificado(candidato_id=id_, classificacao=posicao))
        for nome, nascimento in espera:
            posicao += 1
            _lancar(
                conexao, operacao, "candidato", lista_id=lista, classificacao=posicao, nome=nome,
                nascimento=nascimento, situacao="a_nomear",
            )  # fmt: skip
    return classificados


def _lancar(conexao: Conexao, operacao: livro.Operacao, sujeito: str, **conteudo: object) -> int:
    return lancar_cadastro(conexao, operacao, sujeito_tipo=sujeito, conteudo=conteudo)


def _criar_vagas(
    conexao: Conexao,
    operacao: livro.Operacao,
    cargos: dict[int, tuple[Cargo, ...]],
    temporarios: Sequence[Cargo],
    servidores: int,
) -> None:
    """Give every cargo in use a certain number of posts, enough for the people and some to spare (art. 3º)."""
    em_uso = {cargo.id: cargo for grupo in cargos.values() for cargo in grupo}
    for indice, cargo in enumerate(em_uso.values()):
        _lancar(
            conexao, operacao, "vaga", cargo_id=cargo.id, quantidade=servidores + 10 + 3 * indice,
            lei=cargo.lei or "Lei de criação a confirmar",
        )  # fmt: skip
    for cargo in temporarios:
        _lancar(
            conexao, operacao, "vaga", cargo_id=cargo.id, quantidade=servidores // 3 + 5,
            lei="Lei de criação a confirmar",
        )  # fmt: skip


def _feriados_por_decreto(conexao: Conexao, operacao: livro.Operacao, em: date) -> None:
    for ano in range(em.year - 5, em.year + 2):
        pascoa = easter(ano)
        for dias, nome in ((48, "Segunda-feira de Carnaval"), (47, "Terça-feira de Carnaval")):
            _lancar(
                conexao, operacao, "dia_sem_expediente", data=pascoa - timedelta(days=dias), descricao=nome,
                fundamento="Decreto inventado para a demonstração", esfera="estadual",
            )  # fmt: skip


def _autoridade(ctx: Contexto, orgao_id: int, pessoas: Pessoas) -> tuple[int, str]:
    nome = pessoas.nome(pessoas.sorteio.random() < 0.5)
    id_ = cadastros.salvar_autoridade(
        ctx,
        autoridade=Autoridade(
            nome=nome, cargo="Diretor-Geral", matricula=pessoas.matricula(), inciso="VI", orgao_id=orgao_id
        ),
    )
    return id_, f"{nome}, Diretor-Geral"
