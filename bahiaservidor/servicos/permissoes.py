"""Who may do what: permissions named after what people do, the roles that hold them, the session that has them.

Enforced here, in the services, whatever the window shows: `exige` stands before each use case.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from inspect import isgeneratorfunction
from typing import Concatenate, Final, ParamSpec, Protocol, TypeVar

from ..estatuto.erros import ErroDominio

P = ParamSpec("P")
R = TypeVar("R")


class Papel(StrEnum):
    """What a user is in the setor: each role may do what its permissions say."""

    CONSULTA = "consulta"
    OPERADOR = "operador"
    HOMOLOGADOR = "homologador"
    ADMINISTRADOR = "administrador"


class Permissao(StrEnum):
    """What may be allowed; the text is what is stored and named in messages."""

    CONSULTAR = "consultar o registro"
    VER_CPF = "ver o CPF inteiro"
    VER_SAUDE = "ver dados de saúde e de deficiência"
    EXPORTAR = "exportar listas e dados"
    PREPARAR_MINUTA = "preparar minutas"
    REGISTRAR_ATO = "registrar atos"
    REGISTRAR_ATO_GRAVE = "registrar atos de alto valor"
    CORRIGIR_ATO = "corrigir e estornar atos"
    EMITIR_DOCUMENTO = "emitir documentos"
    CADASTRAR = "alterar cadastros"
    ACOMPANHAR_PRAZO = "acompanhar prazos"
    HOMOLOGAR = "homologar e confirmar como segunda pessoa"
    TRATAR_CONTRADICAO = "dar ciência de contradições"
    UNIFICAR = "unificar e separar cadastros"
    ANEXAR = "anexar arquivos"
    ASSINAR = "assinar documentos e guardar os assinados"
    MONTAR_PROCESSO = "montar e entregar processos"
    ALTERAR_MODELOS = "alterar modelos de documento e timbre"
    ENTREGAR_DADOS = "entregar ao titular todos os seus dados, inclusive de saúde"
    EXPORTAR_ACERVO = "exportar o acervo inteiro, inclusive dados de saúde"
    IMPORTAR = "importar planilhas e o Diário Oficial"
    ALTERAR_REGRAS = "alterar calendário, parâmetros e leituras da lei"
    VERIFICAR = "verificar e auditar o registro"
    VER_TRILHA = "ver a trilha"
    COPIAR = "fazer cópias de segurança"
    RESTAURAR = "restaurar cópias de segurança"
    EXPURGAR = "expurgar dados sigilosos"
    ADMINISTRAR_USUARIOS = "administrar usuários"
    CONFIGURAR = "configurar o programa"


_CONSULTA: Final = frozenset({Permissao.CONSULTAR, Permissao.VERIFICAR})
_OPERADOR: Final = _CONSULTA | {
    Permissao.VER_CPF, Permissao.EXPORTAR, Permissao.PREPARAR_MINUTA, Permissao.REGISTRAR_ATO,
    Permissao.CORRIGIR_ATO, Permissao.EMITIR_DOCUMENTO, Permissao.CADASTRAR, Permissao.ACOMPANHAR_PRAZO,
    Permissao.TRATAR_CONTRADICAO, Permissao.ANEXAR, Permissao.ASSINAR, Permissao.MONTAR_PROCESSO, Permissao.IMPORTAR,
    Permissao.COPIAR,
}  # fmt: skip
_HOMOLOGADOR: Final = _OPERADOR | {
    Permissao.REGISTRAR_ATO_GRAVE, Permissao.HOMOLOGAR, Permissao.UNIFICAR, Permissao.VER_SAUDE, Permissao.VER_TRILHA,
    Permissao.ENTREGAR_DADOS, Permissao.ALTERAR_MODELOS,
}  # fmt: skip
_ADMINISTRADOR: Final = _CONSULTA | {
    Permissao.VER_CPF, Permissao.EXPORTAR, Permissao.CADASTRAR, Permissao.ALTERAR_REGRAS, Permissao.VER_TRILHA,
    Permissao.ALTERAR_MODELOS, Permissao.EXPORTAR_ACERVO, Permissao.COPIAR, Permissao.RESTAURAR, Permissao.EXPURGAR,
    Permissao.ADMINISTRAR_USUARIOS, Permissao.CONFIGURAR,
}  # fmt: skip

PERMISSOES_DO_PAPEL: Final[Mapping[Papel, frozenset[Permissao]]] = {
    Papel.CONSULTA: _CONSULTA,
    Papel.OPERADOR: _OPERADOR,
    Papel.HOMOLOGADOR: _HOMOLOGADOR,
    Papel.ADMINISTRADOR: _ADMINISTRADOR,
}
"""What each role may do; more may be given to a user, one permission at a time.

Who administers does not register acts: whoever gives the permissions and whoever uses them are not the same person,
unless somebody decides so by giving them.
"""

TODAS: Final = frozenset(Permissao)


class ErroDePermissao(ErroDominio):
    """Somebody asked for what is not allowed to them.  Nothing was done."""

    def __init__(self, mensagem: str, *, permissao: Permissao | None = None) -> None:
        super().__init__(mensagem)
        self.permissao = permissao


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessao:
    """Somebody using the program: ``usuario_id`` is None for who entered without a password (single user)."""

    usuario: str
    nome: str = ""
    usuario_id: int | None = None
    papel: Papel | None = None
    permissoes: frozenset[Permissao] = TODAS

    @property
    def com_senha(self) -> bool:
        """Tell whether the user entered with a password."""
        return self.usuario_id is not None

    def pode(self, permissao: Permissao) -> bool:
        """Tell whether this is allowed."""
        return permissao in self.permissoes


NINGUEM: Final = Sessao(usuario="", permissoes=frozenset())
"""Nobody: before entering, or while the screen is locked.  Nothing is allowed."""


class EscritaSemPermissao(RuntimeError):
    """A defect: something wrote without asking for a permission.  Nothing was written."""


class QuemUsa(Protocol):
    """What is asked of a context: who is using the program over it, and what they may do."""

    @property
    def sessao(self) -> Sessao:
        """Who is using the program."""

    @property
    def usuario(self) -> str:
        """The name that signs what is written."""

    @property
    def do_programa(self) -> bool:
        """Whether it is the program's own work."""

    def exigir(self, permissao: Permissao) -> None:
        """Go on only if this is allowed."""


C = TypeVar("C", bound=QuemUsa)


@dataclass(frozen=True, slots=True)
class Escopo:
    """A use case under way in this thread: over which context, and who began it."""

    ctx: QuemUsa
    sessao: Sessao
    usuario: str
    do_programa: bool = False


class _Abertos(threading.local):
    def __init__(self) -> None:
        self.pilha: list[Escopo] = []


_abertos = _Abertos()


def escopo_de(ctx: QuemUsa) -> Escopo | None:
    """Return the innermost use case under way in this thread over ``ctx``, or None."""
    pilha = _abertos.pilha
    if pilha:
        for escopo in reversed(pilha):
            if escopo.ctx is ctx:
                return escopo
    return None


@contextmanager
def caso_de_uso(ctx: QuemUsa, *permissoes: Permissao) -> Iterator[None]:
    """Run the block as a use case that asks for these permissions.  ErroDePermissao without one of them."""
    for permissao in permissoes:
        ctx.exigir(permissao)
    _abertos.pilha.append(Escopo(ctx, ctx.sessao, ctx.usuario, ctx.do_programa))
    try:
        yield
    finally:
        _abertos.pilha.pop()


@contextmanager
def trabalho_do_programa(ctx: QuemUsa, usuario: str = "") -> Iterator[None]:
    """Run the block with everything allowed: what the program does by itself, before anybody enters or for nobody.

    Only where a test names it and says why.  ``usuario`` signs it, or who is using the program, or “programa”.
    """
    nome = usuario or ctx.usuario or "programa"
    _abertos.pilha.append(Escopo(ctx, Sessao(usuario=nome), nome, True))
    try:
        yield
    finally:
        _abertos.pilha.pop()


@contextmanager
def sem_pedir(ctx: QuemUsa) -> Iterator[None]:
    """Run the block for whoever is there, or for nobody, without a permission: entering, leaving, copying by itself.

    Unlike in `trabalho_do_programa`, who is using the program is still who they are.
    """
    _abertos.pilha.append(Escopo(ctx, ctx.sessao, ctx.usuario, True))
    try:
        yield
    finally:
        _abertos.pilha.pop()


def por_si(funcao: Callable[Concatenate[C, P], R]) -> Callable[Concatenate[C, P], R]:
    """Return the function run in `sem_pedir`: only what a test names, with why."""

    @wraps(funcao)
    def caso(ctx: C, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with sem_pedir(ctx):
            return funcao(ctx, *args, **kwargs)

    return caso


def exige(
    *permissoes: Permissao,
) -> Callable[[Callable[Concatenate[C, P], R]], Callable[Concatenate[C, P], R]]:
    """Return what makes a use case ask for permissions before anything else.  ErroDePermissao without one of them.

    Writing is refused outside one, except to the single user.  TypeError for a generator: it would run after the
    permission was asked.
    """

    def decorar(funcao: Callable[Concatenate[C, P], R]) -> Callable[Concatenate[C, P], R]:
        if isgeneratorfunction(funcao):
            raise TypeError(f"{funcao.__name__} is a generator: ask inside it, with caso_de_uso")

        @wraps(funcao)
        def caso(ctx: C, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with caso_de_uso(ctx, *permissoes):
                return funcao(ctx, *args, **kwargs)

        caso.permissoes = permissoes  # type: ignore[attr-defined]
        return caso

    return decorar


def recusa(sessao: Sessao, permissao: Permissao) -> ErroDePermissao:
    """Return the error of who may not do this."""
    if sessao is NINGUEM:
        return ErroDePermissao(
            "Ninguém entrou no programa, ou a tela está bloqueada: nada foi lido nem gravado. Entre com usuário e "
            "senha e repita.",
            permissao=permissao,
        )
    papel = f" (papel: {sessao.papel})" if sessao.papel else ""
    return ErroDePermissao(
        f"O usuário “{sessao.usuario}”{papel} não tem permissão para {permissao}. Nada foi feito; peça a quem "
        "administra os usuários.",
        permissao=permissao,
    )
