"""Users from the command line: usuarios."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ..servicos.permissoes import Papel, Permissao
from . import saida
from .analisador import lista_de
from .entrada import SENHA, dada, senha_nova
from .registro import ErroDeEntrada, aberto

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.tipos.usuarios import SenhaProvisoria, Usuario

_FEITO = 0
_ACOES = ("listar", "criar", "alterar", "senha", "desativar", "reativar", "sem-segundo-fator", "trocar-senha")
_PERMISSOES = {p.name.lower().replace("_", "-"): p for p in Permissao}


def declarar(comandos: Any) -> None:
    """Add the command of this module to the parser."""
    comando = comandos.add_parser(
        "usuarios",
        help="lista, cria e altera quem entra no registro com senha",
        description="Usuários do registro. O primeiro é um administrador, que escolhe a sua senha; dali em diante "
        "todos entram. Os outros recebem uma senha provisória, mostrada uma vez e trocada na primeira entrada. Ações: "
        + ", ".join(_ACOES) + " (esta, da própria pessoa).",
    )  # fmt: skip
    comando.argumentos.add_argument(
        "acao", metavar="AÇÃO", choices=_ACOES, nargs="?", default="listar", help="o que fazer"
    )
    comando.argumentos.add_argument("login", metavar="LOGIN", nargs="?", default="", help="de que usuário")
    comando.opcoes.add_argument("--nome", metavar="NOME", default=None, help="o nome da pessoa")
    comando.opcoes.add_argument("--papel", metavar="PAPEL", choices=[p.value for p in Papel], default=None,
                                help=", ".join(p.value for p in Papel))  # fmt: skip
    comando.opcoes.add_argument(
        "--pode", metavar="PERMISSÕES", type=lista_de(("nada", *_PERMISSOES)), default=None,
        help="permissões além das do papel, separadas por vírgulas: nada, " + ", ".join(_PERMISSOES),
    )  # fmt: skip
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON")
    comando.set_defaults(executar=usuarios)


def usuarios(opcoes: argparse.Namespace) -> int:
    """Do what was asked with the users."""
    from ..servicos import conta
    from ..servicos import usuarios as servico

    if opcoes.acao not in ("listar", "trocar-senha") and not opcoes.login:
        raise ErroDeEntrada(f"A ação {opcoes.acao} pede o nome de entrada do usuário. Nada foi feito; indique-o.")
    with aberto(opcoes) as ctx:
        if opcoes.acao == "listar":
            _listar(opcoes, servico.listar(ctx))
        elif opcoes.acao == "criar":
            _criar(opcoes, ctx)
        elif opcoes.acao == "trocar-senha":
            conta.trocar_senha(ctx, atual=dada(SENHA, "Senha atual: "), nova=senha_nova())
            saida.escrever("Senha trocada.")
        else:
            _mexer(opcoes, ctx)
    return _FEITO


def _criar(opcoes: argparse.Namespace, ctx: Contexto) -> None:
    from ..servicos import usuarios as servico

    primeiro = not servico.exige_entrada(ctx)
    papel = Papel(opcoes.papel or (Papel.ADMINISTRADOR if primeiro else Papel.OPERADOR))
    if primeiro:
        saida.avisar(
            "Este é o primeiro usuário: a partir de agora, toda pessoa que abrir este registro terá de entrar com "
            "usuário e senha."
        )
    criado = servico.criar(
        ctx, login=opcoes.login, nome=opcoes.nome or opcoes.login, papel=papel, extras=_extras(opcoes) or (),
        senha=senha_nova() if primeiro else "",
    )  # fmt: skip
    _dizer(opcoes, f"Usuário criado: {criado.login} ({papel}).", criado)


def _mexer(opcoes: argparse.Namespace, ctx: Contexto) -> None:
    from ..servicos import usuarios as servico

    quem = _achar(servico.listar(ctx), opcoes.login)
    if opcoes.acao == "alterar":
        extras = _extras(opcoes)
        servico.alterar(
            ctx, usuario_id=quem.id, versao=quem.versao, nome=opcoes.nome or quem.nome,
            papel=Papel(opcoes.papel or quem.papel), extras=quem.extras if extras is None else extras,
        )  # fmt: skip
        _dizer(opcoes, f"Usuário alterado: {quem.login}.")
    elif opcoes.acao == "senha" and not servico.exige_entrada(ctx):
        servico.retomar(ctx, usuario_id=quem.id, senha=senha_nova())
        _dizer(opcoes, f"Senha de {quem.login} definida. A partir de agora todos entram.")
    elif opcoes.acao == "senha":
        _dizer(opcoes, f"Senha provisória de {quem.login}.", servico.redefinir_senha(ctx, usuario_id=quem.id))
    elif opcoes.acao == "desativar":
        servico.desativar(ctx, usuario_id=quem.id)
        _dizer(opcoes, f"Usuário desativado: {quem.login}.")
    elif opcoes.acao == "reativar":
        servico.reativar(ctx, usuario_id=quem.id)
        _dizer(opcoes, f"Usuário reativado: {quem.login}.")
    else:
        servico.desligar_segundo_fator(ctx, usuario_id=quem.id)
        _dizer(opcoes, f"Segundo fator de {quem.login} desligado.")


def _achar(todos: tuple[Usuario, ...], login: str) -> Usuario:
    procurado = login.strip().casefold()
    for usuario in todos:
        if usuario.login == procurado:
            return usuario
    raise ErroDeEntrada(f"Não há o usuário “{login}” neste registro. Nada foi feito; veja “usuarios listar”.")


def _extras(opcoes: argparse.Namespace) -> frozenset[Permissao] | None:
    if opcoes.pode is None:
        return None
    return frozenset(_PERMISSOES[nome] for nome in opcoes.pode if nome != "nada")


def _dizer(opcoes: argparse.Namespace, frase: str, provisoria: SenhaProvisoria | None = None) -> None:
    senha = provisoria.senha if provisoria is not None else ""
    if opcoes.json:
        saida.escrever_json({"usuario": opcoes.login.strip().casefold(), "senha_provisoria": senha or None})
        return
    saida.escrever(frase)
    if senha:
        saida.escrever(f"Senha provisória, mostrada só agora: {senha}")


def _listar(opcoes: argparse.Namespace, todos: tuple[Usuario, ...]) -> None:
    if opcoes.json:
        saida.escrever_json(
            [
                {
                    "login": u.login, "nome": u.nome, "papel": u.papel.value, "ativo": u.ativo,
                    "pode": sorted(p.name.lower().replace("_", "-") for p in u.extras),
                    "segundo_fator": u.segundo_fator, "situacao": u.situacao,
                }
                for u in todos
            ]
        )  # fmt: skip
    elif not todos:
        saida.escrever("Nenhum usuário: este registro é usado por uma só pessoa, sem senha.")
    else:
        saida.escrever(
            saida.tabela(
                ("Usuário", "Nome", "Papel", "2º fator", "Situação"),
                [(u.login, u.nome, u.papel.value, "sim" if u.segundo_fator else "—", u.situacao) for u in todos],
            )
        )
