"""The copy made before a registry of an earlier version is brought to this one, and what is done without it."""

from __future__ import annotations

from pathlib import Path

from ..estatuto.erros import ErroDominio
from ..registro.papeis_guardados import caminho_dos_papeis
from ..relogio import Relogio
from . import copias_ajustes, copias_obra
from .copias_manifesto import Motivo
from .copias_obra import CopiaFeita, ErroDeCopia, Pedido


class ErroAntesDeMigrar(ErroDeCopia):
    """The registry was not brought to this version because its copy could not be made; the clerk may decide."""


def antes_de_migrar(registro: Path, *, versao: str, relogio: Relogio, usuario: str) -> CopiaFeita:
    """Copy a registry of an earlier version; proving the copy brings the copy to this version first.

    Raises ErroAntesDeMigrar, with the registry as it was.
    """
    papeis = caminho_dos_papeis(registro)
    try:
        pedido = Pedido(
            registro=registro.absolute(), ajustes=copias_ajustes.ler_do_arquivo(registro), instante=relogio.agora(),
            motivo=Motivo.MIGRACAO, usuario=usuario, papeis=papeis if papeis.exists() else None,
        )  # fmt: skip
        return copias_obra.fazer(pedido)
    except ErroDominio as erro:
        raise ErroAntesDeMigrar(
            f"O registro é de uma versão anterior (esquema {versao}) e não foi atualizado, porque antes se faz uma "
            f"cópia. {erro.mensagem}"
        ) from erro
