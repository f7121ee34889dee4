"""What every service is given: the registry, the clock, the user, the rules of the law in force here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from ..registro.banco import Banco
from ..registro.conexao import Conexao
from ..registro.guardado import GRAVES, SO_CPF_INTEIRO, BancoGuardado
from ..relogio import Relogio
from .permissoes import EscritaSemPermissao, Permissao, Sessao, escopo_de, recusa

if TYPE_CHECKING:
    from ..estatuto.calendario import TabelaFeriados
    from ..estatuto.parametros import Parametros
    from ..estatuto.regime import Regime, Regimes
    from ..registro.livro import Operacao
    from .regimes import RegimesDoRegistro


class Anotador(Protocol):
    """Keeps who saw what until it is in the trail."""

    @property
    def quantas(self) -> int:
        """How many notes wait."""
        ...

    def anotar(self, ctx: Contexto, acao: str, objeto: str, objeto_id: int | None, o_que: str) -> None:
        """Note it."""
        ...

    def gravar(self, ctx: Contexto) -> int:
        """Enter what waits in the trail; return how many rows."""
        ...

    def fechar(self, ctx: Contexto) -> None:
        """Enter what waits, or leave it on the disk."""
        ...


class Contexto:
    """What services take first.  What changes in it: who is using the program, and the regimes, kept as the registry's.

    The shipped tables are read when first needed, not while the window opens; others may be given instead.  Without a
    session everything is allowed to ``usuario``: the single user, who enters without a password.

    ``banco`` asks, at each transaction, whether whoever is using the program may read, and whether what writes asked
    for a permission.  A use case goes on to its end as who began it, even if the screen is locked meanwhile.
    """

    __slots__ = (
        "__weakref__",
        "_guardado",
        "_regimes",
        "_sessao",
        "_usuario",
        "acessos",
        "ao_negar",
        "banco",
        "numeros",
        "relogio",
        "tabela",
    )

    def __init__(
        self, *, banco: Banco, relogio: Relogio, usuario: str, tabela: TabelaFeriados | None = None,
        numeros: Parametros | None = None, sessao: Sessao | None = None,
        ao_negar: Callable[[Permissao], None] | None = None, acessos: Anotador | None = None,
    ) -> None:  # fmt: skip
        """Guard ``banco`` with who is using the program."""
        self._usuario = usuario
        self._sessao = Sessao(usuario=usuario) if sessao is None else sessao
        self._regimes: tuple[int, RegimesDoRegistro] | None = None
        self._guardado = BancoGuardado(banco, self._guardar, self._marcar, self._concluir)
        self.banco: Banco = self._guardado
        self.relogio = relogio
        self.tabela = tabela
        self.numeros = numeros
        self.ao_negar = ao_negar
        self.acessos = acessos

    @property
    def sessao(self) -> Sessao:
        """Who is using the program; inside a use case, who began it."""
        escopo = escopo_de(self)
        return self._sessao if escopo is None else escopo.sessao

    @property
    def usuario(self) -> str:
        """The name that signs what is written; inside a use case, of who began it."""
        escopo = escopo_de(self)
        return self._usuario if escopo is None else escopo.usuario

    @usuario.setter
    def usuario(self, nome: str) -> None:
        self._usuario = nome

    @property
    def do_programa(self) -> bool:
        """Tell whether this is the program's own work (`permissoes.trabalho_do_programa`), and nobody's."""
        escopo = escopo_de(self)
        return escopo is not None and escopo.do_programa

    def entrar(self, sessao: Sessao) -> None:
        """Go on as somebody else, or as nobody (`NINGUEM`)."""
        self._sessao = sessao
        self._usuario = sessao.usuario
        if self.banco.uso is not None and sessao.usuario:
            self.banco.uso.identificar(nome=sessao.nome, login=sessao.usuario)

    def pode(self, permissao: Permissao) -> bool:
        """Tell whether whoever is using the program may do this."""
        return self.sessao.pode(permissao)

    def exigir(self, permissao: Permissao) -> None:
        """Go on only if this is allowed.  ErroDePermissao, told to ``ao_negar`` first."""
        sessao = self.sessao
        if not sessao.pode(permissao):
            if self.ao_negar is not None:
                # Who is told may write it down: not inside what this thread has open, which is being undone.
                self._guardado.ao_desocupar(partial(self.ao_negar, permissao))
            raise recusa(sessao, permissao)

    def _guardar(self, escreve: bool) -> None:
        """Refuse a transaction of nobody, and the writing of who entered with a password and asked for nothing."""
        escopo = escopo_de(self)
        if escopo is not None and escopo.do_programa:
            return
        if escreve and escopo is None and self._sessao.com_senha:
            raise EscritaSemPermissao(
                "escrita() outside a use case that asks for a permission (see servicos/permissoes)"
            )
        self.exigir(Permissao.CONSULTAR)

    def _marcar(self, conexao: Conexao) -> None:
        """Say, to what reads through this connection, whether a CPF may be found by its beginning."""
        conexao.info[SO_CPF_INTEIRO] = not self.sessao.pode(Permissao.VER_CPF)

    def _concluir(self, conexao: Conexao) -> None:
        """Ask for the second person of what is about to be committed."""
        graves = conexao.info.get(GRAVES)
        if graves:
            graves.concluir(self, conexao)

    @property
    def tabela_feriados(self) -> TabelaFeriados:
        """The holidays in use."""
        if self.tabela is not None:
            return self.tabela
        from .regimes import feriados_do_programa

        return feriados_do_programa()

    @property
    def parametros(self) -> Parametros:
        """The dated numbers of the law as shipped; those of this registry are in its regimes."""
        if self.numeros is not None:
            return self.numeros
        from .regimes import parametros_do_programa

        return parametros_do_programa()

    @property
    def regimes(self) -> Regimes:
        """The regimes of the registry as last committed; built again only after what may move a deadline changed."""
        return self._atuais()

    def regime_do_municipio(self, municipio: str | None) -> Regime:
        """Return today's regime of a município: its holidays, and the days without expediente of State and município.

        None counts the national and state holidays only.
        """
        return self._atuais().do_municipio(municipio)

    def regimes_em(self, conexao: Conexao) -> RegimesDoRegistro:
        """Return the regimes as an open transaction sees them: what a change of the calendar is refolded with."""
        return self._montar(conexao)

    def operacao(self, conexao: Conexao, descricao: str, *, regra: bool = False) -> Operacao:
        """Open the operation that what is entered in this transaction belongs to: now, by this user.

        ``regra`` when it changes what may move a deadline.
        """
        # Imported with the first entry: opening a registry writes none, and the book brings the law with it.
        from ..registro import livro

        return livro.abrir_operacao(
            conexao, instante=self.relogio.agora(), usuario=self.usuario, descricao=descricao, regra=regra
        )

    def recarregar(self) -> None:
        """Forget the regimes kept: another program may have written."""
        self._regimes = None

    def _atuais(self) -> RegimesDoRegistro:
        # Kept as a pair that is replaced whole, and built without a lock: a thread that waited here for the registry
        # while another, writing, waited for it would wait for ever.  Building twice does no harm.
        versao = self.banco.versao_das_regras
        guardados = self._regimes
        if guardados is not None and guardados[0] == versao:
            return guardados[1]
        with self.banco.leitura() as conexao:
            atuais = self._montar(conexao)
        self._regimes = (versao, atuais)
        return atuais

    def _montar(self, conexao: Conexao) -> RegimesDoRegistro:
        # Imported with the tables, when first needed: opening a registry needs no rule of the law.
        from ..registro.regras import ler_regras
        from .regimes import RegimesDoRegistro

        return RegimesDoRegistro(tabela=self.tabela_feriados, parametros=self.parametros, regras=ler_regras(conexao))
