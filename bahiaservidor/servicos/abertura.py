"""Opening a registry, and its first run."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from .. import caminhos
from ..estatuto.erros import ErroDominio
from ..estatuto.motor import MOTOR
from ..registro import configuracao
from ..registro.arquivo import ErroRegistro
from ..registro.banco import ESQUEMA, Banco
from ..relogio import Relogio
from .contexto import Contexto
from .tipos import InfoRegistro


def abrir(caminho: Path, *, relogio: Relogio, usuario: str = "", criar: bool = True) -> Contexto:
    """Open the registry at ``caminho``, creating it when absent and bringing it to this program's version.

    The user's own data folder is created too; any other must exist.  Raises ErroRegistro, with nothing changed.
    """
    criar_pasta_padrao(caminho)
    ctx = Contexto(banco=Banco.abrir(caminho, criar=criar), relogio=relogio, usuario=usuario)
    try:
        _atualizar(ctx)
    except BaseException:
        ctx.banco.fechar()
        raise
    return ctx


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
        if not configuracao.pessoas_de_outro_motor(conexao, str(MOTOR), limite=1):
            return
    from . import redobra

    redobra.atualizar_projecoes(ctx)


def abrir_temporario(*, relogio: Relogio, usuario: str = "") -> Contexto:
    """Return an empty registry in memory: for simulations and tests."""
    return Contexto(banco=Banco.temporario(), relogio=relogio, usuario=usuario)


def fechar(ctx: Contexto) -> None:
    """Close the registry, sealed if anything was written; the context is of no use afterwards."""
    try:
        if ctx.banco.gravou and ctx.banco.caminho is not None:
            from . import auditoria

            # Another program may be writing, or the disk be full: what was written is no less written without a seal.
            with suppress(ErroDominio):
                auditoria.selar_ao_fechar(ctx)
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


def configurar(ctx: Contexto, *, orgao: str, sigla: str, municipio: str) -> None:
    """Answer the first run: creates the órgão, its first unit in the município, and the known cargos.

    ErroDominio without a name or município, or when it was already answered.
    """
    from . import primeira_abertura

    primeira_abertura.configurar(ctx, orgao=orgao, sigla=sigla, municipio=municipio)
