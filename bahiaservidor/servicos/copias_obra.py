"""One copy, from the registry to its destinations: made, rehearsed, and only then called a copy."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from .. import __version__
from ..arquivos import ErroDeArquivo, colocar, em_megas, espaco_livre
from ..estatuto.erros import ErroDominio
from ..registro import copias as motor
from ..registro.disco import copiar_arquivo, firmar, pasta_de_trabalho, resumo_do_arquivo, varrer_obras
from . import copias_cifra, copias_papeis
from .copias_ajustes import PASTA, Ajustes
from .copias_geracoes import a_apagar
from .copias_manifesto import Manifesto, Motivo, apagar, gravar, manifestos, nome_da_copia
from .papeis_andamento import Progresso

_ENSAIO: Final = "aberta, conferida página por página, contada e restaurada num registro provisório"
_IGUAL: Final = "igual, byte por byte, à que foi provada"
NAO_FEITA: Final = "A cópia de segurança não foi feita"
_CHEIO: Final = (errno.ENOSPC, errno.EDQUOT)


class ErroDeCopia(ErroDominio):
    """A backup was not made.  The registry and the copies made before are as they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiaFeita:
    """A copy just made and proven, where it is, and what did not go well besides."""

    manifesto: Manifesto
    pastas: tuple[Path, ...]
    avisos: tuple[str, ...]
    apagadas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pedido:
    """What to copy, and how.  ``papeis`` is the file of papers and scans, None where the registry has them itself."""

    registro: Path
    ajustes: Ajustes
    instante: datetime
    motivo: Motivo
    usuario: str
    papeis: Path | None = None


def fazer(
    pedido: Pedido, *, progresso: Progresso | None = None, cancelado: Callable[[], bool] | None = None
) -> CopiaFeita:
    """Make a copy in the first destination that can be reached, and bring it to the others.

    Raises ErroDeCopia, or ErroRegistro for a registry that cannot be read, with the earlier copies as they were.
    """
    return _Obra(pedido, progresso, cancelado).fazer()


class _Obra:
    def __init__(self, pedido: Pedido, progresso: Progresso | None, cancelado: Callable[[], bool] | None) -> None:
        self._pedido, self._progresso, self._cancelado = pedido, progresso, cancelado
        self._avisos: list[str] = []

    def fazer(self) -> CopiaFeita:
        pedido = self._pedido
        pastas = pedido.ajustes.pastas(pedido.registro)
        faltas = {pasta: porque for pasta in pastas if (porque := self._preparar(pasta))}
        prontas = [pasta for pasta in pastas if pasta not in faltas]
        if not prontas:
            raise _recusa(NAO_FEITA, next(iter(faltas.values())))
        self._avisos += [_recusa(_sem_esta(pastas, pasta), faltas[pasta]).mensagem for pasta in faltas]
        principal, *outras = prontas
        self._exigir_espaco(principal)
        with explicando(principal):
            feito = self._na_principal(principal)
        onde = [principal]
        for pasta in outras:
            try:
                with explicando(pasta, _sem_esta(pastas, pasta)):
                    levar(feito, principal, pasta)
                    self._papeis(pasta)
                    onde.append(pasta)
            except ErroDominio as erro:
                self._avisos.append(erro.mensagem)
        apagadas = sum(self._rarear(pasta, feito) for pasta in onde)
        self._avancar(100)
        return CopiaFeita(manifesto=feito, pastas=tuple(onde), avisos=tuple(self._avisos), apagadas=apagadas)

    # -------------------------------------------------------------- before

    def _preparar(self, pasta: Path) -> str:
        """Return why a destination cannot be written, empty when it can; the folder beside the registry is made."""
        try:
            if pasta == self._pedido.registro.parent / PASTA:
                pasta.mkdir(mode=0o700, exist_ok=True)
            with pasta_de_trabalho(pasta):
                pass
        except OSError as erro:
            return _porque(erro, pasta)
        varrer_obras(pasta, antes_de=(self._pedido.instante - timedelta(days=1)).timestamp())
        return ""

    def _exigir_espaco(self, pasta: Path) -> None:
        tamanho = motor.tamanho_do_registro(self._pedido.registro)
        # The copy, and the registry restored from it to prove it.
        with explicando(pasta):
            livre = espaco_livre(pasta / "copia")
        if livre < 2 * tamanho:
            raise ErroDeCopia(
                f"A cópia de segurança não foi feita: o disco de “{pasta}” tem {em_megas(livre)} livres, e copiar e "
                f"provar precisa de {em_megas(2 * tamanho)}. O registro e as cópias anteriores continuam como estavam; "
                "libere espaço ou escolha outro destino em Administração, Cópias de segurança."
            )

    # -------------------------------------------------------------- the copy

    def _na_principal(self, pasta: Path) -> Manifesto:
        pedido, ajustes = self._pedido, self._pedido.ajustes
        # What is not encrypted yet never leaves the folder where the registry itself is.
        onde = pedido.registro.parent if ajustes.cifra else pasta
        with pasta_de_trabalho(onde) as obra, pasta_de_trabalho(pasta) as chegada:
            aberta, restaurada = obra / "copia.sqlite3", obra / "restaurada.sqlite3"
            self._avancar(2)
            retrato = motor.copiar(pedido.registro, aberta)
            firmar(aberta)
            self._avancar(35)
            try:
                ensaio = motor.ensaiar(aberta, restaurada, retrato, origem=pedido.registro, parar=self._cancelado)
            except motor.CopiaReprovada as erro:
                raise ErroDeCopia(
                    f"A cópia foi feita e não passou na prova ({erro.mensagem.rstrip('.')}); ela foi descartada. As "
                    "cópias anteriores continuam como estavam; verifique o registro em Administração, Verificação do "
                    "livro, e não trabalhe nele se houver dano."
                ) from erro
            self._avancar(80)
            self._papeis(pasta)
            numeros = (
                copias_papeis.contar(pasta, restaurada, pedido.registro, cifra=ajustes.cifra) if pedido.papeis else None
            )
            pronta, tamanho, sha256 = aberta, ensaio.tamanho, ensaio.sha256
            if ajustes.cifra:
                pronta = chegada / "copia.age"
                tamanho, sha256 = copias_cifra.cifrar(aberta, pronta, ajustes.recipiente)
            self._avancar(90)
            manifesto = Manifesto(
                arquivo=self._nome(pasta), sequencia=self._sequencia(pasta), instante=pedido.instante,
                motivo=pedido.motivo, usuario=pedido.usuario, programa=__version__, retrato=retrato, tamanho=tamanho,
                sha256=sha256, sha256_aberto=ensaio.sha256, cifrada=ajustes.cifra, provada_em=pedido.instante,
                como=_como(ensaio), ruins=len(ensaio.ruins),
                chave=copias_cifra.impressao(ajustes.chave) if ajustes.cifra else "",
                papeis=numeros[0] if numeros else None, papeis_faltam=numeros[1] if numeros else 0,
            )  # fmt: skip
            self._parar_se_pedido()
            if ajustes.cifra:
                copias_cifra.guardar_chave(pasta, ajustes.chave)
            colocar(pronta, pasta / manifesto.arquivo)
            gravar(pasta, manifesto)
        if ensaio.ruins:
            self._avisos.append(
                f"O registro tem {_quantos(ensaio)}: {ensaio.ruins[0]}. A cópia foi feita e é igual a ele, com o "
                "que há de errado; verifique o registro em Administração, Verificação do livro, e guarde as anteriores."
            )
        if manifesto.papeis_faltam:
            self._avisos.append(
                f"O registro nomeia {manifesto.papeis_faltam} papéis que não estão no arquivo de papéis: a cópia não "
                "os tem. Verifique o registro em Administração, Verificação do livro."
            )
        return manifesto

    def _papeis(self, pasta: Path) -> None:
        pedido = self._pedido
        if pedido.papeis is not None:
            copias_papeis.copiar(pedido.papeis, pasta, pedido.registro, recipiente=pedido.ajustes.recipiente)

    def _nome(self, pasta: Path) -> str:
        pedido = self._pedido
        instante, nome = pedido.instante, ""
        for _ in range(100):
            nome = nome_da_copia(
                registro=pedido.registro, instante=instante, motivo=pedido.motivo, cifrada=pedido.ajustes.cifra
            )
            if not (pasta / nome).exists():
                break
            instante += timedelta(seconds=1)
        return nome

    def _sequencia(self, pasta: Path) -> int:
        todas = {c.sequencia for p in self._pedido.ajustes.pastas(self._pedido.registro) for c in manifestos(p)}
        return max(todas, default=0) + 1

    def _rarear(self, pasta: Path, feito: Manifesto) -> int:
        da_casa = [c for c in manifestos(pasta) if c.retrato.registro == feito.retrato.registro]
        return sum(apagar(pasta, c) for c in a_apagar(da_casa, self._pedido.ajustes.geracoes))

    def _avancar(self, centesimos: int) -> None:
        self._parar_se_pedido()
        if self._progresso is not None:
            self._progresso(centesimos, 100)

    def _parar_se_pedido(self) -> None:
        if self._cancelado is not None and self._cancelado():
            raise ErroDeCopia(
                "A cópia de segurança foi interrompida antes do fim. O registro e as cópias anteriores continuam como "
                "estavam; refaça-a em Administração, Cópias de segurança."
            )


def _quantos(ensaio: motor.Ensaio) -> str:
    return "um registro ruim" if len(ensaio.ruins) == 1 else f"{len(ensaio.ruins)} registros ruins"


def _como(ensaio: motor.Ensaio) -> str:
    return f"{_ENSAIO}; igual ao registro copiado, que já tinha {_quantos(ensaio)}" if ensaio.ruins else _ENSAIO


def levar(manifesto: Manifesto, de: Path, para: Path) -> None:
    """Bring a proven copy to another folder: its bytes are read again there.  Raises OSError, ErroDominio."""
    destino = para / manifesto.arquivo
    if destino.exists() and resumo_do_arquivo(destino) == manifesto.sha256:
        return
    with pasta_de_trabalho(para) as obra:
        nova = obra / "copia"
        copiar_arquivo(de / manifesto.arquivo, nova)
        if resumo_do_arquivo(nova) != manifesto.sha256:
            raise ErroDeCopia(
                f"O que se gravou em “{para}” não é o que se leu de volta: esse disco não é confiável. A cópia de "
                f"“{de}” continua boa; troque o disco do segundo destino."
            )
        colocar(nova, destino, substitui=destino.exists())
    if manifesto.cifrada:
        copias_cifra.levar_chave(manifesto.chave, de, para)
    gravar(para, replace(manifesto, como=_IGUAL))


@contextmanager
def explicando(pasta: Path, que: str = NAO_FEITA) -> Iterator[None]:
    """Turn what the disk of a destination refuses into a sentence (ErroDeCopia); ``que`` is what was not done."""
    try:
        yield
    except OSError as erro:
        raise _recusa(que, _porque(erro, pasta)) from erro
    except ErroDeArquivo as erro:
        causa = erro.__cause__
        raise _recusa(que, _porque(causa, pasta) if isinstance(causa, OSError) else erro.mensagem) from erro


def _sem_esta(pastas: tuple[Path, ...], pasta: Path) -> str:
    return f"O {'primeiro' if pasta == pastas[0] else 'segundo'} destino ficou sem esta cópia"


def _recusa(que: str, porque: str) -> ErroDeCopia:
    return ErroDeCopia(
        f"{que}: {porque}. O registro e as cópias anteriores continuam como estavam; "
        "ligue o disco, libere espaço ou permissão, ou escolha outro destino em Administração, Cópias de segurança."
    )


def _porque(erro: OSError, pasta: Path) -> str:
    if erro.errno in _CHEIO:
        return f"o disco de “{pasta}” está cheio"
    if isinstance(erro, PermissionError) or erro.errno == errno.EROFS:
        return f"não é permitido gravar em “{pasta}”"
    if not pasta.is_dir():
        return f"a pasta “{pasta}” não está acessível"
    if isinstance(erro, FileNotFoundError):
        return f"o arquivo não está mais em “{pasta}”"
    return f"o disco de “{pasta}” respondeu com erro ({erro.strerror or 'erro do sistema'})"
