"""The command line of who may not: one sentence, nothing written, no file left; and the second person of an act."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bahiaservidor import montagem
from bahiaservidor.estatuto.formatos import cpf
from bahiaservidor.relogio import RelogioDoSistema
from bahiaservidor.servicos import abertura, segunda_pessoa
from bahiaservidor.servicos.permissoes import Papel, Permissao

from ..servicos.apoio_permissoes import sessao
from .base import Executar


def entrar_como(monkeypatch: pytest.MonkeyPatch, **quem: Any) -> None:
    """Open every registry as somebody of a role."""
    abrir = montagem.montar

    def montar(*argumentos: Any, **opcoes: Any) -> Any:
        ctx = abrir(*argumentos, **opcoes)
        ctx.entrar(sessao(**quem))
        return ctx

    monkeypatch.setattr(montagem, "montar", montar)


def contar(banco: Path, tabela: str) -> int:
    with closing(sqlite3.connect(banco)) as conexao:
        return int(conexao.execute(f"SELECT count(*) FROM {tabela}").fetchone()[0])


def test_quem_so_consulta_le_e_nao_leva(
    executar: Executar, banco: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entrar_como(monkeypatch, papel=Papel.CONSULTA)
    assert executar("servidores", "--banco", banco).situacao == 0
    antes = contar(banco, "documento_emitido"), contar(banco, "ato")
    for comando in (
        ("esocial", "--de", "01/01/2026", "--ate", "31/01/2026", "--pasta", tmp_path),
        ("exportar-acervo", tmp_path / "acervo"),
    ):
        dito = executar(*comando, "--banco", banco)
        assert dito.situacao == 1, dito.erros
        assert "não tem permissão para" in dito.frase
        assert "Nada foi feito" in dito.frase
    assert (contar(banco, "documento_emitido"), contar(banco, "ato")) == antes
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith("registro.sqlite3")] == []


def test_o_cpf_sai_mascarado_e_ainda_se_acha_por_ele(
    executar: Executar, banco: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(banco)) as conexao:
        numero = conexao.execute("SELECT cpf FROM servidor WHERE cpf IS NOT NULL ORDER BY id").fetchone()[0]
    entrar_como(monkeypatch, sem=(Permissao.VER_CPF,))
    todos = executar("servidores", "--json", "--banco", banco)
    assert numero not in todos.saida
    assert cpf.mascarar(numero) in todos.saida
    um = executar("servidores", cpf.formatar(numero), "--json", "--banco", banco)
    assert cpf.mascarar(numero) in um.saida
    assert cpf.formatar(numero) not in um.saida


def test_a_segunda_pessoa_vem_na_linha_de_comando(executar: Executar, banco: Path) -> None:
    ctx = abertura.abrir(banco, relogio=RelogioDoSistema(), usuario="maria")
    try:
        segunda_pessoa.escolher(ctx, especies=("tornar_sem_efeito",))
    finally:
        abertura.fechar(ctx)
    dito = executar("servidores", "--confirma", "Rita Lima", "--banco", banco)
    assert dito.situacao == 0
    dito = executar("servidores", "--confirma", montagem.nome_do_usuario() or " ", "--banco", banco)
    assert dito.situacao == 1
    assert "deve ser outra pessoa" in dito.frase
