"""The career plan as a tree: grupo > categoria > cargo > classe > referência, with its posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...estatuto.formatos.niveis import ler_niveis
from ...estatuto.formatos.nomes import chave_busca
from ...servicos.tipos import Cargo, OcupacaoCargo
from ..dicas import como_dica
from ..tema import Tom
from .base import PAPEL_LINHA, PAPEL_TOM

Indice = QModelIndex | QPersistentModelIndex

_SEM_PAI = QModelIndex()

COLUNAS = ("Cargo", "Criadas", "Ocupadas", "Livres", "Conferência")

SEM_GRUPO = "Sem grupo ocupacional"

_COLUNAS_DUVIDOSAS = {
    "grupo": "grupo ocupacional",
    "grupo_ocupacional": "grupo ocupacional",
    "categoria": "categoria funcional",
    "carreira": "carreira",
    "cargo": "nome do cargo",
    "nome": "nome do cargo",
    "escolaridade": "escolaridade",
    "niveis": "classes e referências",
    "jornada_semanal": "jornada semanal",
    "jornada_semanal_h": "jornada semanal",
    "orgao_tipico": "órgão típico",
    "lei": "lei que o criou",
}


class Especie(StrEnum):
    """Level of the tree."""

    GRUPO = "grupo"
    CATEGORIA = "categoria"
    CARGO = "cargo"
    CLASSE = "classe"
    REFERENCIA = "referencia"


def nome_da_coluna(coluna: str) -> str:
    """Return, in words, the name of a column of the seed."""
    return _COLUNAS_DUVIDOSAS.get(coluna, coluna.replace("_", " "))


def colunas_duvidosas(cargo: Cargo) -> tuple[str, ...]:
    """Return, in words, the fields of a cargo that nobody has checked yet."""
    return tuple(dict.fromkeys(nome_da_coluna(c) for c in cargo.a_confirmar))


def em_duvida(cargo: Cargo, campo: str) -> bool:
    """Tell whether a field of a cargo still has to be checked."""
    return nome_da_coluna(campo) in colunas_duvidosas(cargo)


@dataclass(slots=True, kw_only=True)
class No:
    """A node; ``ocupacao`` only on a cargo. Posts of a grupo are the sum of those of its cargos."""

    especie: Especie
    rotulo: str
    indice: int
    pai: int | None
    posicao: int
    filhos: list[int] = field(default_factory=list)
    ocupacao: OcupacaoCargo | None = None
    criadas: int | None = None
    ocupadas: int | None = None
    livres: int | None = None


class ModeloCargos(QAbstractItemModel):
    """The tree, filtered by the words of `filtrar`; nodes are numbers, so an index never outlives its object."""

    def __init__(self, pai: QObject | None = None) -> None:
        super().__init__(pai)
        self._todas: tuple[OcupacaoCargo, ...] = ()
        self._filtro: tuple[str, ...] = ()
        self._nos: list[No] = []
        self._raizes: list[int] = []

    # ------------------------------------------------------------ content

    def definir(self, ocupacoes: Sequence[OcupacaoCargo]) -> None:
        """Show these cargos."""
        self._todas = tuple(ocupacoes)
        self._refazer()

    def filtrar(self, texto: str) -> None:
        """Keep the cargos whose name, grupo or símbolo has every word of ``texto``, without accents or case."""
        pedacos = tuple(chave_busca(texto).split())
        if pedacos != self._filtro:
            self._filtro = pedacos
            self._refazer()

    def vazio(self) -> bool:
        """Tell whether there is no cargo at all, filter aside."""
        return not self._todas

    def total_de_cargos(self) -> int:
        """Return how many cargos the filter lets through."""
        return sum(1 for no in self._nos if no.especie is Especie.CARGO)

    def no(self, indice: Indice) -> No | None:
        """Return the node of an index."""
        numero = int(indice.internalId()) if indice.isValid() else -1
        return self._nos[numero] if 0 <= numero < len(self._nos) else None

    def indice_do_cargo(self, cargo_id: int) -> QModelIndex:
        """Return where a cargo is; an invalid index when the filter hides it."""
        for no in self._nos:
            if no.ocupacao is not None and no.ocupacao.cargo.id == cargo_id:
                return self.createIndex(no.posicao, 0, no.indice)
        return QModelIndex()

    def _passa(self, cargo: Cargo) -> bool:
        if not self._filtro:
            return True
        chave = chave_busca(
            " ".join((cargo.nome, cargo.grupo, cargo.categoria, cargo.carreira, cargo.simbolo, cargo.orgao_tipico))
        )
        return all(pedaco in chave for pedaco in self._filtro)

    def _refazer(self) -> None:
        self.beginResetModel()
        self._nos, self._raizes = [], []
        grupos: dict[str, No] = {}
        categorias: dict[tuple[str, str], No] = {}
        ordem = sorted(
            (o for o in self._todas if self._passa(o.cargo)),
            key=lambda o: (not o.cargo.grupo, *(chave_busca(p) for p in (o.cargo.grupo, _ramo(o.cargo), o.cargo.nome))),
        )
        for ocupacao in ordem:
            cargo = ocupacao.cargo
            grupo = grupos.get(cargo.grupo)
            if grupo is None:
                grupo = grupos[cargo.grupo] = self._novo(Especie.GRUPO, cargo.grupo or SEM_GRUPO, None)
            pai, ramo = grupo, _ramo(cargo)
            if ramo:
                categoria = categorias.get((cargo.grupo, ramo))
                if categoria is None:
                    categoria = categorias[(cargo.grupo, ramo)] = self._novo(Especie.CATEGORIA, ramo, grupo)
                pai = categoria
            rotulo = f"{cargo.nome} — {cargo.especialidade}" if cargo.especialidade else cargo.nome
            no = self._novo(Especie.CARGO, rotulo, pai)
            no.ocupacao = ocupacao
            no.criadas, no.ocupadas, no.livres = ocupacao.criadas, ocupacao.ocupadas, ocupacao.livres
            for nivel in ler_niveis(cargo.niveis):
                classe = self._novo(Especie.CLASSE, nivel.rotulo, no)
                for referencia in nivel.referencias:
                    self._novo(Especie.REFERENCIA, referencia.rotulo, classe)
        for no in reversed(self._nos):
            if no.especie in (Especie.GRUPO, Especie.CATEGORIA):
                filhos = [self._nos[f] for f in no.filhos]
                # A sum that ignored the cargos without a recorded number would look like the whole.
                no.criadas = _soma([f.criadas for f in filhos])
                no.livres = _soma([f.livres for f in filhos])
                no.ocupadas = _soma([f.ocupadas for f in filhos])
        self.endResetModel()

    def _novo(self, especie: Especie, rotulo: str, pai: No | None) -> No:
        irmaos = self._raizes if pai is None else pai.filhos
        no = No(
            especie=especie, rotulo=rotulo, indice=len(self._nos), pai=None if pai is None else pai.indice,
            posicao=len(irmaos),
        )  # fmt: skip
        self._nos.append(no)
        irmaos.append(no.indice)
        return no

    # ------------------------------------------------------------ Qt

    def index(self, row: int, column: int, parent: Indice = _SEM_PAI) -> QModelIndex:
        irmaos = self._irmaos(parent)
        if not 0 <= row < len(irmaos) or not 0 <= column < len(COLUNAS):
            return QModelIndex()
        return self.createIndex(row, column, irmaos[row])

    def parent(self, child: Indice = _SEM_PAI) -> QModelIndex:  # type: ignore[override]
        no = self.no(child)
        if no is None or no.pai is None:
            return QModelIndex()
        pai = self._nos[no.pai]
        return self.createIndex(pai.posicao, 0, pai.indice)

    def rowCount(self, parent: Indice = _SEM_PAI) -> int:
        return 0 if parent.isValid() and parent.column() > 0 else len(self._irmaos(parent))

    def columnCount(self, parent: Indice = _SEM_PAI) -> int:
        return len(COLUNAS)

    def _irmaos(self, pai: Indice) -> list[int]:
        if not pai.isValid():
            return self._raizes
        no = self.no(pai)
        return no.filhos if no is not None else []

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUNAS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUNAS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alinhamento(section)
        return None

    def data(self, index: Indice, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        no = self.no(index)
        if no is None:
            return None
        coluna = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _texto(no, coluna)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alinhamento(coluna)
        if role == Qt.ItemDataRole.ToolTipRole:
            return como_dica(_dica(no, coluna))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUNAS[coluna]}: {_texto(no, coluna)}" if coluna else no.rotulo
        if role == PAPEL_TOM:
            return _tom(no, coluna)
        if role == PAPEL_LINHA:
            return no.ocupacao
        return None


def _ramo(cargo: Cargo) -> str:
    return cargo.categoria or cargo.carreira


def _soma(valores: Sequence[int | None]) -> int | None:
    conhecidos = [v for v in valores if v is not None]
    return sum(conhecidos) if conhecidos and len(conhecidos) == len(valores) else None


def _alinhamento(coluna: int) -> Qt.AlignmentFlag:
    lado = Qt.AlignmentFlag.AlignRight if 1 <= coluna <= 3 else Qt.AlignmentFlag.AlignLeft
    return lado | Qt.AlignmentFlag.AlignVCenter


def _texto(no: No, coluna: int) -> str:
    if coluna == 0:
        return no.rotulo
    if no.especie in (Especie.CLASSE, Especie.REFERENCIA):
        return ""
    if coluna == 4:
        cargo = no.ocupacao.cargo if no.ocupacao is not None else None
        if cargo is None:
            return ""
        return "Extinto" if cargo.extinto_em is not None else "a confirmar" if cargo.a_confirmar else ""
    valor = (no.criadas, no.ocupadas, no.livres)[coluna - 1]
    return "—" if valor is None else str(valor)


def _tom(no: No, coluna: int) -> Tom | None:
    if coluna != 4 or no.ocupacao is None or not _texto(no, 4):
        return None
    return Tom.APAGADO if no.ocupacao.cargo.extinto_em is not None else Tom.ATENCAO


def _dica(no: No, coluna: int) -> str:
    if no.ocupacao is None:
        return no.rotulo
    cargo = no.ocupacao.cargo
    if coluna == 4 and cargo.a_confirmar:
        return "Ainda não conferido na lei: " + ", ".join(colunas_duvidosas(cargo)) + "."
    if coluna in (1, 3) and no.ocupacao.criadas is None:
        return "O número de vagas criadas por lei ainda não foi registrado; sem ele não se sabe quantas estão livres."
    return no.rotulo
