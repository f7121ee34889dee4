"""Sessions of people with a role, and every use case of the services as it is written."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from bahiaservidor import servicos
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.permissoes import PERMISSOES_DO_PAPEL, Papel, Permissao, Sessao

PASTA = Path(servicos.__file__).parent


def sessao(
    papel: Papel = Papel.OPERADOR, *, sem: tuple[Permissao, ...] = (), com: tuple[Permissao, ...] = ()
) -> Sessao:
    """Return somebody of a role who entered with a password, with some permissions less or more."""
    permissoes = (PERMISSOES_DO_PAPEL[papel] - set(sem)) | set(com)
    return Sessao(usuario=f"{papel}.silva", usuario_id=7, papel=papel, permissoes=frozenset(permissoes))


@contextmanager
def como(ctx: Contexto, quem: Sessao) -> Iterator[None]:
    """Run the block as somebody else."""
    antes = ctx.sessao
    ctx.entrar(quem)
    try:
        yield
    finally:
        ctx.entrar(antes)


def com_usuario(ctx: Contexto) -> None:
    """Put somebody who enters with a password in the registry."""
    with ctx.banco.escrita() as conexao:
        conexao.exec_driver_sql(
            "INSERT INTO usuario (login, nome, papel, permissoes, senha, troca_senha, totp, totp_passo, ativo, falhas, "
            "criado_em, versao) VALUES ('a', 'A', 'administrador', '', 'x', 0, '', 0, 1, 0, '2026-03-02T12:00:00', 1)"
        )


@dataclass(frozen=True)
class Funcao:
    """A function of a service as it is written: what opens a transaction in it, and what it asks for."""

    modulo: str
    nome: str
    no: ast.FunctionDef

    @cached_property
    def escreve(self) -> bool:
        """Tell whether it opens a transaction that writes."""
        return any(
            isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr == "escrita"
            for n in ast.walk(self.no)
        )

    @property
    def decoradores(self) -> set[str]:
        """The names of its decorators."""
        nos = (d.func if isinstance(d, ast.Call) else d for d in self.no.decorator_list)
        return {n.id for n in nos if isinstance(n, ast.Name)}

    @property
    def toma_ctx(self) -> bool:
        """Tell whether it takes the context first."""
        argumentos = [*self.no.args.posonlyargs, *self.no.args.args]
        return bool(argumentos) and argumentos[0].arg == "ctx"

    @property
    def devolve(self) -> str:
        """What it says it returns."""
        return ast.unparse(self.no.returns) if self.no.returns is not None else ""


@cache
def funcoes() -> tuple[Funcao, ...]:
    """Return every function and method of `servicos/`."""
    achadas = []
    for arquivo in sorted(PASTA.glob("*.py")):
        arvore = ast.parse(arquivo.read_text(encoding="utf-8"))
        corpos = [arvore.body, *(no.body for no in arvore.body if isinstance(no, ast.ClassDef))]
        achadas += [
            Funcao(arquivo.stem, no.name, no) for corpo in corpos for no in corpo if isinstance(no, ast.FunctionDef)
        ]
    return tuple(achadas)


@cache
def exigencias() -> dict[str, frozenset[Permissao]]:
    """Return what each decorated use case asks for, by module and name, read from the functions themselves."""
    return {
        f"{f.modulo}.{f.nome}": frozenset(
            getattr(importlib.import_module(f"bahiaservidor.servicos.{f.modulo}"), f.nome).permissoes
        )
        for f in funcoes()
        if "exige" in f.decoradores
    }
