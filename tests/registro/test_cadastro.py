"""Registers in the book: the row is the latest entry; contact data stays out; the search follows."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bahiaservidor.registro import classes, livro
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.registro.conexao import Conexao
from bahiaservidor.registro.conferencia import conferir_cadastros
from tests.registro.base import em_exercicio, operacao, pessoa, registro


def achados(conexao: Conexao, expressao: str) -> list[int]:
    consulta = text("SELECT rowid FROM busca_pessoa WHERE busca_pessoa MATCH :e ORDER BY rowid")
    return list(conexao.execute(consulta, {"e": expressao}).scalars())


def test_a_linha_e_a_ultima_entrada() -> None:
    with registro() as ctx, ctx.banco.escrita() as conexao:
        op = operacao(ctx, conexao)
        id_ = lancar_cadastro(conexao, op, sujeito_tipo="orgao", conteudo={"nome": "Agência", "sigla": "AG"})
        assert lancar_cadastro(
            conexao, op, sujeito_tipo="orgao", sujeito_id=id_, conteudo={"ate": date(2026, 1, 31)}
        ) == id_  # fmt: skip
        linha = conexao.execute(text("SELECT nome, sigla, ate FROM orgao WHERE id = :i"), {"i": id_}).one()
        assert tuple(linha) == ("Agência", "AG", "2026-01-31")
        ultimo = livro.ultimo_cadastro(conexao, "orgao", id_)
        assert ultimo is not None
        assert (ultimo.seq, ultimo.conteudo["nome"], ultimo.conteudo["ate"]) == (2, "Agência", "2026-01-31")


def test_registro_igual_nao_e_entrada_nova() -> None:
    with registro() as ctx, ctx.banco.escrita() as conexao:
        op = operacao(ctx, conexao)
        id_ = lancar_cadastro(conexao, op, sujeito_tipo="orgao", conteudo={"nome": "Agência"})
        lancar_cadastro(conexao, op, sujeito_tipo="orgao", sujeito_id=id_, conteudo={"nome": "Agência"})
        ultimo = livro.ultimo_cadastro(conexao, "orgao", id_)
        assert ultimo is not None
        assert ultimo.seq == 1


def test_campo_desconhecido_e_defeito() -> None:
    with registro() as ctx, ctx.banco.escrita() as conexao, pytest.raises(KeyError, match="cor"):
        lancar_cadastro(conexao, operacao(ctx, conexao), sujeito_tipo="orgao", conteudo={"nome": "A", "cor": "azul"})


def test_o_contato_fica_fora_do_livro_e_deixa_trilha() -> None:
    with registro() as ctx, ctx.banco.escrita() as conexao:
        id_ = pessoa(ctx, conexao, telefone="71 3115-0000", endereco="Rua A")
        op = operacao(ctx, conexao)
        lancar_cadastro(conexao, op, sujeito_tipo="servidor", sujeito_id=id_, conteudo={"telefone": "71 3115-1111"})
        linha = conexao.execute(text("SELECT telefone, endereco, versao FROM servidor")).one()
        assert tuple(linha) == ("71 3115-1111", "Rua A", 2)
        (entrada,) = livro.historico(conexao, id_)
        assert not {"telefone", "endereco", "filiacao"} & entrada.conteudo.keys()
        trilha = conexao.execute(text("SELECT acao, objeto, objeto_id, usuario, detalhe FROM trilha")).all()
        assert [tuple(linha) for linha in trilha] == [("altera", "servidor", id_, "jacira", "telefone")]


def test_a_pessoa_se_acha_sem_acento_e_pelos_nomes_anteriores() -> None:
    with registro() as ctx:
        _, vinculo = em_exercicio(ctx, "Jacira D’Ávila Conceição", cpf="52998224725")
        em_exercicio(ctx, "José Souza")
        with ctx.banco.escrita() as conexao:
            assert achados(conexao, '"davila"*') == [vinculo]
            assert achados(conexao, '"conc"* "jac"*') == [vinculo]
            assert achados(conexao, '"529982"*') == [vinculo]
            assert achados(conexao, '"saeb"*') == [1, 2]
            op = operacao(ctx, conexao)
            mudanca = {"nome": "Jacira Portugal", "nomes_anteriores": ["Jacira D’Ávila Conceição"]}
            lancar_cadastro(conexao, op, sujeito_tipo="servidor", sujeito_id=1, conteudo=mudanca)
            assert achados(conexao, '"portugal"*') == achados(conexao, '"conceicao"*') == [vinculo]
            assert json.loads(
                conexao.execute(text("SELECT nomes_anteriores FROM servidor")).scalars().first() or ""
            ) == ["Jacira D’Ávila Conceição"]


def test_a_matricula_e_entrada_do_livro_e_entra_na_busca() -> None:
    with registro() as ctx:
        servidor, vinculo = em_exercicio(ctx)
        with ctx.banco.escrita() as conexao:
            op = operacao(ctx, conexao)
            lancar_cadastro(conexao, op, sujeito_tipo="vinculo", sujeito_id=vinculo, conteudo={"matricula": "92116599"})
            assert conexao.execute(text("SELECT matricula, versao FROM vinculo")).one() == ("92116599", 2)
            assert achados(conexao, '"92116"*') == [vinculo]
            assert livro.historico(conexao, servidor)[-1].conteudo == {"matricula": "92116599"}


def test_cpf_e_matricula_nao_se_repetem_nem_na_tabela() -> None:
    with registro() as ctx:
        em_exercicio(ctx, "Uma Pessoa", cpf="52998224725")
        with pytest.raises(IntegrityError, match=r"servidor\.cpf"):
            em_exercicio(ctx, "Outra Pessoa", cpf="52998224725")
        with ctx.banco.leitura() as conexao:
            # Nothing half-written: the entry that came before the refusal is not in the book either.
            assert conexao.execute(text("SELECT count(*) FROM ato WHERE sujeito_tipo = 'servidor'")).scalar() == 1


def test_as_classes_do_cargo_seguem_as_palavras_do_registro() -> None:
    with registro() as ctx, ctx.banco.escrita() as conexao:
        op = operacao(ctx, conexao)
        dados = {"nome": "Analista", "natureza": "permanente", "niveis": "graus I-II / refs 1-3"}
        cargo = lancar_cadastro(conexao, op, sujeito_tipo="cargo", conteudo=dados)
        outro = lancar_cadastro(conexao, op, sujeito_tipo="cargo", conteudo={"nome": "Médico", "niveis": "8 classes"})
        referencias = ["Referência 1", "Referência 2", "Referência 3"]
        assert classes.gravadas(conexao, [cargo, outro]) == {
            cargo: [("Grau I", referencias), ("Grau II", referencias)]
        }  # fmt: skip
        lancar_cadastro(conexao, op, sujeito_tipo="cargo", sujeito_id=cargo, conteudo={"niveis": "classes A, B, B"})
        assert classes.gravadas(conexao, [cargo]) == {cargo: [("Classe A", []), ("Classe B", [])]}
        assert list(conferir_cadastros(conexao)) == []
        conexao.execute(text("DELETE FROM classe WHERE nome = 'Classe B'"))
        assert [d.objeto for d in conferir_cadastros(conexao)] == [f"cargo {cargo}"]
        lancar_cadastro(conexao, op, sujeito_tipo="cargo", sujeito_id=cargo, conteudo={"niveis": ""})
        assert classes.gravadas(conexao, [cargo]) == {}


def test_o_cargo_traz_grupo_e_categoria() -> None:
    with registro() as ctx, ctx.banco.escrita() as conexao:
        op = operacao(ctx, conexao)
        conteudo = {"nome": "Analista", "natureza": "permanente", "grupo": "Gestão", "categoria": "Analistas"}
        um = lancar_cadastro(conexao, op, sujeito_tipo="cargo", conteudo=conteudo)
        outro = lancar_cadastro(conexao, op, sujeito_tipo="cargo", conteudo={**conteudo, "nome": "Analista II"})
        linhas = conexao.execute(
            text(
                "SELECT g.nome, k.nome FROM cargo c JOIN grupo_ocupacional g ON g.id = c.grupo_id "
                "JOIN categoria_funcional k ON k.id = c.categoria_id WHERE c.id IN (:a, :b)"
            ),
            {"a": um, "b": outro},
        ).all()
        assert [tuple(linha) for linha in linhas] == [("Gestão", "Analistas")] * 2
        assert conexao.execute(text("SELECT count(*) FROM grupo_ocupacional WHERE nome = 'Gestão'")).scalar() == 1
