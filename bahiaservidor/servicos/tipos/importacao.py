"""Spreadsheets coming in: what a file has, which column gives which field, what would enter, what entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CampoImportado:
    """A field that a kind of import takes: ``sinonimos`` are other headers that mean it, ``exemplo`` a value."""

    chave: str
    rotulo: str
    obrigatorio: bool = False
    ajuda: str = ""
    exemplo: str = ""
    sinonimos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EspecieImportacao:
    """A kind of import: servidores, assentamentos, atos, cargos, vagas, concursos, afastamentos, calendario."""

    chave: str
    rotulo: str
    explicacao: str
    campos: tuple[CampoImportado, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArquivoLido:
    """A file as it was found: ``amostra`` are its first rows, as text, under the headers of the sheet in use."""

    caminho: Path
    nome: str
    formato: str
    tamanho: int
    sha256: str
    folhas: tuple[str, ...]
    folha: str | None
    codificacao: str | None
    separador: str | None
    linha_do_cabecalho: int
    cabecalho: tuple[str, ...]
    amostra: tuple[tuple[str, ...], ...]
    linhas: int
    avisos: tuple[str, ...] = ()
    ja_importado_em: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoImportacao:
    """What to import and how.  ``mapa``: field -> column, from 0.  ``fixos``: field -> one text for every row.

    ``fonte`` and ``data`` are those of the assentamento inicial where no column gives them.  ``escolhas``: number of a
    row -> what the clerk decided of it (``pular``, ``nova`` for another person of the same name, ``servidor:ID`` or
    ``linha:N`` for the person of a row above).  ``sha256`` refuses a file that changed since it was examined, and
    ``entram``, how many rows it promised, a registry that did.
    """

    especie: str
    caminho: Path
    folha: str | None = None
    codificacao: str | None = None
    separador: str | None = None
    linha_do_cabecalho: int | None = None
    sha256: str = ""
    mapa: Mapping[str, int] = field(default_factory=dict)
    fixos: Mapping[str, str] = field(default_factory=dict)
    fonte: str = ""
    data: date | None = None
    escolhas: Mapping[int, str] = field(default_factory=dict)
    entram: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaltaNaLinha:
    """Why a row does not enter: ``campo`` and ``coluna`` (header) of the cell, empty for the whole row."""

    campo: str
    coluna: str
    valor: str
    motivo: str
    dispositivo: str = ""

    @property
    def geral(self) -> str:
        """The reason without the value of its row, so that equal ones are counted, and found, together."""
        motivo = self.motivo.replace(f" “{self.valor}”", "") if self.valor else self.motivo
        return f"{self.coluna}: {motivo}" if self.coluna else motivo


@dataclass(frozen=True, slots=True, kw_only=True)
class Parecido:
    """Somebody whom a row may be; ``iguais`` and ``diferentes`` are the data compared side by side.

    Somebody of the registry, or, with ``linha`` (and then no ``servidor_id``), of a row above in the same file.
    """

    servidor_id: int
    nome: str
    cpf: str | None
    nascimento: date | None
    matriculas: tuple[str, ...]
    certo: bool
    iguais: tuple[str, ...] = ()
    diferentes: tuple[str, ...] = ()
    linha: int = 0

    @property
    def escolha(self) -> str:
        """What ``PedidoImportacao.escolhas`` has for a row that is this person's."""
        return f"linha:{self.linha}" if self.linha else f"servidor:{self.servidor_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaConferida:
    """A row of the dry run: ``resultado`` is entra, altera, sem_mudanca, recusada, duvida (asks a choice) or pulada."""

    numero: int
    resultado: str
    resumo: str
    valores: tuple[str, ...]
    faltas: tuple[FaltaNaLinha, ...] = ()
    avisos: tuple[str, ...] = ()
    parecidos: tuple[Parecido, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenciaImportacao:
    """The dry run: nothing was written.  ``motivos`` counts the rows by reason, the commonest first."""

    especie: str
    arquivo: str
    cabecalho: tuple[str, ...]
    linhas: tuple[LinhaConferida, ...]
    entram: int
    alteram: int
    sem_mudanca: int
    recusadas: int
    duvidas: int
    puladas: int
    motivos: tuple[tuple[str, int], ...] = ()
    avisos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportacaoFeita:
    """An import of the registry's list; ``desfeita_em`` and ``motivo`` when it was taken back."""

    id: int
    especie: str
    rotulo: str
    arquivo: str
    fonte: str
    linhas: int
    entraram: int
    recusadas: int
    instante: datetime
    usuario: str
    operacao_id: int
    desfeita_em: datetime | None = None
    desfeita_por: str = ""
    motivo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviaDesfazer:
    """What taking an import back would do; ``impedimentos`` (each a sentence) say why it cannot be."""

    importacao: ImportacaoFeita
    atos: int
    cadastros: int
    impedimentos: tuple[str, ...] = ()
