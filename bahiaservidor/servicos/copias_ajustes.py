"""Where copies go, how many stay, how old the last may be, and the public half of the key that encrypts them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from ..arquivos import ErroDeArquivo
from ..registro import configuracao
from ..registro.auditoria import trilhar
from ..registro.copias import ler_configuracao
from .contexto import Contexto
from .copias_geracoes import Geracoes
from .permissoes import Permissao, exige

CHAVE: Final = "copias"
"""Where the settings are kept."""
PASTA: Final = "copias"
"""Folder of the copies, beside the registry."""
_LIMITES: Final = {"horas": (0, 168), "dias": (1, 366), "semanas": (0, 260), "meses": (0, 600)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ajustes:
    """Settings; an empty ``destino`` is the folder beside the registry, an empty ``segundo`` is none.

    ``recipiente`` is the public half of the key of encrypted copies, empty when they are not; ``chave`` the other half,
    which only the passphrase opens.
    """

    destino: str = ""
    segundo: str = ""
    geracoes: Geracoes = field(default_factory=Geracoes)
    dias_de_alerta: int = 2
    recipiente: str = ""
    chave: str = ""

    @property
    def cifra(self) -> bool:
        """Tell whether new copies are encrypted."""
        return bool(self.recipiente)

    def pastas(self, registro: Path) -> tuple[Path, ...]:
        """Return the destinations of a registry, in order."""
        primeira = Path(self.destino) if self.destino else registro.parent / PASTA
        segunda = Path(self.segundo) if self.segundo else primeira
        return (primeira,) if segunda == primeira else (primeira, segunda)


def _de_texto(guardado: str | None) -> Ajustes:
    if guardado is None:
        return Ajustes()
    try:
        lido = json.loads(guardado)
        return Ajustes(**{**lido, "geracoes": Geracoes(**lido["geracoes"])})
    except (ValueError, TypeError, KeyError):
        return Ajustes()  # what cannot be read must not stop a copy


def ler(ctx: Contexto) -> Ajustes:
    """Return the settings of the open registry."""
    with ctx.banco.leitura() as conexao:
        return _de_texto(configuracao.ler(conexao, CHAVE))


def ler_do_arquivo(registro: Path) -> Ajustes:
    """Return the settings of a registry that is not open.  Raises ErroRegistro."""
    return _de_texto(ler_configuracao(registro, CHAVE))


@exige(Permissao.CONFIGURAR)
def gravar(ctx: Contexto, *, ajustes: Ajustes) -> None:
    """Keep the settings.  ErroDominio, with those there were, for a number out of bounds or a folder that is none."""
    conferir(ajustes, ctx.banco.caminho)
    with ctx.banco.escrita() as conexao:
        antes = asdict(_de_texto(configuracao.ler(conexao, CHAVE)))
        depois = asdict(ajustes)
        configuracao.gravar(conexao, CHAVE, json.dumps(depois, ensure_ascii=False))
        trilhar(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="altera", objeto="ajustes de cópias",
            detalhe=", ".join(nome for nome, valor in depois.items() if valor != antes[nome]),
        )  # fmt: skip


def conferir(ajustes: Ajustes, registro: Path | None) -> None:
    """Refuse what would not serve.  Raises ErroDeArquivo."""
    for nome, (menor, maior) in _LIMITES.items():
        if not menor <= getattr(ajustes.geracoes, nome) <= maior:
            raise ErroDeArquivo(
                f"O número de cópias por {nome} vai de {menor} a {maior}. Nada foi alterado; corrija-o e grave de novo."
            )
    if not 1 <= ajustes.dias_de_alerta <= 60:
        raise ErroDeArquivo("O alerta vai de 1 a 60 dias. Nada foi alterado; corrija-o e grave de novo.")
    for pasta in filter(None, (ajustes.destino, ajustes.segundo)):
        caminho = Path(pasta)
        if not caminho.is_absolute() or not caminho.is_dir():
            raise ErroDeArquivo(
                f"A pasta “{pasta}” não existe ou não está acessível agora. Nada foi alterado; ligue o disco, crie a "
                "pasta ou escolha outra."
            )
    primeira, *outras = ajustes.pastas(registro or Path.cwd())
    if ajustes.segundo and not outras:
        raise ErroDeArquivo(
            f"O segundo destino é a mesma pasta do primeiro (“{primeira}”). Nada foi alterado; escolha outra, de "
            "preferência em outro disco."
        )
