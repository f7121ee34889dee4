"""Projections: written by difference, the same on any day, rebuilt from the book and compared with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.tipos import TipoRessalva
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.registro.conexao import Conexao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.verificacao import verificar
from tests.registro.base import ato, em_exercicio, operacao, pessoa, projetar, registro


def uma(conexao: Conexao, consulta: str) -> tuple[Any, ...]:
    return tuple(conexao.execute(text(consulta)).one())


def ids_dos_prazos(conexao: Conexao) -> list[tuple[Any, ...]]:
    linhas = conexao.execute(text("SELECT tipo, numero, id FROM prazo WHERE vinculo_id = 1 ORDER BY id"))
    return [tuple(linha) for linha in linhas]


def divergencias(ctx: Contexto) -> list[str]:
    return [f"{d.objeto}: {d.detalhe}" for d in verificar(ctx).divergencias]


def test_o_vinculo_gravado_e_o_que_os_atos_dizem() -> None:
    with registro() as ctx:
        servidor, vinculo = em_exercicio(ctx)
        with ctx.banco.leitura() as conexao:
            assert uma(conexao, "SELECT id, servidor_id, numero, cargo_id, carater, unidade_id FROM vinculo") == (
                vinculo, servidor, 1, 1, "permanente", 1,
            )  # fmt: skip
            assert uma(conexao, "SELECT nomeacao, posse, exercicio, fim, situacao_base, versao FROM vinculo") == (
                "2025-01-08", "2025-01-20", "2025-02-03", None, "em_exercicio", 1,
            )  # fmt: skip
            prazos = conexao.execute(text("SELECT tipo, numero, vence, desfecho FROM prazo ORDER BY id")).all()
        assert ("posse", 0, "2025-02-07", "cumprido") in [tuple(p) for p in prazos]
        assert ("avaliacao_semestral", 6, "2028-02-03", None) in [tuple(p) for p in prazos]
        assert ("fim_estagio", 0, "2028-02-03", None) in [tuple(p) for p in prazos]


def test_gravar_de_novo_nao_muda_nada() -> None:
    with registro() as ctx:
        servidor, _ = em_exercicio(ctx)
        with ctx.banco.escrita() as conexao:
            antes = conexao.execute(text("SELECT * FROM prazo ORDER BY id")).all()
            assert projetar(ctx, conexao, servidor) == frozenset()
            assert conexao.execute(text("SELECT * FROM prazo ORDER BY id")).all() == antes
            assert uma(conexao, "SELECT versao FROM vinculo") == (1,)


def test_um_ato_novo_muda_so_o_que_toca_e_sobe_a_versao() -> None:
    with registro() as ctx:
        servidor, vinculo = em_exercicio(ctx)
        _, outro = em_exercicio(ctx, "Outra Pessoa")
        with ctx.banco.escrita() as conexao:
            ids = ids_dos_prazos(conexao)
            ato(ctx, conexao, servidor, "avaliacao_estagio", vinculo_id=vinculo, data="2025-08-01", numero=1)
            assert projetar(ctx, conexao, servidor) == {vinculo}
            # The deadline that closed keeps its id: who was looking at it still finds it.
            assert ids_dos_prazos(conexao) == ids
            assert uma(conexao, "SELECT desfecho, fechado_em FROM prazo WHERE vinculo_id = 1 AND numero = 1") == (
                "cumprido",
                "2025-08-01",
            )
            versoes = conexao.execute(text("SELECT id, versao FROM vinculo ORDER BY id")).all()
            assert [tuple(v) for v in versoes] == [(vinculo, 2), (outro, 1)]
        assert divergencias(ctx) == []


def test_o_afastamento_entra_e_o_retorno_o_fecha() -> None:
    with registro() as ctx:
        servidor, vinculo = em_exercicio(ctx)
        with ctx.banco.escrita() as conexao:
            ato(ctx, conexao, servidor, "afastamento", vinculo_id=vinculo, inicio="2025-06-02", motivo="licenca_saude")
            projetar(ctx, conexao, servidor)
            assert uma(conexao, "SELECT inicio, fim, motivo, ato_id IS NOT NULL FROM afastamento") == (
                "2025-06-02", None, "licenca_saude", 1,
            )  # fmt: skip
            ato(ctx, conexao, servidor, "retorno", vinculo_id=vinculo, data="2025-07-01")
            projetar(ctx, conexao, servidor)
            assert uma(conexao, "SELECT inicio, fim FROM afastamento") == ("2025-06-02", "2025-06-30")
        assert divergencias(ctx) == []


def test_a_ressalva_se_conta_no_vinculo() -> None:
    ressalva = Ressalva(tipo=TipoRessalva.ATO_CONSUMADO, numero="9", data=date(2025, 1, 1))
    with registro() as ctx:
        with ctx.banco.escrita() as conexao:
            servidor = pessoa(ctx, conexao)
            ato(ctx, conexao, servidor, "nomeacao", publicacao="2025-01-08", cargo=1, ressalva=ressalva)
            projetar(ctx, conexao, servidor)
            assert uma(conexao, "SELECT ressalvas, situacao_base FROM vinculo") == (1, "nomeado")
        assert divergencias(ctx) == []


def test_o_permanente_em_cargo_temporario_consta_como_afastado() -> None:
    with registro() as ctx:
        servidor, vinculo = em_exercicio(ctx)
        with ctx.banco.escrita() as conexao:
            segundo: dict[str, Any] = {"vinculo_id": vinculo + 1}
            ato(ctx, conexao, servidor, "nomeacao", publicacao="2025-06-02", cargo=64, carater="temporario", **segundo)
            ato(ctx, conexao, servidor, "posse", data="2025-06-09", **segundo)
            ato(ctx, conexao, servidor, "exercicio", data="2025-06-09", **segundo)
            assert projetar(ctx, conexao, servidor) == {vinculo, vinculo + 1}
            assert uma(conexao, "SELECT vinculo_id, inicio, fim, motivo, ato_id FROM afastamento") == (
                vinculo, "2025-06-09", None, "cargo_temporario", None,
            )  # fmt: skip
        assert divergencias(ctx) == []


# ------------------------------------------------------------------ verifying


@pytest.mark.parametrize(
    ("comando", "esperado"),
    [
        ("UPDATE vinculo SET posse = '2025-01-21'", "vínculo 1: posse: gravado 21/01/2025, pelo livro 20/01/2025"),
        ("UPDATE vinculo SET situacao_base = 'desligado'", "vínculo 1: situacao_base: gravado “desligado”, pelo livro"),
        ("UPDATE vinculo SET motor = '0'", "vínculo 1: motor"),
        ("UPDATE prazo SET vence = '2027-01-01' WHERE tipo = 'fim_estagio'", "vínculo 1, prazo fim_estagio: vence"),
        ("DELETE FROM prazo WHERE numero = 3", "prazo avaliacao_semestral nº 3: está no livro e falta na tabela"),
        ("DELETE FROM prazo WHERE vinculo_id = 1", "prazo posse: está no livro e falta na tabela"),
        (
            "INSERT INTO prazo (servidor_id, vinculo_id, tipo, numero, retido, depende_de_hoje, dispositivo) "
            "VALUES (1, 1, 'apresentacao', 0, 0, 0, '')",
            "prazo apresentacao: está na tabela e não no livro",
        ),
        (
            "INSERT INTO afastamento (vinculo_id, inicio, motivo) VALUES (1, '2025-05-05', 'ferias')",
            "vínculo 1: sobra o afastamento ferias, de 05/05/2025 sem término",
        ),
        ("UPDATE servidor SET nascimento = '1980-01-01'", "servidor 1: nascimento: gravado 01/01/1980"),
        ("UPDATE servidor SET cpf = '52998224725'", "servidor 1: cpf: gravado “52998224725”, pelo livro vazio"),
        ("UPDATE vinculo SET matricula = '92116599'", "vinculo 1: está na tabela e não no livro"),
        ("UPDATE cargo SET extinto_em = '2020-01-01' WHERE id = 2", "cargo 2: extinto_em: gravado 01/01/2020"),
        ("UPDATE cargo SET grupo_id = 2 WHERE id = 1", "cargo 1: grupo_id"),
        ("UPDATE unidade SET municipio = 'Ilhéus'", "unidade 1: municipio: gravado “Ilhéus”, pelo livro “Salvador”"),
        (
            "INSERT INTO orgao (id, nome, sigla, poder) VALUES (9, 'Fantasma', '', '')",
            "orgao 9: está na tabela e não no livro",
        ),
        ("UPDATE busca_pessoa SET nome = 'ninguem'", "vínculo 1: o índice de busca não corresponde à ficha"),
    ],
)
def test_verificar_acusa_cada_diferenca(comando: str, esperado: str) -> None:
    with registro() as ctx:
        em_exercicio(ctx)
        assert divergencias(ctx) == []
        with ctx.banco.escrita() as conexao:
            conexao.execute(text(comando))
        assert any(esperado in divergencia for divergencia in divergencias(ctx))


def test_verificar_nao_muda_nada_e_conta_o_que_viu() -> None:
    with registro() as ctx:
        em_exercicio(ctx)
        em_exercicio(ctx, "Outra Pessoa")
        antes = ctx.banco.serializar()
        passos: list[tuple[int, int]] = []
        resultado = verificar(ctx, progresso=lambda feitos, total: passos.append((feitos, total)))
        assert resultado.integra
        assert (resultado.vinculos, resultado.atos) == (2, 76 + 8)
        assert passos[-1] == (2, 2)
        assert ctx.banco.serializar() == antes


@pytest.mark.parametrize("hoje", [date(2025, 6, 10), date(2026, 3, 2), date(2040, 1, 1)])
def test_verificar_da_a_mesma_resposta_em_qualquer_dia(hoje: date) -> None:
    # An absence without end moves the estágio with the day asked; what is stored does not move.
    with registro() as ctx:
        servidor, vinculo = em_exercicio(ctx)
        with ctx.banco.escrita() as conexao:
            ato(
                ctx, conexao, servidor, "afastamento", vinculo_id=vinculo, inicio="2025-06-02",
                motivo="interesse_particular",
            )  # fmt: skip
            projetar(ctx, conexao, servidor)
            assert uma(conexao, "SELECT vence, depende_de_hoje FROM prazo WHERE tipo = 'fim_estagio'") == (
                "2028-02-03",
                1,
            )
        copia = ctx.banco.serializar()
        with registro(hoje=hoje) as outro:
            outro.banco.fechar()
            outro.banco = type(outro.banco).temporario(copia)
            assert divergencias(outro) == []


def test_prazo_fechado_fica_com_o_calendario_que_se_conhecia() -> None:
    # The posse was on 20/01/2025; a day without expediente recorded a year later moves nothing of it.
    with registro() as ctx:
        em_exercicio(ctx)
        with ctx.banco.escrita() as conexao:
            instante = ctx.relogio.agora().replace(year=2027)
            op = operacao(ctx, conexao)
            dia = {
                "data": date(2025, 2, 7), "descricao": "Ponto facultativo", "esfera": "estadual",
                "registrado_em": instante,
            }  # fmt: skip
            lancar_cadastro(conexao, op, sujeito_tipo="dia_sem_expediente", conteudo=dia)
            assert projetar(ctx, conexao, 1) == frozenset()
            assert uma(conexao, "SELECT vence FROM prazo WHERE tipo = 'posse'") == ("2025-02-07",)
        assert divergencias(ctx) == []
