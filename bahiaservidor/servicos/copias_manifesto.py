"""What is written beside each copy: of what, when, why, what it has, whether it is proven; and the copies there are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from ..arquivos import gravar_arquivo
from ..registro.copias import Retrato
from ..registro.disco import firmar_pasta, resumo_do_arquivo

FORMATO: Final = 1
MANIFESTO: Final = ".json"
ABERTA: Final = ".sqlite3"
CIFRADA: Final = ".sqlite3.age"
_MAIOR: Final = 1_000_000
_NOME: Final = re.compile(r"[^\\/\x00-\x1f]{1,200}\.sqlite3(\.age)?", re.ASCII)
_SHA: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Motivo(StrEnum):
    """Why a copy was made; the value is in its name."""

    PEDIDO = "pedido"
    FECHAMENTO = "fechamento"
    DIARIA = "diaria"
    MIGRACAO = "migracao"
    IMPORTACAO = "importacao"


PALAVRAS: Final = {
    Motivo.PEDIDO: "A pedido",
    Motivo.FECHAMENTO: "Ao fechar o programa",
    Motivo.DIARIA: "Diária",
    Motivo.MIGRACAO: "Antes de atualizar o registro",
    Motivo.IMPORTACAO: "Antes de uma importação",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifesto:
    """What is known of a copy without opening it.

    ``sequencia`` puts copies in the order in which they were made, whatever the clock said.  ``tamanho`` and ``sha256``
    are of the file as it lies there; ``sha256_aberto`` of the registry in it, the same unless encrypted; ``chave`` of
    the key file that opens it.  ``provada_em`` is None for one that failed its last proof, and ``falha`` says how.
    ``papeis`` is how many papers and scans its registry names, None where they lie in the registry itself; ``ruins``,
    how many bad records the registry had when it was copied.
    """

    arquivo: str
    sequencia: int
    instante: datetime
    motivo: Motivo
    usuario: str
    programa: str
    retrato: Retrato
    tamanho: int
    sha256: str
    sha256_aberto: str
    cifrada: bool
    provada_em: datetime | None
    como: str
    falha: str = ""
    chave: str = ""
    papeis: int | None = None
    papeis_faltam: int = 0
    ruins: int = 0

    @property
    def provada(self) -> bool:
        """Tell whether its last proof was passed."""
        return self.provada_em is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardada:
    """A copy and the folders where it is, the first destination before the second."""

    manifesto: Manifesto
    pastas: tuple[Path, ...]

    @property
    def caminho(self) -> Path:
        """The file, in the first folder that has it."""
        return self.pastas[0] / self.manifesto.arquivo


def nome_da_copia(*, registro: Path, instante: datetime, motivo: Motivo, cifrada: bool) -> str:
    """Return a name that sorts by instant (UTC) and says of what and why."""
    return f"{registro.stem[:80]}-{instante:%Y%m%dT%H%M%SZ}-{motivo}{CIFRADA if cifrada else ABERTA}"


def gravar(pasta: Path, manifesto: Manifesto) -> None:
    """Write the manifest beside its copy, over the one there was.  Raises ErroDeArquivo."""
    dados: dict[str, Any] = {"formato": FORMATO, **asdict(manifesto)}
    dados["instante"] = manifesto.instante.isoformat()
    dados["provada_em"] = manifesto.provada_em.isoformat() if manifesto.provada_em is not None else None
    texto = json.dumps(dados, ensure_ascii=False, indent=1)
    gravar_arquivo(pasta / f"{manifesto.arquivo}{MANIFESTO}", f"{texto}\n".encode())
    firmar_pasta(pasta)


def ler(caminho: Path) -> Manifesto | None:
    """Return the manifest in a file, None for what is none: anybody may leave a file in the folder."""
    try:
        if caminho.stat().st_size > _MAIOR:
            return None
        dados = json.loads(caminho.read_text("utf-8"))
        if dados.pop("formato") != FORMATO or f"{dados['arquivo']}{MANIFESTO}" != caminho.name:
            return None
        retrato = Retrato(**dados.pop("retrato"))
        instante, provada = datetime.fromisoformat(dados.pop("instante")), dados.pop("provada_em")
        lido = Manifesto(
            instante=instante, motivo=Motivo(dados.pop("motivo")), retrato=retrato,
            provada_em=None if provada is None else datetime.fromisoformat(provada), **dados,
        )  # fmt: skip
        aceito = (
            _NOME.fullmatch(lido.arquivo) is not None
            and _SHA.fullmatch(lido.sha256) is not None
            and _SHA.fullmatch(lido.sha256_aberto) is not None
            and lido.instante.tzinfo is not None
            and (lido.provada_em is None or lido.provada_em.tzinfo is not None)
            and all(isinstance(n, int) for n in (lido.sequencia, lido.tamanho, lido.ruins, *retrato.contagens.values()))
            and all(isinstance(t, str) for t in (retrato.registro, lido.usuario, lido.falha, lido.como, lido.programa))
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return lido if aceito else None


def manifestos(pasta: Path) -> list[Manifesto]:
    """Return the manifests of a folder whose copy is there, in the order in which they were made."""
    try:
        nomes = [c for c in pasta.iterdir() if c.name.endswith((ABERTA + MANIFESTO, CIFRADA + MANIFESTO))]
    except OSError:
        return []
    lidos = [lido for nome in nomes if (lido := ler(nome)) is not None and (pasta / lido.arquivo).is_file()]
    return sorted(lidos, key=_ordem)


def guardadas(pastas: Iterable[Path], registro: str) -> list[Guardada]:
    """Return the copies of a registry (the hash of its first entry) in folders, the latest first."""
    juntas: dict[tuple[str, str], Guardada] = {}
    for pasta in pastas:
        for m in manifestos(pasta):
            if m.retrato.registro != registro:
                continue
            chave = (m.arquivo, m.sha256)
            ja = juntas.get(chave)
            if ja is None:
                juntas[chave] = Guardada(manifesto=m, pastas=(pasta,))
            else:
                # Damaged in one place, it may be whole in the other: what is sound comes first.
                primeira = m.provada and not ja.manifesto.provada
                pastas_ = (pasta, *ja.pastas) if primeira else (*ja.pastas, pasta)
                juntas[chave] = Guardada(manifesto=m if primeira else ja.manifesto, pastas=pastas_)
    return sorted(juntas.values(), key=lambda g: _ordem(g.manifesto), reverse=True)


def _ordem(manifesto: Manifesto) -> tuple[int, datetime, str]:
    return (manifesto.sequencia, manifesto.instante, manifesto.arquivo)


def apagar(pasta: Path, manifesto: Manifesto) -> bool:
    """Take a copy away with its manifest; tell whether it went.  The manifest goes last: it says whose the copy is."""
    try:
        (pasta / manifesto.arquivo).unlink(missing_ok=True)
        (pasta / f"{manifesto.arquivo}{MANIFESTO}").unlink(missing_ok=True)
    except OSError:
        return False
    return True


def confere(pasta: Path, manifesto: Manifesto) -> bool:
    """Tell whether the file is, byte for byte, the one that was proven.  Raises OSError."""
    return resumo_do_arquivo(pasta / manifesto.arquivo) == manifesto.sha256


def reprovado(manifesto: Manifesto, falha: str) -> Manifesto:
    """Return the manifest of a copy that failed a proof."""
    return replace(manifesto, provada_em=None, falha=falha)
