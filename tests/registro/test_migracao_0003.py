"""From 0002 to 0003 with data: what was written before reads the same, and going back loses no entry of the book."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from bahiaservidor.registro import migracao
from bahiaservidor.registro.conexao import Conexao
from bahiaservidor.registro.conferencia import conferir_cadastros
from bahiaservidor.servicos import cadastros, lrf, vagas, verificacao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import Candidato, Cargo, Concurso, Lista, Vagas
from bahiaservidor.servicos.tipos.lrf import NumerosLrf
from tests.registro.base import HOJE, registro

NOVAS = {
    "orgao": ("area",),
    "unidade": ("area",),
    "vaga": ("especie", "ato", "publicado_em", "observacao"),
    "concurso": ("edital_em", "prorrogacao_ato", "alternancia", "fim_de_lista", "desempate_servico"),
    "lista": ("vagas",),
    "candidato": ("situacao_em", "documento", "convocado_em", "convocado_ate", "convocacao", "classificacao_original"),
}


def _preencher(ctx: Contexto) -> tuple[int, int]:
    cargo = cadastros.salvar_cargo(ctx, cargo=Cargo(nome="Analista"))
    vagas.salvar_vagas(ctx, vagas=Vagas(cargo_id=cargo, quantidade=5, lei="Lei 1/2000"))
    concurso = cadastros.salvar_concurso(ctx, concurso=Concurso(edital="Edital 1", homologacao=date(2025, 6, 2)))
    lista = cadastros.salvar_lista(ctx, lista=Lista(concurso_id=concurso, cargo_id=cargo))
    cadastros.salvar_candidatos(
        ctx, lista_id=lista, candidatos=[Candidato(lista_id=lista, classificacao=1, nome="Ana Reis")]
    )
    return cargo, lista


def _colunas(conexao: Conexao, tabela: str) -> set[str]:
    return {nome for (nome,) in conexao.execute(text(f"SELECT name FROM pragma_table_info('{tabela}')"))}


def _entradas(conexao: Conexao) -> int:
    return int(conexao.execute(text("SELECT count(*) FROM ato")).scalar_one())


def test_o_que_foi_escrito_antes_se_le_igual_depois() -> None:
    with registro() as ctx:
        cargo, lista = _preencher(ctx)
        with ctx.banco.escrita() as conexao:
            antes = _entradas(conexao)
            migracao.reverter(conexao, para="0002")
            for tabela, nomes in NOVAS.items():
                assert _colunas(conexao, tabela).isdisjoint(nomes)
            assert not _colunas(conexao, "lrf")
            assert not _colunas(conexao, "reserva_posto")
        with ctx.banco.escrita() as conexao:
            migracao.migrar(conexao)
            for tabela, nomes in NOVAS.items():
                assert _colunas(conexao, tabela).issuperset(nomes)
            assert _entradas(conexao) == antes
        (movimento,) = vagas.vagas(ctx, cargo_id=cargo)
        assert (movimento.quantidade, movimento.especie, movimento.ato) == (5, "criacao", "")
        (candidato,) = cadastros.candidatos(ctx, lista_id=lista)
        assert (candidato.situacao, candidato.convocado_em, candidato.classificacao_original) == (
            "a_nomear",
            None,
            None,
        )
        (concurso,) = cadastros.concursos(ctx)
        assert (concurso.alternancia, concurso.fim_de_lista, concurso.edital_em) == ("", False, None)


def test_um_registro_da_versao_anterior_e_integro_na_nova() -> None:
    with registro() as ctx:
        _preencher(ctx)
        # As the version before wrote it: entries without the names that came later.
        with ctx.banco.escrita() as conexao:
            migracao.reverter(conexao, para="0002")
            gatilho = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'ato_nao_altera'")
            corpo = str(conexao.execute(gatilho).scalar_one())
            conexao.execute(text("DROP TRIGGER ato_nao_altera"))
            for tabela, nomes in NOVAS.items():
                for nome in nomes:
                    conexao.execute(
                        text("UPDATE ato SET conteudo = json_remove(conteudo, :c) WHERE sujeito_tipo = :t"),
                        {"c": f"$.{nome}", "t": tabela},
                    )
            conexao.execute(text(corpo))
            migracao.migrar(conexao)
        with ctx.banco.leitura() as conexao:
            assert list(conferir_cadastros(conexao)) == []


def test_as_novas_tabelas_recebem_entradas_depois_de_subir() -> None:
    with registro() as ctx:
        with ctx.banco.escrita() as conexao:
            migracao.reverter(conexao, para="0002")
            migracao.migrar(conexao)
        numeros = NumerosLrf(ano=2025, quadrimestre=3, rcl=10_000, despesa=4_600, fonte="RGF")
        lrf.salvar_numeros(ctx, numeros=numeros, hoje=HOJE)
        assert verificacao.verificar(ctx).integra


def test_a_migracao_se_escreve_para_postgresql_e_volta() -> None:
    sobe = migracao.escrever_sql("postgresql", de_para="0002:0003")
    assert "ALTER TABLE concurso ADD COLUMN fim_de_lista BOOLEAN DEFAULT false NOT NULL" in sobe
    assert "CREATE TABLE lrf" in sobe
    assert "rcl BIGINT NOT NULL" in sobe
    desce = migracao.escrever_sql("postgresql", de_para="0003:0002", desfaz=True)
    assert "ALTER TABLE orgao DROP COLUMN area" in desce
    assert "DROP TABLE lrf" in desce
