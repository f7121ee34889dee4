"""A row of a spreadsheet: its cells read field by field, and every reason why it does not enter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from ..estatuto.erros import ErroConteudo, ErroDominio
from ..intercambio.celulas import eh_ambigua
from .tipos.importacao import CampoImportado, FaltaNaLinha, Parecido

Valor = str | int | float | bool | date | None
"""What a cell holds."""

Leitor = Callable[[Valor], Any]
"""Turns a cell into a value; ErroDominio says what is wrong with it."""

_NADA_FEITO: Final = re.compile(r"\s*Nada foi \w+(?P<fim>[.;])\s*")


class Recusada(Exception):
    """The row does not enter: its ``faltas`` say why."""


class Pulada(Exception):
    """The clerk left the row out."""


class Duvida(Exception):
    """The row waits for the clerk to say whom it is about."""

    def __init__(self, motivo: str, parecidos: Sequence[Parecido], *, campo: str = "") -> None:
        super().__init__(motivo)
        self.motivo = motivo
        self.parecidos = tuple(parecidos)
        self.campo = campo


@dataclass(frozen=True, slots=True, kw_only=True)
class Campo:
    """A field that a kind of import takes, with what reads its cell."""

    chave: str
    rotulo: str
    ler: Leitor
    obrigatorio: bool = False
    ajuda: str = ""
    exemplo: str = ""
    sinonimos: tuple[str, ...] = ()
    eh_data: bool = False

    @property
    def mostrado(self) -> CampoImportado:
        """The field as screens know it."""
        return CampoImportado(
            chave=self.chave, rotulo=self.rotulo, obrigatorio=self.obrigatorio, ajuda=self.ajuda,
            exemplo=self.exemplo, sinonimos=self.sinonimos,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Efeito:
    """What a row did: ``resultado`` as in `LinhaConferida`; ``sujeitos``: kind, id, act and what became of each."""

    resultado: str
    resumo: str
    sujeitos: tuple[tuple[str, int, int | None, str], ...] = ()


@dataclass(slots=True, kw_only=True)
class Linha:
    """A row being examined: ``valores`` are the fields read, ``textos`` the cells as written."""

    numero: int
    celulas: tuple[str, ...]
    textos: dict[str, str] = field(default_factory=dict)
    colunas: Mapping[str, str] = field(default_factory=dict)
    valores: dict[str, Any] = field(default_factory=dict)
    faltas: list[FaltaNaLinha] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)
    parecidos: list[Parecido] = field(default_factory=list)

    def get(self, chave: str, padrao: Any = None) -> Any:
        """Return a field, or ``padrao`` when its cell is empty."""
        return self.valores.get(chave, padrao)

    def so(self, *chaves: str) -> dict[str, Any]:
        """Return those of the fields that the row has."""
        return {chave: self.valores[chave] for chave in chaves if chave in self.valores}

    def faltar(self, chave: str, motivo: str, dispositivo: str = "") -> None:
        """Add a reason why the row does not enter, in a cell (or the whole row, with no field)."""
        self.faltas.append(
            FaltaNaLinha(
                campo=chave, coluna=self.colunas.get(chave, ""), valor=self.textos.get(chave, ""),
                motivo=motivo, dispositivo=dispositivo,
            )
        )  # fmt: skip

    def errar(self, chave: str, erro: ErroDominio) -> None:
        """Add as a reason what went wrong."""
        if isinstance(erro, ErroConteudo) and not chave:
            chave = erro.campo
        self.faltar(chave, so_o_motivo(erro.mensagem), erro.dispositivo)

    def tentar(self, chave: str, funcao: Callable[..., Any], *argumentos: Any) -> Any:
        """Return what the function gives for a field; None, with the reason kept, when it refuses."""
        try:
            return funcao(*argumentos)
        except ErroDominio as erro:
            self.errar(chave, erro)
            return None

    def exigir_limpa(self) -> None:
        """Raise Recusada when there is a reason for the row not to enter."""
        if self.faltas:
            raise Recusada


def so_o_motivo(mensagem: str) -> str:
    """Return a sentence of a service without what it says was kept: in a list of rows it says nothing."""

    def emenda(achado: re.Match[str]) -> str:
        return "; " if achado["fim"] == ";" else " "

    texto = _NADA_FEITO.sub(emenda, mensagem).replace(".;", ";").strip(" ;")
    return texto if texto.endswith((".", "?", "!")) else f"{texto}."


def como_texto(valor: Valor) -> str:
    """Return a cell as a clerk reads it."""
    if valor is None:
        return ""
    if isinstance(valor, bool):
        return "Sim" if valor else "Não"
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    if isinstance(valor, float):
        return str(int(valor)) if valor.is_integer() else str(valor).replace(".", ",")
    return str(valor).strip()


def ler_linha(
    campos: Mapping[str, Campo],
    numero: int,
    valores: Sequence[Valor],
    *,
    mapa: Mapping[str, int],
    fixos: Mapping[str, str],
    colunas: Mapping[str, str],
    ambiguas: Mapping[str, str],
) -> Linha:
    """Return a row with each of its mapped cells read; cells that cannot be read are reasons, and are not values.

    ``ambiguas``: date fields whose column has months before days, with what to say of those that could be either.
    """
    linha = Linha(numero=numero, celulas=tuple(como_texto(v) for v in valores), colunas=colunas)
    for chave, campo in campos.items():
        onde = mapa.get(chave)
        bruto: Valor = valores[onde] if onde is not None and onde < len(valores) else None
        if como_texto(bruto) == "":
            bruto = fixos.get(chave, "").strip() or None
        if bruto is None:
            if campo.obrigatorio:
                linha.faltar(chave, f"Falta preencher “{campo.rotulo}”.")
            continue
        linha.textos[chave] = como_texto(bruto)
        if chave in ambiguas and eh_ambigua(bruto):
            linha.faltar(chave, f"A data “{como_texto(bruto)}” pode ser dois dias diferentes. {ambiguas[chave]}")
            continue
        try:
            lido = campo.ler(bruto)
        except ErroDominio as erro:
            linha.errar(chave, erro)
            continue
        if lido is not None and lido != "":
            linha.valores[chave] = lido
        elif campo.obrigatorio:
            linha.faltar(chave, f"Falta preencher “{campo.rotulo}”.")
    return linha
