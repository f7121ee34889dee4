"""Which authorities this installation trusts: a folder with their certificates, named by a setting."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..arquivos import motivo
from ..documentos.assinatura import ErroAssinatura, Raizes
from ..documentos.assinatura_raizes import separar
from ..registro import configuracao
from ..registro.auditoria import trilhar
from .contexto import Contexto
from .permissoes import Permissao, exige

_SUFIXOS: Final = frozenset({".crt", ".cer", ".pem", ".der", ".p7b", ".p7c"})
_MAIOR: Final = 4 * 1024 * 1024


def pasta_de_raizes(ctx: Contexto) -> str:
    """Return the folder configured, empty for none."""
    with ctx.banco.leitura() as conexao:
        return configuracao.ler(conexao, configuracao.RAIZES) or ""


@exige(Permissao.CONFIGURAR)
def definir_pasta_de_raizes(ctx: Contexto, *, pasta: str) -> int:
    """Configure the folder (empty: none) and return how many roots are in it. ErroAssinatura when there are none."""
    quantas = len(ler_raizes(Path(pasta)).raizes) if pasta else 0
    with ctx.banco.escrita() as conexao:
        configuracao.gravar(conexao, configuracao.RAIZES, pasta)
        trilhar(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="altera", objeto="configuracao",
            detalhe=configuracao.RAIZES,
        )  # fmt: skip
    return quantas


def raizes(ctx: Contexto) -> Raizes:
    """Return the certificates of the configured folder; none when no folder is configured."""
    pasta = pasta_de_raizes(ctx)
    return ler_raizes(Path(pasta)) if pasta else Raizes()


def ler_raizes(pasta: Path) -> Raizes:
    """Return the certificates in a folder and in those directly inside it. ErroAssinatura when no root is there."""
    try:
        # No deeper: somebody may choose a whole disk.
        todos = [*pasta.glob("*"), *pasta.glob("*/*")]
        arquivos = sorted(a for a in todos if a.suffix.lower() in _SUFIXOS and a.is_file())
        existe = pasta.is_dir()
        achadas = separar(a.read_bytes() for a in arquivos if a.stat().st_size <= _MAIOR)
    except OSError as erro:
        raise ErroAssinatura(
            f"A pasta das autoridades raiz “{pasta}” não pôde ser lida ({motivo(erro)}). Nada foi conferido; indique "
            "outra pasta."
        ) from None
    if not existe:
        raise ErroAssinatura(
            f"A pasta das autoridades raiz “{pasta}” não existe. Nada foi conferido; indique onde estão os "
            "certificados das autoridades."
        )
    if not achadas.configuradas:
        raise ErroAssinatura(
            f"A pasta “{pasta}” não tem certificado de nenhuma autoridade raiz (.crt, .cer, .pem, .der ou .p7b). "
            "Nada foi conferido; ponha nela os certificados publicados pelo ITI e tente de novo."
        )
    return achadas
