"""Opening a registry, and its first run."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from .. import caminhos
from ..estatuto.erros import ErroDominio
from ..estatuto.motor import MOTOR
from ..registro import configuracao
from ..registro.arquivo import ErroRegistro
from ..registro.banco import ESQUEMA, Banco
from ..registro.quarentena import pessoas as pessoas_apartadas
from ..relogio import Relogio
from . import acessos
from .contexto import Contexto
from .permissoes import NINGUEM, Permissao, exige, trabalho_do_programa
from .tipos import InfoRegistro


def abrir(
    caminho: Path, *, relogio: Relogio, usuario: str = "", criar: bool = True, sem_copia: bool = False
) -> Contexto:
    """Open the registry at ``caminho``, creating it when absent and bringing it to this program's version.

    One of an earlier version is copied first, unless ``sem_copia``.  The user's own data folder is created too; any
    other must exist.  Raises ErroRegistro, or ErroAntesDeMigrar for a copy that could not be made, with nothing
    changed.
    """
    criar_pasta_padrao(caminho)

    def copiar_antes(versao: str) -> None:
        from . import copias_migracao

        copias_migracao.antes_de_migrar(caminho, versao=versao, relogio=relogio, usuario=usuario)

    banco = Banco.abrir(
        caminho, criar=criar, relogio=relogio, login=usuario, antes_de_migrar=None if sem_copia else copiar_antes
    )
    ctx = Contexto(banco=banco, relogio=relogio, usuario=usuario, acessos=acessos.Acessos())
    try:
        with trabalho_do_programa(ctx):
            _atualizar(ctx)
            acessos.recolher(ctx)
            _proteger(ctx)
    except BaseException:
        ctx.banco.fechar()
        raise
    return ctx


def atualizar(caminho: Path, *, relogio: Relogio, usuario: str, sem_copia: bool) -> None:
    """Bring a registry to this version and close it; ``sem_copia`` because somebody decided so.  Raises ErroDominio."""
    fechar(abrir(caminho, relogio=relogio, usuario=usuario, criar=False, sem_copia=sem_copia))


def criar_pasta_padrao(caminho: Path) -> None:
    """Make the user's own data folder when the registry is to be there.  Raises ErroRegistro."""
    if caminho == caminhos.banco_padrao():
        try:
            caminho.parent.mkdir(parents=True, exist_ok=True)
        except OSError as erro:
            raise ErroRegistro(
                f"A pasta “{caminho.parent}” não pôde ser criada: nenhum registro foi criado. "
                "Peça permissão de gravação ou indique outro arquivo com --banco."
            ) from erro


def _atualizar(ctx: Contexto) -> None:
    """Compute again, once, what another version of the engine stored."""
    if ctx.banco.somente_leitura:
        return
    with ctx.banco.leitura() as conexao:
        de_outro_motor = bool(configuracao.pessoas_de_outro_motor(conexao, str(MOTOR), limite=1))
        em_quarentena = bool(pessoas_apartadas(conexao))
    if de_outro_motor:
        from . import redobra

        redobra.atualizar_projecoes(ctx)
    if em_quarentena or ctx.banco.apartadas:
        from . import quarentena

        quarentena.atualizar(ctx)


def _proteger(ctx: Contexto) -> None:
    """Where users enter with a password, begin with nobody: nothing is allowed until somebody enters."""
    with ctx.banco.leitura() as conexao:
        if configuracao.ha_quem_entre(conexao):
            ctx.entrar(NINGUEM)
    ctx.ao_negar = partial(_anotar_negado, ctx)


def _anotar_negado(ctx: Contexto, permissao: Permissao) -> None:
    from .entrada_usuarios import Negados

    # Replaces itself by what remembers what was already noted.
    ctx.ao_negar = Negados(ctx).anotar
    ctx.ao_negar(permissao)


def abrir_temporario(*, relogio: Relogio, usuario: str = "") -> Contexto:
    """Return an empty registry in memory: for simulations and tests."""
    return Contexto(banco=Banco.temporario(), relogio=relogio, usuario=usuario)


def fechar(ctx: Contexto) -> None:
    """Close the registry, sealed if anything was written; the context is of no use afterwards.

    Who could not be read meanwhile is written first, where it can be.
    """
    if ctx.banco.apartadas and not ctx.banco.somente_leitura:
        from . import quarentena

        with suppress(ErroDominio):
            quarentena.atualizar(ctx)
    try:
        if ctx.acessos is not None:
            ctx.acessos.fechar(ctx)
        if ctx.banco.gravou and ctx.banco.caminho is not None:
            from . import auditoria

            # Another program may be writing, or the disk be full: what was written is no less written without a seal.
            with suppress(ErroDominio):
                auditoria.selar(ctx, motivo="Fechamento do programa")
    finally:
        ctx.banco.fechar()


def informacao(ctx: Contexto) -> InfoRegistro:
    """Return what the bottom bar shows."""
    with ctx.banco.leitura() as conexao:
        servidores, atos = configuracao.contagens(conexao)
        orgao = configuracao.nome_do_orgao(conexao)
        municipio = configuracao.ler(conexao, configuracao.MUNICIPIO) or ""
    return InfoRegistro(
        caminho=str(ctx.banco.caminho or ""),
        esquema=ESQUEMA,
        orgao=orgao,
        municipio=municipio,
        usuario=ctx.usuario,
        servidores=servidores,
        atos=atos,
        somente_leitura=ctx.banco.somente_leitura,
    )


def precisa_configurar(ctx: Contexto) -> bool:
    """Tell whether the first run's questions have not been answered."""
    with ctx.banco.leitura() as conexao:
        return configuracao.ler(conexao, configuracao.ORGAO) is None


@exige(Permissao.CONFIGURAR)
def configurar(ctx: Contexto, *, orgao: str, sigla: str, municipio: str) -> None:
    """Answer the first run: creates the órgão, its first unit in the município, and the known cargos.

    ErroDominio without a name or município, or when it was already answered.
    """
    from . import primeira_abertura

    primeira_abertura.configurar(ctx, orgao=orgao, sigla=sigla, municipio=municipio)
