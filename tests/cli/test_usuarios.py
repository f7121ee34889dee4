"""Users on the command line: nothing is asked of a single user; with users every command enters first."""

from __future__ import annotations

import getpass
import io
import sys
from pathlib import Path

import pytest

from bahiaservidor.cli import entrada
from bahiaservidor.relogio import RelogioDoSistema
from bahiaservidor.servicos import conta, segundo_fator

from ..servicos.apoio_usuarios import OUTRA, SENHA, baratear
from .base import Executar


class Terminal(io.StringIO):
    """A keyboard with somebody at it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def sem_teclado(monkeypatch: pytest.MonkeyPatch) -> None:
    baratear(monkeypatch)
    for nome in (entrada.SENHA, entrada.CODIGO, entrada.SENHA_NOVA):
        monkeypatch.delenv(nome, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())


@pytest.fixture
def varios(executar: Executar, banco: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(entrada.SENHA_NOVA, SENHA)
    feito = executar("usuarios", "criar", "ana.lima", "--nome", "Ana Lima", "--banco", banco)
    assert feito.situacao == 0
    assert "terá de entrar" in feito.erros
    monkeypatch.delenv(entrada.SENHA_NOVA)
    return banco


def test_num_registro_de_uma_so_pessoa_nada_se_pede(executar: Executar, banco: Path) -> None:
    assert "uma só pessoa, sem senha" in executar("usuarios", "--banco", banco).saida
    recusado = executar("servidores", "--usuario", "ana.lima", "--banco", banco)
    assert recusado.situacao == 2
    assert "repita sem a opção --usuario" in recusado.frase
    sem_senha = executar("usuarios", "criar", "ana.lima", "--banco", banco)
    assert sem_senha.situacao == 2
    assert "BAHIASERVIDOR_SENHA_NOVA" in sem_senha.erros
    fraca = executar("usuarios", "trocar-senha", "--banco", banco)
    assert fraca.situacao == 2


def test_com_usuarios_todo_comando_entra_antes(
    executar: Executar, varios: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for comando in (("servidores",), ("verificar",), ("usuarios",), ("prazos", "--json")):
        recusado = executar(*comando, "--banco", varios)
        assert (recusado.situacao, recusado.saida) == (2, "")
        assert "--usuario NOME" in recusado.frase
    assert "Falta a senha" in executar("servidores", "--usuario", "ana.lima", "--banco", varios).frase
    monkeypatch.setenv(entrada.SENHA, "errada")
    recusado = executar("--usuario", "ana.lima", "servidores", "--banco", varios)
    assert (recusado.situacao, recusado.saida) == (1, "")
    assert "não conferem" in recusado.frase
    monkeypatch.setenv(entrada.SENHA, SENHA)
    assert executar("--usuario", "ana.lima", "servidores", "--banco", varios).situacao == 0
    assert executar("verificar", "--usuario", "Ana.Lima", "--banco", varios).situacao == 0


def test_no_terminal_a_senha_provisoria_e_trocada_e_o_codigo_pedido(
    executar: Executar, varios: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(entrada.SENHA, SENHA)
    como_ana = ("--usuario", "ana.lima", "--banco", varios)
    criado = executar("usuarios", "criar", "rui", "--papel", "consulta", "--pode", "ver-saude", "--json", *como_ana)
    provisoria = criado.json["senha_provisoria"]
    assert executar("usuarios", "alterar", "rui", "--nome", "Rui Barros", *como_ana).situacao == 0
    (_, rui) = executar("usuarios", "--json", *como_ana).json
    assert (rui["nome"], rui["papel"], rui["pode"]) == ("Rui Barros", "consulta", ["ver-saude"])
    assert "não há o usuário" in executar("usuarios", "desativar", "eva", *como_ana).frase.casefold()
    assert "único administrador" in executar("usuarios", "desativar", "ana.lima", *como_ana).frase

    monkeypatch.delenv(entrada.SENHA)
    monkeypatch.setattr(sys, "stdin", Terminal("rui\n"))
    digitado = iter([provisoria, OUTRA, OUTRA])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(digitado))
    entrou = executar("servidores", "--banco", varios)
    assert entrou.situacao == 0
    assert "provisória" in entrou.erros
    assert list(digitado) == []

    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setenv(entrada.SENHA, OUTRA)
    negado = executar("usuarios", "--usuario", "rui", "--banco", varios)
    assert (negado.situacao, negado.saida) == (1, "")
    assert "não tem permissão para administrar usuários" in negado.frase
    monkeypatch.setenv(entrada.SENHA_NOVA, SENHA)
    assert executar("usuarios", "trocar-senha", "--usuario", "rui", "--banco", varios).saida == "Senha trocada.\n"


def test_o_segundo_fator_vem_na_variavel_ou_e_pedido(
    executar: Executar, varios: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bahiaservidor.montagem import desmontar, montar
    from bahiaservidor.servicos import entrada_usuarios

    ctx = montar(varios)
    ctx.entrar(entrada_usuarios.autenticar(ctx, login="ana.lima", senha=SENHA))
    segredo = conta.propor_segundo_fator(ctx).segredo
    codigos = conta.ligar_segundo_fator(
        ctx, segredo=segredo, codigo=segundo_fator.codigo_de(segredo, RelogioDoSistema().agora()), senha=SENHA
    )
    desmontar(ctx)
    monkeypatch.setenv(entrada.SENHA, SENHA)
    assert "BAHIASERVIDOR_CODIGO" in executar("servidores", "--usuario", "ana.lima", "--banco", varios).frase
    monkeypatch.setenv(entrada.CODIGO, codigos[0])
    assert executar("servidores", "--usuario", "ana.lima", "--banco", varios).situacao == 0
    assert executar("servidores", "--usuario", "ana.lima", "--banco", varios).situacao == 1
    monkeypatch.setenv(entrada.CODIGO, "")
    monkeypatch.setattr(sys, "stdin", Terminal(f"{codigos[1]}\n"))
    feito = executar("usuarios", "sem-segundo-fator", "ana.lima", "--usuario", "ana.lima", "--banco", varios)
    assert feito.situacao == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert executar("servidores", "--usuario", "ana.lima", "--banco", varios).situacao == 0
