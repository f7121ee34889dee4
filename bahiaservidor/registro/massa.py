"""Entries and rows by the thousands: gathered in memory, inserted by the raw driver, what is pointed to first.

What `livro.lancar`, `cadastro.lancar_cadastro` and `projecoes.gravar_vidas` write one by one is made by the same
functions and written together, inside the open transaction.  Triggers and indexes work as they always do: nothing is
dropped.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, func, select, update

from ..estatuto.canonico import texto_canonico
from . import modelos as m
from .cadastro import CONTATO, ESPECIES, colunas_de, registro_de
from .entrada import (
    CADASTRO,
    SEM_ANTERIOR,
    InstrumentoGravado,
    Operacao,
    hash_do_instrumento,
    montar_entrada,
    texto_do_instante,
)
from .livro import Escrito, novo_id, ultima_entrada, ultimo_instante
from .projecoes import COLUNAS_AFASTAMENTO, COLUNAS_OCUPACAO, VidaCalculada, projetar

_SAIS: Final = 2048
"""Salts drawn from the system at once."""

_DIGITOS_DO_SAL: Final = 32

_LINHAS: Final = 400
"""Rows inserted by one statement, where SQLite takes so many values."""

_VALORES: Final = 30_000
"""Values that any library of encrypted registries takes in a statement."""

_CADASTROS: Final = ("concurso", "lista", "candidato", "servidor")
"""Registers written here, each after those it refers to."""

Linha = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostoOcupado:
    """A post held, as the tables have it, excedentes apart."""

    vinculo_id: int
    cargo_id: int
    desde: date
    ate: date | None


class EscritaEmMassa:
    """What waits to be written in the open transaction of ``conexao``, with the numbers it will have.

    Nobody else may write in the transaction while something waits; after somebody did, a new one is opened.
    """

    def __init__(self, conexao: Connection) -> None:
        """Read which numbers come next."""
        self._escrevendo: threading.Thread | None = None
        self._erro: BaseException | None = None
        self._ligar(conexao)
        self._instante = ultimo_instante(conexao)
        self._proximos = {t.name: _maior(conexao, t) + 1 for t in (_OPERACAO, _INSTRUMENTO, _ATO)}
        self._sujeitos: dict[str, int] = {}
        self._papeis: dict[str, int] = {
            hash_: id_ for id_, hash_ in conexao.execute(select(m.Instrumento.id, m.Instrumento.hash))
        }
        self._correntes: dict[tuple[str, int], tuple[int, str]] = {}
        self._operacoes: list[Linha] = []
        self._instrumentos: list[Linha] = []
        self._atos: list[Linha] = []
        self._sigilos: list[Linha] = []
        self._registros: dict[tuple[str, int], Mapping[str, Any]] = {}
        self._cadastros: dict[str, dict[int, dict[str, Any]]] = {tipo: {} for tipo in _CADASTROS}
        self._matriculas: dict[int, str] = {}
        self._vidas: list[VidaCalculada] = []
        self._sais: list[str] = []

    def _ligar(self, conexao: Connection) -> None:
        cru = conexao.connection.driver_connection
        assert cru is not None
        self._ligada, self._cru = conexao, cru

    @property
    def _conexao(self) -> Connection:
        """The connection, once nobody writes on it."""
        self.aguardar()
        return self._ligada

    def retomar(self, conexao: Connection) -> bool:
        """Go on in another transaction; False when somebody else wrote in the book since, and a new one is needed."""
        self._ligar(conexao)
        return _maior(conexao, _OPERACAO) + 1 == self._proximos["operacao"]

    @property
    def escritas(self) -> int:
        """How many entries there are, those that wait included."""
        return self._proximos[_ATO.name] - 1

    # -------------------------------------------------------------- entries

    def operacao(self, *, instante: datetime, usuario: str, descricao: str) -> Operacao:
        """Open an operation, as `livro.abrir_operacao`: never before the last one."""
        if self._instante is not None:
            instante = max(instante, self._instante)
        self._instante = instante
        id_ = self._numero("operacao")
        self._operacoes.append((id_, m.texto_do_instante(instante), usuario, descricao))
        return Operacao(id=id_, instante=instante, usuario=usuario)

    def papel(
        self, *, tipo: str, numero: str = "", data: date | None = None, autoridade: str = "", doe_edicao: str = "",
        doe_data: date | None = None, doe_pagina: str = "", texto: str = "",
    ) -> InstrumentoGravado:  # fmt: skip
        """Return the paper with this text, new unless the book has it: as `livro.gravar_instrumento`."""
        fixo = {"tipo": tipo, "numero": numero, "data": data, "autoridade": autoridade, "texto": texto}
        hash_ = hash_do_instrumento(fixo)
        id_ = self._papeis.get(hash_) if numero else None
        if id_ is None:
            id_ = self._numero("instrumento")
            self._papeis.setdefault(hash_, id_)
            linha = (id_, tipo, numero, data, autoridade, texto, doe_edicao, doe_data, doe_pagina, hash_)
            self._instrumentos.append(tuple(map(_valor, linha)))
        return InstrumentoGravado(id=id_, hash=hash_)

    def novo_id(self, sujeito_tipo: str) -> int:
        """Return a number no subject of this kind ever had, taken from now on."""
        if sujeito_tipo not in self._sujeitos:
            self._sujeitos[sujeito_tipo] = novo_id(self._conexao, sujeito_tipo)
        id_ = self._sujeitos[sujeito_tipo]
        self._sujeitos[sujeito_tipo] = id_ + 1
        return id_

    def lancar(
        self, operacao: Operacao, *, sujeito_tipo: str, sujeito_id: int, primeiro: bool = False, **entrada: Any
    ) -> Escrito:
        """Append an entry about a subject, as `livro.lancar`."""
        sujeito = (sujeito_tipo, sujeito_id)
        anterior = SEM_ANTERIOR
        if not primeiro:
            anterior = self._correntes.get(sujeito) or ultima_entrada(self._conexao, *sujeito)
        sal_apartado = self._sal()
        valores, apartados = montar_entrada(
            operacao, sujeito_tipo=sujeito_tipo, sujeito_id=sujeito_id, anterior=anterior, sal=self._sal(),
            sal_apartado=sal_apartado, **entrada,
        )  # fmt: skip
        id_ = self._numero("ato")
        seq, hash_ = self._correntes[sujeito] = valores["seq"], valores["hash"]
        valores["data_legal"] = _valor(valores["data_legal"])
        valores["registrado_em"] = texto_do_instante(valores["registrado_em"])
        self._atos.append((id_, *valores.values()))
        if apartados:
            self._sigilos.append((id_, texto_canonico(apartados), sal_apartado))
        return Escrito(id=id_, seq=seq, hash=hash_)

    # -------------------------------------------------------------- registers

    def cadastrar(self, operacao: Operacao, sujeito_tipo: str, conteudo: Mapping[str, Any]) -> int:
        """Enter a new record, as `cadastro.lancar_cadastro`; return the id of the subject."""
        id_ = self.novo_id(sujeito_tipo)
        registro, contato = registro_de(sujeito_tipo, conteudo)
        pessoa = id_ if sujeito_tipo == "servidor" else None
        self.lancar(
            operacao, sujeito_tipo=sujeito_tipo, sujeito_id=id_, tipo=CADASTRO, conteudo=registro, servidor_id=pessoa,
            primeiro=True,
        )  # fmt: skip
        self._por_linha(sujeito_tipo, id_, registro)
        if sujeito_tipo == "servidor":
            self._cadastros[sujeito_tipo][id_] |= {**dict.fromkeys(CONTATO, ""), **contato, "versao": 1}
        return id_

    def espera(self, sujeito_tipo: str, id_: int) -> bool:
        """Tell whether a record is among what was not written yet, so that `recadastrar` may change it."""
        return (sujeito_tipo, id_) in self._registros

    def recadastrar(self, operacao: Operacao, sujeito_tipo: str, id_: int, mudancas: Mapping[str, Any]) -> None:
        """Enter a change of a record that still waits; KeyError otherwise."""
        registro, _ = registro_de(sujeito_tipo, mudancas, self._registros[sujeito_tipo, id_])
        self.lancar(operacao, sujeito_tipo=sujeito_tipo, sujeito_id=id_, tipo=CADASTRO, conteudo=registro)
        self._por_linha(sujeito_tipo, id_, registro)

    def _por_linha(self, sujeito_tipo: str, id_: int, registro: Mapping[str, Any]) -> None:
        self._registros[sujeito_tipo, id_] = registro
        self._cadastros[sujeito_tipo][id_] = {
            "id": id_,
            # No column of these comes from a table: nobody waits here for what is being written.
            **colunas_de(self._ligada, sujeito_tipo, registro, criar=True),
        }

    def matricular(self, operacao: Operacao, *, servidor_id: int, vinculo_id: int, matricula: str) -> None:
        """Enter the matrícula of a vínculo of this transaction that has none (`matriculado`)."""
        self.lancar(
            operacao, sujeito_tipo="vinculo", sujeito_id=vinculo_id, tipo=CADASTRO, conteudo={"matricula": matricula},
            servidor_id=servidor_id, vinculo_id=vinculo_id,
        )  # fmt: skip
        self._matriculas[vinculo_id] = matricula

    def matriculado(self, vinculo_id: int) -> bool:
        """Tell whether a vínculo was given its matrícula and it still waits."""
        return vinculo_id in self._matriculas

    # -------------------------------------------------------------- lives

    def projetar(self, calculada: VidaCalculada) -> None:
        """Take a life whose person has no row yet, and no act with a ressalva."""
        self._vidas.append(calculada)

    # -------------------------------------------------------------- writing

    def descarregar(self) -> None:
        """Write all that waits, but the matrículas of lives not taken by `projetar`.  The numbers go on.

        A thread writes, while what comes next is computed; whoever needs the tables waits for it (`aguardar`).
        """
        vinculos, afastamentos, ocupacoes, prazos = self._linhas_das_vidas()
        filas: list[tuple[Table, list[Linha]]] = [
            (_OPERACAO, self._operacoes),
            (_INSTRUMENTO, self._instrumentos),
            (_ATO, self._atos),
            (_SIGILO, self._sigilos),
        ]
        for tipo in _CADASTROS:
            tabela = ESPECIES[tipo].tabela
            filas.append((tabela, _em_linhas(tabela, self._cadastros[tipo].values())))
        filas += [(_VINCULO, vinculos), (_AFASTAMENTO, afastamentos), (_OCUPACAO, ocupacoes), (_PRAZO, prazos)]
        self._operacoes, self._instrumentos, self._atos, self._sigilos, self._vidas = [], [], [], [], []
        self.aguardar()
        self._escrevendo = threading.Thread(target=self._escrever, args=(filas,), name="escrita em massa")
        self._escrevendo.start()
        for linhas in self._cadastros.values():
            linhas.clear()
        # What was written is asked of the tables again: memory does not grow with the book.
        self._registros.clear()
        self._correntes.clear()

    def _escrever(self, filas: list[tuple[Table, list[Linha]]]) -> None:
        try:
            for tabela, linhas in filas:
                self._inserir(self._cru, tabela, linhas)
        except BaseException as erro:
            self._erro = erro

    def aguardar(self) -> None:
        """Wait until what was handed over is written; raises what went wrong in it."""
        if self._escrevendo is not None:
            self._escrevendo.join()
            self._escrevendo = None
        erro, self._erro = self._erro, None
        if erro is not None:
            raise erro

    def completar(self) -> None:
        """Give the matrículas that still wait, to vínculos that others wrote."""
        if self._matriculas:
            valores = [{"chave_": id_, "matricula": numero} for id_, numero in self._matriculas.items()]
            self._conexao.execute(_MATRICULA, valores)
            self._matriculas.clear()

    def _linhas_das_vidas(self) -> tuple[list[Linha], list[Linha], list[Linha], list[Linha]]:
        vinculos: list[dict[str, Any]] = []
        afastamentos: list[Linha] = []
        ocupacoes: list[Linha] = []
        prazos: list[dict[str, Any]] = []
        for calculada in self._vidas:
            projecao = projetar(calculada, {})
            for id_, vinculo in projecao.vinculos.items():
                vinculos.append({"id": id_, "matricula": self._matriculas.pop(id_, None), "versao": 1, **vinculo})
            afastamentos += _sem_numero(projecao.afastamentos)
            ocupacoes += _sem_numero(projecao.ocupacoes)
            for (vinculo_id, tipo, numero), prazo in projecao.prazos.items():
                prazos.append({"id": None, "vinculo_id": vinculo_id, "tipo": tipo, "numero": numero, **prazo})
        return _em_linhas(_VINCULO, vinculos), afastamentos, ocupacoes, _em_linhas(_PRAZO, prazos)

    @staticmethod
    def _inserir(cru: sqlite3.Connection, tabela: Table, linhas: list[Linha]) -> None:
        if not linhas:
            return
        colunas = _ORDEM.get(tabela.name) or tuple(c.name for c in tabela.columns)
        comando = f"INSERT INTO {tabela.name} ({', '.join(colunas)}) VALUES "
        marcas = f"({', '.join('?' * len(colunas))})"
        de_uma_vez = min(_LINHAS, _valores_de_uma_vez(cru) // len(colunas))
        inteiras = len(linhas) // de_uma_vez * de_uma_vez
        if inteiras:
            # Many rows a statement: a fifth of the cost of inserting is going in and out of SQLite, and while it is
            # inside the other thread computes.
            muitas = comando + ", ".join([marcas] * de_uma_vez)
            for inicio in range(0, inteiras, de_uma_vez):
                cru.execute(muitas, tuple(chain.from_iterable(linhas[inicio : inicio + de_uma_vez])))
        cru.executemany(comando + marcas, linhas[inteiras:])

    def _numero(self, tabela: str) -> int:
        id_ = self._proximos[tabela]
        self._proximos[tabela] = id_ + 1
        return id_

    def _sal(self) -> str:
        if not self._sais:
            bloco = secrets.token_hex(_DIGITOS_DO_SAL // 2 * _SAIS)
            self._sais = [bloco[i : i + _DIGITOS_DO_SAL] for i in range(0, len(bloco), _DIGITOS_DO_SAL)]
        return self._sais.pop()


def postos_ocupados(conexao: Connection) -> Iterator[PostoOcupado]:
    """Yield every post held, now or before, by who is no excedente."""
    o = m.Ocupacao
    consulta = select(o.vinculo_id, o.cargo_id, o.desde, o.ate).where(o.excedente.is_(False))
    for linha in conexao.execute(consulta.execution_options(yield_per=5000)):
        yield PostoOcupado(vinculo_id=linha.vinculo_id, cargo_id=linha.cargo_id, desde=linha.desde, ate=linha.ate)


def documentos_em_uso(conexao: Connection) -> tuple[set[str], set[str]]:
    """Return every CPF of a person and every matrícula in the registry."""
    cpfs = conexao.execute(select(m.Servidor.cpf)).scalars()
    matriculas = conexao.execute(select(m.Vinculo.matricula)).scalars()
    return {cpf for cpf in cpfs if cpf is not None}, {numero for numero in matriculas if numero is not None}


# ------------------------------------------------------------------ values and tables


def _maior(conexao: Connection, tabela: Table) -> int:
    return int(conexao.execute(select(func.max(tabela.columns["id"]))).scalar() or 0)


def _valor(valor: Any) -> Any:
    """Return a value as the driver stores it: it keeps dates as text, and is not to be asked to know them."""
    return valor.isoformat() if type(valor) is date else valor


def _em_linhas(tabela: Table, registros: Iterable[Mapping[str, Any]]) -> list[Linha]:
    valores = itemgetter(*(str(coluna.name) for coluna in tabela.columns))
    return [tuple([v.isoformat() if type(v) is date else v for v in valores(registro)]) for registro in registros]


def _sem_numero(periodos: Counter[Linha]) -> Iterator[Linha]:
    for periodo in periodos.elements():
        yield tuple(map(_valor, periodo))


def _tabela(modelo: type[m.Base]) -> Table:
    assert isinstance(modelo.__table__, Table)
    return modelo.__table__


_OPERACAO: Final = _tabela(m.Operacao)
_INSTRUMENTO: Final = _tabela(m.Instrumento)
_ATO: Final = _tabela(m.Ato)
_SIGILO: Final = _tabela(m.AtoSigilo)
_VINCULO: Final = _tabela(m.Vinculo)
_AFASTAMENTO: Final = _tabela(m.Afastamento)
_OCUPACAO: Final = _tabela(m.Ocupacao)
_PRAZO: Final = _tabela(m.Prazo)
_MATRICULA: Final = (
    update(m.Vinculo)
    .where(m.Vinculo.id == bindparam("chave_"))
    .values(matricula=bindparam("matricula"), versao=m.Vinculo.versao + 1)
)
_ORDEM: Final = {"afastamento": COLUNAS_AFASTAMENTO, "ocupacao": COLUNAS_OCUPACAO}
"""Columns of the rows that come without a number of their own."""


def _valores_de_uma_vez(cru: sqlite3.Connection) -> int:
    """Return how many values a statement takes; the library of encrypted registries does not say, and takes these."""
    if isinstance(cru, sqlite3.Connection):
        return cru.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    return _VALORES
