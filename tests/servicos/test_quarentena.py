"""One entry that cannot be read: whose it is, is set aside; everybody else goes on as if nothing had happened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.registro import quarentena as apartadas
from bahiaservidor.registro.vidas import ler_vidas
from bahiaservidor.servicos import (
    abertura,
    acervo,
    agenda,
    contradicoes,
    estagio,
    papeis_catalogo,
    pessoas,
    quarentena,
    redobra,
    relatorio_apuracao,
    verificacao,
)
from bahiaservidor.servicos.tipos import FiltroPrazos, FiltroServidores
from bahiaservidor.servicos.tipos.estagio import FiltroEstagio

from .cenario import Cenario, cenario, integra

ESTRAGOS = {
    "ato desconhecido": "tipo = 'ato_do_futuro'",
    "versão mais nova": "versao = 999",
    "JSON pela metade": "conteudo = substr(conteudo, 1, length(conteudo) - 9)",
    "JSON que não é objeto": "conteudo = '[1]'",
    "campo que não existe": "conteudo = replace(conteudo, '\"data\"', '\"datum\"')",
    "data que não existe": "conteudo = replace(conteudo, '2026-02-11', '2026-02-31')",
    "valor de outra espécie": "conteudo = '{\"data\": 7}'",
    "data legal que não é data": "data_legal = '31/02/2026'",
    "instante que não é instante": "registrado_em = 'ontem'",
    "ressalva ilegível": "ressalva = '{'",
}


def estragar(c: Cenario, mudanca: str, ato_id: int) -> dict[str, Any]:
    """Change an entry as no program does; return what it said."""
    with c.ctx.banco.escrita() as conexao:
        (gatilho,) = conexao.execute(text("SELECT sql FROM sqlite_master WHERE name = 'ato_nao_altera'")).one()
        antes = conexao.execute(text("SELECT * FROM ato WHERE id = :i"), {"i": ato_id}).one()._asdict()
        conexao.execute(text("PRAGMA foreign_keys = OFF"))
        conexao.execute(text("DROP TRIGGER ato_nao_altera"))
        conexao.execute(text(f"UPDATE ato SET {mudanca} WHERE id = :i"), {"i": ato_id})
        conexao.execute(text(gatilho))
    return antes


def devolver(c: Cenario, antes: dict[str, Any]) -> None:
    """Put an entry back as it was: the copy restored, or the program updated."""
    with c.ctx.banco.escrita() as conexao:
        (gatilho,) = conexao.execute(text("SELECT sql FROM sqlite_master WHERE name = 'ato_nao_altera'")).one()
        conexao.execute(text("DROP TRIGGER ato_nao_altera"))
        colunas = ", ".join(f"{nome} = :{nome}" for nome in antes if nome != "id")
        conexao.execute(text(f"UPDATE ato SET {colunas} WHERE id = :id"), antes)
        conexao.execute(text(gatilho))


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario(postos=5) as montado:
        for indice in range(3):
            montado.estagiario(indice)
        yield montado


def ato_de(c: Cenario, servidor_id: int, tipo: str = "exercicio") -> int:
    return int(c.valor(f"SELECT id FROM ato WHERE servidor_id = {servidor_id} AND tipo = '{tipo}'"))


def trilha(c: Cenario) -> list[tuple[str, int, str]]:
    with c.ctx.banco.leitura() as conexao:
        linhas = conexao.execute(text("SELECT acao, objeto_id, detalhe FROM trilha WHERE acao LIKE '%quarentena'"))
        return [tuple(linha) for linha in linhas]


@pytest.mark.parametrize("mudanca", ESTRAGOS.values(), ids=ESTRAGOS)
def test_quem_nao_se_le_fica_a_parte_e_o_resto_segue(c: Cenario, mudanca: str) -> None:
    doente, *saos = [int(id_) for id_ in (1, 2, 3)]
    ato = ato_de(c, doente)
    antes = estragar(c, mudanca, ato)
    c.ctx.banco.apartadas.clear()
    with c.ctx.banco.leitura() as conexao:
        vidas = ler_vidas(conexao, [doente, *saos])
    assert set(vidas) == set(saos)
    with pytest.raises(apartadas.PessoaEmQuarentena, match="em quarentena"):
        vidas[doente]
    with pytest.raises(apartadas.PessoaEmQuarentena):
        vidas.get(doente)
    # The book is checked whole, and says whose it is.
    achadas = verificacao.verificar(c.ctx).divergencias
    assert any(d.objeto == f"servidor {doente}" and "em quarentena" in d.detalhe for d in achadas)
    assert all(d.objeto not in {f"servidor {id_}" for id_ in saos} for d in achadas)
    (linha,) = quarentena.listar(c.ctx)
    assert (linha.servidor_id, linha.nome) == (doente, "Candidato 1")
    assert linha.ato_id in (ato, None)
    assert linha.desde is not None
    # Lists and counts go on, without this person; the file opens and explains.
    assert set(_prazos(c)) == set(saos)
    assert pessoas.ids_servidores(c.ctx, filtro=FiltroServidores(), hoje=c.hoje)
    assert agenda.painel(c.ctx, hoje=c.hoje).servidores == 3
    contradicoes.resumo_contradicoes(c.ctx, hoje=c.hoje)
    ficha = pessoas.ficha(c.ctx, servidor_id=doente, hoje=c.hoje)
    assert "em quarentena" in ficha.quarentena
    assert "restaure uma cópia" in ficha.quarentena
    assert len(ficha.historico) == c.valor(f"SELECT count(*) FROM ato WHERE servidor_id = {doente}")
    assert pessoas.ficha(c.ctx, servidor_id=saos[0], hoje=c.hoje).quarentena == ""
    with pytest.raises(ErroDominio, match="em quarentena"):
        c.registrar("posse", servidor=doente, data="2026-02-12")
    with c.ctx.banco.escrita() as conexao:
        assert [len(lote) for lote in redobra.redobrar(conexao, c.ctx.regimes)] == [2]
    # Readable again: released by itself, with rows that are those of the book, and the trail tells both.
    devolver(c, antes)
    assert quarentena.atualizar(c.ctx).liberadas == (doente,)
    assert quarentena.listar(c.ctx) == ()
    assert set(_prazos(c)) == {doente, *saos}
    assert [(acao, quem) for acao, quem, _ in trilha(c)] == [
        ("põe em quarentena", doente), ("libera da quarentena", doente),
    ]  # fmt: skip
    integra(c)


def _prazos(c: Cenario) -> list[int]:
    ids = agenda.ids_prazos(c.ctx, filtro=FiltroPrazos(), hoje=c.hoje)
    return [linha.servidor_id for linha in agenda.linhas_prazos(c.ctx, ids=list(ids), hoje=c.hoje)]


def test_o_relatorio_diz_quem_ficou_fora_das_contas(c: Cenario) -> None:
    inteiro = relatorio_apuracao.apurar(c.ctx, ano=2026, trimestre=1, orgao_id=None, em=c.hoje)
    estragar(c, "versao = 999", ato_de(c, 2))
    verificacao.verificar(c.ctx)
    apurado = relatorio_apuracao.apurar(c.ctx, ano=2026, trimestre=1, orgao_id=None, em=c.hoje)
    assert "1 pessoa em quarentena, fora das contas" in apurado.saldo
    assert "quarentena" not in inteiro.saldo
    assert {linha.nome for linha in apurado.linhas} == {linha.nome for linha in inteiro.linhas} - {"Candidato 2"}
    assert "Candidato 2" in {linha.nome for linha in inteiro.linhas}


def test_o_estagio_conta_sem_ela(c: Cenario) -> None:
    antes = estagio.resumo_do_estagio(c.ctx, filtro=FiltroEstagio(), hoje=c.hoje).total
    estragar(c, "conteudo = '{'", ato_de(c, 1))
    verificacao.verificar(c.ctx)
    assert estagio.resumo_do_estagio(c.ctx, filtro=FiltroEstagio(), hoje=c.hoje).total == antes - 1 == 2


def test_um_cadastro_que_nao_se_le_e_dito_e_nao_para_a_conferencia(c: Cenario) -> None:
    estragar(c, "conteudo = '{'", int(c.valor("SELECT id FROM ato WHERE sujeito_tipo = 'orgao'")))
    achadas = verificacao.verificar(c.ctx).divergencias
    assert any("a entrada não pode ser lida" in d.detalhe for d in achadas)
    assert quarentena.listar(c.ctx) == ()


def test_a_abertura_confere_quem_estava_a_parte(c: Cenario) -> None:
    antes = estragar(c, "conteudo = '{'", ato_de(c, 3))
    verificacao.verificar(c.ctx)
    assert quarentena.quantas(c.ctx) == 1
    devolver(c, antes)
    c.ctx.banco.apartadas.clear()
    abertura._atualizar(c.ctx)
    assert quarentena.quantas(c.ctx) == 0


def test_a_data_de_nascimento_ilegivel_tambem_aparta(c: Cenario) -> None:
    with c.ctx.banco.escrita() as conexao:
        conexao.execute(text("UPDATE servidor SET nascimento = 'anteontem' WHERE id = 2"))
    with c.ctx.banco.leitura() as conexao:
        assert set(ler_vidas(conexao, [1, 2, 3])) == {1, 3}
    assert "data que não é data" in quarentena.listar(c.ctx)[0].frase


def test_o_acervo_sai_com_a_entrada_como_esta(c: Cenario, tmp_path: Path) -> None:
    estragar(c, "conteudo = '{'", ato_de(c, 1))
    acervo.exportar(c.ctx, destino=tmp_path / "acervo")
    atos = "".join(p.read_text("utf-8") for p in (tmp_path / "acervo").rglob("*.json*"))
    assert "Entrada que não pode ser lida" in atos
    assert "Candidato 3" in atos


def test_so_os_papeis_dela_sao_recusados(c: Cenario) -> None:
    estragar(c, "conteudo = '{'", ato_de(c, 1))
    with c.ctx.banco.leitura() as conexao:
        donos = [int(v) for v in conexao.execute(text("SELECT id FROM vinculo ORDER BY servidor_id")).scalars()]
    for vinculo, servidor in zip(donos, (1, 2, 3), strict=True):
        fazer = partial(
            papeis_catalogo.documento,
            c.ctx,
            especie="ficha_funcional",
            vinculo_id=vinculo,
            servidor_id=servidor,
            hoje=c.hoje,
        )
        if servidor == 1:
            with pytest.raises(ErroDominio, match="em quarentena"):
                fazer()
        else:
            assert fazer().pdf.startswith(b"%PDF")
