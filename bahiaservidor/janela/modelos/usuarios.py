"""Columns of the users."""

from __future__ import annotations

from ...servicos.tipos.usuarios import Usuario
from ..tema import Tom
from .base import Coluna

_TOM = {"Ativo": Tom.SUCESSO, "Inativo": Tom.APAGADO}


def _extras(usuario: Usuario) -> str:
    return "; ".join(sorted(p.value for p in usuario.extras)) or "—"


def _fator(usuario: Usuario) -> str:
    return "Ligado" if usuario.segundo_fator else "—"


def _dica_do_fator(usuario: Usuario) -> str:
    return f"Segundo fator ligado; restam {usuario.codigos} códigos de recuperação" if usuario.segundo_fator else ""


COLUNAS_USUARIOS: tuple[Coluna[Usuario], ...] = (
    Coluna(chave="nome", rotulo="Nome", texto=lambda u: u.nome, largura=200, estica=True),
    Coluna(chave="login", rotulo="Usuário", texto=lambda u: u.login, largura=130),
    Coluna(chave="papel", rotulo="Papel", texto=lambda u: u.papel.value.capitalize(), largura=116),
    Coluna(chave="extras", rotulo="Pode também", texto=_extras, dica=_extras, largura=150),
    Coluna(chave="fator", rotulo="2º fator", texto=_fator, dica=_dica_do_fator, largura=92),
    Coluna(
        chave="situacao", rotulo="Situação", texto=lambda u: u.situacao, largura=156,
        tom=lambda u: _TOM.get(u.situacao, Tom.ATENCAO),
    ),
)  # fmt: skip
